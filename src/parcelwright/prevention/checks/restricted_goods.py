"""Goods that the post, the courier or the destination does not take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.prevention.customs_border import goes_by_military_mail
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.goods_kinds import COURIER, POST, Reach, Trip, kinds_named
from parcelwright.prevention.services import is_courier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "goods_restricted": Says(
        severity=Severity.WARN,
        reason='"{goods}" sounds like {kind}: {why}.',
        fix="Ask the carrier and look at the list of the destination before shipping.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield a finding for each line whose words name restricted goods.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> scent = Line(description="Eau de Parfum 50 ml")
    >>> order = Draft(order_number="1", recipient=de, sender=cn, lines=(scent,))
    >>> [each.severity.value for each in check(order, known)]
    ['stop']
    >>> mug = Line(description="ceramic mug")
    >>> list(check(Draft(order_number="1", recipient=de, sender=cn, lines=(mug,)), known))
    []
    """
    trips: tuple[Trip, ...] = ()
    for at, line in enumerate(draft.lines):
        for kind in kinds_named(line.description):
            trips = trips or trips_of(draft, draft.ship_on or known.on)
            rule = kind.rule_for(trips)
            if rule is not None:
                yield Found(
                    code="goods_restricted",
                    field="contents",
                    line=at,
                    figures=told(goods=line.description, kind=kind.name, why=rule.why),
                    severity=rule.severity,
                    citation=kind.sources[rule.source],
                )


def trips_of(draft: Draft, on: date) -> tuple[Trip, ...]:
    """Return as what a parcel travels; military mail first as inland, then as mail abroad."""
    home, country = draft.sender.country, draft.recipient.country
    trip = Trip(
        way=COURIER if is_courier(draft.carrier) else POST,
        origin=home,
        country=country,
        carrier=draft.carrier,
        on=on,
        reach=Reach.INLAND if home and home == country else Reach.ABROAD,
    )
    if not goes_by_military_mail(draft, on):
        return (trip,)
    # What the home country asks of imports is not asked of what leaves it.
    return trip, replace(trip, origin="", country="", reach=Reach.ABROAD)
