"""Which package an event belongs to, when carriers use their numbers again.

A number that starts anew long after its last start is another package. The answer is a
function of the set of known events, so the order in which they became known is no matter.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.parcels.events import TrackingEvent

# A number starts a new package when its last package started more than ten months before.
REUSED_AFTER = timedelta(days=304)
# Clocks without zones differ by up to a day; a first event may seem to precede its start.
SLACK = timedelta(days=1)
_STARTS = frozenset({Milestone.LABEL_CREATED, Milestone.ACCEPTED})
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Use:
    """One package that bore a number.

    Args:
        number: The main number.
        serial: Which use of the number it is, counted from 1 by time.
        start: When its label was made or its carrier took it; None when nobody said.
        events: Its events, in no particular order.
    """

    number: str
    serial: int
    start: datetime | None
    events: list[TrackingEvent] = field(default_factory=list)


def uses_of(
    events: Iterable[TrackingEvent],
    *,
    stated: Mapping[str, Iterable[datetime]],
    mains: Mapping[str, Iterable[str]],
) -> list[Use]:
    """Return the packages that bore some numbers, each with its events, by number and serial.

    Args:
        events: Statements about these numbers, none repeated.
        stated: Main numbers, each with the starts that the seller stated, possibly none.
        mains: For a number that is not a main one, such as that of the last mile: the main
            numbers of the packages that bore it.
    """
    every = list(events)
    starts: dict[str, list[datetime]] = {number: list(times) for number, times in stated.items()}
    for event in every:
        if event.tracking_number not in mains:
            own = starts.setdefault(event.tracking_number, [])
            if event.milestone in _STARTS and event.occurred_at is not None:
                own.append(event.occurred_at.utc)
    uses = {
        number: [
            Use(number=number, serial=serial, start=start)
            for serial, start in enumerate(_first_of_each_use(times), 1)
        ]
        for number, times in starts.items()
    }
    for event in every:
        own_uses = uses.get(event.tracking_number, ())
        if len(own_uses) == 1 and event.tracking_number not in mains:
            own_uses[0].events.append(event)
            continue
        bearers = mains.get(event.tracking_number, (event.tracking_number,))
        borne = [use for number in sorted(bearers) for use in uses[number]]
        use_at(_moment(event), borne).events.append(event)
    return [use for number in sorted(uses) for use in uses[number]]


def _first_of_each_use(times: Iterable[datetime]) -> list[datetime | None]:
    firsts: list[datetime | None] = []
    last = None
    for time in sorted(times):
        if last is None or time - last > REUSED_AFTER:
            firsts.append(time)
            last = time
    return firsts or [None]


def use_at(when: datetime, uses: Iterable[Use]) -> Use:
    """Return the latest of the uses that had started by a moment, else the first of them."""
    ordered = sorted(uses, key=_start)
    index = bisect_right(ordered, when + SLACK, key=_start)
    return ordered[max(index - 1, 0)]


def _moment(event: TrackingEvent) -> datetime:
    when = event.received_at if event.occurred_at is None else event.occurred_at.utc
    return when or _LONG_AGO


def _start(use: Use) -> datetime:
    return use.start or _LONG_AGO
