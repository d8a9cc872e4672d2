"""What the rows of one order say together: read cell by cell, joined, and made one draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.interchange.draft_plan import Part, plan_of
from parcelwright.parcels.draft import Draft, Line, Packing
from parcelwright.parcels.parcel import Party

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from parcelwright.interchange.cellreader import CellReader

    Fields = dict[str, object]

_NOTHING: dict[str, object] = {}


@dataclass(frozen=True, slots=True)
class Said:
    """What one row says of its order.

    Args:
        order_number: As written, never empty.
        parts: The fields of each part that some cell fills; a part without any is left out.
        extra: Cells of columns that have no name of ours.
    """

    order_number: str
    parts: dict[Part, Fields]
    extra: tuple[tuple[str, str], ...]

    @property
    def shop(self) -> str:
        """The shop that the row names, or empty."""
        return str(self.parts.get(Part.ORDER, _NOTHING).get("shop", ""))


def row_reader(columns: Collection[str]) -> Callable[[CellReader], Said | None]:
    """Return what reads the rows of a file that has some of our columns.

    It returns None for a row without an order number, and notes what a cell got wrong.
    """
    plan = tuple((each.part, each.field, each.column, each.read) for each in plan_of(columns))

    def said_by(cells: CellReader) -> Said | None:
        number = cells.text("order_number")
        if not number:
            cells.refuse_without("order_number")
            return None
        parts: dict[Part, Fields] = {}
        for part, field, column, read in plan:
            value = read(cells, column)
            # Zero and "no" are said; an empty cell, and one that could not be read, say nothing.
            if value or (value is not None and value not in ("", ())):
                if part not in parts:
                    parts[part] = {}
                parts[part][field] = value
        return Said(number, parts, cells.rest())

    return said_by


def joined(rows: Sequence[Said]) -> Draft:
    """Return the rows of one order as one draft with all lines; the first filled cell counts."""
    order = _together(rows, Part.ORDER)
    return Draft(
        order_number=rows[0].order_number,
        recipient=Party(**_together(rows, Part.RECIPIENT)),  # type: ignore[arg-type]  # the plan names fields of Party
        sender=Party(**_together(rows, Part.SENDER)),  # type: ignore[arg-type]  # the plan names fields of Party
        packing=Packing(**_together(rows, Part.PACKING)),  # type: ignore[arg-type]  # the plan names fields of Packing
        lines=tuple(Line(**row.parts[Part.LINE]) for row in rows if Part.LINE in row.parts),  # type: ignore[arg-type]  # the plan names fields of Line
        extra=rows[0].extra if len(rows) == 1 else _extra(rows),
        **order,  # type: ignore[arg-type]  # the plan names fields of Draft
    )


def _together(rows: Sequence[Said], part: Part) -> Fields:
    if len(rows) == 1:
        return rows[0].parts.get(part, _NOTHING)
    found: Fields = {}
    for row in reversed(rows):
        found |= row.parts.get(part, _NOTHING)
    return found


def _extra(rows: Sequence[Said]) -> tuple[tuple[str, str], ...]:
    cells = {name: cell for row in reversed(rows) for name, cell in row.extra}
    return tuple(sorted(cells.items()))
