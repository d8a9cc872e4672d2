from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from drawn_journeys import NOW, journeys, lane
from parcelwright.prevention.scorecards.cards import scorecards
from parcelwright.prevention.scorecards.claim_records import ClaimRecord
from parcelwright.prevention.scorecards.figure import Name
from parcelwright.prevention.scorecards.grouping import By


def card(drawn, by=By.LANE, claims=None):
    return scorecards(drawn, by, claims)[0]


def test_every_scorecard_has_each_figure_once_in_one_order():
    found = card(journeys([(lane("a"), 10, 0.0, 10)]))
    assert [figure.name for figure in found.figures] == list(Name)


def test_below_a_hundred_closed_journeys_no_loss_rate_is_said():
    figure = card(journeys([(lane("a"), 99, 0.1, 10)])).figure(Name.LOSS_RATE)
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert (figure.count, figure.needed) == (99, 100)


def test_intervals_of_the_loss_rate_hold_the_truth_nineteen_times_of_twenty():
    held = 0
    for seed in range(100):
        figure = card(journeys([(lane("a"), 400, 0.02, 10)], seed)).figure(Name.LOSS_RATE)
        held += figure.low <= 0.02 <= figure.high
    assert held >= 90


def test_the_value_lost_per_hundred_parcels_is_the_loss_rate_times_what_parcels_are_worth():
    found = card(journeys([(lane("a"), 500, 0.03, 10)], value=25.0))
    rate, cost = found.figure(Name.LOSS_RATE), found.figure(Name.COST_OF_LOSS)
    assert cost.value == pytest.approx(rate.value * 2500)
    assert cost.currency == "USD"


def test_transit_counts_parcels_still_on_their_way():
    drawn = journeys([(lane("a"), 1000, 0.0, 20)])
    young = drawn.days > 20
    censored = replace(
        drawn,
        delivered=~young,
        open=young,
        counted=~young,
        ended=np.where(young, drawn.accepted + 20, drawn.ended),
    )
    only_arrived = float(np.median(drawn.days[~young]))
    truth = float(np.median(drawn.days))
    found = card(censored).figure(Name.TRANSIT_50)
    assert abs(found.value - truth) < 0.6 < abs(only_arrived - truth)
    assert found.low <= truth <= found.high


def test_the_late_quantiles_need_ten_arrivals_beyond_them():
    found = card(journeys([(lane("a"), 150, 0.0, 10)]))
    assert found.figure(Name.TRANSIT_50).enough
    assert found.figure(Name.TRANSIT_90).enough
    assert not found.figure(Name.TRANSIT_95).enough


def test_shares_of_trouble_are_counted_among_closed_journeys():
    drawn = journeys([(lane("a"), 200, 0.0, 10)])
    first = np.arange(200) < 10
    found = card(replace(drawn, held=first, complained=first, false_delivery=first))
    for name in (Name.CUSTOMS_HOLDS, Name.COMPLAINTS, Name.FALSE_DELIVERIES):
        assert found.figure(name).value == 0.05
        assert found.figure(name).count == 200


def test_scans_per_leg_is_scans_by_stages_scanned():
    assert card(journeys([(lane("a"), 50, 0.0, 10)])).figure(Name.EVENTS_PER_LEG).value == 2.0


def test_claims_tell_the_share_granted_and_the_days_until_paid():
    asked = date(2026, 1, 1)
    claims = {
        at: [
            ClaimRecord(
                tracking_number=str(at),
                inquired_on=asked,
                answered_on=date(2026, 1, 11),
                claimed_on=asked,
                decided_on=date(2026, 1, 20),
                paid_on=date(2026, 1, 31) if at < 12 else None,
                granted=at < 12,
            )
        ]
        for at in range(16)
    }
    found = card(journeys([(lane("a"), 50, 0.0, 10)]), claims=claims)
    assert found.figure(Name.GRANT_RATE).value == 0.75
    assert found.figure(Name.DAYS_TO_PAY).value == pytest.approx(30, abs=0.5)
    assert found.figure(Name.INQUIRY_DAYS).value == pytest.approx(10, abs=0.5)


def test_an_inquiry_without_answer_counts_as_waiting():
    waiting = ClaimRecord(tracking_number="A", inquired_on=date(1970, 1, 2))
    assert waiting.answer(NOW).days == NOW - 1
    assert not waiting.answer(NOW).ended


def test_the_period_is_that_of_the_first_and_last_acceptance():
    drawn = journeys([(lane("a"), 2, 0.0, 10)])
    found = card(replace(drawn, accepted=np.array([20_000.5, 20_010.5])))
    assert (found.first, found.last) == (date(2024, 10, 4), date(2024, 10, 14))
