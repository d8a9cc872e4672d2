"""What is known of a shop's journeys as the tracks that incidents are searched in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.diagnosis.incidents.gather import BAG, FLIGHT, tracks_from_tables
from parcelwright.diagnosis.incidents.tracks import is_step
from parcelwright.parcels.events import Milestone
from parcelwright_web.actions.known_tables import Wanted, tables_known

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from parcelwright.diagnosis.incidents.tracks import Tracks
    from parcelwright_web.models.parcels import Parcel

_WANTED = Wanted(
    times=("handed_over_at",),
    texts=("carrier_account", "manifest"),
    said=("carrier", "place", "country", "source"),
    facts=(BAG, FLIGHT),
    milestones=tuple(
        mark for mark in Milestone if is_step(mark) or mark is Milestone.REPORTED_NOT_RECEIVED
    ),
)


def tracks_known(tenant_id: int, chosen: QuerySet[Parcel]) -> tuple[list[int], Tracks]:
    """Return the keys of parcels of a tenant in their order, and the tracks of these parcels."""
    parcels, events = tables_known(tenant_id, chosen, _WANTED)
    return parcels["parcel_id"].to_pylist(), tracks_from_tables(parcels, events)
