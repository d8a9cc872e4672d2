"""The declared value against the goods, the order and earlier sales."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.cents import NEAR, is_hundredfold
from parcelwright.prevention.customs_border import is_declared
from parcelwright.prevention.finding import Found, Repair, Says, Severity, told
from parcelwright.prevention.known import like_parcels
from parcelwright.prevention.worth import in_currency

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "value_missing": Says(
        severity=Severity.STOP,
        reason="Neither the goods nor the declaration have a value, and customs asks for one.",
        fix="Enter what the buyer paid for the goods.",
    ),
    "value_zero": Says(
        severity=Severity.STOP,
        reason="A value of zero is declared; customs asks for what goods are worth, gifts too.",
        fix="Declare what the goods would sell for.",
    ),
    "declared_in_cents": Says(
        severity=Severity.STOP,
        reason="{declared} is declared, a hundred times what the goods sold for ({goods}): cents?",
        fix="Change it to {right}.",
    ),
    "declared_below": Says(
        severity=Severity.WARN,
        reason="{declared} is declared, and the goods sold for {goods}. A declaration below the "
        "price may be seized, and many contracts pay no more than was declared.",
        fix="Declare what the buyer paid.",
    ),
    "declared_above": Says(
        severity=Severity.WARN,
        reason="{declared} is declared, and the goods sold for {goods}: too much duty falls due.",
        fix="Declare what the buyer paid for the goods.",
    ),
    "lines_add_up_otherwise": Says(
        severity=Severity.WARN,
        reason="The lines add up to {goods}, and the order says {total}.",
        fix="Compare quantity and price of each line.",
    ),
    "price_unusual": Says(
        severity=Severity.WARN,
        reason="{price} a piece is far from what {sku} sold for before, {low} to {high}.",
        fix="Compare the price and the currency; it may be in cents.",
    ),
    "value_unlike_parcels": Says(
        severity=Severity.WARN,
        reason="{value} is far from what earlier parcels with {goods} were worth, {low} to {high}.",
        fix="Compare the price and the currency; it may be in cents.",
    ),
    "value_not_compared": Says(
        severity=Severity.NOT_CHECKED,
        reason="{declared} cannot be compared with {goods}: no rate between the two is known.",
    ),
}
AS_WRITTEN = True
# A price outside five times what was seen is a slip, not a sale.
_FAR = 5


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where declared and true value part.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known, cn, de = Known(on=date(2026, 9, 2)), Party(country="CN"), Party(country="DE")
    >>> from parcelwright.money import Money
    >>> mug = Line(description="mug", quantity=2, unit_value=Money.of("10", "EUR"))
    >>> order = Draft(order_number="1", recipient=de, sender=cn, lines=(mug,),
    ...     declared=Money.of("5", "EUR"))
    >>> [each.code for each in check(order, known)]
    ['declared_below']
    >>> order = Draft(order_number="1", recipient=de, sender=cn, lines=(mug,),
    ...     declared=Money.of("20", "EUR"))
    >>> list(check(order, known))
    []
    """
    on = draft.ship_on or known.on
    yield from _unusual_prices(draft, known)
    yield from _unlike_parcels(draft, known)
    summed, told = draft.lines_value, draft.value
    # A discount or shipping in the total is usual; twice the money in goods is not.
    if (
        summed
        and told
        and summed.currency == told.currency
        and (summed.amount > told.amount * 2 or is_hundredfold(told.amount, summed.amount))
    ):
        yield _found("lines_add_up_otherwise", "value", goods=summed, total=told)
    if not is_declared(draft, on):
        return
    goods = summed or draft.goods_value
    declared = draft.declared
    if declared is not None and declared.amount <= 0:
        yield Found(code="value_zero", field="declared_value")
    elif declared is None and (goods is None or goods.amount <= 0):
        code = "value_missing" if goods is None else "value_zero"
        yield Found(code=code, field="declared_value")
    elif declared is not None and goods is not None and goods.amount > 0:
        yield from _compared(declared, goods, on, known)


def _compared(declared: Money, goods: Money, on: date, known: Known) -> Iterator[Found]:
    worth = in_currency(goods, declared.currency, on, known.rates)
    if worth is None:
        yield _found("value_not_compared", "declared_value", declared=declared, goods=goods)
    elif is_hundredfold(declared.amount, worth):
        right = str(goods.rounded().amount)
        yield Found(
            code="declared_in_cents",
            field="declared_value",
            figures=told(declared=declared, goods=goods, right=right),
            repair=Repair(field="declared_value", value=right),
        )
    elif declared.amount < worth * (1 - NEAR):
        yield _found("declared_below", "declared_value", declared=declared, goods=goods)
    elif declared.amount > worth * 2:
        yield _found("declared_above", "declared_value", declared=declared, goods=goods)


def _unusual_prices(draft: Draft, known: Known) -> Iterator[Found]:
    for at, line in enumerate(draft.lines):
        price = line.unit_value
        seen = known.past and price and known.past.prices.get((line.sku, price.currency))
        if not seen or price is None or not line.sku:
            continue
        low, high = seen
        if not low / _FAR <= price.amount <= high * _FAR:
            figures = told(price=price, sku=line.sku, low=low, high=high)
            yield Found(code="price_unusual", field="unit_value", line=at, figures=figures)


def _unlike_parcels(draft: Draft, known: Known) -> Iterator[Found]:
    past = like_parcels(known.past, draft)
    field = "value" if draft.declared is None else "declared_value"
    worth = draft.declared or draft.value or draft.lines_value
    seen = past and worth and past.values.get(worth.currency)
    if not seen or worth is None:
        return
    low, high = seen
    if not low / _FAR <= worth.amount <= high * _FAR:
        goods = draft.lines[0].description
        figures = told(value=worth, goods=goods, low=low, high=high)
        yield Found(code="value_unlike_parcels", field=field, figures=figures)


def _found(code: str, field: str, **amounts: Money) -> Found:
    figures = tuple((name, str(money)) for name, money in amounts.items())
    return Found(code=code, field=field, figures=figures)
