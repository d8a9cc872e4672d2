"""Rows of an orders file: the sale that parcels fulfill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.interchange.parcels import (
    buyer_cells,
    buyer_of,
    lane_cells,
    lane_of,
    money_cells,
    time_text,
)
from parcelwright.parcels.parcel import Lane, Party

if TYPE_CHECKING:
    from parcelwright.interchange.cellreader import CellReader
    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One line of an order: what, and how many as written."""

    contents: str = ""
    sku: str = ""
    quantity: str = ""


@dataclass(frozen=True, kw_only=True)
class Order:
    """The facts of one order that parcels may lack.

    Args:
        order_number: As written, with its ``#`` where the shop writes one.
        handed_over_at: When the seller marked it shipped; a claim, not a carrier's scan.
        value: Total of the order, once.
    """

    order_number: str
    marketplace_order_id: str = ""
    shop: str = ""
    sales_channel: str = ""
    ordered_at: EventTime | None = None
    paid_at: EventTime | None = None
    handed_over_at: EventTime | None = None
    promised_by: EventTime | None = None
    latest_delivery_estimate: EventTime | None = None
    payment_method: str = ""
    service: str = ""
    hs_code: str = ""
    value: Money | None = None
    postage: Money | None = None
    buyer: Party = field(default_factory=Party)
    lane: Lane = field(default_factory=Lane)
    reference_number: str = ""
    lines: tuple[OrderLine, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()


def order_of(cells: CellReader) -> Order | None:
    """Return the order of a row, or None without a usable number (see ``cells.problems``)."""
    number = cells.text("order_number") or cells.text("marketplace_order_id")
    if not number:
        cells.refuse_without("order_number")
        return None
    line = OrderLine(
        contents=cells.text("contents"), sku=cells.text("sku"), quantity=cells.text("quantity")
    )
    return Order(
        order_number=number,
        marketplace_order_id=cells.text("marketplace_order_id"),
        shop=cells.text("shop"),
        sales_channel=cells.text("sales_channel"),
        ordered_at=cells.time("ordered_at"),
        paid_at=cells.time("paid_at"),
        handed_over_at=cells.time("handed_over_at"),
        promised_by=cells.time("promised_by"),
        latest_delivery_estimate=cells.time("latest_delivery_estimate"),
        payment_method=cells.text("payment_method"),
        service=cells.text("service"),
        hs_code=cells.text("hs_code"),
        value=cells.money("value", "currency"),
        postage=cells.money("postage", "postage_currency", "currency"),
        buyer=buyer_of(cells),
        lane=lane_of(cells),
        reference_number=cells.text("reference_number"),
        lines=() if line == OrderLine() else (line,),
        extra=cells.rest(),
    )


def order_cells(order: Order) -> list[dict[str, str]]:
    """Return the filled cells of an order, one row per line; the first row holds its facts."""
    buyer, lane = order.buyer, order.lane
    facts = {
        "marketplace_order_id": order.marketplace_order_id,
        "shop": order.shop,
        "sales_channel": order.sales_channel,
        "ordered_at": time_text(order.ordered_at),
        "paid_at": time_text(order.paid_at),
        "handed_over_at": time_text(order.handed_over_at),
        "promised_by": time_text(order.promised_by),
        "latest_delivery_estimate": time_text(order.latest_delivery_estimate),
        "payment_method": order.payment_method,
        "service": order.service,
        "hs_code": order.hs_code,
        **money_cells("value", "currency", order.value),
        **money_cells("postage", "postage_currency", order.postage),
        **buyer_cells(buyer),
        **lane_cells(lane),
        "reference_number": order.reference_number,
    }
    first = {name: cell for name, cell in (dict(order.extra) | facts).items() if cell}
    rows = []
    for index, line in enumerate(order.lines or (OrderLine(),)):
        cells = {"contents": line.contents, "sku": line.sku, "quantity": line.quantity}
        filled = {name: cell for name, cell in cells.items() if cell}
        own = first if index == 0 else {}
        rows.append({"order_number": order.order_number} | own | filled)
    return rows
