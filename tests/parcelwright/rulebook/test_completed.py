"""What the postal convention adds to a post's own rule that leaves the sum open."""

from datetime import date

import pytest

from parcelwright.rulebook.completed import ADDED
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.select import rules_for
from parcelwright.rulebook.spoken_terms import spoken_amount

SWISS = Key(
    carrier="swiss-post", service="", s10="CP", s10_country="CH", origin="CH", destination="JP",
    accepted_on=date(2025, 11, 30),
)  # fmt: skip
BY_WEIGHT = "the lowest of: actual loss; 40.00 XDR plus 4.50 XDR per kilogram, plus the postage"


def sums(key):
    return {
        rule.id: None if rule.amount is None else spoken_amount(rule.amount)
        for rule in rules_for(shipped_book(), key)
    }


@pytest.mark.parametrize(
    ("letters", "told"),
    [
        ("CP", BY_WEIGHT),
        ("RR", ("the lowest of: actual loss; 30.00 XDR, plus the postage without the registration "
               "fee")),
        ("CV", ("the lowest of: actual loss; insured value, plus the postage without the insurance "
               "fee")),
    ],
)  # fmt: skip
def test_a_post_that_states_no_sum_owes_that_of_the_convention(letters, told):
    assert sums(SWISS._replace(s10=letters)) == {"swiss-post/inquiry": told}


def test_the_rule_says_whose_sum_it_is():
    (rule,) = rules_for(shipped_book(), SWISS)
    assert rule.notes[-1] == ADDED
    assert rule.amount.citation.title.startswith("bpost")


def test_a_number_without_postal_letters_names_no_sum_of_the_convention():
    assert sums(SWISS._replace(s10="", s10_country="")) == {"swiss-post/inquiry": None}


def test_mail_within_the_country_has_no_sum_of_the_convention():
    assert sums(SWISS._replace(destination="CH")) == {"swiss-post/inquiry": None}


def test_damage_has_the_convention_s_sum_without_the_postage():
    found = sums(SWISS._replace(claim_type=ClaimType.DAMAGED))
    assert found == {
        "swiss-post/damaged": "the lowest of: actual loss; 40.00 XDR plus 4.50 XDR per kilogram"
    }


def test_terms_of_a_post_s_own_are_not_filled_from_the_convention():
    key = SWISS._replace(carrier="postnord", s10_country="", origin="NO")
    assert sums(key) == {"postnord/parcel-norway": None}


def test_a_sum_that_a_file_doubts_stays_unknown():
    key = SWISS._replace(carrier="deutsche-post-dhl", s10_country="DE", origin="DE")
    assert sums(key) == {"deutsche-post-dhl/parcel": "not known"}


def test_a_post_of_which_only_weak_pages_are_known_leaves_the_convention_s_rule_beside():
    key = SWISS._replace(carrier="poste-italiane", s10_country="IT", origin="IT")
    assert sums(key) == {"poste-italiane/international": "not known", "upu/parcel": BY_WEIGHT}


def test_a_weak_page_with_a_sum_from_the_convention_has_no_second_rule_beside_it():
    key = SWISS._replace(
        carrier="royal-mail", service="international-signed", s10="RR", s10_country="GB",
        origin="GB",
    )  # fmt: skip
    assert list(sums(key)) == ["royal-mail/signed"]


def test_no_weak_rule_of_the_convention_comes_beside_a_weak_rule_of_a_post():
    weak = [
        (post.slug, letters)
        for post in shipped_book().carriers
        if post.kind == "post"
        for letters in ("EE", "LA", "UA", "HA", "RA", "CP", "VV")
        if sum(
            rule.confidence == "low"
            for rule in rules_for(
                shipped_book(),
                of_post(post.slug, post.country, letters),
            )
        )
        > 1
    ]
    assert weak == []


def of_post(slug, country, letters):
    return SWISS._replace(carrier=slug, s10=letters, s10_country=country, origin=country)
