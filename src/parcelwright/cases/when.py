"""The day on which each move on one parcel pays best, in money and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag
from parcelwright.detection.costs import Move
from parcelwright.detection.decide import decide
from parcelwright.detection.odds import arrival_odds
from parcelwright.detection.silence import silence_of
from parcelwright.detection.terms import costs_of
from parcelwright.money import Money

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.clock import Clock
    from parcelwright.cases.stakes import ParcelStakes
    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.detection.decide import Decisions
    from parcelwright.detection.terms import CostTerms


@dataclass(frozen=True, kw_only=True)
class MoveDay:
    """The best day of one move; the amounts are expected costs.

    Args:
        move: Which.
        on: That day; None where waiting pays for as long as the curve reaches.
        days: Whole days until then, 0 for today.
        cost_now: Of acting today.
        cost_then: Of waiting until that day and acting then.
        worth: What waiting until then spares.
        next_day: What the next day of waiting costs, less what it spares.
        chance_lost: Chance of loss today.
        arrive_before: Share of parcels like it that arrive before that day.
        for_lapse: Whether something is lost after that day.
        before_first_day: First day on which the payer accepts it, where the best day is sooner.
    """

    move: Move
    on: date | None
    days: int
    cost_now: Money
    cost_then: Money
    worth: Money
    next_day: Money
    chance_lost: float
    arrive_before: float
    for_lapse: bool
    before_first_day: date | None = None


def when_to_act(
    found: AssessmentColumns,
    table: ArrivalTable,
    clock: Clock | None,
    stakes: ParcelStakes,
    terms: CostTerms,
    today: date,
) -> tuple[MoveDay, ...]:
    """Return the best day of each move that is possible, the cheapest move first.

    Empty for a parcel that waits for the buyer to fetch it. Claiming is left out where
    nothing is known to be owed, or the last day for it has passed.

    Args:
        found: The assessment of the parcel as a column of length one; empty when it ended.
        table: What it was assessed with.
        clock: The same.
        stakes: Its value, and what is owed for it.
        terms: What errors cost its seller.
        today: The seller's calendar day.
    """
    if not len(found) or found.view.columns.has(Flag.UNCOLLECTED)[0]:
        return ()
    odds = arrival_odds(found.view.columns, table)
    silence = silence_of(found, clock)
    closed = stakes.columns.claim_days[0] < 0
    without = {Move.CLAIM} if stakes.claim is None or closed else set()
    return tuple(
        _in_money(move, decide(odds, silence, costs_of(move, terms, stakes.columns)), stakes, today)
        for move in Move
        if move not in without
    )


def _in_money(move: Move, made: Decisions, stakes: ParcelStakes, today: date) -> MoveDay:
    ever = bool(np.isfinite(made.in_days[0]))
    days = int(made.in_days[0]) if ever else 0
    currency = stakes.value.currency
    first = stakes.claim_from if move is Move.CLAIM else None
    too_soon = ever and first is not None and first > today + timedelta(days=days)
    return MoveDay(
        move=move,
        on=today + timedelta(days=days) if ever else None,
        days=days,
        cost_now=_money(made.cost_now[0], currency),
        cost_then=_money(made.cost_then[0], currency),
        worth=_money(made.worth_waiting[0], currency),
        next_day=_money(made.next_day[0], currency),
        chance_lost=float(made.chance_lost[0]),
        arrive_before=float(1 - made.chance_lost[0] / made.chance_lost_then[0]),
        for_lapse=bool(made.for_lapse[0]),
        before_first_day=first if too_soon else None,
    )


def _money(amount: float, currency: str) -> Money:
    return Money(Decimal(f"{amount:.4f}"), currency).rounded()
