"""Structured periods: how long after which moment, and which of several counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from parcelwright.calendars import Unit


class Since(StrEnum):
    """The moment a period is counted from."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    POSTING = "posting"
    HANDOVER = "handover"
    ACCEPTANCE_SCAN = "acceptance_scan"
    LABEL_CREATED = "label_created"
    SHIP_DATE = "ship_date"
    ORDERED = "ordered"
    DUE_DELIVERY = "due_delivery"
    STANDARD_TRANSIT_END = "standard_transit_end"
    DEPARTURE_SCAN = "departure_scan"
    DESTINATION_ARRIVAL = "destination_arrival"
    LAST_SCAN = "last_scan"
    DELIVERED_SCAN = "delivered_scan"
    INQUIRY_OPENED = "inquiry_opened"
    INQUIRY_ANSWERED = "inquiry_answered"
    CLAIM_FILED = "claim_filed"
    DECISION = "decision"
    LOSS_CONFIRMED = "loss_confirmed"
    DENIED = "denied"
    SETTLEMENT_LETTER = "settlement_letter"
    DISCOVERY = "discovery"
    PURCHASE = "purchase"
    COMPLAINT = "complaint"
    PAPERS_ASKED = "papers_asked"
    STATUS_CHANGE = "status_change"
    BUYER_ASKED = "buyer_asked"
    PAID = "paid"

    @property
    def spoken(self) -> str:
        """The moment's name as a sentence says it after "the"."""
        return _SPOKEN.get(self, self.value.replace("_", " "))


_SPOKEN = {
    Since.LABEL_CREATED: "making of the label",
    Since.INQUIRY_OPENED: "opening of the inquiry",
    Since.INQUIRY_ANSWERED: "answer to the inquiry",
    Since.CLAIM_FILED: "filing of the claim",
    Since.LOSS_CONFIRMED: "confirmation of the loss",
    Since.SHIP_DATE: "shipping date",
    Since.ORDERED: "order",
    Since.STANDARD_TRANSIT_END: "end of the usual transit time",
    Since.DESTINATION_ARRIVAL: "arrival in the country of destination",
    Since.DENIED: "refusal",
    Since.PURCHASE: "purchase of the cover",
    Since.PAPERS_ASKED: "request for further papers",
    Since.STATUS_CHANGE: "last change of status",
    Since.BUYER_ASKED: "buyer's report",
    Since.PAID: "payment",
}


@dataclass(frozen=True, kw_only=True)
class Count:
    """A number of units after a moment.

    Args:
        n: How many.
        unit: Of what.
        since: Counted from the day of this moment.
        inclusive: The day of the moment is day one; otherwise counting starts the day after.
        calendar: ISO country whose holidays apply to working days; empty for the payer's.
    """

    n: int
    unit: Unit
    since: Since
    inclusive: bool = False
    calendar: str = ""


@dataclass(frozen=True, kw_only=True)
class EarliestOf:
    """Whichever day comes first."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class LatestOf:
    """Whichever day comes last."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class FirstKnown:
    """The first in the list whose moment is known, such as the agreed day, else the posting."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class EarliestKnown:
    """Whichever comes first of those whose moment has come: any of several events will do."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, kw_only=True)
class After:
    """A number of units after the end of another period, that day itself not counted."""

    span: Span
    n: int
    unit: Unit
    calendar: str = ""


Span: TypeAlias = Count | EarliestOf | LatestOf | FirstKnown | EarliestKnown | After
