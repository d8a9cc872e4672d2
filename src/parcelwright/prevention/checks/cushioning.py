"""Cushioning, void and double boxes against how fragile the goods are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.packing_rules import packing_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known

SAYS = {
    "cushion_thin": Says(
        severity=Severity.WARN,
        reason="The cushioning is {has} mm thick; {wanted} mm on every side protect it.",
        fix="Use a larger box and more cushioning.",
    ),
    "void_open": Says(
        severity=Severity.WARN,
        reason="The box has void in which goods can move.",
        fix="Fill it until nothing rattles, or use a smaller box.",
    ),
    "liquid_single_box": Says(
        severity=Severity.WARN,
        reason="The goods are liquid and packed in one box: what leaks spoils other parcels, and "
        "the carrier asks for the damage.",
        fix="Seal it in a bag, and put the box into another.",
    ),
    "fragile_unmarked": Says(
        severity=Severity.HINT,
        reason="The goods are fragile, and no mark says so.",
        fix="Mark the box as fragile and show which side is up; cushioning counts for more.",
    ),
}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield where packing does not suit the goods, as far as the packing is described.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft, Line, Packing
    >>> from parcelwright.prevention.known import Known
    >>> known, vase = Known(on=date(2026, 9, 2)), (Line(description="glass vase"),)
    >>> packing = Packing(cushion_mm=50, marks=("fragile",))
    >>> order = Draft(order_number="1", lines=vase, packing=packing)
    >>> [(each.code, dict(each.figures)["wanted"]) for each in check(order, known)]
    [('cushion_thin', '75')]
    >>> scarf = (Line(description="scarf"),)
    >>> list(check(Draft(order_number="1", lines=scarf, packing=Packing(cushion_mm=50)), known))
    []
    """
    del known
    rules, packing = packing_rules(), draft.packing
    fragile = any(rules.is_fragile(line) for line in draft.lines)
    wanted = rules.cushion_for(fragile=fragile)
    has = packing.cushion_mm
    # Clothes and other soft goods need no cushioning at all: none told for them is in order.
    if has is not None and has < wanted.mm and (fragile or has > 0):
        yield Found(
            code="cushion_thin",
            field="cushion_mm",
            figures=told(has=has, wanted=wanted.mm),
            citation=rules.sources[wanted.source],
        )
    if packing.void_filled is False:
        yield Found(code="void_open", field="void_filled", citation=rules.sources["cushion"])
    liquid = any(line.liquid_ml for line in draft.lines)
    if liquid and packing.double_boxed is False:
        source = rules.sources["double"]
        yield Found(code="liquid_single_box", field="double_boxed", citation=source)
    if fragile and packing.cushion_mm is not None and "fragile" not in packing.marks:
        yield Found(code="fragile_unmarked", field="marks")
