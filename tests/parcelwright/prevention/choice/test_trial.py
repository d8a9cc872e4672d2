from datetime import date

import numpy as np
import pytest

from parcelwright.money import Money
from parcelwright.prevention.beliefs import Belief
from parcelwright.prevention.choice.candidate import candidate_of
from parcelwright.prevention.choice.rate_table import Rate
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.sending import Sending
from parcelwright.prevention.choice.trial import is_over, plan_trial
from parcelwright.prevention.scorecards.reviews import Review
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import load_book

INCUMBENT = Belief(yes=40, no=960)


def stopped(trial, share, runs=4000, seed=5):
    """How often a trial stops by its own table, drawn parcel by parcel."""
    lost = np.random.default_rng(seed).random((runs, trial.parcels)) < share
    so_far = lost.cumsum(axis=1)
    over = np.zeros(runs, bool)
    for count, within in trial.stops:
        over |= so_far[:, within - 1] >= count
    return over.mean()


def test_the_chances_of_a_stop_are_those_of_many_drawn_trials():
    trial = plan_trial(INCUMBENT)
    assert stopped(trial, trial.incumbent) == pytest.approx(trial.wrong_stop, abs=0.02)
    assert stopped(trial, trial.worse) == pytest.approx(trial.right_stop, abs=0.02)


def test_a_trial_keeps_out_twice_the_losses_and_seldom_stops_an_equal():
    trial = plan_trial(INCUMBENT)
    assert trial.decides
    assert trial.right_stop >= 0.8
    assert trial.worse == pytest.approx(0.08)
    assert trial.wrong_stop < 0.15


def test_a_smaller_difference_takes_more_parcels():
    assert plan_trial(INCUMBENT, worse=0.065).parcels > plan_trial(INCUMBENT, worse=0.1).parcels


def test_a_stop_in_the_table_is_a_stop_of_the_rule():
    for lost, within in plan_trial(INCUMBENT).stops[:-1]:
        assert is_over(INCUMBENT, lost, within)
        assert not is_over(INCUMBENT, lost, within + 1)


def test_an_incumbent_of_which_little_is_known_cannot_be_tried_against():
    trial = plan_trial(Belief(yes=0.5, no=30))
    assert not trial.decides
    assert trial.parcels == 2000


def test_a_candidates_sheet_has_its_rules_its_samples_and_its_own_reviews():
    sheet = candidate_of(
        Rate(carrier="usps", service="Priority Mail International", price=Money.of(20, "USD")),
        Sending(
            origin_country="US", destination_country="DE", weight_g=500,
            value=Money.of(80, "USD"), on=date(2026, 6, 1),
        ),
        Terms(book=load_book(), rates=shipped_rates()),
        INCUMBENT,
        numbers=("CP123456785US", "CP123456786US"),
        references=("a shop",),
        reviews=(Review(carrier="usps", words="good"), Review(carrier="ups", words="bad")),
    )  # fmt: skip
    assert sheet.known
    assert {term.rule.partition("/")[0] for term in sheet.terms} == {"usps"}
    assert [sample.valid for sample in sheet.numbers] == [True, False]
    assert [review.words for review in sheet.reviews] == ["good"]
    assert sum(part.amount.amount for part in sheet.cover.parts) > 0
