"""Whether a parcel of an audit was claimed already, what was paid, and what is left to claim."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.claims.stacking import paid_in
from parcelwright.money import Money
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from parcelwright.claims.known import Known
    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.rulebook.exchange import Rates

_USABLE = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY})


class Stand(StrEnum):
    """Where the claims of one parcel stand."""

    OPEN = "open"
    """Nothing was claimed, or something is left that nobody was asked for."""
    CLAIMED = "claimed"
    """A claim was filed, and no decision is known."""
    SETTLED = "settled"
    """Payers paid or decided, and nothing else can be asked for."""


@dataclass(frozen=True, kw_only=True)
class Claims:
    """Where they stand, the remedy that speaks for the parcel, and why, one sentence."""

    stand: Stand
    remedy: Remedy
    why: str


def claims_of(found: Entitlement, known: Known) -> Claims:
    """Return where the claims of a parcel stand.

    While a claim is undecided nothing else of the same loss is called claimable. After a
    decision or payment what is left can be asked of a payer that was not asked before.
    """
    best = found.remedies[0]
    filed, decided = known.moments.get(Since.CLAIM_FILED), known.moments.get(Since.DECISION)
    if filed is None and decided is None and not known.paid:
        return Claims(stand=Stand.OPEN, remedy=best, why=best.why)
    asked = next((each for each in found.remedies if each.rule in known.claimed), best)
    if filed is not None and (decided is None or decided < filed):
        why = f"The claim was filed on {spoken_day(filed)}; the decision is awaited."
        return Claims(stand=Stand.CLAIMED, remedy=asked, why=why)
    nothing_left = found.left is not None and found.left.amount == 0
    rest = next((each for each in found.remedies if _untried(each, known)), None)
    if rest is not None and not nothing_left:
        return Claims(stand=Stand.OPEN, remedy=rest, why=rest.why)
    return Claims(stand=Stand.SETTLED, remedy=asked, why=_end(known))


def paid_so_far(found: Entitlement, known: Known, rates: Rates) -> Money | None:
    """Return what all payers granted or paid so far, or None for nothing.

    In the currency of the loss where it is known; what has no rate to it is left out, and the
    entitlement's warnings name it.
    """
    if not known.paid:
        return None
    first = next(iter(known.paid.values()))
    currency = found.most.currency if found.most is not None else first.currency
    paid, _unrated = paid_in(known.paid, currency, found.on, rates)
    if not paid:
        return None
    return Money(sum((each.amount for each in paid.values()), Decimal(0)), currency)


def _untried(remedy: Remedy, known: Known) -> bool:
    tried = remedy.rule in known.claimed or remedy.payer in known.paid
    return remedy.status in _USABLE and not tried


def _end(known: Known) -> str:
    if known.paid:
        return "What the payers granted or paid ended it; nothing more can be asked for."
    decided = known.moments[Since.DECISION]
    return f"The payer refused on {spoken_day(decided)}; only an appeal is left."
