"""Fits the weights of causes to parcels whose cause is known; never at run time.

A multinomial logistic regression with a quadratic penalty, by Newton's method: the same
rows give the same weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST_STEPS = 60
_SMALL = 1e-8
_HALVINGS = 30


def chances(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the chances, rows adding up to 1, of scores of shape (rows, causes)."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float64)


def fit(
    x: NDArray[np.float64],
    y: NDArray[np.int64],
    causes: int,
    *,
    penalty: float,
    worth: NDArray[np.float64] | None = None,
    toward: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Return the weights that make the known causes likeliest, shape (features, causes).

    Args:
        x: Features, shape (rows, features).
        y: Cause of each row, from 0 to ``causes`` - 1.
        causes: How many causes there are.
        penalty: Half of it times the sum of squared weights is added to the log-loss.
        worth: How many rows each row stands for; 1 when absent.
        toward: Weights that the penalty draws to instead of zero, as the shipped ones when
            a seller's closed cases correct them.
    """
    n = np.ones(len(y)) if worth is None else worth
    goal = np.zeros((x.shape[1], causes)) if toward is None else toward
    known = np.eye(causes)[y]
    weights = goal.copy()
    loss = _loss(weights, x, known, n, penalty=penalty, goal=goal)
    for _ in range(_MOST_STEPS):
        p = chances(x @ weights)
        slope = x.T @ (n[:, None] * (p - known)) + penalty * (weights - goal)
        step = np.linalg.solve(_curvature(x, p, n, penalty), slope.T.reshape(-1))
        move = step.reshape(causes, -1).T
        better = np.inf
        for halvings in range(_HALVINGS):
            tried = weights - move / 2**halvings
            better = _loss(tried, x, known, n, penalty=penalty, goal=goal)
            if better <= loss:
                weights = tried
                break
        if loss - better < _SMALL * abs(loss):
            break
        loss = better
    return weights


def temperature(scores: NDArray[np.float64], y: NDArray[np.int64]) -> float:
    """Return by what to divide scores so that the log-loss on these rows is least.

    Searched between 1/4 and 4 by golden section in its logarithm.
    """
    low, high = -np.log(4.0), np.log(4.0)
    part = (np.sqrt(5.0) - 1) / 2
    rows = np.arange(len(y))

    def loss(log_t: float) -> float:
        found = chances(scores / np.exp(log_t))[rows, y]
        return float(-np.log(np.maximum(found, 1e-12)).mean())

    for _ in range(60):
        a, b = high - part * (high - low), low + part * (high - low)
        if loss(a) < loss(b):
            high = b
        else:
            low = a
    return float(np.exp((low + high) / 2))


def _loss(
    weights: NDArray[np.float64],
    x: NDArray[np.float64],
    known: NDArray[np.float64],
    n: NDArray[np.float64],
    *,
    penalty: float,
    goal: NDArray[np.float64],
) -> float:
    p = np.maximum((chances(x @ weights) * known).sum(axis=1), 1e-300)
    return float(-(n * np.log(p)).sum() + penalty / 2 * ((weights - goal) ** 2).sum())


def _curvature(
    x: NDArray[np.float64], p: NDArray[np.float64], n: NDArray[np.float64], penalty: float
) -> NDArray[np.float64]:
    features, causes = x.shape[1], p.shape[1]
    out = penalty * np.eye(features * causes)
    for one in range(causes):
        for other in range(one, causes):
            own = float(one == other)
            block = x.T @ ((n * p[:, one] * (own - p[:, other]))[:, None] * x)
            a, b = one * features, other * features
            out[a : a + features, b : b + features] += block
            if other > one:
                out[b : b + features, a : a + features] += block.T
    return out
