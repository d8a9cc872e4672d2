"""What a contract means for one example parcel, worked out by the core's own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.claims.facts import Facts
from parcelwright.claims.remedies import Case, remedy_of
from parcelwright.money import Money
from parcelwright.rulebook.contract import rule_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis

if TYPE_CHECKING:
    from parcelwright.claims.remedy import Remedy
    from parcelwright.rulebook.contract import ContractTerms

_VALUE = Money.of(20, "USD")
_POSTAGE = Money.of(6, "USD")
_SCANNED_AFTER, _DUE_AFTER, _DELIVERED_AFTER = 7, 20, 18


@dataclass(frozen=True, kw_only=True)
class Preview:
    """An example parcel and the contract's answer for it.

    ``remedy.amount`` is in the parcel's currency, ``in_rule_currency`` in the contract's.
    """

    handed_over: date
    last_scan: date
    due: date
    delivered: date
    value: Money
    postage: Money
    remedy: Remedy


def preview_of(terms: ContractTerms, today: date) -> Preview:
    """Return what the terms give a parcel handed over on the first of October before today.

    The parcel was accepted and labeled on the same day, scanned last a week later, due
    after twenty days, sold and declared for 20 USD, with 6 USD postage and 0.5 kg.
    """
    start = date(today.year, 10, 1)
    if start > today:
        start = date(today.year - 1, 10, 1)
    moments = dict.fromkeys(
        (Since.POSTING, Since.HANDOVER, Since.ACCEPTANCE_SCAN, Since.LABEL_CREATED), start
    )
    last_scan = start + timedelta(days=_SCANNED_AFTER)
    due = start + timedelta(days=_DUE_AFTER)
    delivered = start + timedelta(days=_DELIVERED_AFTER)
    moments |= {Since.LAST_SCAN: last_scan, Since.DUE_DELIVERY: due}
    moments[Since.DELIVERED_SCAN] = delivered
    values = {Basis.LOSS: _VALUE, Basis.SALE: _VALUE, Basis.DECLARED: _VALUE,
              Basis.POSTAGE: _POSTAGE}  # fmt: skip
    facts = Facts(moments=moments, values=values, weight_kg=Decimal("0.5"), currency="USD")
    case = Case(facts=facts, on=start, rates=shipped_rates())
    return Preview(
        handed_over=start,
        last_scan=last_scan,
        due=due,
        delivered=delivered,
        value=_VALUE,
        postage=_POSTAGE,
        remedy=remedy_of(rule_of(terms, shipped_book().zone_of(terms.payer)), case),
    )
