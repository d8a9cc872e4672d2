"""Shops whose truth is known: services with a price, a loss rate and days, and their journeys.

Nothing here is shared with what estimates: journeys are drawn and written as tables.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa

from parcelwright.money import Money
from parcelwright.prevention.choice.rate_table import Rate

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ON = date(2026, 6, 1)
VALUE, HANDLING, PER_DAY = 60.0, 4.0, 0.15
# How services are drawn: share lost, mean days, and how much the days of one service differ.
USUAL_LOSS, LOSS_SIGMA, LOSS_RANGE = 0.012, 0.8, (0.001, 0.12)
DAYS, TRANSIT_SHAPE = (8.0, 25.0), 9
_OLDEST, _YOUNGEST = 260.0, 0.0


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service of a shop, with what is true of it."""

    carrier: str
    price: float
    loss: float
    days: float

    @property
    def cost(self) -> float:
        """What a parcel costs in the end, on average, when nothing is paid back."""
        lost = self.loss * (VALUE + self.price + HANDLING)
        return self.price + lost + PER_DAY * self.days * (1 - self.loss)

    @property
    def rate(self) -> Rate:
        """Its row in the rate table."""
        return Rate(
            carrier=self.carrier, service="S", price=Money.of(str(self.price), "USD"),
            origin_country="CN", destinations=("DE",),
        )  # fmt: skip


def drawn_services(random, count=4):
    """Return services as sellers meet them: dearer ones are not always better."""
    return [
        Service(
            carrier=f"carrier-{at}",
            price=round(float(random.uniform(5, 9)), 2),
            loss=float(np.clip(random.lognormal(np.log(USUAL_LOSS), LOSS_SIGMA), *LOSS_RANGE)),
            days=float(random.uniform(*DAYS)),
        )
        for at in range(count)
    ]


def tables(random, services, journeys):
    """Return parcels and events: of each service so many that are old enough, and young ones."""
    rows = {"tracking_number": [], "carrier": [], "service": [], "accepted_at": []}
    rows |= {"origin_country": [], "destination_country": [], "value": [], "currency": []}
    said = {"tracking_number": [], "occurred_at": [], "milestone": []}
    for service in services:
        old = random.uniform(110, _OLDEST, journeys)
        ages = np.concatenate((old, random.uniform(_YOUNGEST, 70, journeys // 4)))
        lost = random.random(len(ages)) < service.loss
        took = random.gamma(TRANSIT_SHAPE, service.days / TRANSIT_SHAPE, len(ages))
        for at, age in enumerate(ages):
            number, start = f"{service.carrier}-{at}", NOW - timedelta(days=float(age))
            cells = (number, service.carrier, "S", start, "CN", "DE", str(VALUE), "USD")
            for column, cell in zip(rows.values(), cells, strict=True):
                column.append(cell)
            _say(said, number, start, "ACCEPTED")
            if not lost[at] and took[at] < age:
                _say(said, number, start + timedelta(days=float(took[at])), "DELIVERED")
    return pa.table(rows), pa.table(said)


def _say(said, number, when, mark):
    for column, cell in zip(said.values(), (number, when, mark), strict=True):
        column.append(cell)
