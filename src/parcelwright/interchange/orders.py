"""Rows of an orders file: the sale that parcels fulfill."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.interchange.parcels import buyer_of, lane_of
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
