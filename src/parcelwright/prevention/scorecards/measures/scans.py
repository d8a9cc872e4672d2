"""How closely a carrier tells where parcels are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.scorecards.figure import Figure, Name, Unit
from parcelwright.prevention.scorecards.shares import share_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from parcelwright.prevention.scorecards.sample import Sample

LEAST = 20
_LEAST_FOR_SILENCE = 200
_USUAL = 0.95
_SIGMAS = 1.959964


def figures(sample: Sample) -> Iterator[Figure]:
    """Yield scans per leg, the silence that 95 % stay within, and the share tracked at all.

    Only journeys old enough to tell a loss count. Of younger ones only the fast have ended,
    which are silent for less long, and untracked ones end by their age alone.
    """
    told = sample.journeys.take(sample.journeys.counted)
    arrived = told.take(told.delivered)
    per_leg = (arrived.scans / np.maximum(arrived.legs, 1))[arrived.legs > 0]
    yield _mean(per_leg)
    yield _silence(np.sort(arrived.longest[~np.isnan(arrived.longest)]))
    # One scan proves the acceptance, or is the delivery itself; tracking begins with the second.
    tracked = int((told.scans >= 2).sum())  # noqa: PLR2004 - one to begin, one to follow
    yield share_figure(Name.TRACKING_COVERAGE, tracked, len(told), LEAST)


def _mean(values: NDArray[np.float64]) -> Figure:
    name, count = Name.EVENTS_PER_LEG, len(values)
    if count < LEAST:
        return Figure(name=name, unit=Unit.NUMBER, count=count, needed=LEAST)
    mean, reach = float(values.mean()), _SIGMAS * float(values.std(ddof=1)) / np.sqrt(count)
    return Figure(
        name=name,
        unit=Unit.NUMBER,
        value=mean,
        low=mean - reach,
        high=mean + reach,
        count=count,
        needed=LEAST,
    )


def _silence(longest: NDArray[np.float64]) -> Figure:
    """Return the quantile with the interval that its rank among sorted values gives."""
    name, count = Name.LONGEST_SILENCE, len(longest)
    if count < _LEAST_FOR_SILENCE:
        return Figure(name=name, unit=Unit.DAYS, count=count, needed=_LEAST_FOR_SILENCE)
    reach = _SIGMAS * np.sqrt(count * _USUAL * (1 - _USUAL))
    low, high = (
        int(np.clip(np.floor(_USUAL * count + sign * reach), 0, count - 1)) for sign in (-1, 1)
    )
    return Figure(
        name=name,
        unit=Unit.DAYS,
        value=float(np.quantile(longest, _USUAL)),
        low=float(longest[low]),
        high=float(longest[high]),
        count=count,
        needed=_LEAST_FOR_SILENCE,
    )
