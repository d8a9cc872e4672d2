"""Days from acceptance to the alert of lost parcels, beside the best days since the last scan.

Not a speed: ``figure`` and ``against_figure`` are mean days at equal precision on simulated
sellers, so a ratio below 1 means noticed sooner. All figures, the oracle's among them, come from
``python -m benchmarks._detection_goals``.
"""

from __future__ import annotations

import os
import resource

from benchmarks._detection_goals import PRECISIONS, days_of
from benchmarks._scale import SHORT
from benchmarks.figure import Figure
from parcelwright.backtest.rules import OURS, SILENT

DATABASE = False
_PARCELS = 40_000
_SEEDS = (1, 2, 3, 4, 5)


def run(_database: str) -> list[Figure]:
    """Return the days at each precision that both rules reach, seed by seed."""
    seeds, parcels = (_SEEDS[:1], 6_000) if os.environ.get(SHORT) else (_SEEDS, _PARCELS)
    found = []
    for seed in seeds:
        for precision, days in zip(PRECISIONS, days_of(parcels, seed), strict=True):
            ours, silent = days[OURS], days[SILENT]
            if ours is None or silent is None:
                continue
            found.append(
                Figure(
                    name=f"detection, seed {seed}, precision {precision}",
                    figure=round(ours.mean, 1),
                    unit="days",
                    against="best days since the last scan",
                    against_figure=round(silent.mean, 1),
                    ratio=round(ours.mean / silent.mean, 3),
                    peak_memory_mb=round(
                        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1
                    ),
                )
            )
    return found
