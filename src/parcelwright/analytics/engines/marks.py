"""Milestones as a small table, which an engine joins to the events."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from parcelwright.analytics.columns import OUTCOME_OF, STAGE_CODE
from parcelwright.analytics.gather import ends_silence
from parcelwright.parcels.events import Milestone, Stage

MARKS = tuple(Milestone)
MARK_CODE = {mark: code for code, mark in enumerate(MARKS)}
# Rank and mark take so many values at most, when they are packed into one number.
RANKS, CODES = 16, 64


def marks_table() -> ir.Table:
    """Return one row a milestone.

    ``mark`` is its code, ``named`` the stage it names (-1 for none), ``rank`` its place among
    events of one moment, ``outcome`` the :class:`Outcome` it brings.
    """
    named = [-1 if mark.stage is None else STAGE_CODE[mark.stage] for mark in MARKS]
    return ibis.memtable(
        pa.table({
            "milestone": [mark.value for mark in MARKS],
            "mark": pa.array(range(len(MARKS)), pa.int64()),
            "named": pa.array(named, pa.int64()),
            "rank": pa.array(np.maximum(named, 0), pa.int64()),
            "outcome": pa.array([int(OUTCOME_OF.get(mark, 0)) for mark in MARKS], pa.int64()),
            "is_scan": [mark.is_scan for mark in MARKS],
            "ends_silence": [ends_silence(mark) for mark in MARKS],
            "closes": [mark.closes for mark in MARKS],
        })
    )  # fmt: skip


def stage_named(mark: ir.IntegerValue) -> ir.IntegerValue:
    """Return the stage that a milestone names; "announced" where there is none."""
    named = [(code, STAGE_CODE[one.stage]) for one, code in MARK_CODE.items() if one.stage]
    return mark.cases(*named, else_=STAGE_CODE[Stage.ANNOUNCED])
