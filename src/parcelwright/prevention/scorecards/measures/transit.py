"""How long parcels take that arrive at all, those still on their way included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.scorecards.figure import Name
from parcelwright.prevention.scorecards.shares import quantile_figure, waiting_curve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.prevention.scorecards.figure import Figure
    from parcelwright.prevention.scorecards.sample import Sample

# Ten arrivals beyond the day that is named.
_ASKED = ((Name.TRANSIT_50, 0.5, 20), (Name.TRANSIT_90, 0.9, 100), (Name.TRANSIT_95, 0.95, 200))


def figures(sample: Sample) -> Iterator[Figure]:
    """Yield the days after which 50, 90 and 95 % of those that arrive have arrived."""
    journeys = sample.journeys.take(~sample.journeys.lost)
    curve = waiting_curve(journeys.days, journeys.delivered, sample.losses.mean)
    arrived = int(journeys.delivered.sum())
    for name, share, needed in _ASKED:
        yield quantile_figure(name, curve, share, arrived, needed)
