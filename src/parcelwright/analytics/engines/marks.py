"""Milestones as a small table, which an engine joins to the events."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from parcelwright.analytics.columns import OUTCOME_OF, STAGE_CODE
from parcelwright.analytics.gather import ends_silence
from parcelwright.parcels.events import Milestone, Stage

MARKS = tuple(Milestone)
MARK_CODE = {mark: code for code, mark in enumerate(MARKS)}
# An event's place in a journey is one number: its time, the rank and code of its mark below it.
RANKS, CODES = 16, 64
# Bits of rank and code in such a number; shifted away rather than divided, which engines round.
ORDER_BITS = 10
# By the code of a mark: the stage it names (-1 for none), the outcome it brings, what it ends.
NAMED = np.array([-1 if mark.stage is None else STAGE_CODE[mark.stage] for mark in MARKS], np.int8)
OUTCOMES = np.array([OUTCOME_OF.get(mark, 0) for mark in MARKS], np.int8)
ENDS_SILENCE = np.array([ends_silence(mark) for mark in MARKS], np.bool_)
_NAMED, _OUTCOME, _IS_SCAN, _ENDS_SILENCE, _CLOSES = ORDER_BITS, 14, 17, 18, 19


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What an event means, as an engine computes with it.

    Args:
        mark: Code of the milestone.
        named: Stage that it names, -1 for none.
        low: Rank among events of one moment, and ``mark``: what :data:`ORDER_BITS` hold.
        outcome: The :class:`Outcome` that it brings.
        is_scan: Whether it proves custody.
        ends_silence: Whether it ends a silence.
        closes: Whether it ends a journey.
    """

    mark: ir.IntegerValue
    named: ir.IntegerValue
    low: ir.IntegerValue
    outcome: ir.IntegerValue
    is_scan: ir.BooleanValue
    ends_silence: ir.BooleanValue
    closes: ir.BooleanValue

    @classmethod
    def of(cls, meaning: ir.IntegerValue) -> Meaning:
        """Return what a number of :func:`marks_table` holds, null for an unknown milestone."""
        known = meaning.fill_null(_packed(Milestone.UNKNOWN))

        def bit(place: int) -> ir.BooleanValue:
            return known & (1 << place) != 0

        return cls(
            mark=known & (CODES - 1),
            named=((known >> _NAMED) & 15) - 1,
            low=known & ((1 << ORDER_BITS) - 1),
            outcome=(known >> _OUTCOME) & 7,
            is_scan=bit(_IS_SCAN),
            ends_silence=bit(_ENDS_SILENCE),
            closes=bit(_CLOSES),
        )


def marks_table() -> ir.Table:
    """Return one row a milestone: its name, and its meaning packed into one number.

    One number is joined to hundreds of millions of events, and asked once whether it is null.
    """
    return ibis.memtable(
        pa.table({
            "milestone": [mark.value for mark in MARKS],
            "meaning": pa.array([_packed(mark) for mark in MARKS], pa.int64()),
        })
    )  # fmt: skip


def _packed(mark: Milestone) -> int:
    code, stage = MARK_CODE[mark], int(NAMED[MARK_CODE[mark]])
    return (
        code
        | max(stage, 0) * CODES
        | (stage + 1) << _NAMED
        | int(OUTCOMES[code]) << _OUTCOME
        | mark.is_scan << _IS_SCAN
        | ends_silence(mark) << _ENDS_SILENCE
        | mark.closes << _CLOSES
    )


def stage_named(mark: ir.IntegerValue) -> ir.IntegerValue:
    """Return the stage that a milestone names; "announced" where there is none."""
    named = [(code, STAGE_CODE[one.stage]) for one, code in MARK_CODE.items() if one.stage]
    return mark.cases(*named, else_=STAGE_CODE[Stage.ANNOUNCED])
