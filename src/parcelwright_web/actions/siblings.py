"""Siblings of stored parcels: those of one carrier and lane that left at the same moment."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Exists, OuterRef

from parcelwright.diagnosis.siblings import Siblings
from parcelwright.parcels.events import Milestone
from parcelwright_web.models.parcels import TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright_web.models.parcels import Parcel

# When another parcel was last scanned, and whether its buyer says that it did not come.
_Other = tuple["datetime | None", bool]
_PARTY = ("parcel__carrier", "parcel__origin_country", "parcel__destination_country")


def siblings_of(rows: Sequence[Parcel], journeys: Mapping[int, Journey]) -> Siblings:
    """Return how the siblings of several parcels of one tenant fare, in one query.

    A sibling has moved on when its newest scan is later than the common departure. What its
    buyer says of it counts for the others as well.

    Args:
        rows: The parcels.
        journeys: Theirs, by key.
    """
    left = {row.pk: _departure(journeys[row.pk]) for row in rows}
    walls = {event.occurred_at.local for event in left.values() if event and event.occurred_at}
    found: dict[tuple[object, ...], dict[int, _Other]] = defaultdict(dict)
    if walls:
        told = TrackingEventRow.objects.for_tenant(rows[0].tenant_id)
        asked = told.filter(
            parcel=OuterRef("parcel"), milestone=Milestone.REPORTED_NOT_RECEIVED.value
        )
        # Wall-clock time is stored as if it were UTC.
        same = told.filter(
            milestone=Milestone.DEPARTED.value,
            occurred_local__in=[wall.replace(tzinfo=UTC) for wall in walls],
        ).annotate(asked=Exists(asked))
        wanted = ("parcel_id", "occurred_local", "parcel__last_scan_at", "asked", *_PARTY)
        for key, wall, last, complained, *party in same.values_list(*wanted):
            found[(wall, *party)][key] = (last, complained)
    counts = [_counts(row, left[row.pk], found) for row in rows]
    others, moved_on, complained = np.array(counts, np.int64).reshape(-1, 3).T
    return Siblings(others=others, moved_on=moved_on, complained=complained)


def _departure(journey: Journey) -> TrackingEvent | None:
    left = (event for event in reversed(journey.events) if event.milestone is Milestone.DEPARTED)
    return next(left, None)


def _counts(
    row: Parcel,
    left: TrackingEvent | None,
    found: Mapping[tuple[object, ...], Mapping[int, _Other]],
) -> tuple[int, int, int]:
    if left is None or left.occurred_at is None:
        return 0, 0, 0
    wall = left.occurred_at.local.replace(tzinfo=UTC)
    party = (row.carrier, row.origin_country, row.destination_country)
    others = [other for key, other in found.get((wall, *party), {}).items() if key != row.pk]
    moved = [last for last, _ in others if last is not None and last > left.occurred_at.utc]
    return len(others), len(moved), sum(asked for _, asked in others)
