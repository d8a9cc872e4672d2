"""Weighs causes: how likely each is for many parcels, by weights learned beforehand.

The weights stand in ``weights.toml`` beside this file, with how they came about. They were
learned from simulated journeys, in which the causes are known; what they are worth on real
parcels has not been measured.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from parcelwright.diagnosis.ceilings import under_ceilings
from parcelwright.diagnosis.diagnosis import CauseKind  # noqa: TC001 - msgspec reads it at run time
from parcelwright.diagnosis.features import features
from parcelwright.diagnosis.fitting import chances

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs

# A cause is named from here on; else nobody can tell. Told at about one half, a theft was right
# in 39 of 100 on simulated seeds that nothing was learned from; a false accusation costs more
# than "we cannot tell".
NAMED_FROM = 0.6
# No chance is stated higher: a choice, for what was learned from simulated journeys alone is
# never certain of a real parcel.
MOST = 0.98


class Learned(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where weights come from: parcels of the shops of each size, their seeds, and rows used."""

    what: str
    now: str
    parcels: tuple[int, ...]
    seeds: tuple[tuple[int, ...], ...]
    rows: int
    penalty: float
    calibrated_on: tuple[tuple[int, ...], ...]


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Learned weights.

    Args:
        temperature: Scores are divided by it, so that chances are as often right as they say.
        causes: The causes weighed, in the order of the figures below.
        ceilings: Of each cause, the highest chance that may be stated, by step of what was
            weighed; see :mod:`parcelwright.diagnosis.ceilings`.
        weights: Figures of each feature, one per cause.
    """

    temperature: float
    causes: tuple[CauseKind, ...]
    learned: Learned
    ceilings: dict[CauseKind, tuple[float, ...]]
    weights: dict[str, tuple[float, ...]]

    def scores(self, found: dict[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Return scores, shape (parcels, causes), before they become chances.

        Raises:
            KeyError: A feature has no weight.
        """
        x = np.column_stack(list(found.values()))
        return np.asarray(x @ np.array([self.weights[name] for name in found]), np.float64)


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the program."""
    text = (resources.files("parcelwright.diagnosis") / "weights.toml").read_bytes()
    return msgspec.toml.decode(text, type=Weights)


def weigh(signs: Signs, weights: Weights | None = None) -> NDArray[np.float64]:
    """Return the chance of each cause, shape (parcels, causes); rows add up to 1.

    Args:
        signs: The parcels.
        weights: The shipped ones when absent; their ``causes`` name the columns.
    """
    known = shipped_weights() if weights is None else weights
    return chances(known.scores(features(signs)) / known.temperature)


def stated(weighed: NDArray[np.float64], weights: Weights | None = None) -> NDArray[np.float64]:
    """Return weighed chances as they may be stated: rows add up to at most 1.

    None is higher than it proved right where weights were calibrated, nor than :data:`MOST`.
    """
    known = shipped_weights() if weights is None else weights
    most = [known.ceilings[cause] for cause in known.causes]
    return np.minimum(under_ceilings(weighed, most), MOST)
