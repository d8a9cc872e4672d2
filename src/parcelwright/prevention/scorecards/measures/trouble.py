"""Customs holds, deliveries that were none, and buyers who complained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.scorecards.figure import Name
from parcelwright.prevention.scorecards.shares import share_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.prevention.scorecards.figure import Figure
    from parcelwright.prevention.scorecards.sample import Sample

LEAST = 30


def figures(sample: Sample) -> Iterator[Figure]:
    """Yield each as a share of closed journeys; false deliveries of those called delivered."""
    closed = sample.journeys.take(sample.journeys.closed)
    yield share_figure(Name.CUSTOMS_HOLDS, int(closed.held.sum()), len(closed), LEAST)
    called = closed.take(closed.delivered | closed.false_delivery)
    yield share_figure(Name.FALSE_DELIVERIES, int(called.false_delivery.sum()), len(called), LEAST)
    yield share_figure(Name.COMPLAINTS, int(closed.complained.sum()), len(closed), LEAST)
