"""The days to come in a line of ``parcelwright assess``: until it arrives, until acting pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag
from parcelwright.detection.costs import Move
from parcelwright.detection.decide import decide
from parcelwright.detection.odds import arrival_odds
from parcelwright.detection.remaining import remaining_days
from parcelwright.detection.silence import silence_of
from parcelwright.detection.terms import Stakes, costs_of

if TYPE_CHECKING:
    from parcelwright.analytics.clock import Clock
    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.detection.terms import CostTerms

_DAY_DIGITS = 2
# Costs are shares of the value of the goods, so any value gives the same days.
_VALUE = 100.0


@dataclass(frozen=True, kw_only=True)
class DaysToCome:
    """One entry a parcel, None where nothing can be said.

    Args:
        remaining: Mean days until it arrives, if it does.
        resend: Whole days until sending again costs less than waiting, 0 for now; None too where
            waiting pays for as long as the curve reaches, or where the buyer is to fetch it.
    """

    remaining: tuple[float | None, ...]
    resend: tuple[int | None, ...]


def days_of(found: AssessmentColumns, clock: Clock | None, terms: CostTerms) -> DaysToCome:
    """Return the days to come of assessed parcels.

    Args:
        found: The parcels.
        clock: The one they were assessed with.
        terms: What errors cost, as shares of the value of the goods.
    """
    if not len(found):
        return DaysToCome(remaining=(), resend=())
    silence, columns = silence_of(found, clock), found.view.columns
    nothing = np.full(len(found), np.nan)
    stakes = Stakes(
        value=np.full(len(found), _VALUE),
        age=found.view.now - columns.accepted,
        claim=np.zeros(len(found)),
        claim_days=nothing,
        inquiry_days=nothing,
    )
    odds = arrival_odds(columns, found.view.chances.likes.table)
    made = decide(odds, silence, costs_of(Move.RESEND, terms, stakes))
    waits = ~np.isfinite(made.in_days) | columns.has(Flag.UNCOLLECTED)
    left = np.round(remaining_days(found, silence), _DAY_DIGITS)
    return DaysToCome(
        remaining=tuple(None if np.isnan(day) else float(day) for day in left),
        resend=tuple(
            None if wait else int(day)
            for wait, day in zip(waits, np.where(waits, 0, made.in_days), strict=True)
        ),
    )
