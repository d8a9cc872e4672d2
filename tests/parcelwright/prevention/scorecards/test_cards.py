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


def test_parcels_that_ended_early_do_not_water_down_the_shares_of_trouble():
    drawn = journeys([(lane("a"), 200, 0.0, 10)])
    trouble = np.arange(200) < 10
    cut = replace(drawn, held=trouble, complained=trouble, counted=np.arange(200) < 100)
    for name in (Name.CUSTOMS_HOLDS, Name.COMPLAINTS):
        assert card(cut).figure(name).value == 0.1
        assert card(cut).figure(name).count == 100


def test_tracking_coverage_is_not_that_of_the_parcels_which_tracking_ended():
    drawn = journeys([(lane("a"), 200, 0.0, 10)])
    scans = np.where(np.arange(200) < 50, 1, 6).astype(np.int32)
    old = np.arange(200) < 100
    # Of the young, only tracked ones can have ended.
    found = card(replace(drawn, scans=scans, counted=old)).figure(Name.TRACKING_COVERAGE)
    assert (found.value, found.count) == (0.5, 100)


def test_the_silence_of_fast_young_parcels_is_not_taken_for_the_usual_one():
    drawn = journeys([(lane("a"), 600, 0.0, 20)])
    old = np.arange(600) < 300
    longest = np.where(old, 8.0, 2.0)
    found = card(replace(drawn, longest=longest, counted=old)).figure(Name.LONGEST_SILENCE)
    assert (found.value, found.count) == (8.0, 300)


def test_what_an_insurer_granted_says_nothing_of_the_carrier():
    day = date(2026, 1, 20)
    claims = {
        at: [
            ClaimRecord(tracking_number="1", payer="a", decided_on=day, granted=at < 3),
            ClaimRecord(tracking_number="1", payer="insurer", decided_on=day, granted=True),
        ]
        for at in range(12)
    }
    found = card(journeys([(lane("a"), 50, 0.0, 10)]), claims=claims).figure(Name.GRANT_RATE)
    assert (found.value, found.count) == (0.25, 12)


def test_an_inquiry_stops_waiting_when_the_matter_was_closed_or_decided():
    asked = date(1970, 1, 2)
    closed = ClaimRecord(tracking_number="A", inquired_on=asked, closed_on=date(1970, 1, 12))
    assert (closed.answer(NOW).days, closed.answer(NOW).ended) == (10.0, False)
    decided = ClaimRecord(tracking_number="A", inquired_on=asked, decided_on=date(1970, 2, 1))
    assert decided.answer(NOW) is None


def test_undecided_claims_are_expected_to_be_refused_as_often_as_others_were():
    asked = date(2026, 1, 1)

    def days_to_pay(refused):
        paid = [
            ClaimRecord(
                tracking_number="1", claimed_on=asked, decided_on=date(2026, 1, 11 + at % 10),
                paid_on=date(2026, 1, 11 + at % 10), granted=True,
            )
            for at in range(20)
        ]  # fmt: skip
        open_ = [ClaimRecord(tracking_number="1", claimed_on=asked, closed_on=date(2026, 1, 16))]
        denied = [ClaimRecord(tracking_number="1", claimed_on=asked, decided_on=asked)] * refused
        claims = {0: [*paid, *open_ * 10, *denied]}
        found = card(journeys([(lane("a"), 50, 0.0, 10)]), claims=claims)
        return found.figure(Name.DAYS_TO_PAY).value

    assert days_to_pay(60) < days_to_pay(0)
