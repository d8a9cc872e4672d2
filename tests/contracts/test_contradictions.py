"""Ordinary journeys contradict nothing: fewer than 2 findings in 1,000 clean ones."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from parcelwright.diagnosis.contradict import contradictions_of
from parcelwright.interchange.reading import read_events, read_outcomes, read_parcels
from parcelwright.parcels.journey import journey_of
from parcelwright.simulate.folder import write_world
from parcelwright.simulate.parameters import parameters
from parcelwright.simulate.world import simulate

_DATA = os.environ.get("PARCELWRIGHT_TEST_DATA", "")
_ALLOWED_IN_1000 = 2
NOW = datetime(2026, 6, 30, tzinfo=UTC)


def found_in(folder: Path) -> tuple[list[str], int]:
    """Return what is found in the journeys of a folder that ended well, and how many those are."""
    ended = read_outcomes(folder / "outcomes.csv").rows
    clean = {
        each.tracking_number for each in ended if each.outcome == "delivered" and not each.cause
    }
    events = defaultdict(list)
    for event in read_events(folder / "events.csv").rows:
        events[event.tracking_number].append(event)
    found = [
        each.code
        for parcel in read_parcels(folder / "parcels.csv").rows
        if parcel.tracking_number in clean
        for each in contradictions_of(parcel, journey_of(events[parcel.tracking_number]))
    ]
    return found, len(clean)


@pytest.fixture(scope="module")
def simulated(tmp_path_factory):
    """A world whose scans are repeated, late, missing and after the delivery, but never astray."""
    shipped = parameters()
    feed = msgspec.structs.replace(shipped.feed, wrong_place=0.0)
    world = simulate(1500, 4, NOW, numbers=msgspec.structs.replace(shipped, feed=feed))
    folder = tmp_path_factory.mktemp("world") / "out"
    write_world(world, folder)
    return folder


def test_clean_journeys_of_the_simulator_contradict_nothing(simulated):
    found, count = found_in(simulated)
    assert count > 1200
    assert 1000 * len(found) < _ALLOWED_IN_1000 * count


@pytest.mark.skipif(not _DATA, reason="PARCELWRIGHT_TEST_DATA is not set; the simulator is above")
def test_real_journeys_that_ended_well_contradict_nothing():
    found, count = found_in(Path(_DATA) / "orders-br")
    assert count > 1200
    assert 1000 * len(found) < _ALLOWED_IN_1000 * count
