"""The three amounts of a next step: expected if done now, if done late, if never done."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.cases.ways import Way, WayStatus
from parcelwright.claims.remedy import Confidence
from parcelwright.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.cases.facts import CaseFacts

_DEAD = frozenset({WayStatus.EXPIRED, WayStatus.UNKNOWN})


@dataclass(frozen=True, kw_only=True)
class Amounts:
    """Money expected back: owed under the rule, times the chance that the parcel is lost.

    Refusals by the payer are not allowed for. None means not known. Payers are never
    added up, for together they owe no more than the loss.
    """

    now: Money | None = None
    late: Money | None = None
    never: Money | None = None


def amounts(way: Way | None, every: Sequence[Way], facts: CaseFacts) -> Amounts:
    """Return the amounts of acting on one way now, of missing its deadline, and of nothing.

    "Late" counts the best other way that is still open after this deadline, and is unknown
    when that one pays in another currency or an unknown sum.
    """
    lost = _chance_lost(facts)
    owed = None if way is None else sure_amount(way)
    if way is None or owed is None or lost is None:
        return Amounts()
    nothing = Money(Decimal(0), owed.currency).rounded()
    return Amounts(
        now=(owed * lost).rounded(),
        late=_late(way, every, lost, nothing),
        never=None if facts.claimed_rules else nothing,
    )


def sure_amount(way: Way) -> Money | None:
    """Return what the remedy owes at most, or None when that is not known well enough."""
    return None if way.remedy.confidence is Confidence.LOW else way.remedy.amount


def _chance_lost(facts: CaseFacts) -> Decimal | None:
    if facts.loss_stated or facts.harmed:
        return Decimal(1)
    if facts.assessment is None:
        return None
    return Decimal(1) - Decimal(f"{facts.assessment.chance_arrives:.4f}")


def _late(way: Way, every: Sequence[Way], lost: Decimal, nothing: Money) -> Money | None:
    if way.latest is None:
        return None
    last = way.latest
    others = [
        other
        for other in every
        if other.remedy.rule != way.remedy.rule
        and other.status not in _DEAD
        and (other.latest is None or other.latest > last)
    ]
    best = nothing
    for other in others:
        owed = sure_amount(other)
        if owed is None or owed.currency != nothing.currency:
            return None
        best = max(best, (owed * lost).rounded(), key=lambda money: money.amount)
    return best
