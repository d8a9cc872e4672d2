"""Where each remedy stands among the others of a parcel."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import RemedyStatus
from parcelwright.records import like
from parcelwright.rulebook.rule import PayerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.claims.remedies import Prepared
    from parcelwright.claims.remedy import Remedy

_CONTRACT_PASSED = (
    "The carrier's own period has passed; a suit under the treaty may be possible, uncertain."
)
_EXPIRED = RemedyStatus.EXPIRED
# Whoever has still to be asked may pay; what is over or excluded does not.
_PLACES = {
    RemedyStatus.OPEN: 0,
    RemedyStatus.TOO_EARLY: 1,
    RemedyStatus.CHECK_WITH_CARRIER: 2,
    RemedyStatus.EXPIRED: 3,
    RemedyStatus.EXCLUDED: 4,
}
_WITHOUT_SUM, _NEVER = Decimal(1), date.max


def rank(remedy: Remedy) -> tuple[int, bool, bool, date, Decimal, str]:
    """Return the place among the remedies: by status, then what lapses first, then the sum.

    Cover that pays only what others do not stands after them, and a suit that may be possible
    after the carrier's own period stands after what says that the period has passed.
    """
    first = _NEVER
    for found in remedy.deadlines:
        latest = found.latest
        if latest is not None and latest < first:
            first = latest
    amount, suit = remedy.amount, remedy.why == _CONTRACT_PASSED
    return (
        _PLACES[_EXPIRED if suit else remedy.status],
        suit,
        bool(remedy.excess_of),
        first,
        _WITHOUT_SUM if amount is None else -amount.amount,
        remedy.rule,
    )


def after_contract(rules: Sequence[Prepared], remedies: list[Remedy]) -> list[Remedy]:
    """Return the remedies, a treaty's as uncertain where the carrier's own period has passed."""
    expired = {remedy.rule for remedy in remedies if remedy.status is _EXPIRED}
    if not expired:
        return remedies
    contract = {each.rule.id for each in rules if each.rule.regime == "contract"}
    if contract.isdisjoint(expired):
        return remedies
    return [
        like(remedy, status=RemedyStatus.CHECK_WITH_CARRIER, why=_CONTRACT_PASSED)
        if remedy.rule not in contract
        and remedy.kind is PayerKind.CARRIER
        and remedy.status is RemedyStatus.OPEN
        else remedy
        for remedy in remedies
    ]
