"""Scorecards: every measure of every group, each figure with its count, interval and period."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import moment_of
from parcelwright.plugins import modules
from parcelwright.prevention.scorecards.figure import Name
from parcelwright.prevention.scorecards.grouping import groups_of
from parcelwright.prevention.scorecards.losses import loss_beliefs
from parcelwright.prevention.scorecards.sample import Sample

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from datetime import date

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.scorecards.claim_records import ClaimRecord
    from parcelwright.prevention.scorecards.figure import Figure
    from parcelwright.prevention.scorecards.grouping import By
    from parcelwright.prevention.scorecards.journeys import Journeys

_ORDER = {name: at for at, name in enumerate(Name)}


@dataclass(frozen=True, kw_only=True)
class Scorecard:
    """What was measured of one carrier, service, lane or region.

    Args:
        key: What it is about; its empty fields are any.
        journeys: Parcels that the carrier took.
        closed: Those of them that ended, or are old enough to count as lost.
        first: Day of the first acceptance; ``last`` of the last.
        figures: One of each name, in their order.
    """

    key: LaneKey
    journeys: int
    closed: int
    first: date
    last: date
    figures: tuple[Figure, ...]

    def figure(self, name: Name) -> Figure:
        """Return one figure."""
        return next(figure for figure in self.figures if figure.name is name)


def keys_by_size(journeys: Journeys, by: By) -> tuple[LaneKey, ...]:
    """Return what the journeys fall into, the groups with most journeys first."""
    groups = groups_of(journeys, by)
    sizes = np.bincount(groups.of, minlength=len(groups.keys))
    order = sorted(range(len(groups.keys)), key=lambda at: (-sizes[at], groups.keys[at]))
    return tuple(groups.keys[at] for at in order)


def scorecards(
    journeys: Journeys,
    by: By,
    claims: Mapping[int, Sequence[ClaimRecord]] | None = None,
    *,
    only: Collection[LaneKey] | None = None,
) -> tuple[Scorecard, ...]:
    """Return the scorecards of all groups that have journeys, those with most journeys first.

    Args:
        journeys: All journeys of the shop; other lanes tell what is usual.
        by: What one scorecard is about.
        claims: Inquiries and claims by position of the parcel (``journeys.number``).
        only: The groups wanted; all by default.
    """
    groups = groups_of(journeys, by)
    beliefs = loss_beliefs(journeys, groups)
    order = np.argsort(groups.of, kind="stable")
    ends = np.searchsorted(groups.of[order], np.arange(len(groups.keys) + 1))
    found = []
    for at, key in enumerate(groups.keys):
        if only is not None and key not in only:
            continue
        mine = journeys.take(order[ends[at] : ends[at + 1]])
        told = _claims_of(mine, key.carrier, claims or {})
        found.append(_card(Sample(key=key, journeys=mine, losses=beliefs[at], claims=told)))
    return tuple(sorted(found, key=lambda card: (-card.journeys, card.key)))


def _card(sample: Sample) -> Scorecard:
    journeys = sample.journeys
    figures = [figure for measure in _measures() for figure in measure(sample)]
    return Scorecard(
        key=sample.key,
        journeys=len(journeys),
        closed=int(journeys.closed.sum()),
        first=moment_of(float(journeys.accepted.min())).date(),
        last=moment_of(float(journeys.accepted.max())).date(),
        figures=tuple(sorted(figures, key=lambda figure: _ORDER[figure.name])),
    )


def _claims_of(
    journeys: Journeys, carrier: str, claims: Mapping[int, Sequence[ClaimRecord]]
) -> tuple[ClaimRecord, ...]:
    """Return what was asked of the carrier itself; what an insurer paid says nothing of it."""
    if not claims:
        return ()
    return tuple(
        claim
        for number in journeys.number.tolist()
        for claim in claims.get(number, ())
        if claim.payer in {"", carrier}
    )


@cache
def _measures() -> tuple[Callable[[Sample], Iterator[Figure]], ...]:
    return tuple(module.figures for module in modules(f"{__package__}.measures").values())
