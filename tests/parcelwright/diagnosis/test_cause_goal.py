"""A short form of scripts/cause_scores.py, on simulated seeds that nothing was fitted to."""

import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.gather_journeys import journeys_from_tables
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import prior_table
from parcelwright.detection.assess import assess_columns
from parcelwright.diagnosis.buyers_words import with_reports
from parcelwright.diagnosis.diagnose import diagnose_all, diagnoses_of
from parcelwright.diagnosis.scoring import reliability, score
from parcelwright.diagnosis.siblings import siblings_among
from parcelwright.diagnosis.signs import signs_of
from parcelwright.diagnosis.statements import statements_from_tables
from parcelwright.diagnosis.weighing import stated
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import Lane, Parcel
from parcelwright.simulate.reports import reports_table
from parcelwright.simulate.tables import events_table, parcels_table
from parcelwright.simulate.world import simulate

SCRIPTS = Path(__file__).parents[3] / "scripts"


@pytest.fixture(scope="module")
def scored():
    sys.path.insert(0, str(SCRIPTS))
    try:
        rows_module = import_module("_cause_rows")
        scores_module = import_module("cause_scores")
    finally:
        sys.path.remove(str(SCRIPTS))
    rows, stalled = rows_module.rows_of(21, 25_000, (rows_module.ALERT, rows_module.STALLED))
    plain = np.eye(len(rows_module.CAUSES))[rows.rules]
    return scores_module.told(rows), rows, plain, scores_module.told(stalled), stalled


def test_weighed_causes_beat_rules_alone_and_the_shares_of_all(scored):
    told, rows, plain, *_ = scored
    found, baseline = score(told, rows.y), score(plain, rows.y)
    assert found.macro_f1 >= 0.55
    assert found.macro_f1 > baseline.macro_f1 + 0.05
    assert found.top2 >= 0.85
    assert found.log_loss < 0.6 * found.prior_log_loss


def test_no_cause_is_told_much_surer_than_it_is_right(scored):
    told, rows, *_ = scored
    steps = [one for one in reliability(told, rows.y) if one.rows >= 30]
    assert len(steps) >= 3
    assert all(one.told - one.right < 0.15 for one in steps)


def test_no_cause_is_stated_surer_than_it_is_right_beyond_chance(scored):
    told, rows, _, told_stalled, stalled = scored
    for chances, truth in ((told, rows.y), (told_stalled, stalled.y)):
        shown = stated(chances)
        for cause in (None, *range(shown.shape[1])):
            for step in reliability(shown, truth, cause):
                deviation = np.sqrt(step.told * (1 - step.told) / step.rows)
                assert step.rows < 20 or step.told - step.right <= 3 * deviation


def test_a_sweep_over_tables_and_journeys_one_by_one_say_the_same():
    world = simulate(600, 5, _now())
    parcels = parcels_table(world)
    events = with_reports(events_table(world), reports_table(world))
    columns = columns_from_tables(parcels, events, _now())
    found = assess_columns(columns, prior_table(), _now())
    said = statements_from_tables(parcels, events, _now())
    kin = siblings_among(columns, said)
    journeys = journeys_from_tables(parcels, events, range(600), _now())
    pairs = list(zip(map(_parcel, parcels.to_pylist()), journeys, strict=True))
    open_ones = [pairs[row] for row in found.rows]
    swept = diagnoses_of(open_ones, signs_of(found, said, kin), _now())
    alone = assess_columns(columns_of(pairs, _now()), prior_table(), _now())
    told = diagnose_all(pairs, alone, _now())
    assert len(swept) > 50
    assert found.rows.tolist() == alone.rows.tolist()
    for row, each in zip(found.rows, swept, strict=True):
        assert told[row].named is each.named
        assert told[row].causes == each.causes
        assert [one.chance for one in told[row].likely] == pytest.approx(
            [one.chance for one in each.likely]
        )


def _now():
    return datetime(2026, 6, 30, tzinfo=UTC)


def _parcel(row):
    def time(name):
        return None if row[name] is None else EventTime.at(row[name].replace(tzinfo=UTC))

    return Parcel(
        tracking_number=row["tracking_number"],
        carrier=row["carrier"],
        service=row["service"],
        lane=Lane(
            origin_country=row["origin_country"],
            destination_country=row["destination_country"],
            destination_region=row["destination_region"],
        ),
        accepted_at=time("accepted_at"),
        label_created_at=time("label_created_at"),
    )
