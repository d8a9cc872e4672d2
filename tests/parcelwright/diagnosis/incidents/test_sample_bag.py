"""The sample shop's lost bag is found from what its scans and buyers say, whatever the day."""

from datetime import UTC, datetime

import numpy as np
import pytest

from parcelwright.analytics.columns import day_number
from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, find_incidents
from parcelwright.diagnosis.incidents.gather import tracks_from_tables
from parcelwright.diagnosis.incidents.incident import FEWEST, IncidentKind
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.simulate import sample_shop
from parcelwright.simulate.reports import reports_table
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate


@pytest.mark.parametrize("month", [2, 7, 11])
def test_the_lost_bag_is_one_incident(month):
    now = datetime(2026, month, 22, 3, tzinfo=UTC)
    known = sample_shop._parameters()
    world = simulate(
        3000, 1, now, numbers=known, placed=known.sample_shop.placed,
        lost_bag_days=known.sample_shop.lost_bag_days,
    )  # fmt: skip
    parcels, reports = parcels_table(world), reports_table(world)
    row = {number: place for place, number in enumerate(parcels["tracking_number"].to_pylist())}
    asked = np.full(parcels.num_rows, np.nan)
    for number, at in zip(
        reports["tracking_number"].to_pylist(), reports["reported_at"].to_pylist(), strict=True
    ):
        asked[row[number]] = np.fmin(asked[row[number]], day_number(at.replace(tzinfo=UTC)))
    tracks = tracks_from_tables(parcels, events_table(world), asked)
    today = day_number(now)
    found = find_incidents(tracks, learn_usual(tracks, today - LEARN_BEFORE_DAYS), today)
    lost = [one for one in found if one.kind is IncidentKind.DEPARTURE]
    assert [one.size >= FEWEST for one in lost] == [True]
    assert (world.truth.bag[list(lost[0].rows)] == world.truth.bag[lost[0].rows[0]]).all()
