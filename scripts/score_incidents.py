#!/usr/bin/env python
"""Score incidents on simulated sellers: precision, recall, and days of delay.

Usage: python scripts/score_incidents.py [--parcels N] [--seeds 21 22 23] [--every DAYS]

Each seed is a seller of six months. What is usual is learned from the first two months and
anew every thirty days; then each day is walked with what was known on it. The truth is what
the simulator did: bags lost with all their parcels, spells in which the scans of a country or
of a carrier's parcels reach nobody, and strikes. Prints one line of JSON a seed, and one over all.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, find_incidents
from parcelwright.diagnosis.incidents.gather import tracks_from_tables
from parcelwright.diagnosis.incidents.incident import FEWEST, IncidentKind
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.simulate.reports import reports_table
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.truth import Cause
from parcelwright.simulate.world import simulate

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from parcelwright.diagnosis.incidents.incident import Incident
    from parcelwright.simulate.network import Network
    from parcelwright.simulate.world import Simulated

    # Incidents raised, each with what it truly was; and what truly happened.
    Score = tuple[list[tuple[Incident, str]], list["Event"]]

_NOW = datetime(2026, 11, 1, tzinfo=UTC)
_WALKED_DAYS = 120
_REFIT_DAYS = 30
_WEEK = 7
_DAY = 86_400.0
# A country at less than half its usual weekly speed stands still, by strike or feast.
_SLOW = 0.5
_UNTOLD = {"bag": 45.0, "outage": 1.0, "slow": 0.0}
_UNDERWAY = frozenset({IncidentKind.BAG, IncidentKind.FLIGHT, IncidentKind.DEPARTURE})


@dataclass(kw_only=True)
class Event:
    """One true incident: what it is, whom it hit, from when to when; and when it was found."""

    what: str
    name: str = ""
    rows: np.ndarray = field(default_factory=lambda: np.zeros(0, np.intp))
    begin: float = 0.0
    end: float = np.inf
    size: int = 0
    found: float | None = None


def main() -> int:
    """Score the seeds and print their lines."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--parcels", type=int, default=60_000)
    parser.add_argument("--seeds", type=int, nargs="+", default=[21, 22, 23])
    parser.add_argument("--every", type=float, default=1.0)
    chosen = parser.parse_args()
    scores = [_seed(chosen.parcels, seed, chosen.every) for seed in chosen.seeds]
    for seed, score in zip(chosen.seeds, scores, strict=True):
        print(json.dumps({"seed": seed, **_line(*score)}), flush=True)
    whole = [list(chain.from_iterable(parts)) for parts in zip(*scores, strict=True)]
    print(json.dumps({"seed": "all", **_line(*whole)}))
    return 0


def _seed(parcels: int, seed: int, every: float) -> Score:
    world = simulate(parcels=parcels, seed=seed, now=_NOW)
    now = _NOW.timestamp() / _DAY
    tables = parcels_table(world), events_table(world)
    tracks = tracks_from_tables(*tables, _complaints(world, tables[0]))
    truth = _truth(world, now)
    raised, seen, usual, learned = [], [], None, -np.inf
    for day in np.arange(now - _WALKED_DAYS, now + 1e-6, every):
        if day - learned >= _REFIT_DAYS:
            usual, learned = learn_usual(tracks, day - LEARN_BEFORE_DAYS), day
        for one in find_incidents(tracks, usual, day):
            before = _same(seen, one, day)
            if before is not None:
                before[1], before[2] = day, set(one.rows) | before[2]
                _hit(truth, one, day)
                continue
            seen.append([one, day, set(one.rows)])
            raised.append((one, _hit(truth, one, day)))
    counted = [
        event for event in truth if event.size >= FEWEST and event.begin >= now - _WALKED_DAYS
    ]
    for one, hit in raised:
        if not hit:
            started = f"{now - one.started:.0f} days before the end"
            print(one.kind, one.what, started, f"{one.size}/{one.group}", file=sys.stderr)
    return raised, counted


def _same(seen: list[list], one: Incident, day: float) -> list | None:
    """Return the incident seen within the week before that has half of the same parcels."""
    for entry in seen:
        shared = len(entry[2] & set(one.rows))
        if day - entry[1] <= _WEEK and 2 * shared >= min(len(entry[2]), one.size):
            return entry
    return None


def _hit(truth: list[Event], one: Incident, day: float) -> str:
    """Return the true incident that explains it, and note when it was first found."""
    for event in truth:
        if one.kind in _UNDERWAY and event.what == "bag":
            right = 2 * np.isin(one.rows, event.rows).sum() > one.size
        elif one.kind not in _UNDERWAY and event.what != "bag":
            # An outage ends with a batch; what is stuck in a strike moves a few days later.
            after = 1.0 if event.what == "outage" else 7.0
            theirs = 2 * np.isin(one.rows, event.rows).sum() > one.size
            during = event.begin <= day <= event.end + after
            right = during and (event.name in one.what or theirs)
        else:
            right = False
        if right:
            if event.found is None:
                event.found = day
            return event.what
    return ""


def _truth(world: Simulated, now: float) -> list[Event]:
    truth, network = world.truth, world.network
    found = []
    crashed = truth.cause == Cause.TRANSPORT_ACCIDENT
    for bag in np.unique(truth.bag[crashed]).tolist():
        rows = np.flatnonzero(truth.bag == bag)
        begin = float(truth.lost_at[rows].min()) / _DAY
        if begin <= now:
            found.append(Event(what="bag", rows=rows, begin=begin, size=len(rows)))
    feed = world.feed
    for number, country in enumerate(network.countries):
        mine = feed.country == number
        found += _outages(world, country, network.outages[number], mine, now)
        found += _slow_spells(network, number, country, now)
    carrier = np.array([route.carrier for route in world.numbers.routes])[world.sent.route]
    for name, spells in network.carrier_outages.items():
        theirs = carrier == name
        for event in _outages(world, name, spells, theirs[feed.parcel], now):
            event.rows = np.flatnonzero(theirs)
            found.append(event)
    return found


def _outages(
    world: Simulated,
    name: str,
    spells: Sequence[tuple[float, float]],
    mine: np.ndarray,
    now: float,
) -> list[Event]:
    """Return the spells without news of a country or carrier; its scans are ``mine``."""
    feed, found = world.feed, []
    for begin, end in spells:
        if begin / _DAY <= now:
            held = mine & (np.abs(feed.received_at - np.floor(end)) < 1)
            if end / _DAY > now:
                held = mine & (feed.received_at > begin - 7 * _DAY)
            size = len(np.unique(feed.parcel[held]))
            found.append(
                Event(what="outage", name=name, begin=begin / _DAY, end=end / _DAY, size=size)
            )
    return found


def _slow_spells(network: Network, number: int, country: str, now: float) -> list[Event]:
    """Return the spells of a week and more in which a country moved at less than half speed."""
    speed = np.diff(network.clocks[number].operational) / _DAY
    week = np.convolve(speed, np.ones(7) / 7, mode="same") < _SLOW * np.median(speed)
    first = (network.first - date(1970, 1, 1)).days
    edges = np.flatnonzero(np.diff(np.concatenate(([0], week.astype(int), [0]))))
    return [
        # Not counted for recall: that a strike is one of its causes is no promise.
        Event(what="slow", name=country, begin=first + a - 3.0, end=first + b + 3.0)
        for a, b in zip(edges[::2], edges[1::2], strict=True)
        if first + b >= now - _WALKED_DAYS and first + a <= now
    ]


def _complaints(world: Simulated, parcels: pa.Table) -> np.ndarray:
    table = reports_table(world)
    row = {number: i for i, number in enumerate(parcels["tracking_number"].to_pylist())}
    days = np.full(parcels.num_rows, np.nan)
    moments = table["reported_at"].cast("int64").to_numpy() / (_DAY * 1e6)
    for number, day in zip(table["tracking_number"].to_pylist(), moments.tolist(), strict=True):
        days[row[number]] = np.fmin(days[row[number]], day)
    return days


def _line(raised: list[tuple[Incident, str]], truth: list[Event]) -> dict[str, object]:
    """Return the figures: overall, and by what truly happened."""
    right = [bool(hit) for _one, hit in raised]
    # What happened last cannot be told yet: of a bag for weeks, of a source for a day.
    end = _NOW.timestamp() / _DAY
    told = [
        event
        for event in truth
        if event.found is not None or event.begin <= end - _UNTOLD[event.what]
    ]
    by_kind = {
        kind: {
            "raised": len(part := [hit for one, hit in raised if (one.kind in _UNDERWAY) == under]),
            "precision": _share([bool(hit) for hit in part]),
        }
        for kind, under in (("under_way", True), ("standing", False))
    }
    by_truth = {
        what: {
            "true": len(part := [event for event in truth if event.what == what]),
            "recall": _share([event.found is not None for event in part]),
            "recall_told": _share(
                [event.found is not None for event in told if event.what == what]
            ),
            **_delays([event.found - event.begin for event in part if event.found is not None]),
        }
        for what in ("bag", "outage")
    }
    every = [event for event in truth if event.what != "slow"]
    return {
        "raised": len(raised), "precision": _share(right),
        "recall": _share([event.found is not None for event in every]),
        "recall_told": _share([event.found is not None for event in told if event.what != "slow"]),
        **by_kind, **by_truth,
    }  # fmt: skip


def _share(values: list[bool]) -> float | None:
    return round(sum(values) / len(values), 3) if values else None


def _delays(days: list[float]) -> dict[str, float | None]:
    if not days:
        return {"delay_median": None, "delay_mean": None}
    return {
        "delay_median": round(float(np.median(days)), 1),
        "delay_mean": round(float(np.mean(days)), 1),
    }


if __name__ == "__main__":
    sys.exit(main())
