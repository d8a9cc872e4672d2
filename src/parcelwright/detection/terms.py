"""What a seller says that errors cost, and what that makes of one parcel's value.

A term is a share of the value of the goods, or a fixed amount where the seller has named one.
The shares that stand here until then, for goods worth 100:

- 60 for a needless resend or refund: goods at what the seller pays for them, and postage.
  The same range (30, 60, 120) is what backtests are priced at.
- 1 for each day that the buyer of a lost parcel waits, as in backtests.
- 20 once when that buyer has waited 30 days: the fee of a dispute, a bad review, the next order
  that does not come. 30 days is the longest that a seller may take by EU law where nothing else
  was agreed (Directive 2011/83/EU, Article 18(1)).
- 3 for a letter that proves needless: an inquiry, a claim; twice that for a question to a buyer,
  whose time it takes as well and who now worries. A judgment, chosen so that
  the carrier is asked from about one lost parcel in five on and the buyer from about one in three.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.detection.costs import Costs, Move

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Money that comes a day later costs a seller this share of it: 18 % a year, as a supplier's
# credit does.
INTEREST_A_DAY = 0.0005
# The least that a day of waiting costs, as a share of the value: no day is free.
_LEAST_WAIT = 1e-6


@dataclass(frozen=True, kw_only=True)
class Term:
    """A cost: a share of the value of the goods, or a fixed amount where there is one.

    Args:
        share: Of the value, 0.6 for 60 %.
        fixed: In the currency of the parcel, or None.
    """

    share: float
    fixed: float | None = None

    def of(self, value: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the cost for goods of these values."""
        return self.share * value if self.fixed is None else np.full(len(value), self.fixed)


@dataclass(frozen=True, kw_only=True)
class CostTerms:
    """The money terms of one shop.

    Args:
        resend: Of a resend or refund when the parcel arrives after all.
        wait: Of each day that the buyer of a lost parcel waits.
        angry: Once, when that buyer has waited too long.
        angry_after_days: Days from acceptance on which that happens.
        letter: Of an inquiry or claim that proves needless.
    """

    resend: Term = Term(share=0.60)
    wait: Term = Term(share=0.01)
    angry: Term = Term(share=0.20)
    angry_after_days: int = 30
    letter: Term = Term(share=0.03)


@dataclass(frozen=True, kw_only=True, eq=False)
class Stakes:
    """What is at stake with parcels, one entry each; money of a parcel in one currency.

    Args:
        value: Of the goods.
        age: Days since acceptance, NaN when unknown.
        claim: What a payer owes for a lost one; 0 where nothing is owed or known.
        claim_days: Whole days to the last day for the claim, NaN when there is none.
        inquiry_days: The same for the inquiry that has to come before it.
    """

    value: NDArray[np.float64]
    age: NDArray[np.float64]
    claim: NDArray[np.float64]
    claim_days: NDArray[np.float64]
    inquiry_days: NDArray[np.float64]


def costs_of(move: Move, terms: CostTerms, stakes: Stakes) -> Costs:
    """Return the costs of a move.

    A right that lapses is to be used a day before its last day: mail fails, and zones differ.
    """
    wait = np.maximum(terms.wait.of(stakes.value), _LEAST_WAIT * np.maximum(stakes.value, 1.0))
    letter, none = terms.letter.of(stakes.value), np.zeros(0)
    nothing = none.reshape(0, len(stakes.value))
    match move:
        case Move.ASK_CARRIER:
            lapses, last = stakes.claim[None], _day_before(stakes.inquiry_days)[None]
            return Costs(needless=letter, wait=wait, lapses=lapses, days_left=last)
        case Move.ASK_BUYER:
            return Costs(needless=2 * letter, wait=wait, lapses=nothing, days_left=nothing)
        case Move.RESEND:
            angry = terms.angry.of(stakes.value)[None]
            last = np.floor(terms.angry_after_days - stakes.age)[None]
            needless = terms.resend.of(stakes.value)
            return Costs(needless=needless, wait=wait, lapses=angry, days_left=last)
        case Move.CLAIM:
            interest = np.maximum(INTEREST_A_DAY * stakes.claim, _LEAST_WAIT)
            lapses, last = stakes.claim[None], _day_before(stakes.claim_days)[None]
            return Costs(needless=letter, wait=interest, lapses=lapses, days_left=last)


def _day_before(days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the day before a last day; the last day itself where that is today."""
    return np.where(days == 0, 0.0, days - 1)
