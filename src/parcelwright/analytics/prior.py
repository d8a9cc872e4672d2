"""The figures assumed before a seller's own journeys say more, from ``prior.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

# Published quantiles of zero mean "within the clock's precision": a quarter of an hour.
SHORTEST_DAYS = 0.01
_LEVELS = {"p50": 0.5, "p90": 0.1, "p95": 0.05, "p99": 0.01}


@dataclass(frozen=True, kw_only=True)
class Quantiles:
    """A waiting time known by a few published quantiles.

    Between them, and beyond the last, the share still waiting follows a power law. Its
    tail is longer than a constant hazard would give, so that a few published figures
    never make a parcel look lost sooner than they can bear.

    Args:
        days: Quantiles, ascending.
        waiting: Share still waiting at each.
    """

    days: tuple[float, ...]
    waiting: tuple[float, ...]

    def survival(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the share still waiting after so many days, 1 at zero."""
        at, level = np.log(self.days), np.log(self.waiting)
        x = np.log(np.maximum(days, 1e-9))
        slope = (level[-1] - level[-2]) / (at[-1] - at[-2])
        inside = np.interp(x, at, level)
        log_share = np.where(x > at[-1], level[-1] + slope * (x - at[-1]), inside)
        # Before the first quantile the share falls in a straight line from 1.
        early = 1 - (1 - self.waiting[0]) * np.clip(days, 0, None) / self.days[0]
        return np.where(days < self.days[0], early, np.exp(log_share))

    def quantile(self, waiting: float) -> float:
        """Return after how many days this share still waits."""
        if waiting > self.waiting[0]:
            return self.days[0] * (1 - waiting) / (1 - self.waiting[0])
        at, level = np.log(self.days), np.log(self.waiting)
        if waiting < self.waiting[-1]:
            slope = (level[-1] - level[-2]) / (at[-1] - at[-2])
            return float(np.exp(at[-1] + (np.log(waiting) - level[-1]) / slope))
        return float(np.exp(np.interp(-np.log(waiting), -level, at)))


@dataclass(frozen=True, kw_only=True)
class StagePrior:
    """How long a parcel is silent in a stage, and how often it never leaves."""

    dwell: Quantiles
    never_leaves: float
    journeys: int


@dataclass(frozen=True, kw_only=True)
class Prior:
    """Everything that is shipped: transit of all parcels, share lost, dwell by stage.

    ``transit_journeys`` is of how many parcels the transit was published.
    """

    transit: Quantiles
    transit_journeys: int
    loss_share: float
    stages: Mapping[Stage, StagePrior]


@cache
def prior() -> Prior:
    """Return the shipped figures."""
    text = resources.files("parcelwright.analytics").joinpath("prior.toml").read_text("utf-8")
    data = tomllib.loads(text)
    stages = {
        Stage(name): StagePrior(
            dwell=_quantiles(entry),
            never_leaves=entry["never_leaves"],
            journeys=entry["journeys"],
        )
        for name, entry in data["stage"].items()
    }
    transit, loss_share = _quantiles(data["handover"]), data["loss"]["share"]
    # The way back is a journey of its own, seldom scanned; no figure of its own is known.
    journeys = data["handover"]["journeys"]
    stages[Stage.RETURN] = StagePrior(dwell=transit, never_leaves=loss_share, journeys=journeys)
    return Prior(transit=transit, transit_journeys=journeys, loss_share=loss_share, stages=stages)


def _quantiles(entry: Mapping[str, float]) -> Quantiles:
    names = [name for name in _LEVELS if name in entry]
    return Quantiles(
        days=tuple(max(entry[name], SHORTEST_DAYS) for name in names),
        waiting=tuple(_LEVELS[name] for name in names),
    )
