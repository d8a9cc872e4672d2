"""Which events say where a parcel lay, and where; the tools that contradictions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey

# Customs and handovers are also reported from the papers, before or without the parcel.
HELD_IN_HAND = frozenset({
    Milestone.ACCEPTED, Milestone.PROCESSED, Milestone.SCANNED, Milestone.DEPARTED,
    Milestone.ARRIVED, Milestone.ARRIVED_AT_DELIVERY_OFFICE, Milestone.OUT_FOR_DELIVERY,
    Milestone.DELIVERY_ATTEMPTED, Milestone.READY_FOR_PICKUP, Milestone.DELIVERED,
})  # fmt: skip
AT_THE_DOOR = frozenset({
    Milestone.ARRIVED_AT_DELIVERY_OFFICE, Milestone.OUT_FOR_DELIVERY,
    Milestone.DELIVERY_ATTEMPTED, Milestone.READY_FOR_PICKUP, Milestone.DELIVERED,
})  # fmt: skip
_BACK = frozenset({
    Milestone.RETURNING, Milestone.RETURNED, Milestone.REFUSED, Milestone.UNCLAIMED,
})  # fmt: skip
# ISO codes of one and the same customs territory or post: sources write either.
_SAME = (
    frozenset({"CN", "HK", "MO", "TW"}), frozenset({"GB", "GG", "IM", "JE", "GI"}),
    frozenset({"US", "PR", "VI", "GU", "AS", "MP", "UM"}),
    frozenset({"FR", "MC", "GP", "MQ", "GF", "RE", "YT", "BL", "MF", "PM", "NC", "PF", "WF"}),
    frozenset({"IT", "SM", "VA"}), frozenset({"CH", "LI"}), frozenset({"FI", "AX"}),
    frozenset({"DK", "FO", "GL"}), frozenset({"NO", "SJ"}), frozenset({"ES", "AD", "IC", "EA"}),
    frozenset({"RS", "XK", "ME"}), frozenset({"NL", "AW", "CW", "SX", "BQ"}),
    frozenset({"AU", "CX", "CC", "NF"}), frozenset({"NZ", "CK", "NU", "TK"}),
)  # fmt: skip
_NAMED = {code: min(group) for group in _SAME for code in group}


def placed(journey: Journey) -> tuple[TrackingEvent, ...]:
    """Return the dated events that say in which country the parcel lay, oldest first."""
    return tuple(
        event
        for event in journey.events
        if event.milestone in HELD_IN_HAND and event.country and event.occurred_at is not None
    )


def goes_back(journey: Journey) -> bool:
    """Return whether the parcel was refused, not collected, or is on its way back."""
    return any(event.milestone in _BACK for event in journey.events)


def same_country(one: str, other: str) -> bool:
    """Return whether two ISO codes may stand for one place, as Hong Kong is also written CN."""
    return one == other or _NAMED.get(one, one) == _NAMED.get(other, other)


def elsewhere(country: str, origin: str, destination: str) -> bool:
    """Return whether a country is plainly neither origin nor destination; all must be known."""
    if not (country and origin and destination):
        return False
    return not same_country(country, origin) and not same_country(country, destination)
