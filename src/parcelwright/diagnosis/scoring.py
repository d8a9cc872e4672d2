"""How good told causes are, held against the true ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BINS = np.array([0.0, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0])
_LEAST_CHANCE = 1e-12


@dataclass(frozen=True, kw_only=True)
class Score:
    """Figures of one set of rows.

    Args:
        confusion: Rows are the truth, columns what was told first.
        f1: Of each cause; NaN for one that neither occurs nor is told.
        macro_f1: Mean over the causes that occur.
        top2: Share of rows whose true cause is among the two likeliest.
        log_loss: Mean of minus the logarithm of the true cause's chance.
        prior_log_loss: The same if every row were told the shares of all rows.
    """

    confusion: NDArray[np.int64]
    f1: NDArray[np.float64]
    macro_f1: float
    accuracy: float
    top2: float
    log_loss: float
    prior_log_loss: float


def score(told: NDArray[np.float64], truth: NDArray[np.int64]) -> Score:
    """Return how good chances of shape (rows, causes) are, given each row's true cause."""
    causes = told.shape[1]
    confusion = np.zeros((causes, causes), np.int64)
    np.add.at(confusion, (truth, told.argmax(axis=1)), 1)
    right, both = np.diag(confusion), confusion.sum(axis=0) + confusion.sum(axis=1)
    f1 = np.divide(2.0 * right, both, out=np.full(causes, np.nan), where=both > 0)
    occurs = confusion.sum(axis=1) > 0
    first = np.argsort(-told, axis=1, kind="stable")[:, :2]
    own = np.maximum(told[np.arange(len(truth)), truth], _LEAST_CHANCE)
    shares = np.bincount(truth, minlength=causes) / len(truth)
    return Score(
        confusion=confusion,
        f1=f1,
        macro_f1=float(f1[occurs].mean()),
        accuracy=float(right.sum() / len(truth)),
        top2=float((first == truth[:, None]).any(axis=1).mean()),
        log_loss=float(-np.log(own).mean()),
        prior_log_loss=float(-np.log(shares[truth]).mean()),
    )


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """Rows whose likeliest cause was told with about one chance: how often it was right."""

    rows: int
    told: float
    right: float


def reliability(
    told: NDArray[np.float64], truth: NDArray[np.int64], cause: int | None = None
) -> tuple[Reliability, ...]:
    """Return what was told against what was right, in steps of the chance.

    Args:
        told: Chances, shape (rows, causes).
        truth: The true cause of each row.
        cause: Only rows of which this was told as the likeliest; all when absent.
    """
    first, best = told.argmax(axis=1), told.max(axis=1)
    chosen = np.ones(len(truth), np.bool_) if cause is None else first == cause
    step = np.digitize(best, _BINS[1:-1])
    found = []
    for each in range(len(_BINS) - 1):
        rows = chosen & (step == each)
        if rows.any():
            right = float((first == truth)[rows].mean())
            found.append(
                Reliability(rows=int(rows.sum()), told=float(best[rows].mean()), right=right)
            )
    return tuple(found)
