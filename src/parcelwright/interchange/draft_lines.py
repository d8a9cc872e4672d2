"""Lines of goods as cells of an orders file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.interchange.parcels import money_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.parcels.draft import Line


def line_cells(line: Line) -> dict[str, str]:
    """Return the filled cells of a line; :func:`line_of` reads them back."""
    return filled_cells(
        {
            "contents": line.description,
            "sku": line.sku,
            "quantity": line.quantity,
            **money_cells("unit_value", "unit_currency", line.unit_value),
            "hs_code": line.hs_code,
            "goods_origin": line.origin_country,
            "unit_weight_g": line.unit_weight_g,
            "item_length_mm": line.length_mm,
            "item_width_mm": line.width_mm,
            "item_height_mm": line.height_mm,
            "battery": line.battery,
            "chemistry": line.chemistry,
            "battery_wh": line.battery_wh,
            "lithium_g": line.lithium_g,
            "batteries": line.batteries,
            "liquid_ml": line.liquid_ml,
            "fragile": line.fragile,
        }
    )


def filled_cells(values: Mapping[str, object]) -> dict[str, str]:
    """Return values as cells; what is unknown has none."""
    cells = {}
    for name, value in values.items():
        if value is not None and value != "":
            cells[name] = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return cells
