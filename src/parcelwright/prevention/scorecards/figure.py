"""One figure of a scorecard: how much, how sure, of how many, since when."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Name(StrEnum):
    """What a figure is about, in the order in which scorecards show them."""

    LOSS_RATE = "loss_rate"
    COST_OF_LOSS = "cost_of_loss"
    TRANSIT_50 = "transit_50"
    TRANSIT_90 = "transit_90"
    TRANSIT_95 = "transit_95"
    EVENTS_PER_LEG = "events_per_leg"
    LONGEST_SILENCE = "longest_silence"
    TRACKING_COVERAGE = "tracking_coverage"
    CUSTOMS_HOLDS = "customs_holds"
    FALSE_DELIVERIES = "false_deliveries"
    COMPLAINTS = "complaints"
    INQUIRY_DAYS = "inquiry_days"
    GRANT_RATE = "grant_rate"
    DAYS_TO_PAY = "days_to_pay"


class Unit(StrEnum):
    """What a figure counts in; money is per 100 parcels."""

    SHARE = "share"
    DAYS = "days"
    NUMBER = "number"
    MONEY = "money"


class Kind(StrEnum):
    """What a figure rests on, and so what there may not be enough of."""

    JOURNEYS = "journeys"
    INQUIRIES = "inquiries"
    CLAIMS = "claims"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure with what it rests on.

    Args:
        value: None where too little is known to say.
        low: Lower end of the 95 % interval; None where ``value`` is, or where it has no end.
        high: Upper end; None where no end can be named.
        count: Journeys, inquiries or claims it rests on.
        needed: How many it takes.
        currency: For money only.
    """

    name: Name
    unit: Unit
    count: int
    needed: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    kind: Kind = Kind.JOURNEYS
    currency: str = ""

    @property
    def enough(self) -> bool:
        """Whether it rests on as many as it takes."""
        return self.value is not None
