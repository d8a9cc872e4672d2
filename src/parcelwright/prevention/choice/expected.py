"""What a service costs in the end: its price, and what loss, delay and recovery come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.money import Money
    from parcelwright.prevention.choice.prospects import Prospect
    from parcelwright.prevention.choice.rate_table import Rate
    from parcelwright.prevention.choice.recoverable import Recoverable


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One service for one parcel; all sums in one currency, as plain numbers.

    Args:
        rate: The row of the table.
        prospect: What its losses and days are judged by.
        price: Postage with extras.
        if_lost: What a loss costs, before anything comes back: goods, postage and work.
        back: What comes back of a loss on average.
        recoverable: Who would owe it.
        delay: Expected cost of waiting.
        unsure: Standard deviation of the total, from what is not known of losses and days.
        days_known: Whether anybody's days on this lane are known.
        waiting: Cost of waiting for one that arrives.
    """

    rate: Rate
    prospect: Prospect
    price: float
    if_lost: float
    back: float
    recoverable: Recoverable
    delay: float
    unsure: float
    days_known: bool
    waiting: float

    @property
    def loss(self) -> float:
        """Expected cost of loss, before anything comes back."""
        return self.prospect.losses.mean * self.if_lost

    @property
    def recovered(self) -> float:
        """What comes back on average of what is sent."""
        return self.prospect.losses.mean * self.back

    @property
    def total(self) -> float:
        """What the parcel costs in the end, on average."""
        return self.price + self.loss + self.delay - self.recovered

    @property
    def per_loss(self) -> float:
        """What one loss costs after all that comes back, beside one that arrives."""
        return self.if_lost - self.back - self.waiting


def expected_of(
    rate: Rate,
    prospect: Prospect,
    recoverable: Recoverable,
    *,
    price: Money,
    value: Money,
    handling: Money,
    per_day: Money,
    promised_days: float | None,
) -> Expected:
    """Return what a service costs in the end; all money is of one currency.

    A lost parcel costs the goods' value, for the buyer gets the money back or the goods again,
    the postage once more, and the work. Waiting is counted for parcels that arrive.
    """
    waiting = prospect.waiting(promised_days)
    late, late_spread = waiting or (0.0, 0.0)
    arrives = 1 - prospect.losses.mean
    daily = float(per_day.amount)
    if_lost = float(value.amount + price.amount + handling.amount)
    back = min(recoverable.expected, if_lost)
    by_loss = prospect.losses.spread * abs(if_lost - back - daily * late)
    return Expected(
        rate=rate,
        prospect=prospect,
        price=float(price.amount),
        if_lost=if_lost,
        back=back,
        recoverable=recoverable,
        delay=daily * late * arrives,
        unsure=float((by_loss**2 + (daily * late_spread * arrives) ** 2) ** 0.5),
        days_known=waiting is not None,
        waiting=daily * late,
    )
