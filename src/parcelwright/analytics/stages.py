"""Silences by stage: how soon a parcel moves again, how often never, and what comes after.

From a silence of ``y`` days in a stage the chance to arrive is
``P(moves again | y) * (1 - lost later)`` with
``P(moves again | y) = (1-p) G(y) / (p + (1-p) G(y))``: ``p`` is the share of pauses that
never end, ``G`` the share of the others that last longer than ``y``, and "lost later" the
share of parcels lost in the end among those that moved from such a pause. A return is not
a loss, here as everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics import losses
from parcelwright.analytics.arrivals import ENOUGH_JOURNEYS, StageGroup, Width
from parcelwright.analytics.columns import STAGES
from parcelwright.analytics.pauses import Ending
from parcelwright.analytics.prior import prior
from parcelwright.analytics.transit import (
    BIN_DAYS,
    BINS,
    FIRST_DAY,
    Curve,
    bin_of,
    cure_curve,
    curve_of,
    tally,
)
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.analytics.pauses import Pauses

# The figures of all carriers count as this many pauses beside those of one of them.
STAGE_WORTH = 40.0
# A silence between scans is shorter than a journey: its fate is told after a month, or 1.5
# times p99.5 of the stage. Measured on simulated sellers of two to twelve months: with the
# 75 days of a journey young sellers keep shipped shares of loss beside their own curve.
MATURE_DAYS = 30.0
_EDGES = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1, dtype=np.float64)
_NEVER_LEARNED = frozenset({Stage.ANNOUNCED, Stage.CLOSED})


@dataclass(frozen=True, kw_only=True)
class Fates:
    """What became of each parcel, one entry each.

    Args:
        told: Whether it is old enough to tell, as for the share lost of its lane.
        lost: Whether it was lost; only where told.
    """

    told: NDArray[np.bool_]
    lost: NDArray[np.bool_]


def learn_stages(
    pauses: Pauses,
    lane: NDArray[np.int32],
    lanes: tuple[LaneKey, ...],
    fates: Fates,
    until: float,
) -> dict[tuple[Stage, tuple[str, ...]], StageGroup]:
    """Return what was learned of each stage, and of each carrier's parcels in it.

    A stage or carrier with fewer than 30 pauses old enough to tell is left out. Shipped
    figures count as 20 pauses of the stage; those of the stage as 40 of a carrier's for the
    curve, and for the shares as many as the carriers are alike.

    Args:
        pauses: Of parcels numbered as in ``lane`` and ``fates``.
        lane: Lane of each parcel, index into ``lanes``.
        lanes: The lanes.
        fates: Of each parcel.
        until: Day number up to which the pauses were known.
    """
    names = sorted({key.carrier for key in lanes})
    of_lane = np.array([names.index(key.carrier) for key in lanes], np.intp)
    found: dict[tuple[Stage, tuple[str, ...]], StageGroup] = {}
    for code, stage in enumerate(STAGES):
        here = pauses.stage == code
        if stage in _NEVER_LEARNED or not here.any():
            continue
        part = _Part.of(pauses.take(here), fates, until)
        carrier = of_lane[lane[part.pauses.row]]
        for group in _groups(stage, part, carrier, names):
            found[(stage, group.key)] = group
    return found


@dataclass(frozen=True, kw_only=True)
class _Part:
    """The pauses of one stage, with what is known of each; arrays of equal length."""

    pauses: Pauses
    left: NDArray[np.bool_]
    mature: NDArray[np.bool_]
    told: NDArray[np.bool_]
    lost_later: NDArray[np.bool_]

    @classmethod
    def of(cls, pauses: Pauses, fates: Fates, until: float) -> _Part:
        left, days = pauses.left, pauses.calendar_days
        long = losses.mature_after(days[left], pauses.weight[left], MATURE_DAYS)
        known = left | (pauses.ended == Ending.LOST) | (days >= long)
        told = left & fates.told[pauses.row]
        return cls(
            pauses=pauses,
            left=left,
            mature=known & (pauses.start + long <= until),
            told=told,
            lost_later=told & fates.lost[pauses.row],
        )

    @property
    def closed(self) -> NDArray[np.bool_]:
        declared = np.asarray(self.pauses.ended == Ending.LOST, np.bool_)
        return self.left | self.mature | declared


def _groups(
    stage: Stage, part: _Part, carrier: NDArray[np.intp], names: list[str]
) -> list[StageGroup]:
    """Return the group of the whole stage, then those of carriers; none with too few."""
    everyone = np.zeros(len(carrier), np.intp)
    start, never, later = _shipped(stage)
    worth = losses.PRIOR_JOURNEYS
    whole = _level(part, everyone, 1, never=never, later=later, worth=(worth, worth))
    if whole.old[0] < ENOUGH_JOURNEYS:
        return []
    first = whole.group(stage, (), 0, start)
    counted = _counts(part, carrier, len(names))
    level = _level(
        part,
        carrier,
        len(names),
        never=first.never_leaves,
        later=first.lost_later,
        worth=(
            losses.spread(counted.stuck, counted.matured),
            losses.spread(counted.lost_later, counted.told),
        ),
    )
    waiting = np.exp(first.curve.log_survival(_EDGES))
    start = curve_of(STAGE_WORTH, waiting)
    enough = np.flatnonzero(level.old >= ENOUGH_JOURNEYS)
    return [first, *(level.group(stage, (names[code],), int(code), start) for code in enough)]


def _shipped(stage: Stage) -> tuple[Curve, float, float]:
    """Return the shipped curve of a stage, and its shares never leaving and lost later.

    Where no figure of the stage was published, those from handover to delivery.
    """
    known = prior().stages.get(stage)
    dwell = prior().transit if known is None else known.dwell
    never = prior().loss_share if known is None else known.never_leaves
    waiting = dwell.survival(np.maximum(_EDGES, 0.0))
    return curve_of(losses.PRIOR_JOURNEYS, waiting), never, prior().loss_share


@dataclass(frozen=True, kw_only=True)
class _Counts:
    """Weighted pauses by group."""

    matured: NDArray[np.float64]
    stuck: NDArray[np.float64]
    told: NDArray[np.float64]
    lost_later: NDArray[np.float64]


def _counts(part: _Part, group: NDArray[np.intp], groups: int) -> _Counts:
    def total(where: NDArray[np.bool_]) -> NDArray[np.float64]:
        return tally(group[where], part.pauses.weight[where], groups)

    return _Counts(
        matured=total(part.mature),
        stuck=total(part.mature & ~part.left),
        told=total(part.told),
        lost_later=total(part.lost_later),
    )


@dataclass(frozen=True, kw_only=True)
class _Level:
    """The whole stage, or all carriers in it."""

    part: _Part
    of: NDArray[np.intp]
    counts: _Counts
    old: NDArray[np.float64]
    closed: NDArray[np.float64]
    parcels: NDArray[np.float64]
    moved: NDArray[np.float64]
    never: NDArray[np.float64]
    later: NDArray[np.float64]
    worth: tuple[float, float]

    def group(self, stage: Stage, key: tuple[str, ...], code: int, start: Curve) -> StageGroup:
        """Return one group, its curve beginning with the counts of ``start``."""
        mine = self.of == code
        return StageGroup(
            width=Width.CARRIER if key else Width.ALL,
            key=key,
            stage=stage,
            pauses=int(self.closed[code]),
            parcels=int(self.parcels[code]),
            moved=int(self.moved[code]),
            matured=float(self.counts.matured[code]),
            stuck=float(self.counts.stuck[code]),
            never_leaves=float(self.never[code]),
            never_worth=float(self.counts.matured[code] + self.worth[0]),
            lost_later=float(self.later[code]),
            later_worth=float(self.counts.told[code] + self.worth[1]),
            curve=_curve(
                self.part.pauses.days[mine],
                self.part.left[mine],
                self.part.pauses.weight[mine],
                never=float(self.never[code]),
                start=start,
            ),
        )


def _curve(
    days: NDArray[np.float64],
    left: NDArray[np.bool_],
    weight: NDArray[np.float64],
    *,
    never: float,
    start: Curve,
) -> Curve:
    """Return the curve of the pauses that end, those of one half day taken together."""
    ended = tally(bin_of(days[left]), weight[left], BINS)
    held = np.flatnonzero(ended)
    return cure_curve(
        np.concatenate((_EDGES[held] + BIN_DAYS / 2, days[~left])),
        np.arange(len(held) + np.count_nonzero(~left)) < len(held),
        np.concatenate((ended[held], weight[~left])),
        loss_share=never,
        prior_at_risk=start.at_risk,
        prior_delivered=start.delivered,
    )


def _level(
    part: _Part,
    group: NDArray[np.intp],
    groups: int,
    *,
    never: float,
    later: float,
    worth: tuple[float, float],
) -> _Level:
    counts = _counts(part, group, groups)
    moved = part.pauses.ended == Ending.MOVED
    closed = np.flatnonzero(part.closed)
    # Pauses stand parcel by parcel.
    first = closed[np.diff(part.pauses.row[closed], prepend=-1) != 0]
    return _Level(
        part=part,
        of=group,
        counts=counts,
        old=tally(group[part.mature], None, groups),
        closed=tally(group[closed], None, groups),
        parcels=tally(group[first], None, groups),
        moved=tally(group[moved], None, groups),
        never=losses.shrunk(counts.stuck, counts.matured, parent=never, worth=worth[0]),
        later=losses.shrunk(counts.lost_later, counts.told, parent=later, worth=worth[1]),
        worth=worth,
    )
