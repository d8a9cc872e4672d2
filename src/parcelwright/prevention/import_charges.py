"""What duty and tax a parcel will be asked for, as far as dated rates tell; else nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.money import Money
from parcelwright.prevention.customs import in_force
from parcelwright.prevention.free_limits import above_limit
from parcelwright.prevention.worth import in_currency
from parcelwright.prevention.zones_by_code import ZoneKind, zone_of

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import CustomsRules, FlatDuty, PercentDuty, SalesTax
    from parcelwright.prevention.known import Known
    from parcelwright.prevention.tariff import TariffRate

_HUNDRED = Decimal(100)
_NUMBERS = {"ioss": "ioss_number", "voec": "voec_number", "vat": "sender_vat"}


@dataclass(frozen=True, kw_only=True)
class OwnDuty:
    """Duty by the seller's tariff; a rate of None is a line that the tariff does not know."""

    duty: Money | None
    rates: tuple[TariffRate | None, ...]


def own_duty(draft: Draft, on: date, known: Known) -> OwnDuty | None:
    """Return the duty by the seller's tariff, or None without one or without priced lines.

    The sum is None where any line has no rate: part of a duty is no estimate.
    """
    if known.tariff is None or draft.lines_value is None:
        return None
    target = draft.recipient.country
    rates = tuple(
        known.tariff.rate_of(line.hs_code, target, line.origin_country, on) for line in draft.lines
    )
    total = Decimal(0)
    for line, rate in zip(draft.lines, rates, strict=True):
        if rate is None or line.unit_value is None or line.quantity is None:
            return OwnDuty(duty=None, rates=rates)
        total += line.unit_value.amount * line.quantity * rate.percent / _HUNDRED
    return OwnDuty(duty=Money(total, draft.lines_value.currency).rounded(), rates=rates)


@dataclass(frozen=True, kw_only=True)
class FlatSum:
    """The flat duty by item type, with how many types a parcel holds."""

    duty: FlatDuty
    types: int

    @property
    def total(self) -> Money:
        """What all item types pay."""
        return Money(self.duty.amount * self.types, self.duty.currency)


def has_flat_duty(draft: Draft, rules: CustomsRules, on: date, known: Known) -> bool | None:
    """Return whether the flat duty by item type takes the tariff's place; None if not known."""
    goods = draft.goods_value
    for duty in in_force(rules.flat_duties, on):
        worth = None if goods is None else in_currency(goods, duty.currency, on, known.rates)
        return None if worth is None else worth <= duty.up_to
    return False


def flat_sum(draft: Draft, rules: CustomsRules, on: date, known: Known) -> FlatSum | None:
    """Return the flat duty of a parcel, or None where it pays none or a line has no code."""
    types = {line.hs_code.replace(".", "")[:6] for line in draft.lines}
    if not types or "" in types or not has_flat_duty(draft, rules, on, known):
        return None
    (duty, *_) = in_force(rules.flat_duties, on)
    return FlatSum(duty=duty, types=len(types))


def percent_duty(
    draft: Draft, rules: CustomsRules, on: date, known: Known
) -> tuple[PercentDuty, Money] | None:
    """Return the one percentage that all goods of a parcel pay, with the sum, or None."""
    goods = draft.goods_value
    for duty in in_force(rules.percent_duties, on):
        worth = None if goods is None else in_currency(goods, duty.currency, on, known.rates)
        spared = not draft.sender.country or draft.sender.country in duty.not_from
        if goods is not None and worth is not None and worth <= duty.up_to and not spared:
            return duty, (goods * (duty.percent / _HUNDRED)).rounded()
    return None


def sales_tax(
    draft: Draft, rules: CustomsRules, duty: Money | None, on: date, known: Known
) -> tuple[SalesTax, Money] | None:
    """Return the tax that the border will ask for, on goods, postage and duty, or None.

    None where the goods are free of it or nobody can tell, where the seller has paid it under a
    number that counts up to their value, where no rate is known, and in islands and territories,
    many of which have rates of their own.
    """
    goods, buyer = draft.goods_value, draft.recipient
    zone = zone_of(buyer.country, draft.region, buyer.postal_code, on)
    if zone is not None and zone[0].kind is not ZoneKind.REMOTE:
        return None
    if goods is None or not above_limit(draft, rules, "tax", on, known):
        return None
    if _is_paid(draft, rules, on, known):
        return None
    for tax in in_force(rules.sales_taxes, on):
        if not tax.countries or buyer.country in tax.countries:
            extras = [_as(each, goods.currency, on, known) for each in (draft.postage, duty)]
            base = goods + sum(
                (each for each in extras if each is not None), start=Money.of(0, goods.currency)
            )
            return tax, (base * (tax.percent / _HUNDRED)).rounded()
    return None


def _is_paid(draft: Draft, rules: CustomsRules, on: date, known: Known) -> bool:
    """Return whether the seller names a number under which the tax is paid already."""
    goods = draft.goods_value
    for asked in in_force(rules.tax_numbers, on):
        if not str(getattr(draft, _NUMBERS[asked.kind])).strip() or goods is None:
            continue
        worth = in_currency(goods, asked.currency, on, known.rates)
        if worth is None or worth <= asked.up_to:
            return True
    return False


def _as(money: Money | None, currency: str, on: date, known: Known) -> Money | None:
    amount = None if money is None else in_currency(money, currency, on, known.rates)
    return None if amount is None else Money(amount, currency)
