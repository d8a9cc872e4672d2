"""Learns the weights of causes from simulated journeys, and writes weights.toml.

Usage: .venv/bin/python scripts/cause_weights.py [PART]

Never run by the program. The same simulator and parcels give the same file to the byte, in
half an hour of one processor. PART, a number from 0 to 1, makes each shop as much smaller, for a
first look.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from _cause_rows import ALERT, CAUSES, NOW, STALLED, Rows, joined, rows_of_seeds

from parcelwright.diagnosis.ceilings import learn_ceilings
from parcelwright.diagnosis.fitting import chances, fit, temperature

if TYPE_CHECKING:
    from collections.abc import Sequence

TARGET = Path(__file__).parent.parent / "src/parcelwright/diagnosis/weights.toml"


@dataclass(frozen=True, kw_only=True)
class Shops:
    """Simulated shops of one size: seeds that weights are fitted to, and calibrated on."""

    parcels: int
    fitted: tuple[int, ...]
    calibrated: tuple[int, ...]


# In a small shop silences look longer and losses likelier by chance: what was learned from
# large shops alone is stated too high there. Seeds 1 to 5 are for showing.
SHOPS = (
    Shops(parcels=150_000, fitted=tuple(range(11, 16)), calibrated=(16, 17)),
    Shops(parcels=15_000, fitted=tuple(range(22, 37)), calibrated=tuple(range(37, 51))),
    Shops(parcels=5_000, fitted=tuple(range(51, 66)), calibrated=tuple(range(66, 81))),
)
# One open parcel in so many each week, in trouble or not, so that quiet ones are known too.
ORDINARY = 20
# Chosen beforehand, mild beside some 100,000 rows; no other value was tried.
PENALTY = 3.0
HEAD = """\
# How much each sign speaks for each cause: figures of a multinomial logistic regression,
# written by scripts/cause_weights.py; not to be edited by hand. One line is one sign, one
# figure one cause, in the order of `causes`; signs are explained in features.py.
# Learned from simulated journeys, whose causes are known because the simulator made them:
# what these figures are worth on real parcels is not measured.
"""


def main(part: float) -> None:
    """Fit, calibrate and write."""
    found = []
    for one in SHOPS:
        seeds, parcels = (*one.fitted, *one.calibrated), round(one.parcels * part)
        found.append(rows_of_seeds(seeds, parcels, (ALERT, STALLED), ordinary=ORDINARY))
    write(found)


def write(found: Sequence[Sequence[Sequence[Rows]]]) -> None:
    """Write the file; the sets of rows of each seed, of those fitted first, for each size."""
    cuts = [len(one.fitted) for one in SHOPS]
    to_fit = [own for seeds, cut in zip(found, cuts, strict=True) for own in seeds[:cut]]
    held = [seeds[cut:] for seeds, cut in zip(found, cuts, strict=True)]
    fitted = joined([part for own in to_fit for part in own])
    weights = fit(fitted.x, fitted.y, len(CAUSES), penalty=PENALTY).round(3)
    other = joined([part for seeds in held for own in seeds for part in own])
    degree = round(temperature(other.x @ weights, other.y), 3)
    # At the alert and where a case opens, in large shops and in small, chances are right to a
    # different degree: the lowest ceiling holds.
    most = np.minimum.reduce(
        [
            learn_ceilings(chances(rows.x @ weights / degree), rows.y)
            for seeds in held
            for rows in (joined([own[place] for own in seeds]) for place in (0, 1))
        ]
    )
    lines = [
        HEAD,
        f"temperature = {degree}",
        f"causes = [{_quoted(cause.value for cause in CAUSES)}]",
        "\n[learned]",
        'what = "simulated journeys only"',
        f'now = "{NOW.date()}"',
        f"parcels = {[one.parcels for one in SHOPS]}",
        f"seeds = {[list(one.fitted) for one in SHOPS]}",
        f"rows = {len(fitted.y)}",
        f"penalty = {PENALTY}",
        f"calibrated_on = {[list(one.calibrated) for one in SHOPS]}",
        "\n# The highest chance that may be stated where .05, .15 ... .95 were weighed.",
        "[ceilings]",
    ]
    for cause, row in zip(CAUSES, most, strict=True):
        lines.append(f"{cause.value} = [{', '.join(f'{figure:.3f}' for figure in row)}]")
    lines.append("\n[weights]")
    for name, figures in zip(fitted.names, weights + 0.0, strict=True):
        lines.append(f"{name} = [{', '.join(f'{figure:.3f}' for figure in figures)}]")
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(fitted.y)} rows, temperature {degree}")
    print(dict(zip([c.value for c in CAUSES], np.bincount(fitted.y).tolist(), strict=True)))


def _quoted(words: object) -> str:
    return ", ".join(f'"{word}"' for word in words)  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0)
