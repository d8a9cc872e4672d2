"""Whether goods are above the value up to which a destination asks for no duty or tax."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.customs import ANY, COURIER, POST, in_force
from parcelwright.prevention.services import is_courier
from parcelwright.prevention.worth import in_currency

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import CustomsRules, FreeLimit
    from parcelwright.prevention.known import Known


def limits_of(draft: Draft, rules: CustomsRules, of: str, on: date) -> tuple[FreeLimit, ...]:
    """Return the limits that speak of a parcel; one for some origins or ways replaces the rest.

    Args:
        draft: The order.
        rules: The tables of its destination.
        of: ``duty`` or ``tax``.
        on: The day.
    """
    way = COURIER if is_courier(draft.carrier) else POST
    found = [
        limit
        for limit in in_force(rules.free_limits, on)
        if limit.of == of
        and limit.by in {ANY, way}
        and (not limit.origins or draft.sender.country in limit.origins)
    ]
    special = [limit for limit in found if limit.origins or limit.by != ANY]
    return tuple(special or found)


def above_limit(draft: Draft, rules: CustomsRules, of: str, on: date, known: Known) -> bool | None:
    """Return whether the goods are above a limit of duty or tax; None where nobody can tell."""
    goods, limits = draft.goods_value, limits_of(draft, rules, of, on)
    if goods is None or not limits:
        return None
    told = [_is_above(goods, limit, on, known) for limit in limits]
    if any(told):
        return True
    return None if None in told else False


def _is_above(goods: Money, limit: FreeLimit, on: date, known: Known) -> bool | None:
    """Return whether goods are worth more than a limit; nothing is needed to know it of zero."""
    if not limit.amount:
        return goods.amount > 0
    worth = in_currency(goods, limit.currency, on, known.rates)
    return None if worth is None else worth > limit.amount
