from dataclasses import replace

import pytest

from claim_factories import entitled, journey, parcel
from parcelwright.claims.facts import facts_of
from parcelwright.claims.holder import holder_of, last_mile_facts
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.parcels.parcel import ContractParty, Lane, Transport
from parcelwright.rulebook.contract import ContractTerms
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.spans import Since

BY_SLUG = shipped_book().by_slug
TO_US = Lane(origin_country="CN", destination_country="US")
FROM_CONSOLIDATOR = parcel(
    "YT2512345678901234", carrier="yunexpress", lane=TO_US, last_mile_carrier="usps",
    last_mile_number="9400111201080805483016",
)  # fmt: skip


@pytest.mark.parametrize(("carrier", "party", "held_by"), [
    ("china-post", ContractParty.SELF, ContractParty.SELF),
    ("china-post", ContractParty.CONSOLIDATOR, ContractParty.CONSOLIDATOR),
    ("ups", ContractParty.PLATFORM, ContractParty.PLATFORM),
    ("yanwen", None, ContractParty.CONSOLIDATOR),
    ("yanwen", ContractParty.SELF, ContractParty.CONSOLIDATOR),
    ("yanwen", ContractParty.LAST_MILE, ContractParty.LAST_MILE),
    ("china-post", None, None),
])  # fmt: skip
def test_who_holds_the_claim_is_the_party_of_the_contract(carrier, party, held_by):
    what = parcel(carrier=carrier, contract_party=party)
    assert holder_of(what, BY_SLUG[carrier]).party is held_by


def test_a_consolidators_last_mile_number_gives_no_claim_on_the_last_mile_carrier():
    found = entitled(FROM_CONSOLIDATOR)
    assert {remedy.payer for remedy in found.remedies} == {"yunexpress", "usps"}
    last = found.remedies[-1]
    assert (last.payer, last.status, last.amount) == ("usps", RemedyStatus.EXCLUDED, None)
    assert last.why == (
        "The number of United States Postal Service gives you no claim on it: the label belongs "
        "to the account that bought it, which is not yours."
    )


def test_an_account_of_ones_own_for_the_last_mile_gives_its_carriers_remedies():
    what = parcel(
        "YT2512345678901234", carrier="yunexpress", contract_party=ContractParty.LAST_MILE,
        lane=Lane(origin_country="CN", destination_country="GB"), last_mile_carrier="parcelforce",
    )  # fmt: skip
    found = entitled(what, ("HANDED_TO_LAST_MILE", "2025-12-15"))
    own = [remedy for remedy in found.remedies if remedy.payer == "parcelforce"]
    assert own
    assert RemedyStatus.EXCLUDED not in {remedy.status for remedy in own}


def test_a_last_mile_of_ones_own_without_a_rule_is_asked_and_not_passed_over():
    what = replace(FROM_CONSOLIDATOR, contract_party=ContractParty.LAST_MILE)
    found = entitled(what, ("HANDED_TO_LAST_MILE", "2025-11-01"))
    (usps,) = [remedy for remedy in found.remedies if remedy.payer == "usps"]
    assert (usps.status, usps.why) == (
        RemedyStatus.CHECK_WITH_CARRIER,
        (
            "Check with the carrier: no rule of United States Postal Service is known for a parcel "
            "lost in transit, this service and this day of acceptance."
        ),
    )


@pytest.mark.parametrize("named", ["", "royal-mail"])
def test_an_account_for_the_last_mile_is_the_contract_where_nobody_carried_before(named):
    what = parcel("RR123456785GB", carrier="royal-mail", last_mile_carrier=named)
    own = entitled(replace(what, contract_party=ContractParty.LAST_MILE)).remedies
    assert own == entitled(replace(what, contract_party=ContractParty.SELF)).remedies


def test_the_last_mile_counts_from_its_own_first_day():
    what = replace(FROM_CONSOLIDATOR, contract_party=ContractParty.LAST_MILE)
    course = journey(("HANDED_TO_LAST_MILE", "2025-11-01"))
    facts = last_mile_facts(facts_of(what, course), course)
    assert str(facts.moments[Since.POSTING]) == "2025-11-01"
    assert str(facts.moments[Since.ACCEPTANCE_SCAN]) == "2025-11-01"


def test_a_last_mile_whose_first_day_nobody_told_has_no_day_of_posting():
    what = replace(FROM_CONSOLIDATOR, contract_party=ContractParty.LAST_MILE)
    facts = last_mile_facts(facts_of(what, journey()), journey())
    assert Since.POSTING not in facts.moments


def test_terms_entered_for_the_last_mile_carrier_make_the_number_ones_own():
    terms = ContractTerms(
        carrier_account="US-1", payer="usps", payer_name="USPS", counted_from=Since.HANDOVER
    )
    found = entitled(FROM_CONSOLIDATOR, contracts=[terms])
    assert not [r for r in found.remedies if "gives you no claim" in r.why]


@pytest.mark.parametrize("party", [ContractParty.CONSOLIDATOR, ContractParty.PLATFORM])
def test_the_account_terms_of_a_carrier_are_not_the_sellers_when_another_holds_the_account(party):
    what = parcel("1Z999AA10123456784", carrier="ups", contract_party=party)
    assert "ups" not in {remedy.rule.partition("/")[0] for remedy in entitled(what).remedies}


def test_the_account_terms_of_a_carrier_are_the_sellers_with_an_account_of_ones_own():
    what = parcel("1Z999AA10123456784", carrier="ups", contract_party=ContractParty.SELF)
    assert "ups" in {remedy.rule.partition("/")[0] for remedy in entitled(what).remedies}


def test_terms_for_a_platforms_labels_stay_with_who_bought_one_there():
    what = parcel(
        "15501234567890", carrier="dpd-uk", contract_party=ContractParty.PLATFORM,
        programme="shopify-shipping", lane=Lane(origin_country="GB", destination_country="GB"),
    )  # fmt: skip
    assert any(remedy.rule.startswith("dpd-uk/") for remedy in entitled(what).remedies)


def test_who_says_that_mail_flew_learns_why_the_airline_owes_nothing():
    found = entitled(parcel("RR123456785GB", transport=Transport.AIR))
    last = found.remedies[-1]
    assert (last.rule, last.payer, last.status) == (
        "mail-carrier/by-air",
        "mail-carrier",
        RemedyStatus.EXCLUDED,
    )
    assert found.remedies[0].rule == "upu/registered" or found.remedies[0].payer == "royal-mail"


def test_who_says_nothing_of_the_transport_is_not_told_of_airlines():
    rules = {remedy.rule for remedy in entitled(parcel("RR123456785GB")).remedies}
    assert "mail-carrier/by-air" not in rules


def test_trucks_with_mail_are_outside_the_road_convention():
    found = entitled(parcel("RR123456785GB", transport=Transport.ROAD))
    assert found.remedies[-1].rule == "mail-carrier/by-road"
    assert "cmr/road-cargo" not in {remedy.rule for remedy in found.remedies}
