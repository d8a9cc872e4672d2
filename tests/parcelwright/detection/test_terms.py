"""What a seller's money terms make of the value of a parcel."""

import numpy as np
import pytest

from parcelwright.detection.costs import Move
from parcelwright.detection.terms import CostTerms, Stakes, Term, costs_of


def stakes(value=100.0, age=10.0, claim=0.0, claim_days=np.nan, inquiry_days=np.nan):
    return Stakes(
        value=np.array([value]),
        age=np.array([age]),
        claim=np.array([claim]),
        claim_days=np.array([claim_days]),
        inquiry_days=np.array([inquiry_days]),
    )


def test_a_fixed_sum_replaces_the_share_of_the_value():
    terms = CostTerms(resend=Term(share=0.6, fixed=17.5))
    found = costs_of(Move.RESEND, terms, stakes(value=200))
    assert (found.needless[0], found.wait[0]) == (17.5, 2.0)


def test_the_buyer_of_a_resend_turns_angry_on_the_day_that_the_terms_name():
    found = costs_of(Move.RESEND, CostTerms(angry_after_days=30), stakes(age=12))
    assert (found.lapses[0, 0], found.days_left[0, 0]) == (20.0, 18.0)


@pytest.mark.parametrize(("left", "used"), [(9.0, 8.0), (1.0, 0.0), (0.0, 0.0), (-2.0, -3.0)])
def test_a_claim_is_filed_a_day_before_its_last_day_or_on_it_when_that_is_today(left, used):
    found = costs_of(Move.CLAIM, CostTerms(), stakes(claim=40, claim_days=left))
    assert found.days_left[0, 0] == used


def test_the_inquiry_is_what_keeps_the_claim_when_the_carrier_has_to_be_asked_first():
    found = costs_of(Move.ASK_CARRIER, CostTerms(), stakes(claim=40, inquiry_days=5))
    assert (found.lapses[0, 0], found.days_left[0, 0], found.needless[0]) == (40.0, 4.0, 3.0)


def test_a_question_to_the_buyer_costs_twice_a_letter_and_has_no_last_day():
    found = costs_of(Move.ASK_BUYER, CostTerms(), stakes())
    assert (found.needless[0], found.days_left.shape) == (6.0, (0, 1))


def test_no_day_of_waiting_is_free():
    terms = CostTerms(wait=Term(share=0.0))
    assert costs_of(Move.RESEND, terms, stakes()).wait[0] > 0
