"""Journeys of stored parcels."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from parcelwright.parcels.journey import journey_of
from parcelwright_web.actions import snapshots
from parcelwright_web.models.parcels import TrackingEventRow, event_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright_web.models.parcels import Parcel


def journeys_of(rows: Sequence[Parcel]) -> Mapping[int, Journey]:
    """Return the journeys of several parcels of one tenant by their key, in few queries."""
    events: dict[int, list[TrackingEvent]] = defaultdict(list)
    counted: snapshots.ByNumber = {}
    if rows:
        keys = [row.pk for row in rows]
        found = TrackingEventRow.objects.for_tenant(rows[0].tenant_id).filter(parcel__among=keys)
        fields = ("parcel_id", "digest", *TrackingEventRow.FIELDS)
        for parcel_id, *values in found.values_list(*fields).iterator(chunk_size=5000):
            events[parcel_id].append(event_of(*values))
        numbers = {event.tracking_number for some in events.values() for event in some}
        counted = snapshots.counted(rows[0].tenant_id, numbers)
    return {
        row.pk: journey_of(own := events[row.pk], snapshots.of_events(own, counted)) for row in rows
    }
