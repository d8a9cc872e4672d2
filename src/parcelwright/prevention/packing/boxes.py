"""The seller's boxes, and the smallest of them that holds some goods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.tables import open_table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import IO

    from parcelwright.parcels.draft import Line

BOX_COLUMNS = ("name", "length_mm", "width_mm", "height_mm", "board_ect", "double_wall")
# Goods of several shapes never fill a box; what fits by volume fits below this share.
_FILLED = 0.7


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box of the seller, measured inside.

    Args:
        board_ect: Edge crush in pounds per inch; None is not known.
    """

    name: str
    length_mm: int
    width_mm: int
    height_mm: int
    board_ect: int | None = None
    double_wall: bool | None = None

    @property
    def volume_mm3(self) -> int:
        """Its room inside."""
        return self.length_mm * self.width_mm * self.height_mm


@dataclass(frozen=True, kw_only=True)
class Room:
    """What goods and cushioning need inside a box: three sides, largest first, and a volume."""

    sides_mm: tuple[int, int, int]
    volume_mm3: int


def read_boxes(path_or_file: str | Path | IO[bytes]) -> tuple[Box, ...]:
    """Return the boxes of a table with the columns :data:`BOX_COLUMNS`.

    Raises:
        InputFileError: Not a table, a column is missing, or a row has no size.
    """
    table = open_table(path_or_file)
    lacking = [name for name in BOX_COLUMNS[:4] if name not in table.header]
    if lacking:
        raise InputFileError(
            f"{table.name} has no column {lacking[0]}; a list of boxes has {', '.join(BOX_COLUMNS)}"
        )
    boxes = []
    for row in table.rows():
        cells = CellReader(row=row, mapping={name: (name,) for name in table.header})
        sides = [cells.millimetres(name) for name in BOX_COLUMNS[1:4]]
        length, width, height = sides
        if not (length and width and height):
            raise InputFileError(
                f"{table.name}, row {row.number}: a box needs length_mm, width_mm and height_mm "
                "above zero; measure it inside"
            )
        boxes.append(
            Box(
                name=cells.text("name") or f"{length} x {width} x {height} mm",
                length_mm=length,
                width_mm=width,
                height_mm=height,
                board_ect=cells.whole("board_ect"),
                double_wall=cells.yes("double_wall"),
            )
        )
    return tuple(boxes)


def room_for(lines: Iterable[Line], cushion_mm: int) -> Room | None:
    """Return the room that goods need, or None where a size is not known."""
    largest = [0, 0, 0]
    volume = 0
    for line in lines:
        if line.length_mm is None or line.width_mm is None or line.height_mm is None:
            return None
        sides = sorted((line.length_mm, line.width_mm, line.height_mm), reverse=True)
        largest = [max(pair) for pair in zip(largest, sides, strict=True)]
        volume += sides[0] * sides[1] * sides[2] * (line.quantity or 1)
    if not volume:
        return None
    alone = largest[0] * largest[1] * largest[2]
    # One piece needs its own room; several need the room of all, with what stays empty between.
    goods = volume if volume <= alone else round(volume / _FILLED)
    length, width, height = (side + 2 * cushion_mm for side in largest)
    cushioned = round(goods * (length * width * height) / alone)
    return Room(sides_mm=(length, width, height), volume_mm3=cushioned)


def smallest_box(room: Room, boxes: Iterable[Box], least_ect: int) -> Box | None:
    """Return the smallest box that has the room and the strength, or None."""
    fitting = [
        box
        for box in boxes
        if _fits(room, box) and (box.board_ect is None or box.board_ect >= least_ect)
    ]
    return min(fitting, key=lambda box: box.volume_mm3, default=None)


def _fits(room: Room, box: Box) -> bool:
    sides = sorted((box.length_mm, box.width_mm, box.height_mm), reverse=True)
    inside = all(has >= needs for has, needs in zip(sides, room.sides_mm, strict=True))
    return inside and box.volume_mm3 >= room.volume_mm3
