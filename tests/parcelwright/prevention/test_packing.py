"""How to pack an order."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.errors import InputFileError
from parcelwright.parcels.draft import Battery, Draft, Line, Packing
from parcelwright.prevention.known import Known
from parcelwright.prevention.packing.adviser import advise
from parcelwright.prevention.packing.boxes import Box, read_boxes, room_for, smallest_box
from parcelwright.prevention.run import findings_of

_VASE = Line(
    description="glass vase", quantity=1, length_mm=200, width_mm=100, height_mm=100,
    unit_weight_g=900,
)  # fmt: skip
_SCARF = Line(
    description="scarf", quantity=2, length_mm=200, width_mm=150, height_mm=30, unit_weight_g=150
)


def _texts(draft: Draft, boxes: tuple[Box, ...] = ()) -> list[str]:
    return [step.text for step in advise(draft, boxes).steps]


def test_a_fragile_thing_gets_75_mm_a_second_box_and_a_mark() -> None:
    texts = _texts(Draft(order_number="1", lines=(_VASE,)))
    assert "Use a box of at least 350 x 250 x 250 mm inside." in texts
    assert "Its board should have 32 ECT or more for 900 g." in texts
    assert "Leave 75 mm of cushioning on all six sides, and no void." in texts
    assert "Put the cushioned box into a second one with 50 mm all round." in texts
    assert "Mark it fragile, and which side is up." in texts
    assert any(text.startswith("It should survive a fall from 970 mm") for text in texts)


def test_the_smallest_box_that_has_room_and_strength_is_chosen() -> None:
    boxes = (
        Box(name="small", length_mm=300, width_mm=250, height_mm=250, board_ect=32),
        Box(name="weak", length_mm=350, width_mm=250, height_mm=250, board_ect=23),
        Box(name="right", length_mm=360, width_mm=260, height_mm=260, board_ect=32),
        Box(name="huge", length_mm=600, width_mm=600, height_mm=600, board_ect=32),
    )
    advice = advise(Draft(order_number="1", lines=(_VASE,)), boxes)
    assert advice.box is not None
    assert advice.box.name == "right"


def test_goods_without_sizes_get_no_box_and_are_told_why() -> None:
    texts = _texts(Draft(order_number="1", lines=(Line(description="mug"),)))
    assert texts[0] == "Enter the sizes of the goods to have a box chosen."


def test_batteries_and_liquids_are_secured() -> None:
    lines = (
        Line(description="shaver", battery=Battery.IN_EQUIPMENT),
        Line(description="shampoo", liquid_ml=250),
    )
    texts = _texts(Draft(order_number="1", lines=lines))
    assert any(text.startswith("Secure each device against switching on") for text in texts)
    assert "Close the lid with tape, and seal each bottle in its own bag." in texts


def test_every_rule_behind_a_line_has_a_source() -> None:
    steps = advise(Draft(order_number="1", weight_g=40000, lines=(_VASE, _SCARF))).steps
    assert [step.code for step in steps if step.citation is None] == ["mark_fragile"]


def test_a_list_of_boxes_is_read_and_a_box_without_size_is_named() -> None:
    told = b"name,length_mm,width_mm,height_mm,board_ect\nA,300,200,100,32\n"
    assert read_boxes(BytesIO(told)) == (
        Box(name="A", length_mm=300, width_mm=200, height_mm=100, board_ect=32),
    )
    with pytest.raises(InputFileError, match="row 3: a box needs"):
        read_boxes(BytesIO(told + b"B,0,1,1,32\n"))
    with pytest.raises(InputFileError, match="has no column length_mm"):
        read_boxes(BytesIO(b"name\nA\n"))


_SIDE = st.integers(min_value=1, max_value=800)
_LINES = st.lists(
    st.builds(Line, length_mm=_SIDE, width_mm=_SIDE, height_mm=_SIDE, quantity=st.integers(1, 5)),
    min_size=1,
    max_size=4,
)
_BOXES = st.lists(
    st.builds(Box, name=st.just("x"), length_mm=_SIDE, width_mm=_SIDE, height_mm=_SIDE), max_size=8
)


@given(_LINES, _BOXES)
def test_a_chosen_box_holds_each_thing_with_its_cushioning(
    lines: list[Line], boxes: list[Box]
) -> None:
    room = room_for(lines, 50)
    assert room is not None
    box = smallest_box(room, boxes, 0)
    if box is not None:
        inside = sorted((box.length_mm, box.width_mm, box.height_mm))
        for line in lines:
            sides = sorted((line.length_mm or 0, line.width_mm or 0, line.height_mm or 0))
            assert all(has >= needs + 100 for has, needs in zip(inside, sides, strict=True))
        volume = sum(
            (x.length_mm or 0) * (x.width_mm or 0) * (x.height_mm or 0) * (x.quantity or 1)
            for x in lines
        )
        assert box.volume_mm3 >= volume


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (40_000, "It should have two walls and 48 ECT or more for 40000 g."),
        (72_000, "It should have two walls and 71 ECT or more for 72000 g."),
        (
            5_000_000,
            (
                "Split the order or send it as freight: boxes of board are made for 72500 g at "
                "most, and this weighs 5000000 g."
            ),
        ),
    ],
)
def test_a_heavy_parcel_gets_the_board_that_carries_it_or_is_sent_away(weight, said) -> None:
    assert said in _texts(Draft(order_number="1", lines=(_VASE,), weight_g=weight))


def test_a_box_is_not_called_strong_enough_for_what_no_box_carries() -> None:
    order = Draft(order_number="1", weight_g=5_000_000, packing=Packing(board_ect=71))
    found = findings_of(order, Known(on=date(2026, 9, 2)))
    assert "box_beyond_boards" in {each.code for each in found}
