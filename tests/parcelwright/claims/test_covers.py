"""Cover that was bought stands beside what the carrier owes, and neither hides the other."""

from datetime import date
from decimal import Decimal

import pytest

from claim_factories import entitled, money, parcel
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import ContractParty, Lane
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.rule import ClaimType, PayerKind
from parcelwright.rulebook.spans import Since

ABROAD = Lane(origin_country="CN", destination_country="US")


def insured(**more):
    return parcel(insured=money("80 USD"), lane=ABROAD, **more)


def by_rule(entitlement):
    return {remedy.rule: remedy for remedy in entitlement.remedies}


def test_a_parcel_that_names_its_insurer_gets_the_remedies_of_both():
    found = by_rule(entitled(insured(insurer="Shipsurance", programme="ShipSaving")))
    assert found.keys() == {"china-post/parcel", "shipsaving/others", "shipsurance/lost"}
    post, cover = found["china-post/parcel"], found["shipsurance/lost"]
    assert post.deadline(Act.INQUIRY).latest == date(2026, 3, 30)
    assert (cover.kind, cover.amount) == (PayerKind.INSURER, money("80.00 USD"))
    claim = cover.deadline(Act.CLAIM)
    assert (claim.earliest, claim.latest) == (date(2025, 11, 10), date(2026, 1, 29))


def test_a_parcel_without_an_insurer_gets_no_insurers_remedy():
    assert by_rule(entitled(insured())).keys() == {"china-post/parcel"}


def test_a_label_with_amazons_protection_forbids_an_earlier_refund():
    found = by_rule(entitled(insured(programme="Amazon Buy Shipping")))
    cover = found["amazon-claims-protection/not-received"]
    assert (cover.kind, cover.refund_before_claim) == (PayerKind.PLATFORM, "forbidden")


@pytest.mark.parametrize("country", ["VN", "TH"])
def test_a_ticket_for_a_disputed_delivery_wants_the_refund_first(country):
    lane = Lane(origin_country=country, destination_country=country)
    what = parcel(lane=lane, programme="Shipped via platform")
    found = by_rule(entitled(what, claim_type=ClaimType.DELIVERED_NOT_RECEIVED))
    cover = found["tiktok-shipped-via-platform/delivered-not-received"]
    assert cover.refund_before_claim == "required"


def test_an_open_cover_stays_open_when_the_carriers_own_period_has_passed():
    terms = ContractTerms(
        carrier_account="SZ-1", payer="yunexpress", payer_name="YunExpress",
        counted_from=Since.HANDOVER, claim_within_days=30,
        payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3)),
    )  # fmt: skip
    what = insured(
        carrier="yunexpress", carrier_account="SZ-1", insurer="shipsurance",
        programme="shipsaving", handed_over_at=EventTime.parse("2025-10-01"),
    )  # fmt: skip
    found = by_rule(entitled(what, contracts=[terms]))
    assert found["contract/SZ-1"].status is RemedyStatus.EXPIRED
    assert found["shipsurance/lost"].status is RemedyStatus.OPEN


def test_cover_does_not_hide_that_a_consolidators_contract_is_still_to_be_entered():
    what = insured(
        carrier="some-consolidator", contract_party=ContractParty.CONSOLIDATOR, insurer="cabrella"
    )
    assert {"cabrella/insured", "contract/unknown"} <= by_rule(entitled(what)).keys()


def test_cover_does_not_hide_that_the_book_has_no_rule_for_the_carrier():
    what = insured(number="X1", carrier="nobody-knows", insurer="cabrella")
    kinds = {remedy.kind for remedy in entitled(what).remedies}
    assert kinds == {PayerKind.INSURER, PayerKind.CARRIER}
