"""UN/EDIFACT IFTSTA: the status message of carriers and forwarders, as a file.

Message and codes as in the UN directories at service.unece.org (D.96A to D.01B and later).
A status of a transport is one of UN/ECE Recommendation 24; a code that names a list of its
own (1131, 3055) is a partner's and means what that partner says, so it stays unknown until
a person maps it. GS1 (agency 9) takes over the Recommendation and adds codes ending in E.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.sources._edifact import is_edifact, message_types, messages, starts_edifact
from parcelwright.sources._reasons import by_reason
from parcelwright.sources._statements import Payload
from parcelwright.sources._status_message import read_statuses

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._segments import Segment

SLUG = "iftsta"
NAME = "UN/EDIFACT IFTSTA"
ENDINGS = (".edi", ".edifact", ".iftsta")

# Status lists of single partners have no meanings here; their codes are told apart by table.
_PARTNERS = "iftsta.partner"
CODES: Mapping[str, Mapping[str, Milestone]] = {
    **{name: codes for name, codes in code_books.milestones(SLUG).items() if "rec24" in name},
    _PARTNERS: {},
}
_REC24 = "iftsta.rec24"
# 3055: UN/ECE and GS1, whose lists these are.
_AGENCIES = frozenset({"6", "9"})


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return an event for each status of each parcel or consignment, and hints that name them.

    Args:
        payload: The whole file, with one or more interchanges.
        received_at: When the file arrived.
    """
    page = Payload.of_file(SLUG, CODES, payload, received_at)
    if page.root.problems.found or not is_edifact(payload):
        return page.parsed()
    for message in messages(page, payload):
        if message.type in {"IFTSTA", ""}:
            read_statuses(page, message, _reading)
        else:
            page.note(message.where, f"a message of type {message.type[:6]} is not read here")
    return page.parsed()


def recognizes_file(head: bytes) -> bool:
    """Return whether a file begins as an interchange with a status message in it."""
    return starts_edifact(head) and "IFTSTA" in message_types(head)


def _reading(page: Payload, segment: Segment) -> Reading:
    """Return a status by the Recommendation, or as a partner's own, with its reason."""
    table = _REC24 if _is_shared(segment, 2) else _PARTNERS
    reason = segment.text(3) if _is_shared(segment, 3) else ""
    return by_reason(page.read(table, segment.text(2)), SLUG, reason)


def _is_shared(segment: Segment, element: int) -> bool:
    """Return whether a code names no list of its own, or one of an agency that shares it."""
    agency = segment.text(element, 3)
    return agency in _AGENCIES or not (agency or segment.text(element, 2))
