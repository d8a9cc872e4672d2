from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.rulebook.exchange import shipped_rates

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def tables(*parcels):
    """Parcels as (days ago of acceptance, ((days later, milestone) ...))."""
    rows = {"tracking_number": [], "accepted_at": [], "carrier": [], "value": [], "currency": []}
    events = {"tracking_number": [], "occurred_at": [], "milestone": []}
    for at, (ago, told) in enumerate(parcels):
        start = NOW - timedelta(days=ago)
        row = (f"P{at}", start, "yanwen", "20", "USD" if at else "EUR")
        for column, cell in zip(rows.values(), row, strict=True):
            column.append(cell)
        for later, mark in told:
            cells = (f"P{at}", start + timedelta(days=later), mark)
            for column, cell in zip(events.values(), cells, strict=True):
                column.append(cell)
    return pa.table(rows), pa.table(events)


def gathered(*parcels, **options):
    return journeys_of(*tables(*parcels), NOW, shipped_rates(), **options)


def test_a_silent_parcel_is_a_loss_only_when_old_enough():
    old = gathered((76, [(1, "ARRIVED")]), (20, [(1, "ARRIVED")]))
    assert old.counted.tolist() == [True, False]
    assert old.lost.tolist() == [True, False]
    assert old.open.tolist() == [False, True]


def test_a_delivery_that_the_buyer_denies_is_false_and_in_time_a_loss():
    told = [(5, "DELIVERED"), (9, "REPORTED_NOT_RECEIVED")]
    found = gathered((100, told), (100, [(5, "DELIVERED")]))
    assert found.false_delivery.tolist() == [True, False]
    assert found.complained.tolist() == [True, False]
    assert found.lost.tolist() == [True, False]


def test_the_sellers_own_record_outweighs_tracking():
    outcomes = pa.table(
        {
            "tracking_number": ["P0", "P1"],
            "outcome": ["delivered", "lost"],
            "outcome_at": [NOW - timedelta(days=60), NOW - timedelta(days=50)],
        }
    )
    found = gathered((100, [(1, "ARRIVED")]), (100, [(5, "DELIVERED")]), outcomes=outcomes)
    assert found.lost.tolist() == [False, True]
    assert found.days.tolist()[0] == pytest.approx(40.0)
    assert found.false_delivery.tolist() == [False, True]


def test_what_became_known_later_is_left_out():
    outcomes = pa.table(
        {
            "tracking_number": ["P0"],
            "outcome": ["lost"],
            "outcome_at": [NOW + timedelta(days=1)],
        }
    )
    found = gathered((10, [(1, "ARRIVED")]), outcomes=outcomes)
    assert not found.lost[0]


def test_holds_and_silences_are_read_from_the_scans():
    told = [(0, "ACCEPTED"), (2, "DEPARTED"), (9, "HELD_BY_CUSTOMS"), (12, "DELIVERED")]
    found = gathered((90, told))
    assert found.held[0]
    assert found.longest[0] == pytest.approx(7.0)
    assert (found.scans[0], found.legs[0]) == (4, 4)


def test_values_are_counted_in_the_most_frequent_currency():
    found = gathered((90, []), (90, []), (90, []))
    assert found.currency == "USD"
    assert found.value[1] == 20.0
    assert found.value[0] > 20.0


def test_a_parcel_that_no_carrier_took_is_no_journey():
    parcels, events = tables((90, []), (90, []))
    parcels = parcels.set_column(
        parcels.column_names.index("accepted_at"),
        "accepted_at",
        pa.array([None, NOW - timedelta(days=90)], pa.timestamp("us", tz="UTC")),
    )
    found = journeys_of(parcels, events, NOW, shipped_rates())
    assert found.number.tolist() == [1]
    assert np.isfinite(found.accepted).all()
