from datetime import UTC, datetime, timedelta

import numpy as np

from drawn_journeys import journeys, lane
from feed import delivered, on, silent
from parcelwright.prevention.scorecards.stored import (
    journeys_from,
    read_journeys,
    write_journeys,
)
from parcelwright.rulebook.exchange import shipped_rates


def test_what_is_written_is_read_back():
    drawn = journeys([(lane("a"), 20, 0.1, 10), (lane("b", region="BY"), 5, 0.1, 10)])
    again = read_journeys(write_journeys(drawn))
    assert again.lanes == drawn.lanes
    assert (again.currency, again.mature_days, again.now) == ("USD", 75.0, drawn.now)
    for name in ("lane", "lost", "ended", "value", "number", "scans"):
        assert np.array_equal(getattr(again, name), getattr(drawn, name))
        assert getattr(again, name).dtype == getattr(drawn, name).dtype


def test_parcels_with_their_journeys_are_counted_as_files_are():
    pairs = [delivered(f"P{at}", at, 8) for at in range(10)] + [silent("LOST", 5)]
    found = journeys_from(pairs, on(120), shipped_rates())
    assert len(found) == 11
    assert found.delivered.sum() == 10
    assert found.number[found.lost].tolist() == [10]


def test_no_parcels_are_no_journeys():
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=1)
    assert len(journeys_from([], now, shipped_rates())) == 0
