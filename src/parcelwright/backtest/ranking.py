"""How well chances rank parcels still silent, and whether they are what they claim to be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.backtest.alerts import Judged, Scores

AT_AGES = (5, 10, 15, 20, 25, 30, 40, 50)
_TENTHS = np.linspace(0, 1, 11)


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """Parcels still open at one age.

    Args:
        age: Whole days since acceptance.
        parcels: How many, weighted.
        lost_share: Share of them that never came.
        auc: Chance that a lost one is ranked above one that came.
        brier: Mean squared error of the chance, NaN for a score that is no chance.
        skill: One less that error over that of saying the share to all of them.
    """

    age: int
    parcels: float
    lost_share: float
    auc: float
    brier: float
    skill: float


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Chances of one tenth of the scale against what became of their parcels."""

    low: float
    high: float
    said: float
    lost: float
    weight: float
    parcels: int


def ranking(scores: Scores, judged: Judged, age: int, *, is_chance: bool) -> Ranking:
    """Return how well a rule ranks the parcels still open at an age."""
    values = scores.values[:, age]
    open_ = ~np.isnan(values)
    said, lost, weight = values[open_].astype(np.float64), judged.lost[open_], judged.weight[open_]
    total = float(weight.sum())
    share = float(weight[lost].sum()) / total if total else np.nan
    brier = skill = np.nan
    if is_chance and total:
        brier = float(np.average((said - lost) ** 2, weights=weight))
        base = share * (1 - share)
        skill = 1 - brier / base if base else np.nan
    return Ranking(
        age=age,
        parcels=total,
        lost_share=share,
        auc=auc(said, lost, weight),
        brier=brier,
        skill=skill,
    )


def auc(said: NDArray[np.float64], lost: NDArray[np.bool_], weight: NDArray[np.float64]) -> float:
    """Return the weighted chance that a lost parcel scores above one that came; ties are half."""
    if lost.all() or not lost.any():
        return np.nan
    levels, at = np.unique(said, return_inverse=True)
    gone = np.bincount(at, weights=np.where(lost, weight, 0), minlength=len(levels))
    came = np.bincount(at, weights=np.where(lost, 0, weight), minlength=len(levels))
    below = np.cumsum(came) - came
    return float((gone * (below + came / 2)).sum() / (gone.sum() * came.sum()))


def reliability(scores: Scores, judged: Judged, age: int) -> list[Reliability]:
    """Return the chances said at an age by tenths, with what became of the parcels."""
    values = scores.values[:, age].astype(np.float64)
    found = []
    for low, high in pairwise(_TENTHS):
        with np.errstate(invalid="ignore"):
            here = (values >= low) & ((values < high) | (high == 1))
        weight = judged.weight[here]
        if weight.sum() > 0:
            found.append(
                Reliability(
                    low=float(low),
                    high=float(high),
                    said=float(np.average(values[here], weights=weight)),
                    lost=float(np.average(judged.lost[here], weights=weight)),
                    weight=float(weight.sum()),
                    parcels=int(here.sum()),
                )
            )
    return found
