#!/usr/bin/env python
"""Say how often stated chances and their ranges hold: python scripts/range_coverage.py --seeds 21.

On simulated worlds each of several sellers learns from its own parcels and speaks of all; with
``--orders FOLDER`` a seller's own files are read instead. Prints one line of JSON for each span of
days of silence, and one for each tenth of the chance: parcels, chance said and share that came,
mean squared error, and in how many of the cells (50 parcels or more of one table, span of silence
and tenth of the chance) the share that came lies in the mean range said, allowing for the luck of
counting so few; ``above`` and ``below`` are the cells of which more, and fewer, came.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from _statements import Statements, of_history, of_world, together

from parcelwright.interchange.bulk import read_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NOW = datetime(2026, 11, 1, tzinfo=UTC)
_DAYS = (date(2026, 7, 3), date(2026, 7, 18), date(2026, 8, 2), date(2026, 8, 17))
_ORDER_DAYS = tuple(date(2017, 9, 1) + timedelta(days=15 * step) for step in range(9))
_ORDERS_UNTIL = date(2018, 5, 21)
_SPANS = (0, 5, 10, 15, 20, 30, 40, 60, 75)
_TENTHS = tuple(step / 10 for step in range(11))
# Of fewer parcels a share says nothing.
_LEAST = 50
_Z90 = 1.6448536269514722


def main() -> int:
    """Measure and print the lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22, 23, 24])
    parser.add_argument("--parcels", type=int, default=120_000)
    parser.add_argument("--sellers", type=int, default=6)
    parser.add_argument("--orders", type=Path, help="Folder of parcels, events and outcomes.")
    asked = parser.parse_args()
    if asked.orders is not None:
        names = ("parcels", "events", "outcomes")
        tables = [read_columns(asked.orders / f"{name}.csv", name) for name in names]
        said = of_history(*tables, until=_ORDERS_UNTIL, days=_ORDER_DAYS)
    else:
        said = together(
            of_world(seed, parcels=asked.parcels, sellers=asked.sellers, now=_NOW, days=_DAYS)
            for seed in asked.seeds
        )
    for low, high in pairwise(_SPANS):
        here = said.take((said.silent >= low) & (said.silent < high))
        print(json.dumps({"days of silence": f"{low}-{high}", **_line(here)}), flush=True)
    for low, high in pairwise(_TENTHS):
        here = said.take((said.said >= low) & ((said.said < high) | (high == 1)))
        print(json.dumps({"chance": f"{low:.1f}-{high:.1f}", **_line(here)}), flush=True)
    return 0


def _line(said: Statements) -> dict[str, object]:
    if not len(said.table):
        return {"statements": 0}
    weight, came = said.weight, said.came
    error = float(np.average((said.said - came) ** 2, weights=weight))
    share = float(np.average(came, weights=weight))
    cells = _covered(said)
    return {
        "statements": len(said.table),
        "said": round(float(np.average(said.said, weights=weight)), 3),
        "came": round(share, 3),
        "brier": round(error, 4),
        "skill": round(1 - error / (share * (1 - share)), 3) if 0 < share < 1 else None,
        "range": [round(float(np.average(x, weights=weight)), 3) for x in (said.low, said.high)],
        **cells,
    }


def _covered(said: Statements) -> dict[str, object]:
    """Return how many cells are covered, each cell one entry."""
    span = np.searchsorted(_SPANS, said.silent, side="right")
    tenth = np.searchsorted(_TENTHS, said.said, side="right")
    _, cell = np.unique(np.stack((said.table, span, tenth)), axis=1, return_inverse=True)
    cell = cell.ravel()

    def mean(values: NDArray[np.generic]) -> NDArray[np.float64]:
        return np.bincount(cell, values * said.weight) / np.bincount(cell, said.weight)

    n = np.bincount(cell)
    told = n >= _LEAST
    if not told.any():
        return {"cells": 0}
    came, low, high = (mean(x)[told] for x in (said.came, said.low, said.high))
    n = n[told]
    middle = (came + _Z90**2 / (2 * n)) / (1 + _Z90**2 / n)
    luck = _Z90 * np.sqrt(came * (1 - came) / n + _Z90**2 / (4 * n * n)) / (1 + _Z90**2 / n)
    above, below = middle - luck > high, middle + luck < low
    return {
        "cells": int(told.sum()),
        "covered": round(float((~above & ~below).mean()), 3),
        "above": round(float(above.mean()), 3),
        "below": round(float(below.mean()), 3),
    }


if __name__ == "__main__":
    sys.exit(main())
