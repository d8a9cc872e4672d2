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
    """Yield each as a share of journeys, false deliveries of those called delivered.

    Only journeys old enough to tell a loss count. What ended sooner was fast, and so was held
    and complained about less often than what left on the same day and is still on its way.
    """
    told = sample.journeys.take(sample.journeys.counted)
    yield share_figure(Name.CUSTOMS_HOLDS, int(told.held.sum()), len(told), LEAST)
    called = told.take(told.delivered | told.false_delivery)
    yield share_figure(Name.FALSE_DELIVERIES, int(called.false_delivery.sum()), len(called), LEAST)
    yield share_figure(Name.COMPLAINTS, int(told.complained.sum()), len(told), LEAST)
