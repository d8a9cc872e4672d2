"""The country where goods were made, where the destination wants to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright.prevention.customs import ANY, POST, customs_of, in_force, postal_forms
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import is_courier, is_post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.customs import CustomsRules, OriginNeeded
    from parcelwright.prevention.known import Known

SAYS = {
    "origin_missing": Says(
        severity=Severity.WARN,
        reason="The goods name no country of origin, and {country} asks for it: {why}.",
        fix="Enter where the goods were made, as a two-letter code.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding for each line that names no origin where one is needed.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> us, mug = Party(country="US"), Line(description="mug")
    >>> order = Draft(order_number="1", recipient=us, sender=cn, lines=(mug,))
    >>> [each.code for each in check(order, known)]
    ['origin_missing']
    >>> list(check(Draft(order_number="1", recipient=de, sender=cn, lines=(mug,)), known))
    []
    """
    on = draft.ship_on or known.on
    if not is_declared(draft, on):
        return
    asked, rules = _asked(draft, on)
    if asked is None:
        return
    figures = told(country=draft.recipient.country, why=asked.why)
    for at, line in enumerate(draft.lines):
        if not line.origin_country:
            yield Found(
                code="origin_missing",
                field="goods_origin",
                line=at,
                figures=figures,
                severity=asked.severity,
                citation=rules.source_of(asked),
            )


def _asked(draft: Draft, on: date) -> tuple[OriginNeeded | None, CustomsRules]:
    """Return the rule of the destination, else of the post where the post is known to carry."""
    ways = {ANY} if is_courier(draft.carrier) else {ANY, POST}
    rules = customs_of(draft.recipient.country)
    if rules is not None:
        found = next((each for each in in_force(rules.origins, on) if each.by in ways), None)
        if found is not None:
            return found, rules
    sold = draft.purpose in {None, Purpose.SALE}
    by_post = in_force(postal_forms().origins, on) if is_post(draft.carrier) and sold else ()
    return next(iter(by_post), None), postal_forms()
