"""When to ask next: soon after news, ever less often in silence, more often near a deadline.

An open watch is looked at again within :data:`CAP`, whatever happens. Times are spread by the
number, so that parcels that came together are not asked about together.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.replies import Standing

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.watch.facts import Subject, Watched

CAP = timedelta(days=3)
"""Longest time between two looks at an open watch."""
PUSH_TRUST = CAP
"""How long a source that posts by itself may be silent before we ask."""
FIRST_READ = timedelta(hours=1)
"""From taking a number on to the first read."""

_SOONEST = timedelta(hours=4)
_URGENT = timedelta(hours=12)
_NEAR_DEADLINE = timedelta(hours=3)
_AFTER_CLOSE = timedelta(days=1)
# A wait is this part of the silence so far: after eight quiet days, one day.
_PART_OF_SILENCE = 8
# Four looks are left before a deadline, however near it is.
_PART_OF_REST = 4
_SPREAD = 0.1
_MAX_DOUBLINGS = 5
_PATIENCE = {
    Standing.NOT_FOUND: timedelta(hours=6),
    Standing.NEEDS_MORE: timedelta(days=1),
    Standing.REFUSED: timedelta(days=1),
    Standing.STOPPED: timedelta(days=1),
}


def next_look(subject: Subject, watched: Watched, now: datetime) -> datetime:
    """Return when to look at an open watch again: later than now, at most a CAP later."""
    return now + spread(_wait(subject, watched, now), subject.number)


def again_at(standing: Standing, times: int, number: str, now: datetime) -> datetime:
    """Return when to try a source again that could not help, for the ``times``-th time.

    Doubles each time, up to a CAP.
    """
    first = _PATIENCE.get(standing, _SOONEST)
    wait = min(first * (1 << min(times - 1, _MAX_DOUBLINGS)), CAP)
    return now + spread(wait, number)


def spread(wait: timedelta, number: str) -> timedelta:
    """Return a wait shortened by up to a tenth, by the number: always the same for it."""
    digest = hashlib.sha256(number.encode()).digest()
    part = int.from_bytes(digest[:4], "big") / 2**32
    return wait * (1 - _SPREAD * part)


def is_pushed(subject: Subject, now: datetime) -> bool:
    """Return whether a source posted lately, so that nobody need be asked.

    Near a deadline we ask all the same: what was lost on the way must not cost a claim.
    """
    if subject.pushed_at is None or now - subject.pushed_at >= PUSH_TRUST:
        return False
    left = None if subject.deadline_at is None else subject.deadline_at - now
    return left is None or not timedelta(0) < left <= CAP


def _wait(subject: Subject, watched: Watched, now: datetime) -> timedelta:
    if subject.closed_at is not None:
        wait = _between(_AFTER_CLOSE, (now - subject.closed_at) / 2)
    else:
        wait = _between(_SOONEST, _silence(subject, watched, now) / _PART_OF_SILENCE)
    if subject.is_urgent:
        wait = min(wait, _URGENT)
    if subject.deadline_at is not None and subject.deadline_at > now:
        rest = (subject.deadline_at - now) / _PART_OF_REST
        wait = min(wait, max(_NEAR_DEADLINE, rest))
    return wait


def _silence(subject: Subject, watched: Watched, now: datetime) -> timedelta:
    """Return how long nothing has changed; a scan dated ahead of now is news of now."""
    moments = [watched.started_at, watched.changed_at, subject.moved_at]
    return max(now - max(moment for moment in moments if moment is not None), timedelta(0))


def _between(least: timedelta, wait: timedelta) -> timedelta:
    return min(max(least, wait), CAP)
