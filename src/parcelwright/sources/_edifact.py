"""What all UN/EDIFACT messages share: encoding, message bounds, dates, places, control counts.

Element numbers and their codes are those of the directory D.01B at service.unece.org; 2379
says how a date is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.sources._files import text_of
from parcelwright.sources._segments import edifact_segments
from parcelwright.sources._statements import event_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.events import EventTime
    from parcelwright.sources._segments import Segment
    from parcelwright.sources._statements import Payload

# Level of the character set that UNB names (ISO 9735, 0001), for bytes that are not UTF-8.
_ENCODINGS = {
    "UNOC": "iso8859-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
}
_LEVEL = re.compile(rb"UNB[^A-Z]{1,3}(UNO[A-Z])")
_TYPE = re.compile(rb"UNH([^A-Za-z0-9])[^'\r\n]{0,36}?\1([A-Z]{6})(?![A-Z])")
_START = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:UNA[^A-Za-z0-9]|UNB[^A-Za-z0-9]|UNH[^A-Za-z0-9])")
# 2379: how many digits of year, month, day, hour, minute and second follow each other.
_DATES = {
    "101": "yymmdd",
    "102": "yyyymmdd",
    "201": "yymmddHHMM",
    "202": "yymmddHHMMSS",
    "203": "yyyymmddHHMM",
    "204": "yyyymmddHHMMSS",
    "205": "yyyymmddHHMM",
    "301": "yymmddHHMM",
    "302": "yymmddHHMMSS",
    "303": "yyyymmddHHMM",
    "304": "yyyymmddHHMMSS",
    "2": "ddmmyy",
    "4": "ddmmyyyy",
    "5": "ddmmyyyyHHMM",
}
_ZONED = frozenset({"205", "301", "302", "303", "304"})
_PERIODS = frozenset({"718", "719"})
_ZONES = {"UTC": "Z", "GMT": "Z", "Z": "Z", "WET": "Z", "CET": "+01:00", "EET": "+02:00"}
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_CENTURY = 70


@dataclass(kw_only=True)
class Message:
    """One message of an interchange: its type, its reference, and its segments between them."""

    type: str
    segments: list[Segment] = field(default_factory=list)

    @property
    def where(self) -> str:
        """Where it begins, for problems."""
        return self.segments[0].where if self.segments else "(document)"


def is_edifact(payload: bytes) -> bool:
    """Return whether there is anything of a message in a file, however its start is damaged."""
    return b"UNH" in payload or b"STS" in payload


def starts_edifact(head: bytes) -> bool:
    """Return whether bytes begin as an interchange or a message of UN/EDIFACT."""
    return _START.match(head) is not None


def message_types(head: bytes) -> frozenset[str]:
    """Return the message types that the beginning of a file names."""
    return frozenset(found.decode("ascii") for _, found in _TYPE.findall(head))


def messages(page: Payload, payload: bytes) -> Iterator[Message]:
    """Yield the messages of a file, and note what is cut off or miscounted.

    Segments outside of any message, but for the service segments of the interchange, make a
    message without a type: its header was lost, and what it tells is not dropped.
    """
    level = _LEVEL.search(payload[:400])
    encoding = _ENCODINGS.get(level[1].decode("ascii"), "latin-1") if level else "latin-1"
    message: Message | None = None
    header: Segment | None = None
    for segment in edifact_segments(text_of(payload, encoding)):
        if segment.is_cut:
            page.note(segment.where, "the file ends within this segment; it is not read")
            break
        match segment.tag:
            case "UNB" | "UNZ" | "UNG" | "UNE":
                continue
            case "UNH":
                if message is not None:
                    _unfinished(page, header)
                    yield message
                message, header = Message(type=segment.text(2).upper()), segment
            case "UNT":
                if message is not None:
                    _count(page, segment, message, header)
                    yield message
                message = header = None
            case _:
                if message is None:
                    page.note(segment.where, "stands in no message; its header (UNH) is missing")
                    message = Message(type="")
                message.segments.append(segment)
    if message is not None:
        _unfinished(page, header)
        yield message


def _unfinished(page: Payload, header: Segment | None) -> None:
    where = header.where if header else "(document)"
    page.note(where, "the message has no end (UNT); what came after it may be missing")


def _count(page: Payload, end: Segment, message: Message, header: Segment | None) -> None:
    told, found = end.text(1), len(message.segments) + 2
    if header is not None and told.isdigit() and int(told[:9]) != found:
        page.note(end.where, f"it counts {told[:9]} segments, {found} are there")


def date_time(page: Payload, value: str, form: str, where: str) -> EventTime | None:
    """Return the time that a DTM states; one that cannot be read is noted.

    A period is no moment, unless it lies within one day.

    Args:
        page: Collects the problems.
        value: Element 2380 as written.
        form: Element 2379, how it is written.
        where: The segment.
    """
    digits = value if value.isdecimal() else "".join(filter(str.isdecimal, value))
    if form in _PERIODS:
        half = len(digits) // 2
        if digits[:8] != digits[half : half + 8]:
            return None
        return event_time(page.at(_iso(digits[:8], "yyyymmdd"), where))
    pattern = _DATES.get(form)
    if pattern is None or len(digits) < len(pattern):
        page.note(where, f"{value[:40]!r} is no date of the form {form[:3] or 'without a code'!r}")
        return None
    written = _iso(digits, pattern)
    if form in _ZONED:
        written += _zone(page, value[len(pattern) :], where)
    return event_time(page.at(written, where))


def _iso(digits: str, pattern: str) -> str:
    """Return digits as ISO 8601 writes them, cut as a pattern of :data:`_DATES` says."""
    part = {place: digits[pattern.index(place) :][: pattern.count(place)] for place in "ymd"}
    year = part["y"]
    if len(year) == 2:  # noqa: PLR2004 - a year without its century
        year = f"{'19' if int(year) >= _CENTURY else '20'}{year}"
    day = f"{year}-{part['m']}-{part['d']}"
    clock = digits[pattern.index("H") : len(pattern)] if "H" in pattern else ""
    return (
        f"{day}T{':'.join(clock[at : at + 2] for at in range(0, len(clock), 2))}" if clock else day
    )


def _zone(page: Payload, written: str, where: str) -> str:
    """Return the zone of a time as ISO 8601 writes it, empty and noted when it is unknown."""
    name = written.strip().upper()
    if name in _ZONES or not name:
        return _ZONES.get(name, "")
    match = _OFFSET.fullmatch(name)
    if match is None:
        page.note(where, f"{name[:20]!r} is no time zone we know; the time is read without one")
        return ""
    return f"{match[1]}{match[2]:0>2}:{match[3] or '00'}"
