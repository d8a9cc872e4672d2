"""Reads the status groups of an EDIFACT message: who, what, when and where of each STS.

A message has a heading, then consignments (CNI), each with statuses (STS); what follows a
status belongs to it until the next one. References of a status come before those of its
consignment, and these before those of the heading. IFTSTA of the directories D.96A to D.01B
has this order; later ones only add to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.parcels.recognize import normalize
from parcelwright.sources._edifact import date_time
from parcelwright.sources._statements import joined

if TYPE_CHECKING:
    from collections.abc import Callable

    from parcelwright.sources._edifact import Message
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._segments import Segment
    from parcelwright.sources._statements import Payload

# References (1153) that number a package or consignment as its carrier does, best first:
# waybill, air waybill, transport document, the carrier's own, consignment, bill of lading.
_NUMBERS = ("AAM", "AWB", "HWB", "AAS", "CN", "UCN", "BM")
# Moments of a status (2005), best first: change of status, the event itself, arrival,
# departure, delivery, pickup, acceptance, receipt, clearance, effective. Estimates are none of
# them, and neither is dispatch (11), which may be one.
_MOMENTS = ("334", "78", "145", "178", "186", "136", "35", "200", "143", "50", "58", "7")
# What follows describes a vehicle or a box, with dates and places of its own.
_OTHER_THINGS = frozenset({"TDT", "EQD", "EQA"})
_GOODS = frozenset({"GID", "PCI", "GIN"})
_UN_LOCODE = re.compile(r"[A-Z]{2}[A-Z2-9]{3}")
_LETTERS, _DIGITS = 8, 5


@dataclass(kw_only=True)
class _Part:
    """What a heading, a consignment or a status says, as far as it was read."""

    number: str = ""
    references: dict[str, str] = field(default_factory=dict)
    packages: list[str] = field(default_factory=list)
    place: str = ""
    country: str = ""
    carrier: str = ""

    def best(self) -> str:
        """Return the number that this part gives to a parcel, or empty text."""
        if self.number or not self.references:
            return self.number
        return next((self.references[name] for name in _NUMBERS if name in self.references), "")


@dataclass(kw_only=True)
class _Status(_Part):
    """One STS with what belongs to it."""

    segment: Segment
    moments: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    language: str = ""
    is_elsewhere: bool = False


def read_statuses(
    page: Payload, message: Message, reading_of: Callable[[Payload, Segment], Reading]
) -> None:
    """Keep each status of a message as an event, or as one for each of its packages."""
    heading, consignment = _Part(), _Part()
    current = heading
    status: _Status | None = None
    for segment in message.segments:
        match segment.tag:
            case "CNI":
                _emit(page, status, consignment, heading, reading_of)
                current = consignment = _Part(number=normalize(segment.text(2)))
                status = None
            case "STS":
                _emit(page, status, consignment, heading, reading_of)
                status = _Status(segment=segment)
            case _ if status is not None:
                _read_of_status(status, segment)
            case _:
                _read(current, segment)
    _emit(page, status, consignment, heading, reading_of)


def _read_of_status(status: _Status, segment: Segment) -> None:
    tag = segment.tag
    if tag in _OTHER_THINGS or tag in _GOODS:
        status.is_elsewhere = tag in _OTHER_THINGS
    if tag == "DTM" and not status.is_elsewhere:
        moment = (segment.text(1, 2), segment.text(1, 3), segment.where)
        status.moments.setdefault(segment.text(1), moment)
    elif tag == "FTX":
        status.words += [text.strip() for text in segment.parts(4) if text.strip()]
        status.language = status.language or segment.text(5)[:2].lower()
    elif tag == "GIN":
        _packages_of(status, segment)
    elif tag == "PCI":
        status.packages += [normalize(text) for text in segment.parts(2) if _is_number(text)]
    elif not (status.is_elsewhere and tag in {"LOC", "RFF"}):
        _read(status, segment)


def _packages_of(status: _Status, segment: Segment) -> None:
    for element in range(2, len(segment.elements) + 1):
        status.packages += [normalize(text) for text in segment.parts(element) if text.strip()]


def _is_number(text: str) -> bool:
    plain = normalize(text)
    digits = sum(letter.isdigit() for letter in plain)
    return len(plain) >= _LETTERS and plain.isalnum() and digits >= _DIGITS


def _read(part: _Part, segment: Segment) -> None:
    """Note what a segment says that means the same wherever it stands."""
    match segment.tag:
        case "RFF":
            part.references.setdefault(segment.text(1), normalize(segment.text(1, 2)))
        case "LOC":
            code, name = segment.text(2), segment.text(2, 4)
            part.place = part.place or joined(name or code)
            if not part.country and _UN_LOCODE.fullmatch(code):
                part.country = code[:2]
        case "NAD" if segment.text(1) == "CA":
            part.carrier = part.carrier or segment.text(4) or segment.text(3) or segment.text(2)


def _emit(
    page: Payload,
    status: _Status | None,
    consignment: _Part,
    heading: _Part,
    reading_of: Callable[[Payload, Segment], Reading],
) -> None:
    if status is None:
        return
    segment = status.segment
    outer = (consignment, heading)
    numbers = status.packages or [status.best() or consignment.best() or heading.best()]
    if not any(numbers):
        page.note(segment.where, "no number of a parcel or consignment; it belongs to no parcel")
    carrier = next((part.carrier for part in (status, *outer) if part.carrier), "")
    reading = reading_of(page, segment)
    moment = next((status.moments[name] for name in _MOMENTS if name in status.moments), None)
    time = None if moment is None else date_time(page, *moment)
    facts = _facts(status, outer)
    if time is None and moment is not None:
        facts["date_as_written"] = moment[0]
    words = [segment.text(2, 4), *status.words]
    for number in dict.fromkeys(numbers):
        page.add(
            number,
            reading,
            occurred_at=time,
            carrier=carrier,
            description=" ".join(each for each in words if each),
            language=status.language,
            place=status.place or consignment.place,
            country=status.country or ("" if status.place else consignment.country),
            facts=facts,
        )
        page.name_parcel(number, carrier)


def _facts(status: _Status, outer: tuple[_Part, ...]) -> dict[str, str]:
    """Return what is known beside number, code, time and place: references, dates, reason."""
    segment = status.segment
    facts: dict[str, str] = {}
    for part in (*reversed(outer), status):
        facts |= {f"reference_{name}": value for name, value in part.references.items()}
    facts |= {
        f"date_{name}": value
        for name, (value, _, _) in status.moments.items()
        if name not in _MOMENTS
    }
    number = status.best() or outer[0].best()
    if status.packages and number:
        facts["consignment"] = number
    facts["category"] = segment.text(1)
    facts["reason"] = segment.text(3)
    facts["reason_text"] = segment.text(3, 4)
    facts["code_list"] = joined(segment.text(2, 2), segment.text(2, 3))
    return facts
