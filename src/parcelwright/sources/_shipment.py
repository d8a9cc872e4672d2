"""Reads one X12 214 transaction set: statuses with place, numbers and reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.parcels.recognize import normalize
from parcelwright.sources._reasons import by_reason
from parcelwright.sources._statements import joined
from parcelwright.sources._x12_times import x12_time

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._segments import Segment
    from parcelwright.sources._statements import Payload

_BOOK = "x12-214"
_STATUS, _APPOINTMENT = "x12-214.status", "x12-214.appointment"
# Reference qualifiers (128) that number a parcel as its carrier does, best first: tracking
# number, package number of the carrier, waybill, the carrier's own reference.
_NUMBERS = ("2I", "08", "WY", "AW", "CN")

# Statuses whose time is that of an estimate.
_ESTIMATES = frozenset({"AG", "B6", "C1", "X2"})


@dataclass(kw_only=True)
class _Status:
    """One AT7 with the place that follows it."""

    segment: Segment
    place: str = ""
    country: str = ""
    equipment: str = ""


@dataclass(kw_only=True)
class _Loop:
    """The shipment, one LX in it, or one package (CD3): its references, remarks, statuses."""

    where: str
    references: dict[str, str] = field(default_factory=dict)
    marks: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    statuses: list[_Status] = field(default_factory=list)

    def numbers(self) -> list[str]:
        """Return the numbers that this loop gives to its parcels; marks name packages."""
        found = [self.references[name] for name in _NUMBERS if name in self.references]
        return self.marks or found[:1]


def read_shipment(page: Payload, segments: Sequence[Segment]) -> None:
    """Keep each status of a transaction set as an event."""
    heading = _Loop(where=segments[0].where)
    line = package = None
    carrier = ""
    for segment in segments:
        match segment.tag:
            case "B10":
                carrier = segment.text(3)
                _begin(heading, segment)
            case "LX":
                _emit(page, [each for each in (heading, line, package) if each], carrier)
                line, package = _Loop(where=segment.where), None
            case "CD3":
                _emit(page, [each for each in (heading, line, package) if each], carrier)
                package = _Loop(where=segment.where)
            case _:
                _read(package or line or heading, segment)
    _emit(page, [each for each in (heading, line, package) if each], carrier)


def _begin(heading: _Loop, segment: Segment) -> None:
    number, shipment = normalize(segment.text(1)), normalize(segment.text(2))
    qualifier, other = segment.text(5), normalize(segment.text(6))
    if number:
        heading.references["CN"] = number
    if shipment:
        heading.references.setdefault("shipment", shipment)
    if qualifier and other:
        heading.references.setdefault(qualifier, other)


def _read(loop: _Loop, segment: Segment) -> None:
    match segment.tag:
        case "AT7":
            loop.statuses.append(_Status(segment=segment))
        case "MS1" if loop.statuses:
            status = loop.statuses[-1]
            status.place = status.place or joined(segment.text(1), segment.text(2))
            status.country = status.country or segment.text(3)
        case "MS2" if loop.statuses:
            loop.statuses[-1].equipment = joined(segment.text(1), segment.text(2))
        case "L11":
            loop.references.setdefault(segment.text(2), normalize(segment.text(1)))
        case "MAN":
            mark = normalize(segment.text(2))
            if mark:
                loop.marks.append(mark)
        case "K1":
            loop.remarks += [text for text in (segment.text(1), segment.text(2)) if text]


def _emit(page: Payload, loops: Sequence[_Loop], carrier: str) -> None:
    """Keep the statuses of the innermost loop, once for each parcel that it names."""
    innermost = loops[-1]
    numbers = next((found for loop in reversed(loops) if (found := loop.numbers())), [])
    shipment = loops[0].references.get("shipment", "")
    numbers = numbers or [shipment]
    if innermost.statuses and not any(numbers):
        page.note(innermost.where, "no number of a parcel or shipment; it belongs to no parcel")
    facts: dict[str, str] = {}
    for loop in loops:
        facts |= {f"reference_{name or 'none'}": value for name, value in loop.references.items()}
    words = " ".join(innermost.remarks)
    is_single = len(innermost.statuses) == 1
    for status in innermost.statuses:
        own = facts | _facts(status) | ({} if is_single else {"remarks": words})
        time = x12_time(page, status.segment)
        if time is not None and _is_planned(status.segment):
            own, time = own | {"planned_for": time.isoformat()}, None
        for number in dict.fromkeys(numbers):
            page.add(
                number,
                _reading(page, status.segment),
                occurred_at=time,
                carrier=carrier,
                description=words if is_single else "",
                place=status.place,
                country=status.country,
                facts=own,
            )
            page.name_parcel(number, carrier)
    innermost.statuses.clear()


def _reading(page: Payload, segment: Segment) -> Reading:
    """Return a status with its reason, or an appointment, which says that nothing moved."""
    code, appointment = segment.text(1).upper(), segment.text(3).upper()
    if appointment and not code:
        return page.read(_APPOINTMENT, appointment)
    return by_reason(page.read(_STATUS, code), _BOOK, segment.text(2))


def _is_planned(segment: Segment) -> bool:
    """Return whether the time of an AT7 lies ahead: of an estimate or an appointment."""
    code = segment.text(1).upper()
    return code in _ESTIMATES or bool(segment.text(3) and not code)


def _facts(status: _Status) -> dict[str, str]:
    segment = status.segment
    facts = {"reason": segment.text(2) or segment.text(4), "equipment": status.equipment}
    if segment.text(1):
        facts["appointment"] = segment.text(3)
    return facts
