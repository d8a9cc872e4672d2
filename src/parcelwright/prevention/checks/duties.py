"""Who pays duties, and what they will come to as far as that is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import DutyPayer
from parcelwright.prevention.customs import customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.free_limits import above_limit
from parcelwright.prevention.import_charges import flat_sum

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import CustomsRules
    from parcelwright.prevention.known import Known

SAYS = {
    "flat_duty_due": Says(
        severity=Severity.HINT,
        reason="Up to {limit} each item type pays {each}. Item types here: {types}, which makes "
        "{sum}.",
        fix="See that your price holds it, and that you or the buyer knows who pays.",
    ),
    "buyer_pays_unaware": Says(
        severity=Severity.WARN,
        reason="The buyer is to pay duties at the door: parcels to {country} that ask for money "
        "are often refused and come back.{note}",
        fix="Tell the buyer the sum before shipping, or ship with duties paid.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what duty falls due, where a table of the destination says so.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> from parcelwright.money import Money
    >>> ten = Money.of("10", "EUR")
    >>> mug = Line(description="mug", quantity=1, unit_value=ten, hs_code="691200")
    >>> tea = Line(description="tea", quantity=2, unit_value=ten, hs_code="090210")
    >>> order = Draft(order_number="1", recipient=de, sender=cn, lines=(mug, tea, mug))
    >>> (found,) = check(order, known)
    >>> found.code, dict(found.figures)["sum"]
    ('flat_duty_due', '6 EUR')
    >>> list(check(Draft(order_number="1", recipient=de, sender=de, lines=(mug,)), known))
    []
    """
    on = draft.ship_on or known.on
    rules = customs_of(draft.recipient.country)
    if rules is None or not is_declared(draft, on):
        return
    yield from _flat(draft, rules, on, known)
    asked = any(above_limit(draft, rules, of, on, known) for of in ("duty", "tax"))
    if draft.duty_payer is DutyPayer.RECIPIENT and asked:
        notes = in_force(rules.duty_notes, on)
        figures = told(country=draft.recipient.country, note=f" {notes[0].text}" if notes else "")
        citation = rules.source_of(notes[0]) if notes else None
        yield Found(
            code="buyer_pays_unaware", field="duties_paid_by", figures=figures, citation=citation
        )


def _flat(draft: Draft, rules: CustomsRules, on: date, known: Known) -> Iterator[Found]:
    flat = flat_sum(draft, rules, on, known)
    if flat is None:
        return
    duty = flat.duty
    yield Found(
        code="flat_duty_due",
        field="hs_code",
        figures=told(
            limit=f"{duty.up_to} {duty.currency}",
            each=f"{duty.amount} {duty.currency}",
            types=flat.types,
            sum=f"{duty.amount * flat.types} {duty.currency}",
        ),
        citation=rules.source_of(duty),
    )
