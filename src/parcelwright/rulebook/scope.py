"""When a rule, or one figure of it, holds: for which service, place, season and person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import ClaimType


class Customer(StrEnum):
    """What the law and some carriers tell apart: who is the other side of the contract."""

    CONSUMER = "consumer"
    BUSINESS = "business"


@dataclass(frozen=True, kw_only=True)
class Season:
    """Days of acceptance from one day of the year to another, both inclusive.

    Args:
        first, last: Month and day; a season may reach over the end of the year.
    """

    first: tuple[int, int]
    last: tuple[int, int]

    def holds_on(self, day: date) -> bool:
        """Return whether a day lies in the season, in any year."""
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Conditions that must all hold; what is empty is no condition.

    Args:
        carriers: Slugs of who carries the parcel, for labels bought on a platform;
            ``not_carriers`` are those left out.
        services: Slugs of services.
        programmes: Slugs of the label or insurance programme it was bought through;
            ``not_programmes`` are those whose own terms stand in for these.
        origins, destinations: ISO countries; ``not_destinations`` are those left out.
        touches: ISO countries of which one must be the origin or the destination;
            ``not_touches`` are those of which neither may be.
        transports: How it travelled.
        claim_types: What went wrong.
        customers: Who buys from the payer.
        seasons: Days of acceptance; ``order_seasons`` are days of the order.
        domestic: Whether it stays in one country; None is no condition.
        certain: What the parcel does not tell counts as no.
    """

    carriers: frozenset[str] = frozenset()
    not_carriers: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    not_programmes: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    destinations: frozenset[str] = frozenset()
    not_destinations: frozenset[str] = frozenset()
    touches: frozenset[str] = frozenset()
    not_touches: frozenset[str] = frozenset()
    transports: frozenset[str] = frozenset()
    claim_types: frozenset[ClaimType] = frozenset()
    customers: frozenset[Customer] = frozenset()
    seasons: tuple[Season, ...] = ()
    order_seasons: tuple[Season, ...] = ()
    domestic: bool | None = None
    certain: bool = False

    def holds(self, key: Key) -> bool | None:
        """Return whether it holds for a parcel; None when that cannot be told."""
        if self is EVERYWHERE:
            return True
        answers = (
            _within(self.carriers, key.carrier),
            _without(self.not_carriers, key.carrier),
            _within(self.services, key.service),
            _within(self.programmes, key.programme),
            _without(self.not_programmes, key.programme),
            _within(self.origins, key.origin),
            _within(self.destinations, key.destination),
            _without(self.not_destinations, key.destination),
            self.touched(key.origin, key.destination),
            _without(self.not_touches, key.origin),
            _without(self.not_touches, key.destination),
            _within(self.transports, key.transport),
            _within(self.claim_types, key.claim_type),
            _within(self.customers, key.customer),
            self._in_season(key.accepted_on),
            _in_one(self.order_seasons, key.ordered_on),
            self._on_lane(key.origin, key.destination),
        )
        if False in answers or (self.certain and None in answers):
            return False
        return None if None in answers else True

    def touched(self, origin: str, destination: str) -> bool | None:
        """Return whether origin or destination is one of ``touches``; None when not known."""
        if not self.touches or not self.touches.isdisjoint((origin, destination)):
            return True
        return False if origin and destination else None

    def _in_season(self, day: date | None) -> bool | None:
        return _in_one(self.seasons, day)

    def _on_lane(self, origin: str, destination: str) -> bool | None:
        if self.domestic is None:
            return True
        known = origin and destination
        return (origin == destination) is self.domestic if known else None


EVERYWHERE = Scope()


def _in_one(seasons: tuple[Season, ...], day: date | None) -> bool | None:
    if not seasons:
        return True
    return None if day is None else any(season.holds_on(day) for season in seasons)


def _within(named: frozenset[str], text: str) -> bool | None:
    if not named:
        return True
    return text in named if text else None


def _without(named: frozenset[str], text: str) -> bool | None:
    if not named:
        return True
    return text not in named if text else None
