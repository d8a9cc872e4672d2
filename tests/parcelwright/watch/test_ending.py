import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.watch.ending import ending
from parcelwright.watch.standing import EndedWhy
from watch_facts import START, on, subject


def end(outcome, day, **fields):
    return ending(subject(outcome=outcome, closed_at=START, **fields), on(day))


def test_a_delivery_ends_the_watch_after_ten_calm_days():
    assert end(Milestone.DELIVERED, 9.99) is None
    assert end(Milestone.DELIVERED, 10) is EndedWhy.DELIVERED
    assert end(Milestone.REPORTED_RECEIVED, 10) is EndedWhy.DELIVERED


def test_a_return_ends_it_at_once():
    assert end(Milestone.RETURNED, 0) is EndedWhy.RETURNED


@pytest.mark.parametrize("outcome", [Milestone.DELIVERED, Milestone.RETURNED, None])
def test_nothing_ends_it_while_a_case_is_open(outcome):
    assert end(outcome, 400, case_is_open=True, case_is_settled=True) is None


def test_a_closed_case_ends_it_whatever_became_of_the_parcel():
    assert end(None, 0, case_is_settled=True) is EndedWhy.SETTLED


@pytest.mark.parametrize("outcome", sorted(set(Milestone) - {
    Milestone.DELIVERED, Milestone.REPORTED_RECEIVED, Milestone.RETURNED,
}))  # fmt: skip
def test_no_other_outcome_ends_it(outcome):
    assert end(outcome, 4000) is None


def test_time_alone_ends_nothing():
    assert ending(subject(), on(4000)) is None
