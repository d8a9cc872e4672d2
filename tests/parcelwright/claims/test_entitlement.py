from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claim_factories import entitled, journey, money, parcel
from parcelwright.claims.entitlement import Known
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import ContractParty, Lane, Transport
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

CONTRACT = ContractTerms(
    carrier_account="SZ-1", payer="yunexpress", payer_name="YunExpress",
    counted_from=Since.HANDOVER, inquiry_within_days=30, claim_within_days=90,
    payout=Payout(kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3)),
    proof_asked=("refund_screenshot",),
)  # fmt: skip
HANDED = EventTime.parse("2025-12-01")
FROM_CHINA = Lane(origin_country="CN", destination_country="US")


def test_a_postal_parcel_from_china_is_asked_for_within_180_days_of_posting():
    (remedy,) = entitled(parcel()).remedies
    assert (remedy.rule, remedy.deadline(Act.INQUIRY).latest) == (
        "china-post/parcel",
        date(2026, 3, 30),
    )


def test_two_kilograms_by_parcel_post_are_worth_49_special_drawing_rights():
    (remedy,) = entitled(parcel()).remedies
    assert (str(remedy.in_rule_currency), str(remedy.amount)) == ("49.00 XDR", "66.99 USD")


def test_a_sum_prints_as_steps_a_person_can_check():
    (remedy,) = entitled(parcel(grams=830)).remedies
    assert [line.text for line in remedy.sum_lines][:4] == [
        "Actual loss 500.00 USD",
        "40.00 XDR + 4.50 XDR x 0.83 kg = 43.74 XDR",
        "43.74 XDR x 1.36718 USD per XDR (22 Dec 2025) = 59.80 USD",
        "The lowest counts: 59.80 USD",
    ]


def test_a_loss_below_the_limit_is_all_that_can_be_asked():
    (remedy,) = entitled(parcel(value="20 USD")).remedies
    assert remedy.amount == money("20.00 USD")


def test_postage_comes_on_top_in_the_parcels_currency():
    (remedy,) = entitled(parcel(value="20 USD", postage=money("9.50 EUR"))).remedies
    assert remedy.amount == money("31.16 USD")


@pytest.mark.parametrize(("number", "rule"), [
    ("RR123456785GB", "upu/registered"), ("CP123456785GB", "upu/parcel"),
    ("VV123456785GB", "upu/insured"), ("RR123456785CN", "china-post/registered"),
    ("EE123456785CN", "china-post/ems"), ("EE123456785JP", "japan-post/ems"),
    ("CP123456785NL", "postnl/parcel"), ("CP123456785US", "usps/priority"),
    ("EE123456785US", "usps/priority-express"),
])  # fmt: skip
def test_a_postal_number_alone_finds_its_post_and_class(number, rule):
    assert entitled(parcel(number)).remedies[0].rule == rule


@pytest.mark.parametrize("number", ["LK123456785CN", "UA123456785CN", "LX123456785GB"])
def test_unregistered_letter_post_is_owed_nothing(number):
    (remedy,) = entitled(parcel(number)).remedies
    assert (remedy.status, remedy.amount) == (RemedyStatus.EXCLUDED, None)
    assert remedy.deadlines == ()


def test_six_months_from_the_end_of_august_end_with_february():
    (remedy,) = entitled(parcel("RR123456785GB", "2025-08-31")).remedies
    assert remedy.deadline(Act.INQUIRY).latest == date(2026, 2, 28)


def test_six_months_from_the_end_of_august_2023_reach_the_leap_day():
    (remedy,) = entitled(parcel("RR123456785GB", "2023-08-31")).remedies
    assert remedy.deadline(Act.INQUIRY).latest == date(2024, 2, 29)


@pytest.mark.parametrize(("on", "status"), [
    (date(2026, 2, 28), RemedyStatus.OPEN), (date(2026, 3, 1), RemedyStatus.EXPIRED),
])  # fmt: skip
def test_the_last_day_still_counts_and_the_next_does_not(on, status):
    assert entitled(parcel("RR123456785GB", "2025-08-31"), on=on).remedies[0].status is status


@pytest.mark.parametrize(("on", "status"), [
    (date(2025, 12, 7), RemedyStatus.TOO_EARLY), (date(2025, 12, 8), RemedyStatus.OPEN),
])  # fmt: skip
def test_usps_takes_an_inquiry_from_the_seventh_day(on, status):
    assert entitled(parcel("CP123456785US", "2025-12-01"), on=on).remedies[0].status is status


def test_an_inquiry_made_in_time_no_longer_expires_and_opens_the_claim():
    made = Known(moments={Since.INQUIRY_OPENED: date(2025, 7, 31)})
    found = entitled(parcel("RR123456785GB", "2025-01-31"), on=date(2025, 12, 1), known=made)
    assert found.remedies[0].status is RemedyStatus.OPEN
    assert found.remedies[0].why == (
        "The inquiry was made in time; the rule names no last day for the claim."
    )


def test_an_inquiry_made_a_day_too_late_opens_nothing():
    made = Known(moments={Since.INQUIRY_OPENED: date(2025, 8, 1)})
    found = entitled(parcel("RR123456785GB", "2025-01-31"), on=date(2025, 8, 2), known=made)
    assert found.remedies[0].status is RemedyStatus.EXPIRED


def test_dhl_express_wants_the_claim_30_days_after_the_acceptance_scan():
    found = entitled(parcel("1234567890", "2025-12-02", carrier="dhl-express"))
    assert found.remedies[0].deadline(Act.CLAIM).latest == date(2026, 1, 1)


def test_the_short_period_of_a_courier_stands_before_the_long_one_of_the_treaty():
    found = entitled(parcel("1234567890", "2025-12-02", carrier="dhl-express"))
    assert [remedy.rule for remedy in found.remedies] == [
        "dhl-express/contract",
        "montreal/air-cargo",
    ]


def test_after_the_couriers_period_a_treaty_suit_is_called_uncertain():
    found = entitled(parcel("1234567890", "2025-10-02", carrier="dhl-express"))
    statuses = {remedy.rule: remedy.status for remedy in found.remedies}
    assert statuses == {
        "dhl-express/contract": RemedyStatus.EXPIRED,
        "montreal/air-cargo": RemedyStatus.CHECK_WITH_CARRIER,
    }


@pytest.mark.parametrize(("accepted", "limit"), [
    ("2009-12-29", "17.00 XDR"), ("2009-12-30", "19.00 XDR"), ("2019-12-27", "19.00 XDR"),
    ("2019-12-28", "22.00 XDR"), ("2024-12-27", "22.00 XDR"), ("2024-12-28", "26.00 XDR"),
])  # fmt: skip
def test_the_air_limit_changes_with_the_day_of_acceptance(accepted, limit):
    found = entitled(parcel("1Z1", accepted, carrier="fedex", grams=1000))
    limits = {r.rule: str(r.in_rule_currency) for r in found.remedies}
    assert limits["montreal/air-cargo"] == limit


@pytest.mark.parametrize("party", [ContractParty.CONSOLIDATOR, ContractParty.PLATFORM])
def test_a_postal_remedy_is_hidden_from_who_does_not_hold_the_contract(party):
    found = entitled(parcel(contract_party=party))
    assert [remedy.rule for remedy in found.remedies] == ["contract/unknown"]


def test_who_holds_the_contract_needs_no_further_proof_of_it():
    (remedy,) = entitled(parcel(contract_party=ContractParty.SELF)).remedies
    assert remedy.needs == ("inquiry_answer",)


def test_where_nobody_said_who_holds_the_contract_the_condition_is_named():
    (remedy,) = entitled(parcel()).remedies
    assert "posting_receipt" in remedy.needs
    assert remedy.notes[0].startswith("Only if you hold the posting receipt")


def test_an_entered_contract_decides_dates_and_sum():
    what = parcel("YT1", "2025-12-03", carrier="yunexpress", carrier_account="SZ-1",
                  handed_over_at=HANDED, postage=money("12.00 USD"))  # fmt: skip
    (remedy,) = entitled(what, contracts=[CONTRACT]).remedies
    assert remedy.rule == "contract/SZ-1"
    assert (remedy.deadline(Act.INQUIRY).latest, remedy.deadline(Act.CLAIM).latest) == (
        date(2025, 12, 31),
        date(2026, 3, 1),
    )
    assert str(remedy.amount) == "36.00 USD"


def test_a_contracts_last_day_ends_where_the_firm_sits():
    what = parcel("YT1", "2025-12-03", carrier="yunexpress", carrier_account="SZ-1",
                  handed_over_at=HANDED)  # fmt: skip
    (known,) = entitled(what, contracts=[CONTRACT]).remedies
    assert {found.zone for found in known.deadlines} == {"Asia/Shanghai"}
    elsewhere = replace(CONTRACT, payer="small-forwarder")
    (unknown,) = entitled(what, contracts=[elsewhere]).remedies
    assert {found.zone for found in unknown.deadlines} == {"Pacific/Kiritimati"}
    (posted,) = entitled(replace(what, lane=FROM_CHINA), contracts=[elsewhere]).remedies
    assert {found.zone for found in posted.deadlines} == {"Asia/Shanghai"}


def test_the_contract_of_another_account_decides_nothing():
    what = parcel("YT1", carrier="yunexpress", carrier_account="SZ-2")
    assert entitled(what, contracts=[CONTRACT]).remedies[0].rule == "contract/unknown"


def test_a_parcel_without_account_falls_under_the_only_one_of_its_carrier():
    what = parcel("YT1", "2025-12-03", carrier="yunexpress", handed_over_at=HANDED)
    assert entitled(what, contracts=[CONTRACT]).remedies[0].rule == "contract/SZ-1"
    second = replace(CONTRACT, carrier_account="SZ-2")
    assert entitled(what, contracts=[CONTRACT, second]).remedies[0].rule == "contract/unknown"
    other = replace(what, carrier="4px")
    assert entitled(other, contracts=[CONTRACT]).remedies[0].rule != "contract/SZ-1"


def test_without_a_contract_the_date_is_assumed_and_there_is_no_sum():
    (remedy,) = entitled(parcel("YT1", "2025-12-01", carrier="yunexpress")).remedies
    (deadline,) = remedy.deadlines
    assert (remedy.status, remedy.amount) == (RemedyStatus.CHECK_WITH_CARRIER, None)
    assert (deadline.assumed, deadline.latest) == (True, date(2025, 12, 31))


def test_a_weakly_sourced_rule_still_leaves_an_assumed_date_to_be_alerted_by():
    found = entitled(parcel("4PX1", carrier="4px"), ("ACCEPTED", "2025-10-01"))
    assert [remedy.rule for remedy in found.remedies] == ["contract/unknown", "4px/warehouse"]
    assert [d.assumed for d in found.remedies[0].deadlines] == [True]


def test_a_contract_without_periods_is_not_overruled_by_an_assumption():
    silent = replace(CONTRACT, inquiry_within_days=None, claim_within_days=None)
    what = parcel("YT1", carrier="yunexpress", carrier_account="SZ-1")
    assert [r.rule for r in entitled(what, contracts=[silent]).remedies] == ["contract/SZ-1"]


def test_without_proof_of_posting_no_date_is_worked_out():
    (remedy,) = entitled(parcel("RR123456785GB", accepted=None)).remedies
    assert (remedy.status, remedy.deadline(Act.INQUIRY).latest) == (
        RemedyStatus.CHECK_WITH_CARRIER,
        None,
    )
    assert remedy.why == "Check with the carrier: no proof of posting date."


def test_a_first_scan_abroad_proves_no_day_of_posting():
    found = entitled(parcel("RR123456785GB", accepted=None), ("ARRIVED", "2025-11-20"))
    assert found.remedies[0].deadline(Act.INQUIRY).latest is None


def test_an_acceptance_scan_serves_where_the_file_names_no_day():
    found = entitled(parcel("RR123456785GB", accepted=None), ("ACCEPTED", "2025-08-31"))
    assert found.remedies[0].deadline(Act.INQUIRY).latest == date(2026, 2, 28)


def test_a_missing_weight_is_asked_for_and_never_guessed():
    (remedy,) = entitled(parcel(grams=None)).remedies
    assert remedy.amount is None
    assert remedy.sum_lines[-1].text == "Needs weight."


def test_a_missing_value_is_asked_for_and_never_guessed():
    (remedy,) = entitled(parcel(value=None)).remedies
    assert (remedy.amount, remedy.sum_lines[-1].text) == (None, "Needs value.")


def test_a_parcel_of_which_only_the_number_is_known_gets_a_clear_answer():
    (remedy,) = entitled(parcel("12", accepted=None, value=None, grams=None)).remedies
    assert remedy.why == (
        "Check with the carrier: no rule of an unknown carrier is known for a parcel "
        "lost in transit, this service and this day of acceptance."
    )


@pytest.mark.parametrize("end", ["DELIVERED", "SEIZED", "CANCELLED"])
def test_a_parcel_that_ended_otherwise_is_excluded(end):
    (remedy,) = entitled(parcel(), ("ACCEPTED", "2025-10-01"), (end, "2025-11-01")).remedies
    assert remedy.status is RemedyStatus.EXCLUDED


def test_a_parcel_that_came_back_for_a_reason_is_excluded():
    said = (("ACCEPTED", "2025-10-01"), ("REFUSED", "2025-10-20"), ("RETURNED", "2025-11-01"))
    (remedy,) = entitled(parcel(), *said).remedies
    assert (remedy.status, remedy.why) == (
        RemedyStatus.EXCLUDED,
        "The parcel came back to the sender.",
    )


def test_a_disputed_delivery_is_a_claim_type_of_its_own():
    found = entitled(parcel(), ("DELIVERED", "2025-11-01"), ("REPORTED_NOT_RECEIVED", "2025-11-05"))
    assert found.claim_type is ClaimType.DELIVERED_NOT_RECEIVED
    assert found.remedies[0].status is RemedyStatus.OPEN


def test_a_disputed_delivery_by_post_gives_no_sum_before_the_inquiry_is_answered():
    said = (("DELIVERED", "2025-11-01"), ("REPORTED_NOT_RECEIVED", "2025-11-05"))
    remedy = entitled(parcel(), *said).remedies[0]
    assert remedy.amount is None
    assert remedy.deadline(Act.INQUIRY).latest is not None
    answered = Known(moments={Since.INQUIRY_ANSWERED: date(2025, 12, 1)})
    assert entitled(parcel(), *said, known=answered).remedies[0].amount is not None


def test_a_parcel_handed_over_and_never_scanned_was_not_accepted():
    what = parcel("4PX1", None, carrier="4px", service="4px-c-postal-express-ems",
                  handed_over_at=EventTime.parse("2025-10-01"), declared="250 USD")  # fmt: skip
    found = entitled(what)
    assert (found.claim_type, found.remedies[0].rule) == (
        ClaimType.NOT_ACCEPTED,
        "4px/c-ems-not-accepted",
    )
    assert found.remedies[0].deadline(Act.CLAIM).latest == date(2025, 12, 30)


def test_a_parcel_that_never_left_the_consolidator_was_lost_in_the_warehouse():
    what = parcel("4PX1", carrier="4px")
    found = entitled(what, ("ACCEPTED", "2025-10-01"))
    assert (found.claim_type, found.remedies[-1].rule) == (
        ClaimType.LOST_IN_WAREHOUSE,
        "4px/warehouse",
    )


@given(
    st.sampled_from(["RR123456785GB", "EE123456785CN", "CP123456785US", "1234567890"]),
    st.dates(date(2015, 1, 1), date(2026, 6, 1)),
    st.dates(date(2025, 7, 15), date(2027, 1, 1)),
)
def test_status_always_agrees_with_the_dates_shown(number, accepted, on):
    carrier = "dhl-express" if number.isdigit() else ""
    found = entitled(parcel(number, accepted.isoformat(), carrier=carrier), on=on)
    for remedy in found.remedies:
        days = [d for d in remedy.deadlines if d.act is not Act.APPEAL]
        if remedy.status is RemedyStatus.OPEN:
            assert all(d.latest is None or on <= d.latest for d in days)
        if remedy.status is RemedyStatus.EXPIRED:
            assert any(d.latest is not None and d.latest < on for d in days)


@given(st.integers(1, 30_000), st.integers(1, 100_000))
def test_never_more_is_asked_than_was_lost(grams, cents):
    value = f"{Decimal(cents) / 100} USD"
    (remedy,) = entitled(parcel(value=value, grams=grams)).remedies
    assert remedy.amount.amount <= Decimal(cents) / 100


def test_the_order_of_events_changes_nothing():
    steps = [("ACCEPTED", "2025-10-01"), ("DEPARTED", "2025-10-05")]
    assert journey(*steps) == journey(*reversed(steps))


def test_terms_agreed_with_the_post_itself_leave_the_seller_the_rights_of_the_sender():
    what = parcel(carrier_account="SZ-1", contract_party=ContractParty.SELF)
    rules = {remedy.rule for remedy in entitled(what, contracts=[CONTRACT]).remedies}
    assert rules == {"contract/SZ-1", "china-post/parcel"}


@pytest.mark.parametrize(("on", "status", "why"), [
    (date(2025, 12, 30), RemedyStatus.TOO_EARLY, "It counts as lost from 31 Dec 2025."),
    (
        date(2025, 12, 31),
        RemedyStatus.OPEN,
        "It counts as lost since 31 Dec 2025; the rule names no last day.",
    ),
])  # fmt: skip
def test_where_a_rule_names_only_the_day_of_loss_that_day_decides(on, status, why):
    what = parcel("LK123456785HK", "2025-10-31", service="e-express")
    (remedy,) = entitled(what, on=on).remedies
    assert (remedy.rule, remedy.status, remedy.why) == ("hongkong-post/e-express", status, why)


def test_a_treatys_own_last_day_for_damage_stays_open_after_the_contracts_has_passed():
    what = parcel(
        "1234567890", "2025-11-01", carrier="dhl-express", contract_party=ContractParty.SELF,
        transport=Transport.AIR, lane=Lane(origin_country="CN", destination_country="US"),
    )  # fmt: skip
    taken, given_up = ("ACCEPTED", "2025-11-01"), ("DELIVERED", "2025-12-15")
    found = entitled(what, taken, given_up, claim_type=ClaimType.DAMAGED)
    standing = {each.rule: each.status for each in found.remedies}
    assert standing["dhl-express/damage"] is RemedyStatus.EXPIRED
    assert standing["montreal/air-cargo"] is RemedyStatus.OPEN
