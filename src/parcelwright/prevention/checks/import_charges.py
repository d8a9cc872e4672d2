"""What duty and tax will come to, by rates that are dated and have a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright.prevention.customs import ANY, COURIER, POST, customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.free_limits import above_limit
from parcelwright.prevention.import_charges import (
    flat_sum,
    has_flat_duty,
    own_duty,
    percent_duty,
    sales_tax,
)
from parcelwright.prevention.services import is_courier
from parcelwright.prevention.worth import in_currency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import CustomsRules
    from parcelwright.prevention.import_charges import OwnDuty
    from parcelwright.prevention.known import Known

SAYS = {
    "formal_entry": Says(
        severity=Severity.WARN,
        reason="Mail to {country} above {limit} needs a formal entry, and the goods are worth "
        "{goods}: the parcel waits until somebody makes it.",
        fix="Use a courier that clears it, or split the order.",
    ),
    "duty_by_tariff": Says(
        severity=Severity.HINT,
        reason="By your tariff the goods pay about {sum} of duty: {rates}.",
        fix="See that your price holds it, and that you or the buyer knows who pays.",
    ),
    "duty_by_percent": Says(
        severity=Severity.HINT,
        reason="Parcels to {country} up to {limit} pay {percent} percent of the value at the "
        "border: about {sum}.",
        fix="See that your price holds it, and that you or the buyer knows who pays.",
    ),
    "tax_at_border": Says(
        severity=Severity.HINT,
        reason="The border will ask for {name} of {percent} percent on goods, postage and duty: "
        "about {sum} on what the order tells of them. Some goods pay less.",
        fix="See that your price holds it, and that you or the buyer knows who pays.",
    ),
    "tariff_gap": Says(
        severity=Severity.NOT_CHECKED,
        reason='Duty is not estimated: your tariff has no rate for the code "{written}" to '
        "{country} on that day.",
        fix="Add a row for it, with its source and first day.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what the border will ask for, where a dated rate tells.

    >>> from datetime import date
    >>> from parcelwright.money import Money
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, mx = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="MX")
    >>> order = Draft(order_number="1", recipient=mx, sender=cn, value=Money.of("40", "USD"))
    >>> [(each.code, dict(each.figures)["sum"]) for each in check(order, known)]
    [('duty_by_percent', '13.40 USD')]
    >>> list(check(Draft(order_number="1", recipient=mx, sender=cn), known))
    []
    """
    on = draft.ship_on or known.on
    rules = customs_of(draft.recipient.country)
    # What is no sale has other limits, of which the tables know few.
    if not is_declared(draft, on) or draft.purpose not in {None, Purpose.SALE}:
        return
    own = own_duty(draft, on, known)
    if rules is None:
        if own is not None:
            yield from _by_tariff(draft, own, on)
        return
    yield from _formal(draft, rules, on, known)
    flat = flat_sum(draft, rules, on, known)
    duty = None if flat is None else flat.total
    free = above_limit(draft, rules, "duty", on, known) is False
    if own is not None and not free and has_flat_duty(draft, rules, on, known) is False:
        yield from _by_tariff(draft, own, on)
        duty = own.duty
    if duty is None and (found := percent_duty(draft, rules, on, known)) is not None:
        rate, duty = found
        yield Found(
            code="duty_by_percent",
            field="value",
            figures=told(
                country=draft.recipient.country,
                limit=f"{rate.up_to} {rate.currency}",
                percent=rate.percent,
                sum=duty,
            ),
            citation=rules.source_of(rate),
        )
    yield from _tax(draft, rules, duty, on, known)


def _by_tariff(draft: Draft, own: OwnDuty, on: date) -> Iterator[Found]:
    if own.duty is not None:
        said = (
            f"{rate.hs_prefix} {rate.percent} % ({rate.source}, {rate.valid_from})"
            for rate in own.rates
            if rate is not None
        )
        figures = told(sum=own.duty, rates="; ".join(dict.fromkeys(said)))
        yield Found(code="duty_by_tariff", field="hs_code", figures=figures)
        return
    for at, rate in enumerate(own.rates):
        if rate is None:
            written, country = draft.lines[at].hs_code, draft.recipient.country
            figures = told(written=written, country=country, on=on.isoformat())
            yield Found(code="tariff_gap", field="hs_code", line=at, figures=figures)


def _formal(draft: Draft, rules: CustomsRules, on: date, known: Known) -> Iterator[Found]:
    goods, way = draft.goods_value, COURIER if is_courier(draft.carrier) else POST
    for entry in in_force(rules.formal_entries, on):
        worth = None if goods is None else in_currency(goods, entry.currency, on, known.rates)
        if entry.by in {ANY, way} and worth is not None and worth > entry.up_to:
            yield Found(
                code="formal_entry",
                field="value",
                figures=told(
                    country=draft.recipient.country,
                    limit=f"{entry.up_to} {entry.currency}",
                    goods=goods,
                ),
                citation=rules.source_of(entry),
            )


def _tax(
    draft: Draft, rules: CustomsRules, duty: Money | None, on: date, known: Known
) -> Iterator[Found]:
    found = sales_tax(draft, rules, duty, on, known)
    if found is not None:
        tax, total = found
        yield Found(
            code="tax_at_border",
            field="value",
            figures=told(name=tax.name, percent=tax.percent, sum=total),
            citation=rules.source_of(tax),
        )
