"""Decides which stored parcel each event and each word belongs to.

The answer is a function of everything known about the numbers, never of the order in
which it came; see :mod:`parcelwright.parcels.uses`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.parcels.events import EventTime
from parcelwright.parcels.uses import Use, use_at, uses_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright_web.actions.families import Family
    from parcelwright_web.actions.statements import Named
    from parcelwright_web.models.parcels import Parcel

_START_FACTS = ("accepted_at", "label_created_at", "handed_over_at")
# A further number that so many parcels share tells nothing about any of them.
_MAX_BEARERS = 10


@dataclass(frozen=True, kw_only=True)
class Package:
    """One use of a number, the parcel that stands for it (maybe unsaved), and its news."""

    use: Use
    parcel: Parcel
    named: list[Named]


@dataclass(frozen=True, kw_only=True)
class Sorted:
    """Packages with their parcels, and parcels that turned out to be part of another."""

    packages: list[Package]
    absorbed: list[Parcel]


def sort_out(
    family: Family, events: Iterable[TrackingEvent], named: Sequence[Named], make: Make
) -> Sorted:
    """Return the packages of a family with all their events; ``make`` makes a new parcel."""
    mains = further_bearers(family, named)
    heard = [each for each in named if each.number not in mains]
    stated: dict[str, list[datetime]] = {}
    for parcel in family.parcels.values():
        if parcel.tracking_number not in mains:
            stated.setdefault(parcel.tracking_number, []).extend(stated_starts(parcel))
    for each in heard:
        stated.setdefault(each.number, []).extend(each.starts)
    by_number: dict[str, list[Use]] = {}
    for use in uses_of(events, stated=stated, mains=mains):
        by_number.setdefault(use.number, []).append(use)
    stored = family.by_number()
    packages = [
        package
        for number, uses in by_number.items()
        for package in _matched(uses, family, stored.get(number, []), make)
    ]
    by_use = {(package.use.number, package.use.serial): package for package in packages}
    for each in heard:
        use = use_at(max(each.starts, default=each.at), by_number[each.number])
        by_use[use.number, use.serial].named.append(each)
    absorbed = [p for p in family.parcels.values() if p.tracking_number in mains]
    return Sorted(packages=packages, absorbed=absorbed)


def further_bearers(family: Family, named: Iterable[Named]) -> dict[str, tuple[str, ...]]:
    """Return, for each number that is not a main one, the main numbers that bear it.

    A number that a file of the seller names, or that bears further numbers itself, is a
    main one.
    """
    pairs = {(number, family.parcels[pk].tracking_number) for number, pk in family.further}
    pairs |= {(number, each.number) for each in named for number in each.further}
    alone = {p.tracking_number for p in family.parcels.values() if p.is_stated}
    alone |= {each.number for each in named if each.is_alone}
    alone |= {main for _, main in pairs}
    bearers: dict[str, set[str]] = {}
    for number, main in pairs:
        if number not in alone:
            bearers.setdefault(number, set()).add(main)
    return {
        number: tuple(sorted(mains))
        for number, mains in bearers.items()
        if len(mains) <= _MAX_BEARERS
    }


def stated_starts(parcel: Parcel) -> list[datetime]:
    """Return when the seller says that a parcel started, by whatever fact tells it."""
    facts: Mapping[str, str] = parcel.facts
    own = (facts[name] for name in _START_FACTS if name in facts and name not in parcel.borrowed)
    return [time.utc for text in own if (time := EventTime.parse(text)) is not None]


def stated_day(parcel: Parcel) -> date | None:
    """Return the day on which the carrier took a parcel, as the seller or a source states it."""
    time = EventTime.parse(parcel.facts.get("accepted_at", ""))
    return None if time is None else time.day


def _matched(
    uses: Sequence[Use], family: Family, free: list[Parcel], make: Make
) -> Iterable[Package]:
    """Give each use the parcel that stood for it before, else a free one, else a new one."""
    number = uses[0].number
    chosen: dict[int, Parcel] = {}
    for parcel in list(free):
        serial = _serial_of(parcel, uses, family)
        if serial is not None and serial not in chosen:
            chosen[serial] = parcel
            free.remove(parcel)
    for use in uses:
        parcel = chosen.get(use.serial) or (free.pop(0) if free else make(number))
        yield Package(use=use, parcel=parcel, named=[])
    for serial, parcel in enumerate(free, len(uses) + 1):
        # The seller corrected a date, and what looked like two packages is one.
        yield Package(use=Use(number=number, serial=serial, start=None), parcel=parcel, named=[])


def _serial_of(parcel: Parcel, uses: Sequence[Use], family: Family) -> int | None:
    starts = stated_starts(parcel)
    if starts:
        return use_at(min(starts), uses).serial
    votes = Counter(
        use.serial
        for use in uses
        for event in use.events
        if event.digest in family.events and family.events[event.digest].parcel_id == parcel.pk
    )
    return max(votes, key=lambda serial: (votes[serial], -serial), default=None)


if TYPE_CHECKING:
    from collections.abc import Callable

    Make = Callable[[str], Parcel]
