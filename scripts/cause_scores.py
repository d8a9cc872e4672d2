"""Prints how good the weighing of causes is, on simulated seeds that it never saw.

Usage: .venv/bin/python scripts/cause_scores.py [PARCELS] [SEED ...]

Measured on simulated journeys only: the figures say whether the weighing recovers the
simulator's own signatures, not how often it is right about real parcels.
"""

from __future__ import annotations

import sys

import numpy as np
from _cause_rows import ALERT, CAUSES, STALLED, Rows, joined, rows_of_seeds

from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.diagnosis.fitting import chances
from parcelwright.diagnosis.scoring import Reliability, reliability, score
from parcelwright.diagnosis.weighing import NAMED_FROM, shipped_weights, stated

SEEDS = (1, 2, 3)
PARCELS = 40_000
# Of fewer rows nothing is said.
FEWEST = 20
# What the first prototype was scored on: without labels never scanned and returns, which are
# easily told.
HARD = tuple(
    place
    for place, cause in enumerate(CAUSES)
    if cause not in {CauseKind.NEVER_HANDED_OVER, CauseKind.RETURN_IN_PROGRESS}
)


def main(parcels: int, seeds: tuple[int, ...]) -> None:
    """Print the figures at the alert, and where a case opens."""
    sets = rows_of_seeds(seeds, parcels, (ALERT, STALLED))
    print(f"Simulated journeys only: {parcels} parcels each of seeds {seeds}\n")
    for place, level in enumerate((ALERT, STALLED)):
        parts = [one[place] for one in sets]
        print(f"== First week with chance of loss >= {level}, or delivery disputed")
        for seed, part in zip(seeds, parts, strict=True):
            print(f"seed {seed}: {_line(part)}")
        _full(joined(parts))


def told(rows: Rows) -> np.ndarray:
    """Return the chances of the causes for these rows, as the program weighs them."""
    known = shipped_weights()
    x = rows.x @ np.array([known.weights[name] for name in rows.names])
    return chances(x / known.temperature)


def _line(rows: Rows) -> str:
    found = score(told(rows), rows.y)
    plain = score(np.eye(len(CAUSES))[rows.rules], rows.y)
    hard = np.isin(rows.y, HARD)
    six = score(told(rows)[hard], rows.y[hard])
    return (
        f"rows {len(rows.y)}  macro-F1 {found.macro_f1:.3f} (rules {plain.macro_f1:.3f})  "
        f"accuracy {found.accuracy:.3f} ({plain.accuracy:.3f})  top-2 {found.top2:.3f}  "
        f"log-loss {found.log_loss:.3f} (prior {found.prior_log_loss:.3f})  "
        f"six hard causes: macro-F1 {six.macro_f1:.3f} top-2 {six.top2:.3f}"
    )


def _full(rows: Rows) -> None:
    found = score(told(rows), rows.y)
    print(f"all:    {_line(rows)}\n")
    print(f"{'truth, told first':22}" + "".join(f"{cause.value[:8]:>9}" for cause in CAUSES), "F1")
    for place, cause in enumerate(CAUSES):
        counts = "".join(f"{count:9d}" for count in found.confusion[place])
        print(f"{cause.value:22}{counts} {found.f1[place]:.3f}")
    shown = stated(told(rows))
    best = shown.max(axis=1)
    print(f"\nnamed (chance >= {NAMED_FROM}): {(best >= NAMED_FROM).mean():.3f} of rows")
    print("chance stated -> how often right (rows); ! stated too high beyond chance")
    for each in (None, *range(len(CAUSES))):
        found = reliability(shown, rows.y, each)
        steps = "  ".join(
            f"{one.told:.2f}->{one.right:.2f} ({one.rows}){'!' if _too_high(one) else ''}"
            for one in found
        )
        print(f"{'any' if each is None else CAUSES[each].value:20} {steps}")
    print()


def _too_high(one: Reliability) -> bool:
    """Return whether it was right less often than stated by more than three standard errors."""
    spread = np.sqrt(max(one.told * (1 - one.told), 1e-9) / one.rows)
    return bool(one.rows >= FEWEST and one.told - one.right > 3 * spread)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(numbers[0] if numbers else PARCELS, tuple(numbers[1:]) or SEEDS)
