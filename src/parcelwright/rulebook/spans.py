"""Structured periods: how long after which moment, and which of several counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from parcelwright.calendars import Unit


class Since(StrEnum):
    """The moment a period is counted from."""

    POSTING = "posting"
    HANDOVER = "handover"
    ACCEPTANCE_SCAN = "acceptance_scan"
    LABEL_CREATED = "label_created"
    DUE_DELIVERY = "due_delivery"
    LAST_SCAN = "last_scan"
    DELIVERED_SCAN = "delivered_scan"
    INQUIRY_OPENED = "inquiry_opened"
    INQUIRY_ANSWERED = "inquiry_answered"
    CLAIM_FILED = "claim_filed"
    DECISION = "decision"
    LOSS_CONFIRMED = "loss_confirmed"

    @property
    def spoken(self) -> str:
        """The moment's name as a sentence says it after "the"."""
        return self.value.replace("_", " ").replace("loss confirmed", "confirmation of the loss")


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


Span: TypeAlias = Count | EarliestOf | LatestOf
