"""The customs form by value, and its signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.customs import in_force, postal_forms
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Repair, Says, Severity, told
from parcelwright.prevention.services import is_courier
from parcelwright.prevention.worth import in_currency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "form_too_small": Says(
        severity=Severity.STOP,
        reason="A {small} is used for goods worth {value}; above {limit} posts ask for a {large}.",
        fix="Fill in a {large}.",
    ),
    "declaration_unsigned": Says(
        severity=Severity.STOP,
        reason="The customs declaration is not signed.",
        fix="Sign and date it: posts send unsigned ones back.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is wrong with the customs form, as far as one is named.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> from parcelwright.money import Money
    >>> order = Draft(order_number="1", recipient=de, sender=cn, form="cn22",
    ...     declared=Money.of("900", "XDR"))
    >>> [each.code for each in check(order, known)]
    ['form_too_small']
    >>> order = Draft(order_number="1", recipient=de, sender=cn, form="cn22", signed=True,
    ...     declared=Money.of("20", "XDR"))
    >>> list(check(order, known))
    []
    """
    on = draft.ship_on or known.on
    if not is_declared(draft, on) or is_courier(draft.carrier):
        return
    if draft.signed is False:
        yield Found(code="declaration_unsigned", field="signed")
    value = draft.declared or draft.goods_value
    rules = postal_forms()
    for limit in in_force(rules.forms, on):
        worth = None if value is None else in_currency(value, limit.currency, on, known.rates)
        if draft.form == limit.small and worth is not None and worth > limit.up_to:
            yield Found(
                code="form_too_small",
                field="customs_form",
                figures=told(
                    small=_spoken(limit.small),
                    large=_spoken(limit.large),
                    value=value,
                    limit=f"{limit.up_to} {limit.currency}",
                ),
                repair=Repair(field="customs_form", value=limit.large),
                citation=rules.source_of(limit),
            )


def _spoken(form: str) -> str:
    return f"{form[:2].upper()} {form[2:]}"
