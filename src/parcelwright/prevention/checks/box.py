"""The box against the weight of the parcel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.packing_rules import packing_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "box_too_weak": Says(
        severity=Severity.WARN,
        reason="A parcel of {weight} g wants board of {wanted} ECT, and the box has {has}.",
        fix="Use the stronger box, or split the order.",
    ),
    "box_single_wall": Says(
        severity=Severity.WARN,
        reason="A parcel of {weight} g wants a double-walled box.",
        fix="Use a double-walled box, or split the order.",
    ),
    "box_beyond_boards": Says(
        severity=Severity.WARN,
        reason="A parcel of {weight} g is heavier than boxes of board are made for ({most} g).",
        fix="Split the order, or send it as freight; compare the unit of the weight.",
    ),
    "box_not_checked": Says(
        severity=Severity.NOT_CHECKED,
        reason="The box is named without a weight of the parcel, so that its strength is not "
        "checked.",
        fix="Enter the weight of the packed parcel.",
    ),
    "tape_narrow": Says(
        severity=Severity.HINT,
        reason="The tape is {has} mm wide; {wanted} mm hold a parcel closed.",
        fix="Close it with tape of {wanted} mm along all seams.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where a box is too weak for what it holds, as far as the box is described.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Packing
    >>> from parcelwright.prevention.known import Known
    >>> known, weak = Known(on=date(2026, 9, 2)), Packing(board_ect=32)
    >>> order = Draft(order_number="1", weight_g=17000, packing=weak)
    >>> [(each.code, dict(each.figures)["wanted"]) for each in check(order, known)]
    [('box_too_weak', '40')]
    >>> list(check(Draft(order_number="1", weight_g=2000, packing=weak), known))
    []
    """
    del known
    rules, packing = packing_rules(), draft.packing
    weight = draft.weight_g or draft.lines_weight_g
    if packing.tape_mm is not None and packing.tape_mm < rules.tapes[0].mm - 2:
        yield Found(
            code="tape_narrow",
            field="tape_mm",
            figures=told(has=packing.tape_mm, wanted=rules.tapes[0].mm),
            citation=rules.sources[rules.tapes[0].source],
        )
    if packing.board_ect is None and packing.double_wall is None:
        return
    if weight is None:
        yield Found(code="box_not_checked", field="weight_g")
        return
    board = rules.board_for(weight)
    if board is None:
        figures = told(weight=weight, most=rules.boards[-1].up_to_g)
        yield Found(code="box_beyond_boards", field="weight_g", figures=figures)
        return
    source = rules.sources[board.source]
    figures = told(weight=weight, wanted=board.ect, has=packing.board_ect or "")
    if board.double_wall and packing.double_wall is False:
        yield Found(code="box_single_wall", field="double_wall", figures=figures, citation=source)
    elif packing.board_ect is not None and packing.board_ect < board.ect:
        yield Found(code="box_too_weak", field="board_ect", figures=figures, citation=source)
