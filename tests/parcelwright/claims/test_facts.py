from datetime import date

import pytest

from claim_factories import entitled, journey, money, parcel
from parcelwright.claims.facts import as_counted_by, facts_of
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis


def test_the_first_scans_abroad_and_of_departure_are_moments_that_rules_can_count_from():
    scans = journey(
        ("ACCEPTED", "2025-10-29"), ("DEPARTED", "2025-10-31"), ("DEPARTED", "2025-11-02"),
        ("ARRIVED", "2025-11-09"),
    )  # fmt: skip
    moments = facts_of(parcel(accepted="2025-10-29"), scans).moments
    assert moments[Since.DEPARTURE_SCAN] == date(2025, 10, 31)
    assert moments[Since.DESTINATION_ARRIVAL] == date(2025, 11, 9)


def test_a_departure_that_nobody_scanned_is_no_moment():
    moments = facts_of(parcel(), journey(("ACCEPTED", "2025-10-01"))).moments
    assert Since.DEPARTURE_SCAN not in moments


def test_what_another_firm_insured_is_no_insured_value_to_the_carrier():
    (rule,) = shipped_book().by_id["japan-post/ems"]
    what = parcel("EE473124829JP", insured=money("500 USD"), insurer="Shipsurance")
    facts = facts_of(what, journey())
    counted = as_counted_by(rule, facts, what)
    assert Basis.INSURED not in counted.values
    assert counted.values[Basis.LOSS] == money("500 USD")


@pytest.mark.parametrize("insurer", ["", "Japan Post"])
def test_what_was_insured_with_the_carrier_counts_for_it(insurer):
    (rule,) = shipped_book().by_id["japan-post/ems"]
    what = parcel("EE473124829JP", insured=money("500 USD"), insurer=insurer)
    facts = facts_of(what, journey())
    assert as_counted_by(rule, facts, what) is facts


def test_a_carrier_that_pays_what_was_insured_says_so_where_another_firm_insured_it():
    what = parcel(
        "1234567890123456", carrier="canada-post", service="xpresspost-usa",
        insured=money("500 USD"), insurer="shipsurance", contract_party=ContractParty.SELF,
    )  # fmt: skip
    (own,) = [each for each in entitled(what).remedies if each.payer == "canada-post"]
    assert own.amount is None
    assert own.sum_lines[-1].text == (
        "What this parcel is insured for is another firm's to pay; what the carrier itself "
        "covers is not known."
    )


def test_to_an_insurer_the_insured_value_counts_whatever_name_the_parcel_gives_it():
    rule = shipped_book().by_id["shipsurance/lost"][0]
    what = parcel(insured=money("500 USD"), insurer="Ship Surance")
    facts = facts_of(what, journey())
    assert as_counted_by(rule, facts, what) is facts
