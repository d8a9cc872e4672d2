"""A seized parcel: carriers owe nothing, and cover that was bought is asked."""

from datetime import date
from decimal import Decimal

import pytest

from claim_factories import entitled, journey, money, parcel
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.remedy import Act, RemedyStatus
from parcelwright.claims.seizure import ASK, LEFT_OUT, NOT_BY_CARRIERS, closed_by_seizure
from parcelwright.claims.type_choices import SEIZED as SEIZED_ANSWER
from parcelwright.parcels.parcel import Lane
from parcelwright.rulebook.cover import CoverKind, CoverTerms, TermsOf, rule_of_cover
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import PayerKind
from parcelwright.rulebook.spans import Since

SEIZED = (("ACCEPTED", "2025-10-01"), ("SEIZED", "2025-10-20"))
ABROAD = Lane(origin_country="CN", destination_country="US")


def open_cover(**more):
    given = {
        "policy_number": "OC-7", "kind": CoverKind.OPEN_COVER, "insurer": "harbor-mutual",
        "insurer_name": "Harbor Mutual", "terms": TermsOf.OWN, "currency": "USD",
        "counted_from": Since.ACCEPTANCE_SCAN, "claim_within_days": 120,
    }  # fmt: skip
    return CoverTerms(**{**given, **more})


def remedies(*covers, **more):
    found = entitled(parcel(lane=ABROAD), *SEIZED, covers=covers, **more)
    return {each.policy or "carrier": each for each in found.remedies}


def test_the_post_owes_nothing_for_what_an_authority_took():
    found = remedies()["carrier"]
    assert (found.status, found.why, found.amount, found.deadlines) == (
        RemedyStatus.EXCLUDED, NOT_BY_CARRIERS, None, (),
    )  # fmt: skip


def test_cover_that_says_nothing_of_seizure_is_asked_with_its_sum_and_its_last_day():
    found = remedies(open_cover(limit=Decimal(300)))["OC-7"]
    assert (found.status, found.why, found.amount) == (
        RemedyStatus.CHECK_WITH_CARRIER, ASK, money("300.00 USD"),
    )  # fmt: skip
    assert found.deadline(Act.CLAIM).latest == date(2026, 1, 29)


def test_cover_whose_last_day_has_passed_is_not_asked_any_more():
    found = remedies(open_cover(claim_within_days=30))["OC-7"]
    assert found.status is RemedyStatus.EXPIRED


def test_status_and_days_are_the_same_without_the_explanation():
    full, short = (remedies(open_cover(), explained=each)["OC-7"] for each in (True, False))
    assert (full.status, full.why) == (short.status, short.why)
    assert [each.latest for each in full.deadlines] == [each.latest for each in short.deadlines]


def test_the_remedy_that_can_be_asked_stands_before_those_that_give_nothing():
    assert next(iter(remedies(open_cover()))) == "OC-7"


@pytest.mark.parametrize("text", [
    "seizure or confiscation by customs", "Detained goods", "海关扣押或没收", "goods seized abroad",
])  # fmt: skip
def test_a_policy_that_names_seizure_gives_nothing_for_it(text):
    found = remedies(open_cover(exclusions=(text,)))["OC-7"]
    assert (found.status, found.why, found.amount) == (RemedyStatus.EXCLUDED, LEFT_OUT, None)


@pytest.mark.parametrize("text", ["damage during customs seizure", "war", "customs duties"])
def test_an_exclusion_of_something_else_does_not_close_a_seizure(text):
    assert closed_by_seizure(rule_of_cover(open_cover(exclusions=(text,)))) == ""


def test_every_rule_of_a_carrier_and_none_of_an_insurer_that_is_silent_is_closed():
    closed = {rule.id for rule in shipped_book().rules if closed_by_seizure(rule)}
    carriers = {rule.id for rule in shipped_book().rules if rule.kind is PayerKind.CARRIER}
    assert closed == carriers
    assert "easypost-insurance/lost" not in closed


def test_a_seizure_is_named_as_what_went_wrong():
    assert entitled(parcel(), *SEIZED).type_reason == SEIZED_ANSWER.reason


def test_the_audit_waits_for_the_insurer_of_a_seized_parcel_and_does_not_write_it_off():
    what = AuditItem(parcel=parcel(lane=ABROAD), journey=journey(*SEIZED), troubled=True)
    covers = [open_cover(limit=Decimal(300))]
    found = audit([what], shipped_book(), date(2026, 1, 5), shipped_rates(), covers=covers)
    (row,) = found.rows
    assert (row.bucket, row.payer, row.amount) == (
        Bucket.UNKNOWN, "harbor-mutual", money("300.00 USD"),
    )  # fmt: skip
    assert row.want.text == "Ask Harbor Mutual whether, how much and until when it pays."
