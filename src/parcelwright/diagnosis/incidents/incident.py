"""Parcels in trouble together: what is said of them, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.detection.assessment import Reason
    from parcelwright.money import Money

# Fewer parcels than this are cases, not an incident.
FEWEST = 5


class IncidentKind(StrEnum):
    """What the parcels of an incident shared, narrowest first."""

    BAG = "bag"
    FLIGHT = "flight"
    DEPARTURE = "departure"
    HANDOVER = "handover"
    CUSTOMS_OFFICE = "customs_office"
    HUB = "hub"
    CARRIER_DAY = "carrier_day"
    OUTAGE = "outage"


class SuspectedCause(StrEnum):
    """What most likely happened to all of them."""

    TRANSPORT_ACCIDENT = "transport_accident"
    NOT_TAKEN_IN = "not_taken_in"
    STUCK_AT_CUSTOMS = "stuck_at_customs"
    STUCK_AT_HUB = "stuck_at_hub"
    CARRIER_DISRUPTED = "carrier_disrupted"
    NO_NEWS = "no_news"


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Parcels that fell silent together.

    Args:
        kind: What they shared.
        what: Its name in parts, such as carrier, place and day; equal for the same group on
            every day, so that an incident is found again.
        rows: The silent parcels, ascending; entries of the tracks that were searched.
        group: How many parcels shared it, those that moved on included.
        started: Day number of the last good scan of the group.
        chance: Chance that they are in trouble together, 0 to 1; the rest is chance.
        by_chance: How many groups like it would be as silent by chance, among all searched.
        cause: What is suspected.
        reasons: The figures behind it, strongest first.
    """

    kind: IncidentKind
    what: tuple[str, ...]
    rows: tuple[int, ...]
    group: int
    started: float
    chance: float
    by_chance: float
    cause: SuspectedCause
    reasons: tuple[Reason, ...] = ()

    @property
    def size(self) -> int:
        """How many parcels are in trouble."""
        return len(self.rows)


def stake(values: Iterable[Money | None]) -> tuple[Money, ...]:
    """Return what the parcels are worth, a sum per currency, in the order of the codes.

    Parcels of unknown value are left out; currencies are never added together.
    """
    sums: dict[str, Money] = {}
    for value in values:
        if value is not None:
            known = sums.get(value.currency)
            sums[value.currency] = value if known is None else known + value
    return tuple(sums[code] for code in sorted(sums))
