"""How to pack an order: each line of advice with the rule behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Battery
from parcelwright.prevention.batteries import limit_of, named_in
from parcelwright.prevention.batteries import source as battery_source
from parcelwright.prevention.finding import told
from parcelwright.prevention.packing.boxes import room_for, smallest_box
from parcelwright.prevention.packing_rules import packing_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.parcels.draft import Draft, Line
    from parcelwright.prevention.packing.boxes import Box
    from parcelwright.rulebook.rule import Citation

# What each step says; figures in braces. The shell translates them.
SAYS = {
    "box_chosen": "Use the box {box} ({length} x {width} x {height} mm inside).",
    "box_size": "Use a box of at least {length} x {width} x {height} mm inside.",
    "box_none": "None of your boxes has {length} x {width} x {height} mm inside: get one, or "
    "split the order.",
    "box_unknown": "Enter the sizes of the goods to have a box chosen.",
    "board": "Its board should have {ect} ECT or more for {weight} g.",
    "board_double": "It should have two walls and {ect} ECT or more for {weight} g.",
    "board_beyond": "Split the order or send it as freight: boxes of board are made for {most} g "
    "at most, and this weighs {weight} g.",
    "wrap": "Wrap each piece by itself.",
    "cushion": "Leave {mm} mm of cushioning on all six sides, and no void.",
    "double_box": "Put the cushioned box into a second one with {mm} mm all round.",
    "seal_liquid": "Close the lid with tape, and seal each bottle in its own bag.",
    "battery": "Secure each device against switching on, and use a rigid box ({instruction}).",
    "tape": "Close all seams with tape of {mm} mm or wider.",
    "mark_fragile": "Mark it fragile, and which side is up.",
    "old_labels": "Remove old labels and marks.",
    "drop": "It should survive a fall from {mm} mm: that is how parcels of {weight} g are tested.",
}
PHOTOS = {
    "photo_goods": "The goods before packing, each piece.",
    "photo_cushion": "The open box with its cushioning.",
    "photo_closed": "The closed box from two sides.",
    "photo_label": "The label on the box, so that the number can be read.",
    "photo_scale": "The reading of the scale with the box on it.",
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of advice: its code, figures, and the rule behind it."""

    code: str
    figures: tuple[tuple[str, str], ...] = ()
    citation: Citation | None = None

    @property
    def text(self) -> str:
        """What to do, in English."""
        return SAYS[self.code].format_map(dict(self.figures))


@dataclass(frozen=True, kw_only=True)
class Advice:
    """How to pack one order, in the order of doing, and what to photograph."""

    steps: tuple[Step, ...]
    photos: tuple[str, ...]
    box: Box | None


def advise(draft: Draft, boxes: Sequence[Box] = ()) -> Advice:
    """Return how to pack an order; boxes are those that the seller has."""
    box, steps = _box(draft, boxes)
    return Advice(steps=(*steps, *_inside(draft), *_outside(draft)), photos=tuple(PHOTOS), box=box)


def _box(draft: Draft, boxes: Sequence[Box]) -> tuple[Box | None, list[Step]]:
    rules = packing_rules()
    cushion = rules.cushion_for(fragile=_fragile(draft))
    weight = draft.weight_g or draft.lines_weight_g
    board = rules.board_for(weight) if weight else None
    room = room_for(draft.lines, cushion.mm)
    source = rules.sources[cushion.source]
    steps, box = [], None
    if room is None:
        steps.append(Step(code="box_unknown"))
    else:
        length, width, height = room.sides_mm
        sides = told(length=length, width=width, height=height)
        box = smallest_box(room, boxes, board.ect if board else 0)
        if box is not None:
            sides = told(
                box=box.name, length=box.length_mm, width=box.width_mm, height=box.height_mm
            )
        code = "box_chosen" if box else "box_none" if boxes else "box_size"
        steps.append(Step(code=code, figures=sides, citation=source))
    if weight and board is None:
        figures = told(most=rules.boards[-1].up_to_g, weight=weight)
        beyond = rules.sources[rules.boards[-1].source]
        steps.append(Step(code="board_beyond", figures=figures, citation=beyond))
    if board is not None:
        steps.append(
            Step(
                code="board_double" if board.double_wall else "board",
                figures=told(ect=board.ect, weight=weight),
                citation=rules.sources[board.source],
            )
        )
    return box, steps


def _inside(draft: Draft) -> Iterator[Step]:
    rules, fragile = packing_rules(), _fragile(draft)
    cushion = rules.cushion_for(fragile=fragile)
    source = rules.sources[cushion.source]
    liquid = any(line.liquid_ml for line in draft.lines)
    if liquid:
        yield Step(code="seal_liquid", citation=rules.sources["double"])
    if fragile or sum(line.quantity or 1 for line in draft.lines) > 1:
        yield Step(code="wrap", citation=rules.sources["cushion"])
    yield Step(code="cushion", figures=told(mm=cushion.mm), citation=source)
    if fragile or liquid:
        outer = rules.cushion_for(fragile=False)
        yield Step(code="double_box", figures=told(mm=outer.mm), citation=rules.sources["double"])
    limit = limit_of(None)
    if limit is not None and any(map(_has_battery, draft.lines)):
        yield Step(
            code="battery",
            figures=told(instruction=limit.instruction),
            citation=battery_source(limit.source),
        )


def _outside(draft: Draft) -> Iterator[Step]:
    rules = packing_rules()
    tape = rules.tapes[0]
    yield Step(code="tape", figures=told(mm=tape.mm), citation=rules.sources[tape.source])
    yield Step(code="old_labels", citation=rules.sources["cushion"])
    if _fragile(draft):
        yield Step(code="mark_fragile")
    weight = draft.weight_g or draft.lines_weight_g
    drop = rules.drop_for(weight) if weight else None
    if drop is not None:
        yield Step(
            code="drop",
            figures=told(mm=drop.ista_2a_mm, weight=weight),
            citation=rules.sources[drop.source],
        )


def _fragile(draft: Draft) -> bool:
    return any(packing_rules().is_fragile(line) for line in draft.lines)


def _has_battery(line: Line) -> bool:
    how = line.battery or named_in(line.description)
    return how in {Battery.IN_EQUIPMENT, Battery.WITH_EQUIPMENT}
