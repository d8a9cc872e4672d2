"""Weights and quantities that do not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.known import like_parcels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "weight_zero": Says(
        severity=Severity.WARN,
        reason="The parcel is said to weigh nothing.",
        fix="Weigh it packed, and enter grams, or write the unit behind the number, as in 0.25 kg.",
    ),
    "quantity_zero": Says(
        severity=Severity.STOP,
        reason="A line has a quantity of zero.",
        fix="Remove the line, or enter how many there are.",
    ),
    "goods_outweigh_parcel": Says(
        severity=Severity.WARN,
        reason="The goods weigh {goods} g together, and the parcel {parcel} g.",
        fix="Weigh the packed parcel, and compare the units: pounds and ounces are often read as "
        "kilograms.",
    ),
    "parcel_outweighs_goods": Says(
        severity=Severity.WARN,
        reason="The parcel weighs {parcel} g, and its goods only {goods} g.",
        fix="Compare the units of the weights, and that no line is missing.",
    ),
    "weight_unusual": Says(
        severity=Severity.WARN,
        reason="{weight} g a piece is far from what {sku} weighed before, {low} to {high} g.",
        fix="Compare the unit of the weight.",
    ),
    "weight_unlike_parcels": Says(
        severity=Severity.WARN,
        reason="{weight} g is far from what earlier parcels with {goods} weighed, {low} to "
        "{high} g.",
        fix="Compare the unit of the weight.",
    ),
}
# A box may weigh as much as light goods; three times the goods and a kilogram is another unit.
_TIMES, _PACKING_G = 3, 1000
_FAR = 5


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where weights and quantities contradict each other.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> vase = Line(description="vase", quantity=2, unit_weight_g=900)
    >>> order = Draft(order_number="1", lines=(vase,), weight_g=1000)
    >>> [each.code for each in check(order, known)]
    ['goods_outweigh_parcel']
    >>> list(check(Draft(order_number="1", lines=(vase,), weight_g=2100), known))
    []
    """
    for at, line in enumerate(draft.lines):
        if line.quantity == 0:
            yield Found(code="quantity_zero", field="quantity", line=at)
        seen = known.past and line.sku and known.past.weights.get(line.sku)
        if seen and line.unit_weight_g is not None:
            low, high = seen
            if not low / _FAR <= line.unit_weight_g <= high * _FAR:
                figures = told(weight=line.unit_weight_g, sku=line.sku, low=low, high=high)
                yield Found(code="weight_unusual", field="unit_weight_g", line=at, figures=figures)
    yield from _unlike_parcels(draft, known)
    if draft.weight_g == 0:
        yield Found(code="weight_zero", field="weight_g")
        return
    goods, parcel = draft.lines_weight_g, draft.weight_g
    if goods is None or parcel is None:
        return
    sums = (("goods", str(goods)), ("parcel", str(parcel)))
    if goods > parcel:
        yield Found(code="goods_outweigh_parcel", field="weight_g", figures=sums)
    elif parcel > goods * _TIMES + _PACKING_G:
        yield Found(code="parcel_outweighs_goods", field="weight_g", figures=sums)


def _unlike_parcels(draft: Draft, known: Known) -> Iterator[Found]:
    past = like_parcels(known.past, draft)
    if past is None or past.weight_g is None or draft.weight_g is None:
        return
    low, high = past.weight_g
    if not low / _FAR <= draft.weight_g <= high * _FAR:
        goods = draft.lines[0].description
        figures = told(weight=draft.weight_g, goods=goods, low=low, high=high)
        yield Found(code="weight_unlike_parcels", field="weight_g", figures=figures)
