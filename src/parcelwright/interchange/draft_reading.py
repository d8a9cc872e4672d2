"""What the rows of one order say together: read cell by cell, joined, and made one draft."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.interchange.draft_plan import Part, plan_of
from parcelwright.parcels.draft import Draft, Line, Packing
from parcelwright.parcels.parcel import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from parcelwright.interchange.cellreader import CellReader
    from parcelwright.interchange.draft_plan import Reads

    Fields = dict[str, object]

_NOTHING: dict[str, object] = {}
# Cells of one column of which the reading is kept, and how long such a cell may be.
_KEPT, _LONG = 2048, 80


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


class RowReader:
    """Reads the rows of one file, whose columns are looked up once.

    Cells repeat within a file; what was read of one without a problem is kept, bounded for each
    column.

    Args:
        mapping: Headers of the file by our column.
        constants: Values that hold for the whole file, by our column.
    """

    def __init__(
        self, mapping: Mapping[str, tuple[str, ...]], constants: Mapping[str, str] | None = None
    ) -> None:
        fixed = constants or {}
        self._plan = tuple(
            _Column(
                part=each.part,
                field=each.field,
                column=each.column,
                read=each.read,
                headers=_headers((each.column, *each.beside), mapping, fixed),
                seen={},
            )
            for each in plan_of({*mapping, *fixed})
        )

    def __call__(self, cells: CellReader) -> Said | None:
        """Return what a row says, or None without an order number; problems are noted."""
        number = cells.text("order_number")
        if not number:
            cells.refuse_without("order_number")
            return None
        parts: dict[Part, Fields] = {}
        for asked in self._plan:
            value = asked.value(cells)
            # Zero and "no" are said; an empty cell, and one that could not be read, say nothing.
            if value or (value is not None and value not in ("", ())):
                if asked.part not in parts:
                    parts[asked.part] = {}
                parts[asked.part][asked.field] = value
        return Said(number, parts, cells.rest())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """One cell of each row, with what was read of it so far.

    Args:
        headers: Whose cells decide what is read; none where that is not so simple.
    """

    part: Part
    field: str
    column: str
    read: Reads
    headers: tuple[str, ...]
    seen: dict[object, object]

    def value(self, cells: CellReader) -> object:
        row = cells.row.cells
        if not self.headers:
            return self.read(cells, self.column)
        written = row.get(self.headers[0])
        if not written:
            return None
        key = written if len(self.headers) == 1 else tuple(map(row.get, self.headers))
        if key in self.seen:
            return self.seen[key]
        problems = len(cells.problems)
        value = self.read(cells, self.column)
        readable = len(cells.problems) == problems
        if readable and len(self.seen) < _KEPT and len(written) <= _LONG:
            self.seen[key] = value
        return value


def _headers(
    columns: Iterable[str], mapping: Mapping[str, tuple[str, ...]], constants: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the one header of each column, or none where one has several or a constant."""
    found = [mapping.get(column, ()) for column in columns if column not in constants]
    simple = not constants and found[0] and all(len(each) <= 1 for each in found)
    return tuple(header for each in found for header in each) if simple else ()


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
