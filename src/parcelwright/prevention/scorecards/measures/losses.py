"""Parcels that never came, and what that costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.prevention.scorecards.figure import Figure, Name, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.prevention.scorecards.sample import Sample

# With a hundred parcels and no loss, the share is below 3 % with 95 % certainty.
LEAST = 100
_PER = 100


def figures(sample: Sample) -> Iterator[Figure]:
    """Yield the share lost, drawn toward its neighbors, and the value lost per 100 parcels."""
    counted = sample.journeys.counted
    rate = Figure(name=Name.LOSS_RATE, unit=Unit.SHARE, count=int(counted.sum()), needed=LEAST)
    yield _valued(rate, sample, 1.0)
    values = sample.journeys.value[counted]
    values = values[~np.isnan(values)]
    cost = Figure(
        name=Name.COST_OF_LOSS,
        unit=Unit.MONEY,
        currency=sample.journeys.currency,
        count=len(values),
        needed=LEAST,
    )
    yield _valued(cost, sample, _PER * float(values.mean()) if len(values) else 0.0)


def _valued(figure: Figure, sample: Sample, each: float) -> Figure:
    """Return the figure with the loss share times ``each``, where enough is known."""
    if figure.count < figure.needed:
        return figure
    low, high = sample.losses.interval()
    return replace(figure, value=sample.losses.mean * each, low=low * each, high=high * each)
