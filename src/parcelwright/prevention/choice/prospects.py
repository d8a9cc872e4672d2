"""What to expect of each service on one lane: losses and days, from the shop's own journeys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import LaneKey
from parcelwright.analytics.transit import BINS, cure_curve
from parcelwright.prevention.beliefs import Belief
from parcelwright.prevention.scorecards.grouping import By, groups_of, market_of
from parcelwright.prevention.scorecards.losses import loss_beliefs
from parcelwright.prevention.scorecards.shares import binned
from parcelwright.rulebook.select import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.analytics.transit import Curve
    from parcelwright.prevention.choice.rate_table import Rate
    from parcelwright.prevention.scorecards.journeys import Journeys

# Arrivals of others on the lane that a service's own days are drawn toward.
_WORTH = 20.0
_STEP, _LAST = 0.5, 180.0
# Where nobody has measured it: of what never arrives, the part that tracking calls delivered.
# An assumption; the shop's own false deliveries replace it as they are counted.
FALSE_PART = 0.3


@dataclass(frozen=True, kw_only=True, eq=False)
class Prospect:
    """What to expect of one service on one lane.

    Args:
        key: Carrier, service, origin and destination.
        closed: Own journeys on this lane that are old enough to tell a loss.
        arrived: Own journeys on this lane that arrived.
        losses: Share lost.
        false_deliveries: Share that tracking calls delivered and that was not.
        curve: How many are still on their way after so many days; None where nobody knows.
    """

    key: LaneKey
    closed: int
    arrived: int
    losses: Belief
    false_deliveries: Belief
    curve: Curve | None

    def waiting(self, promised: float | None) -> tuple[float, float] | None:
        """Return the expected days beyond those promised, and how unsure that is.

        Args:
            promised: Days that cost nothing; None counts every day.
        """
        if self.curve is None:
            return None
        days = np.arange(promised or 0.0, _LAST, _STEP) + _STEP / 2
        left = np.exp(self.curve.log_survival(days))
        late = float(left.sum() * _STEP)
        beyond = days - (promised or 0.0)
        spread = float(np.sqrt(max(2 * (left * beyond).sum() * _STEP - late**2, 0.0)))
        return late, spread / float(np.sqrt(self.arrived + _WORTH))


def prospects_of(
    journeys: Journeys, rates: Sequence[Rate], origin: str, destination: str
) -> dict[tuple[str, str], Prospect]:
    """Return what to expect of each service on offer, by carrier and service.

    Services are the same when they are spelled alike but for case and marks.
    """
    known = {(key.carrier, slug(key.service)): key.service for key in journeys.lanes if key.service}
    wanted = {
        (rate.carrier, rate.service): LaneKey(
            carrier=rate.carrier,
            service=known.get((rate.carrier, slug(rate.service)), rate.service),
            origin_country=origin,
            destination_country=destination,
        )
        for rate in rates
    }
    groups = groups_of(journeys, By.LANE, set(wanted.values()))
    beliefs = loss_beliefs(journeys, groups)
    market = _market(journeys, origin, destination)
    around = _curve(journeys.take(market) if market.any() else journeys, None, 0.0)
    found = {}
    for name, key in wanted.items():
        at = groups.keys.index(key)
        mine = journeys.take(groups.of == at)
        losses = beliefs[at]
        found[name] = Prospect(
            key=key,
            closed=int(mine.counted.sum()),
            arrived=int(mine.delivered.sum()),
            losses=losses,
            false_deliveries=_false(mine, losses),
            curve=_curve(mine, around, losses.mean),
        )
    return found


def _market(journeys: Journeys, origin: str, destination: str) -> NDArray[np.bool_]:
    wanted = LaneKey(origin_country=origin, destination_country=destination)
    here = np.array([market_of(lane) == wanted for lane in journeys.lanes], np.bool_)
    return here[journeys.lane]


def _false(mine: Journeys, losses: Belief) -> Belief:
    """Return the share of false deliveries, drawn toward the assumed part of all losses."""
    called = mine.delivered | mine.false_delivery
    wrong, usual = int(mine.false_delivery.sum()), losses.mean * FALSE_PART
    return Belief(yes=wrong + _WORTH * usual, no=int(called.sum()) - wrong + _WORTH * (1 - usual))


def _curve(journeys: Journeys, around: Curve | None, lost: float) -> Curve | None:
    """Return the days of those that arrive, with some arrivals of the lane's others."""
    told = journeys.take(~journeys.lost)
    if not told.delivered.any():
        return around
    prior = np.zeros(BINS), np.zeros(BINS)
    if around is not None:
        part = _WORTH / max(float(around.delivered.sum()), _WORTH)
        prior = around.at_risk * part, around.delivered * part
    return cure_curve(
        *binned(told.days, told.delivered),
        loss_share=lost,
        prior_at_risk=prior[0],
        prior_delivered=prior[1],
    )
