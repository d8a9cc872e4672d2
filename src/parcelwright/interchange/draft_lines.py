"""The goods of one row of an orders file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Battery, Chemistry, Line

if TYPE_CHECKING:
    from parcelwright.interchange.cellreader import CellReader


def line_of(cells: CellReader) -> Line:
    """Return the line of goods that a row names; all empty where it names none."""
    return Line(
        description=cells.text("contents"),
        sku=cells.text("sku"),
        quantity=cells.whole("quantity"),
        unit_value=cells.money("unit_value", "currency"),
        hs_code=cells.text("hs_code"),
        origin_country=cells.country("goods_origin"),
        unit_weight_g=cells.grams("unit_weight_g"),
        length_mm=cells.millimetres("item_length_mm"),
        width_mm=cells.millimetres("item_width_mm"),
        height_mm=cells.millimetres("item_height_mm"),
        battery=cells.word("battery", Battery),
        chemistry=cells.word("chemistry", Chemistry),
        battery_wh=cells.decimal("battery_wh"),
        lithium_g=cells.decimal("lithium_g"),
        batteries=cells.whole("batteries"),
        liquid_ml=cells.decimal("liquid_ml"),
        fragile=cells.yes("fragile"),
    )
