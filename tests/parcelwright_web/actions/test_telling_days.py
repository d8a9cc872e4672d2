"""Days that people tell reach the rules, the next step, the log and the evidence."""

import json
from datetime import date

import pytest

from parcelwright.claims.remedy import Act
from parcelwright.documents.matter import Matter
from parcelwright.evidence.item import EvidenceKind
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since
from parcelwright_web.actions import evidence, papers, telling_days
from parcelwright_web.actions.changing import ActError
from parcelwright_web.actions.known import known_of
from parcelwright_web.actions.papers import Form, Wanted
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.telling_days import Told
from parcelwright_web.actions.uploads import Upload
from parcelwright_web.models.cases import Case, CaseLogEntry, EvidenceEntry
from parcelwright_web.models.covers import Cover

pytestmark = pytest.mark.django_db
PROOF = Upload(name="refund.png", media_type="image/png", content=b"png")


def stored(case):
    return Case.objects.for_tenant(case.tenant_id).select_related("parcel__shop").get(pk=case.pk)


@pytest.fixture
def do(case, actor, now):
    """Do an act on the case as it stands and return the case after it."""

    def run(function, *args, **values):
        row = stored(case)
        function(row, *args, expected_revision=row.revision, actor=actor, now=now, **values)
        return stored(case)

    return run


@pytest.fixture
def insured(tenant, case, now):
    """The case with a policy that asks for notice within 110 days of acceptance."""
    Cover.objects.for_tenant(tenant).create(
        policy_number="OC-7", insurer="harbor", entered_at=now, valid_from=date(2020, 1, 1),
        terms={
            "policy_number": "OC-7", "kind": "open_cover", "insurer": "harbor",
            "insurer_name": "Harbor Mutual", "terms": "own", "currency": "USD",
            "counted_from": "acceptance_scan", "claim_within_days": 200,
            "notice_within_days": 110,
        },
    )  # fmt: skip
    return case


def known(case):
    return known_of(case.tenant_id, [case])[case.pk]


@pytest.mark.parametrize(("what", "column", "kind"), [
    (Told.REFUNDED, "refunded_on", EvidenceKind.REFUND_PROOF),
    (Told.RESENT, "resent_on", EvidenceKind.RESEND_PROOF),
])  # fmt: skip
def test_a_day_is_kept_with_its_proof_and_a_decision_of_its_own(do, case, what, column, kind):
    after = do(telling_days.record_day, what, on=date(2026, 3, 18), uploads=[PROOF])
    assert getattr(after, column) == date(2026, 3, 18)
    assert [item.kind for item in evidence.items_of(after, [kind])] == [kind]
    decision = EvidenceEntry.across_tenants.filter(case=case, kind="decision").latest("seq")
    told = json.loads(decision.payload)
    assert (told["act"], told["facts"]["on"]) == (what.value, "2026-03-18")
    assert told["facts"]["changed"][column] == [None, "2026-03-18"]


@pytest.mark.parametrize(("what", "kind"), [
    (Told.DAMAGED, ClaimType.DAMAGED),
    (Told.PARTLY_LOST, ClaimType.PARTLY_LOST),
    (Told.DELAYED, ClaimType.DELAYED),
    (Told.RETURNED, ClaimType.RETURNED_WITHOUT_REASON),
])  # fmt: skip
def test_what_was_reported_is_kept_by_kind_with_its_photos(do, case, what, kind):
    after = do(telling_days.record_day, what, on=date(2026, 3, 18), uploads=[PROOF])
    assert after.reported == {kind.value: "2026-03-18"}
    assert known(after).reported == {kind}
    assert [item.title for item in evidence.items_of(after, [EvidenceKind.DAMAGE_PHOTO])] == [
        "refund.png"
    ]
    assert do(telling_days.take_day_back, what).reported == {}


def test_two_reports_stand_beside_each_other(do):
    do(telling_days.record_day, Told.DAMAGED, on=date(2026, 3, 18))
    after = do(telling_days.record_day, Told.PARTLY_LOST, on=date(2026, 3, 17))
    assert known(after).moments[Since.DISCOVERY] == date(2026, 3, 17)
    assert do(telling_days.take_day_back, Told.PARTLY_LOST).reported == {"damaged": "2026-03-18"}


def test_the_letter_speaks_of_what_was_reported(do, now):
    after = do(telling_days.record_day, Told.PARTLY_LOST, on=date(2026, 3, 18))
    facts = papers.letter_facts(Form.LOSS_INQUIRY, after, situation_of(after, now), Wanted())
    assert (facts.matter, facts.reported_on) == (Matter.PARTLY_LOST, date(2026, 3, 18))


def test_refund_and_resend_reach_the_order_of_acts(do):
    do(telling_days.record_day, Told.REFUNDED, on=date(2026, 3, 18))
    found = known(do(telling_days.record_day, Told.RESENT, on=date(2026, 3, 19)))
    assert (found.refunded_on, found.resent_on) == (date(2026, 3, 18), date(2026, 3, 19))


def test_reported_damage_is_what_went_wrong(do, case, now):
    after = do(telling_days.record_day, Told.DAMAGED, on=date(2026, 3, 18))
    found = known(after)
    assert found.reported == {ClaimType.DAMAGED}
    assert found.moments[Since.DISCOVERY] == date(2026, 3, 18)
    assert situation_of(after, now).entitlement.claim_type is ClaimType.DAMAGED


def test_a_day_that_lies_ahead_is_refused(do, case):
    with pytest.raises(ActError, match="2026-03-21 lies ahead"):
        do(telling_days.record_day, Told.REFUNDED, on=date(2026, 3, 21))
    assert stored(case).refunded_on is None


def test_a_day_recorded_by_mistake_is_taken_back_in_the_open(do, case):
    do(telling_days.record_day, Told.REFUNDED, on=date(2026, 3, 18))
    after = do(telling_days.take_day_back, Told.REFUNDED)
    assert after.refunded_on is None
    acts = CaseLogEntry.across_tenants.filter(case=case).order_by("pk")
    assert [entry.act for entry in acts][-2:] == ["buyer_refunded", "day_taken_back"]
    with pytest.raises(ActError, match="no such day is recorded"):
        do(telling_days.take_day_back, Told.REFUNDED)


def test_a_notice_closes_its_day_with_number_and_channel(do, insured, now):
    rule = "cover/OC-7"
    after = do(
        telling_days.give_notice, rule=rule, on=date(2026, 3, 19), number=" HM  44 ",
        channel="claims portal", text="The parcel is missing.",
    )  # fmt: skip
    (told,) = after.notices
    assert told == {
        "rule": rule, "payer": "harbor", "payer_name": "Harbor Mutual", "on": "2026-03-19",
        "number": "HM 44", "channel": "claims portal",
    }  # fmt: skip
    assert known(after).noticed == {rule: date(2026, 3, 19)}
    remedies = situation_of(after, now).entitlement.remedies
    (remedy,) = [each for each in remedies if each.rule == rule]
    assert remedy.deadline(Act.NOTICE).is_kept
    (item,) = evidence.items_of(after, [EvidenceKind.NOTICE])
    assert item.title == "The parcel is missing."


def test_a_second_notice_takes_the_place_of_the_first(do, insured):
    do(telling_days.give_notice, rule="cover/OC-7", on=date(2026, 3, 18))
    after = do(telling_days.give_notice, rule="cover/OC-7", on=date(2026, 3, 19))
    assert [told["on"] for told in after.notices] == ["2026-03-19"]


def test_the_next_step_asks_for_the_notice_and_then_no_more(do, insured):
    Case.objects.for_tenant(insured.tenant_id).update(buyer_told_on=date(2026, 3, 1))
    again = do(telling_days.record_day, Told.RESENT, on=date(2026, 3, 18))
    assert (again.step_code, again.step["rule"]) == ("give_notice", "cover/OC-7")
    assert again.deadline_on == date(2026, 3, 30)
    given = do(telling_days.give_notice, rule="cover/OC-7", on=date(2026, 3, 19))
    assert given.step_code != "give_notice"


@pytest.mark.parametrize(("values", "why"), [
    ({"rule": "moon/lost"}, '"moon/lost" gives this parcel nothing'),
    ({"rule": "china-post/registered", "channel": "x" * 321}, "the way has 321 characters"),
])  # fmt: skip
def test_a_notice_that_cannot_be_kept_is_refused(do, values, why):
    with pytest.raises(ActError, match=why):
        do(telling_days.give_notice, **values)
