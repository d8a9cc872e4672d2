"""Score detection on simulated sellers: ``python -m benchmarks._detection_goals --seeds 1 2``.

Each seed is a seller of six months. The first two are learned from; parcels accepted in the
weeks after are walked day by day with what was known on each day, refitted on the first of
each month. At equal precision the days from acceptance to the alert of lost parcels are set
beside the best number of days since the last scan, the best number of days since handover, and
an oracle that knows where each parcel truly is. Prints one line of JSON a seed.

An alert is right when tracking never resolves: the parcel is lost, or was delivered without
any scan, which silence cannot tell apart. Days count over lost parcels; one that a scan calls
delivered is none of silence's and left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from benchmarks._oracle import oracle_scores
from parcelwright.analytics.columns import day_number
from parcelwright.backtest.alerts import Judged, Scores, curve
from parcelwright.backtest.history import SCORED_DAYS, history_of
from parcelwright.backtest.ranking import ranking
from parcelwright.backtest.rules import FIXED, OURS, SILENT, scores_of
from parcelwright.backtest.walk import SWEEPS, walk
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.stages import Cause
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.backtest.walk import Walk
    from parcelwright.simulate.world import Simulated

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TRAIN_UNTIL = date(2026, 7, 2)
ORACLE = "oracle"
PRECISIONS = (0.5, 0.6, 0.7, 0.8)
_CLOSING = ("DELIVERED", "RETURNED", "SEIZED", "DESTROYED")


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days to the alert at one precision: mean and median over lost parcels, and recall."""

    mean: float
    median: float
    recall: float


def main() -> int:
    """Score the seeds and print their lines."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parcels", type=int, default=60_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    chosen = parser.parse_args()
    for seed in chosen.seeds:
        print(json.dumps({"seed": seed, **scored(chosen.parcels, seed)}), flush=True)
    return 0


def scored(parcels: int, seed: int) -> dict[str, object]:
    """Return the figures of one seller, ready for JSON."""
    seller = _seller(parcels, seed)
    found: dict[str, object] = {
        "parcels": len(seller.lost),
        "lost": int(seller.lost.sum()),
        "delivered_unscanned": int((seller.ends.lost & ~seller.lost).sum()),
    }
    for precision in PRECISIONS:
        found[f"precision_{precision}"] = _line(seller.days(precision))
    for age in (10, 20, 30):
        rank = ranking(seller.rules[OURS], seller.ends, age, is_chance=True)
        found[f"day_{age}"] = {"auc": round(rank.auc, 3), "brier_skill": round(rank.skill, 3)}
    return found


def days_of(parcels: int, seed: int) -> list[dict[str, Days | None]]:
    """Return the days of each rule at each of :data:`PRECISIONS`; None where not reached."""
    seller = _seller(parcels, seed)
    return [seller.days(precision) for precision in PRECISIONS]


@dataclass(frozen=True, kw_only=True, eq=False)
class _Seller:
    """Scored parcels: what each rule said, and what became of them.

    Args:
        lost: Truly lost, and no scan says otherwise; an entry a parcel.
        ends: Its ``lost`` are all that tracking never resolves.
    """

    rules: dict[str, Scores]
    lost: NDArray[np.bool_]
    ends: Judged

    def days(self, precision: float) -> dict[str, Days | None]:
        return {
            name: _at(rule, self.ends, self.lost, precision) for name, rule in self.rules.items()
        }


def _seller(parcels: int, seed: int) -> _Seller:
    world = simulate(parcels=parcels, seed=seed, now=NOW)
    tables = parcels_table(world), events_table(world)
    walked = walk(history_of(*tables), int(day_number(NOW)), priced=False)
    test, lost, ends = _judged(world, walked, *tables)
    scores = scores_of(walked)
    rules = {name: scores[name].of(test) for name in (OURS, SILENT, FIXED)}
    said = oracle_scores(world, walked.rows[test], walked.first_sweep[test], SWEEPS)
    said = np.where(np.isnan(rules[OURS].values), np.nan, said).astype(np.float32)
    rules[ORACLE] = Scores(name=ORACLE, values=said, ages=rules[OURS].ages)
    return _Seller(rules=rules, lost=lost[test], ends=ends)


def _line(days: dict[str, Days | None]) -> dict[str, object]:
    """Return the days of each rule, and how far ours goes from the last scan to the oracle."""
    line: dict[str, object] = {
        name: None
        if each is None
        else {
            "mean": round(each.mean, 1),
            "median": round(each.median, 1),
            "recall": round(each.recall, 3),
        }
        for name, each in days.items()
    }
    ours, silent, best = days[OURS], days[SILENT], days[ORACLE]
    if ours is not None and silent is not None:
        line["mean_ratio"] = round(ours.mean / silent.mean, 3)
        line["median_ratio"] = round(ours.median / silent.median, 3)
        if best is not None:
            way = (silent.mean - ours.mean) / (silent.mean - best.mean)
            line["way_to_oracle"] = round(way, 3)
    return line


def _judged(
    world: Simulated, walked: Walk, parcels: pa.Table, events: pa.Table
) -> tuple[NDArray[np.intp], NDArray[np.bool_], Judged]:
    """Return the scored parcels of the walk, which of them were lost, and how they ended."""
    closing = pc.is_in(events["milestone"], value_set=pa.array(_CLOSING))
    closed = set(events["tracking_number"].filter(closing).to_pylist())
    seen = np.array([number in closed for number in parcels["tracking_number"].to_pylist()])
    truth, rows = world.truth, walked.rows
    announced = (truth.cause == Cause.NEVER_HANDED_OVER)[rows]
    lost = (truth.lost & ~seen)[rows] & ~announced
    unscanned = ((truth.cause == Cause.MISSING_SCAN) & ~seen)[rows]
    followed = walked.first_sweep + SCORED_DAYS <= int(day_number(NOW))
    begin = int(day_number(TRAIN_UNTIL)) + 1
    test = np.flatnonzero((walked.accepted >= begin) & followed & ~announced)
    ends = Judged(
        lost=(lost | unscanned)[test],
        weight=np.ones(len(test)),
        accepted=walked.accepted[test],
        lost_at=truth.lost_at[rows][test] / DAY,
    )
    return test, lost, ends


def _at(rule: Scores, ends: Judged, lost: NDArray[np.bool_], precision: float) -> Days | None:
    """Return the quickest threshold of a precision that notices nine of ten lost parcels."""
    levels = rule.thresholds()
    alerts = rule.days_at(levels)
    best: Days | None = None
    for days, point in zip(alerts, curve(rule, ends, levels).points, strict=True):
        waited = np.where(np.isnan(days), 90.0, days)[lost]
        recall = float((~np.isnan(days))[lost].mean())
        if point.precision < precision or recall < 0.9:  # noqa: PLR2004 - nine of ten
            continue
        mean = float(waited.mean())
        if best is None or mean < best.mean:
            best = Days(mean=mean, median=float(np.median(waited)), recall=recall)
    return best


if __name__ == "__main__":
    sys.exit(main())
