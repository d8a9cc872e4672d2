"""Whether a parcel can have come from one scan to another in the time between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.diagnosis.physical import same_country
from parcelwright.parcels.distances import least_distance_km
from parcelwright.parcels.moments import span_of

if TYPE_CHECKING:
    from parcelwright.parcels.events import EventTime, TrackingEvent

# Freighters cruise at some 900 km/h over ground; with a strong wind behind them at more.
_FASTEST_KMH = 1200.0
# Below it the reach of countries and a scan keyed in late explain everything.
_LEAST_KM = 1500.0


@dataclass(frozen=True, kw_only=True)
class Impossible:
    """How far two scans lie apart at the least, and how long the time between is at the most."""

    apart_km: float
    time: timedelta


def impossible(one: TrackingEvent, other: TrackingEvent) -> Impossible | None:
    """Return why no parcel can be at both scans, or None when it can, or nothing is known.

    Times are read in the slackest way, in either order.
    """
    if one.occurred_at is None or other.occurred_at is None:
        return None
    if same_country(one.country, other.country):
        return None
    apart_km = least_distance_km(one.country, other.country)
    if apart_km is None or apart_km < _LEAST_KM:
        return None
    time = _longest_between(one.occurred_at, other.occurred_at)
    if time >= timedelta(hours=apart_km / _FASTEST_KMH):
        return None
    return Impossible(apart_km=apart_km, time=time)


def _longest_between(one: EventTime, other: EventTime) -> timedelta:
    (early, late), (other_early, other_late) = span_of(one), span_of(other)
    return max(other_late - early, late - other_early)
