"""What carriers changed of a history: taken back, told with another time, told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey

# Farther apart, two scans with the same words are two scans.
_CORRECTED_WITHIN = timedelta(days=3)


class ChangeKind(StrEnum):
    """How a statement was changed."""

    WITHDRAWN = "withdrawn"
    RETIMED = "re-timed"
    REWORDED = "re-worded"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A statement that is no longer told, and what is told instead, if anything."""

    kind: ChangeKind
    old: TrackingEvent
    new: TrackingEvent | None = None


def changes_of(journey: Journey) -> tuple[Change, ...]:
    """Return what was changed, in the order of the journey; each standing event replaces one.

    A statement is re-timed when the same source now tells the same codes, words and place for
    another time within three days, and re-worded when it now tells something else of the same
    time.
    """
    free = list(journey.events)
    found = []
    for old in journey.withdrawn:
        later = [event for event in free if _follows(old, event)]
        retimed = min(
            (event for event in later if _is_retimed(old, event)),
            key=lambda event: (_apart(old, event), event.digest),
            default=None,
        )
        reworded = next((event for event in later if event.occurred_at == old.occurred_at), None)
        new = retimed or (reworded if old.occurred_at is not None else None)
        kind = ChangeKind.WITHDRAWN if new is None else ChangeKind.REWORDED
        if retimed is not None:
            kind = ChangeKind.RETIMED
        if new is not None:
            free.remove(new)
        found.append(Change(kind=kind, old=old, new=new))
    return tuple(found)


def _follows(old: TrackingEvent, new: TrackingEvent) -> bool:
    """Return whether the same source told ``new`` of the number after it last told ``old``."""
    same = (new.source, new.tracking_number) == (old.source, old.tracking_number)
    told, told_later = old.last_told_at, new.last_told_at
    return same and told is not None and told_later is not None and told < told_later


def _is_retimed(old: TrackingEvent, new: TrackingEvent) -> bool:
    if old.occurred_at is None or new.occurred_at is None:
        return False
    same = (new.code_table, new.code, new.description, new.place) == (
        old.code_table,
        old.code,
        old.description,
        old.place,
    )
    return same and _apart(old, new) <= _CORRECTED_WITHIN


def _apart(old: TrackingEvent, new: TrackingEvent) -> timedelta:
    if old.occurred_at is None or new.occurred_at is None:
        return timedelta.max
    return abs(old.occurred_at.utc - new.occurred_at.utc)
