"""Which rules hold for a parcel: its carrier's own, and the general postal ones beside them."""

import pytest

from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.select import BY_NUMBER, rules_for


def ids(carrier, s10, service=""):
    key = Key(
        carrier=carrier, service=service, s10=s10, claim_type=ClaimType.LOST_IN_TRANSIT,
        accepted_on=None,
    )  # fmt: skip
    return [rule.id for rule in rules_for(shipped_book(), key)]


def test_a_post_with_a_rule_for_parcels_has_the_general_one_for_insured_parcels_beside_it():
    assert ids("korea-post", "CV") == ["korea-post/parcel", "upu/insured"]


def test_an_ordinary_parcel_of_that_post_has_its_own_rule_alone():
    assert ids("korea-post", "CP") == ["korea-post/parcel"]


def test_a_service_that_the_post_names_is_closer_than_any_letters():
    assert ids("korea-post", "CV", "parcel") == ["korea-post/parcel"]


@pytest.mark.parametrize("letters", ["CV", "QA", "GA"])
def test_a_post_whose_rule_holds_for_all_of_its_items_has_no_general_one_beside_it(letters):
    assert ids("swiss-post", letters) == ["swiss-post/inquiry"]


def test_a_number_of_other_mail_than_the_service_is_followed():
    assert ids("korea-post", "RR", "parcel") == ["korea-post/registered"]


def test_a_rule_that_the_number_chose_against_the_service_says_so():
    key = Key(carrier="korea-post", service="parcel", s10="RR", accepted_on=None)
    (rule,) = rules_for(shipped_book(), key)
    assert rule.notes[-1] == BY_NUMBER


def test_a_service_is_followed_where_no_rule_is_for_the_letters_of_the_number():
    assert ids("korea-post", "LA", "parcel") == ["korea-post/parcel"]


def test_a_right_is_not_given_up_for_a_number_of_mail_that_is_paid_nothing_for():
    assert ids("usps", "LZ", "priority-mail-international") == ["usps/priority"]
