"""ANSI X12 214: the shipment status message of carriers in North America, as a file.

Segments and codes as in the public dictionaries of X12 releases 3070 to 5010 (stedi.com/edi,
zenbridge.io). A transaction set (ST to SE) is about one shipment; each LX loop holds statuses
(AT7) with their place (MS1), and CD3 loops within it are single packages. A package's own
number comes before that of its loop, and this before that of the shipment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.sources._files import text_of
from parcelwright.sources._segments import x12_segments
from parcelwright.sources._shipment import read_shipment
from parcelwright.sources._statements import Payload

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._segments import Segment

SLUG = "x12-214"
NAME = "ANSI X12 214"
ENDINGS = (".x12", ".214", ".edi")

CODES: Mapping[str, Mapping[str, Milestone]] = {
    name: codes for name, codes in code_books.milestones(SLUG).items() if name != "x12-214.reason"
}
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:ISA|GS|ST)([^A-Za-z0-9\s])")
_SETS = re.compile(rb"(?:\A|[^A-Za-z0-9])ST([^A-Za-z0-9\s])(\d{3})\1")


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return an event for each status of each shipment or package, and hints that name them.

    Args:
        payload: The whole file, with one or more interchanges.
        received_at: When the file arrived.
    """
    page = Payload.of_file(SLUG, CODES, payload, received_at)
    if page.root.problems.found or not (b"AT7" in payload or _SETS.search(payload)):
        return page.parsed()
    for kind, segments in _sets(page, x12_segments(text_of(payload))):
        if kind in {"214", ""}:
            read_shipment(page, segments)
        else:
            page.note(segments[0].where, f"a transaction set {kind[:3]} is not read here")
    return page.parsed()


def recognizes_file(head: bytes) -> bool:
    """Return whether a file begins as X12 and has a status message in it."""
    return _START.match(head) is not None and any(kind == b"214" for _, kind in _SETS.findall(head))


def _sets(page: Payload, segments: Iterator[Segment]) -> Iterator[tuple[str, list[Segment]]]:
    """Yield the transaction sets, and note what is cut off, miscounted or stands outside."""
    kind = ""
    inside: list[Segment] = []
    for segment in segments:
        if segment.is_cut:
            page.note(segment.where, "the file ends within this segment; it is not read")
            break
        if segment.tag in {"ISA", "IEA", "GS", "GE", "TA1"} and not inside:
            continue
        if segment.tag in {"ST", "ISA", "GS"} and inside:
            _unfinished(page, inside)
            yield kind, inside
            kind, inside = "", []
        if segment.tag in {"ISA", "GS"}:
            continue
        if segment.tag != "ST" and not inside:
            page.note(segment.where, "stands in no transaction set; its header (ST) is missing")
        inside.append(segment)
        if segment.tag == "ST":
            kind = segment.text(1)
        elif segment.tag == "SE":
            _count(page, segment, len(inside))
            yield kind, inside
            kind, inside = "", []
    if inside:
        _unfinished(page, inside)
        yield kind, inside


def _unfinished(page: Payload, inside: list[Segment]) -> None:
    page.note(inside[0].where, "it has no end (SE); what came after it may be missing")


def _count(page: Payload, end: Segment, found: int) -> None:
    told = end.text(1)
    if told.isdigit() and int(told[:9]) != found:
        page.note(end.where, f"it counts {told[:9]} segments, {found} are there")
