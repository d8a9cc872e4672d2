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
from parcelwright.analytics.arrivals import (
    ENOUGH_JOURNEYS,
    STAGE_WIDTHS,
    StageGroup,
    Width,
    stage_key,
)
from parcelwright.analytics.columns import STAGES
from parcelwright.analytics.pauses import Ending
from parcelwright.analytics.prior import prior
from parcelwright.analytics.situations import SITUATIONS
from parcelwright.analytics.stage_curves import settled
from parcelwright.analytics.stage_parts import Told
from parcelwright.analytics.transit import (
    BIN_DAYS,
    BINS,
    FIRST_DAY,
    Curve,
    curve_of,
    tally,
)
from parcelwright.parcels.events import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import StageKey
    from parcelwright.analytics.columns import LaneKey
    from parcelwright.analytics.pauses import Pauses
    from parcelwright.analytics.stage_parts import Fates

# The figures of all carriers count as this many pauses beside those of one of them.
STAGE_WORTH = 40.0
_EDGES = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1, dtype=np.float64)
_NEVER_LEARNED = frozenset({Stage.ANNOUNCED, Stage.CLOSED})


def learn_stages(
    pauses: Pauses,
    parts: Pauses,
    lane: NDArray[np.int32],
    lanes: tuple[LaneKey, ...],
    fates: Fates,
    until: float,
    *,
    tells_losses: bool = True,
) -> dict[StageKey, StageGroup]:
    """Return what was learned of each stage, of each situation in it, and of each carrier.

    What has fewer than 30 pauses that ended or are old enough to tell is left out; of carriers,
    fewer than 30 old enough. Shipped figures count as 20 pauses of the stage; those of the stage
    as 40 of a situation or carrier, those of a situation as 40 of a carrier in it. The shares of
    carriers count as many as they are alike.

    Args:
        pauses: From scan to scan, of parcels numbered as in ``lane`` and ``fates``.
        parts: The same as they were known to siblings, from which situations are learned.
        lane: Lane of each parcel, index into ``lanes``.
        lanes: The lanes.
        fates: Of each parcel.
        until: Day number up to which the pauses were known.
        tells_losses: Whether the parcels are all that were sent. Where lost ones were left out
            the shares stay those shipped.
    """
    found: list[StageGroup] = []
    for code, stage in enumerate(STAGES):
        here = pauses.stage == code
        if stage in _NEVER_LEARNED or not here.any():
            continue
        own, cut = pauses.take(here), parts.take(parts.stage == code)
        learner = _Learner(
            stage=stage,
            fates=fates,
            until=until,
            lane=lane,
            lanes=lanes,
            tells_losses=tells_losses,
        )
        whole = learner.groups("", own, _shipped(stage))
        found += whole
        for situation, rows in enumerate(_rows_by_code(cut.situation, len(SITUATIONS))):
            if whole and len(rows):
                start = _passed_on(whole[0])
                found += learner.groups(SITUATIONS[situation], cut.take(rows), start)
    return {(group.stage, group.situation, group.key): group for group in found}


@dataclass(frozen=True, kw_only=True)
class _Start:
    """What a group is taken to be before its own pauses say more.

    Args:
        curve: Counts that its curve begins with.
        never: Share that never leaves.
        later: Share lost later.
        worth: Pauses that each of these shares counts as.
        most: Pauses that each share can rest on at most: those of the wider group, in which
            the narrower group's own are.
        days_later: Mean days from the end of a pause to the delivery, NaN where unknown.
    """

    curve: Curve
    never: float
    later: float
    worth: tuple[float, float]
    most: tuple[float, float] = (np.inf, np.inf)
    days_later: float = np.nan


def _shipped(stage: Stage) -> _Start:
    """Return the shipped figures; where none of the stage were published, those of a journey.

    No stage loses more than a whole journey does: the shares published by stage are of items of
    one post whose records never closed, of which many were not fetched or not scanned.
    """
    known = prior().stages.get(stage)
    dwell = prior().transit if known is None else known.dwell
    worth = losses.PRIOR_JOURNEYS
    return _Start(
        curve=curve_of(worth, dwell.survival(np.maximum(_EDGES, 0.0)), from_scan=True),
        never=min(prior().loss_share, 1.0 if known is None else known.never_leaves),
        later=prior().loss_share,
        worth=(worth, worth),
    )


def _passed_on(wider: StageGroup, worth: tuple[float, float] | None = None) -> _Start:
    """Return what a wider group passes on to a narrower one.

    Its shares count as one lost parcel, if nothing else is known of how alike groups are.
    """
    one = (max(STAGE_WORTH, 1 / wider.never_leaves), max(STAGE_WORTH, 1 / wider.lost_later))
    return _Start(
        curve=curve_of(STAGE_WORTH, np.exp(wider.curve.log_survival(_EDGES)), from_scan=True),
        never=wider.never_leaves,
        later=wider.lost_later,
        worth=one if worth is None else worth,
        most=(wider.never_worth, wider.later_worth),
        days_later=wider.days_later,
    )


@dataclass(frozen=True, kw_only=True)
class _Learner:
    """Learns the groups of one stage."""

    stage: Stage
    fates: Fates
    until: float
    lane: NDArray[np.int32]
    lanes: tuple[LaneKey, ...]
    tells_losses: bool

    def groups(self, situation: str, pauses: Pauses, start: _Start) -> list[StageGroup]:
        """Return the group of all parcels, then those of carriers and of their services.

        None with too few pauses, of which each passes on its figures to the narrower ones.
        """
        part = Told.of(pauses, self.fates, self.until, tells_losses=self.tells_losses)
        everyone = _level(part, np.zeros(len(pauses), np.intp), 1, start)
        if everyone.closed[0] < ENOUGH_JOURNEYS:
            return []
        found: dict[tuple[str, ...], StageGroup] = {}
        found[()] = everyone.group((self.stage, situation, ()), 0, start)
        for width in STAGE_WIDTHS:
            keys = [stage_key(lane, width) for lane in self.lanes]
            names = sorted(set(keys))
            index = {name: code for code, name in enumerate(names)}
            of_lane = np.array([index[key] for key in keys], np.intp)
            found |= self._narrower(situation, part, of_lane[self.lane[pauses.row]], names, found)
        return list(found.values())

    def _narrower(
        self,
        situation: str,
        part: Told,
        group: NDArray[np.intp],
        names: list[tuple[str, ...]],
        wider: Mapping[tuple[str, ...], StageGroup],
    ) -> dict[tuple[str, ...], StageGroup]:
        counted = _counts(part, group, len(names))
        alike = (
            losses.spread(counted.stuck, counted.matured),
            losses.spread(counted.lost_later, counted.told),
        )
        old = tally(group[part.mature], None, len(names))
        rows_of = _rows_by_code(group, len(names))
        found = {}
        for code in np.flatnonzero(old >= ENOUGH_JOURNEYS).tolist():
            name = names[code]
            start = _passed_on(wider.get(name[:-1]) or wider[()], alike)
            mine = rows_of[code]
            level = _level(part.take(mine), np.zeros(len(mine), np.intp), 1, start)
            found[name] = level.group((self.stage, situation, name), 0, start)
        return found


def _rows_by_code(code: NDArray[np.integer], codes: int) -> list[NDArray[np.intp]]:
    """Return the rows of each code, in their order; all are found at once."""
    small = code.astype(np.int16 if codes <= np.iinfo(np.int16).max else np.int64)
    ends = np.cumsum(np.bincount(code, minlength=codes))
    return np.split(np.argsort(small, kind="stable"), ends[:-1])


@dataclass(frozen=True, kw_only=True)
class _Counts:
    """Weighted pauses by group."""

    matured: NDArray[np.float64]
    stuck: NDArray[np.float64]
    told: NDArray[np.float64]
    lost_later: NDArray[np.float64]


def _counts(part: Told, group: NDArray[np.intp], groups: int) -> _Counts:
    def total(where: NDArray[np.bool_]) -> NDArray[np.float64]:
        return tally(group[where], part.pauses.weight[where], groups)

    waits = part.tells & ~part.left
    return _Counts(
        matured=total(part.tells),
        stuck=tally(group[waits], part.pauses.weight[waits] * part.stuck[waits], groups),
        told=total(part.told),
        lost_later=total(part.lost_later),
    )


@dataclass(frozen=True, kw_only=True)
class _Level:
    """The whole stage, or all carriers in it."""

    part: Told
    of: NDArray[np.intp]
    counts: _Counts
    old: NDArray[np.float64]
    closed: NDArray[np.float64]
    parcels: NDArray[np.float64]
    moved: NDArray[np.float64]
    never: NDArray[np.float64]
    later: NDArray[np.float64]

    def group(self, key: StageKey, code: int, start: _Start) -> StageGroup:
        """Return one group, beginning with what ``start`` says."""
        found = settled(
            self.part,
            never=float(self.never[code]),
            stuck=float(self.counts.stuck[code]),
            parent=start.never,
            worth=start.worth[0],
            start=start.curve,
        )
        return StageGroup(
            width=Width.CARRIER if key[2] else Width.ALL,
            key=key[2],
            stage=key[0],
            situation=key[1],
            pauses=int(self.closed[code]),
            parcels=int(self.parcels[code]),
            moved=int(self.moved[code]),
            matured=float(self.counts.matured[code]),
            stuck=found.stuck,
            never_leaves=found.never,
            never_worth=min(float(self.counts.matured[code] + start.worth[0]), start.most[0]),
            lost_later=float(self.later[code]),
            later_worth=min(float(self.counts.told[code] + start.worth[1]), start.most[1]),
            curve=found.curve,
            days_later=_days_later(self.part, start.days_later),
        )


def _days_later(part: Told, wider: float) -> float:
    """Return the mean days from the end of a pause to the delivery, the wider mean beside it."""
    known = ~np.isnan(part.days_later)
    weight = part.pauses.weight[known]
    worth = 0.0 if np.isnan(wider) else STAGE_WORTH
    total = float(weight.sum()) + worth
    own = float((weight * part.days_later[known]).sum())
    return (own + (worth * wider if worth else 0.0)) / total if total else np.nan


def _level(part: Told, group: NDArray[np.intp], groups: int, start: _Start) -> _Level:
    counts, worth = _counts(part, group, groups), start.worth
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
        never=losses.shrunk(counts.stuck, counts.matured, parent=start.never, worth=worth[0]),
        later=losses.shrunk(counts.lost_later, counts.told, parent=start.later, worth=worth[1]),
    )
