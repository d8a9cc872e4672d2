from datetime import date

import numpy as np
import pytest

from feed import on, silent
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import prior_table
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Reason, Standing
from parcelwright.diagnosis.incidents.holding import waits_for_news, without_outage

TODAY = date(2026, 3, 20)


def standing_of(outage_on, now):
    columns = columns_of([silent("LX1", 0)], on(now))
    since = np.nan if outage_on is None else day_number(on(outage_on))
    found = assess_columns(without_outage(columns, np.array([since])), prior_table(), on(now))
    return STANDINGS[found.standing[0]]


def test_silence_in_an_outage_raises_no_alarm():
    assert standing_of(None, 90) is Standing.PRESUMED_LOST
    assert standing_of(3, 90) is Standing.ON_TIME


def test_silence_before_an_outage_counts_on():
    assert standing_of(90, 100) is Standing.PRESUMED_LOST


@pytest.mark.parametrize(
    ("code", "deadline", "waits"),
    [
        ("presumed_lost", None, True),
        ("stalled", date(2026, 3, 28), True),
        ("stalled", date(2026, 3, 27), False),
        ("never_handed_over", date(2026, 6, 1), True),
        ("delivery_disputed", None, False),
        ("declared_lost", date(2026, 6, 1), False),
    ],
)
def test_only_silence_waits_for_news_and_only_while_no_right_closes_within_a_week(
    code, deadline, waits
):
    assert waits_for_news(Reason(code=code), deadline, TODAY) is waits
