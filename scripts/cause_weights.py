"""Learns the weights of causes from simulated journeys, and writes weights.toml.

Usage: .venv/bin/python scripts/cause_weights.py [PARCELS]

Never run by the program. The same simulator and parcels give the same file to the byte.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from _cause_rows import ALERT, CAUSES, NOW, STALLED, Rows, joined, rows_of_seeds

from parcelwright.diagnosis.ceilings import learn_ceilings
from parcelwright.diagnosis.fitting import chances, fit, temperature

TARGET = Path(__file__).parent.parent / "src/parcelwright/diagnosis/weights.toml"
FITTED_ON, CALIBRATED_ON = (11, 12, 13, 14, 15), (16, 17)
PARCELS = 40_000
# One open parcel in so many each week, in trouble or not, so that quiet ones are known too.
ORDINARY = 20
# Chosen beforehand, mild beside some 20,000 rows; no other value was tried.
PENALTY = 3.0
HEAD = """\
# How much each sign speaks for each cause: figures of a multinomial logistic regression,
# written by scripts/cause_weights.py; not to be edited by hand. One line is one sign, one
# figure one cause, in the order of `causes`; signs are explained in features.py.
# Learned from simulated journeys, whose causes are known because the simulator made them:
# what these figures are worth on real parcels is not measured.
"""


def main(parcels: int) -> None:
    """Fit, calibrate and write."""
    seeds = (*FITTED_ON, *CALIBRATED_ON)
    sets = rows_of_seeds(seeds, parcels, (ALERT, STALLED), ordinary=ORDINARY)
    write(sets[: len(FITTED_ON)], sets[len(FITTED_ON) :], parcels)


def write(to_fit: list[list[Rows]], to_calibrate: list[list[Rows]], parcels: int) -> None:
    """Write the file; each list holds the sets of rows of one seed."""
    fitted = joined([part for own in to_fit for part in own])
    weights = fit(fitted.x, fitted.y, len(CAUSES), penalty=PENALTY).round(3)
    other = joined([part for own in to_calibrate for part in own])
    degree = round(temperature(other.x @ weights, other.y), 3)
    # At the alert and where a case opens chances are right to a different degree: the lower
    # of both ceilings holds.
    most = np.minimum.reduce(
        [
            learn_ceilings(chances(rows.x @ weights / degree), rows.y)
            for rows in (joined([own[place] for own in to_calibrate]) for place in (0, 1))
        ]
    )
    lines = [
        HEAD,
        f"temperature = {degree}",
        f"causes = [{_quoted(cause.value for cause in CAUSES)}]",
        "\n[learned]",
        'what = "simulated journeys only"',
        f'now = "{NOW.date()}"',
        f"seeds = {list(FITTED_ON)}",
        f"parcels = {parcels}",
        f"rows = {len(fitted.y)}",
        f"penalty = {PENALTY}",
        f"calibrated_on = {list(CALIBRATED_ON)}",
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
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PARCELS)
