"""The country where goods were made, where the destination wants to know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.customs import ANY, POST, customs_of, in_force
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import is_courier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
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
    rules = customs_of(draft.recipient.country)
    if rules is None or not is_declared(draft, on):
        return
    ways = {ANY} if is_courier(draft.carrier) else {ANY, POST}
    asked = next((each for each in in_force(rules.origins, on) if each.by in ways), None)
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
