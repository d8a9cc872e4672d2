"""Recording days and notices on the pages of a case and of a parcel."""

from datetime import date

import pytest
from case_world import act
from django.utils.html import strip_tags

from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.cases import EvidenceEntry
from parcelwright_web.models.covers import Cover
from parcelwright_web.models.messages import Effect

pytestmark = pytest.mark.django_db


@pytest.fixture
def insured(tenant, case):
    Cover.objects.for_tenant(tenant).create(
        policy_number="OC-7", insurer="harbor", entered_at=case.opened_at, valid_from=date(2020, 1, 1),
        terms={
            "policy_number": "OC-7", "kind": "open_cover", "insurer": "harbor",
            "insurer_name": "Harbor Mutual", "terms": "own", "currency": "USD",
            "counted_from": "acceptance_scan", "claim_within_days": 200,
            "notice_within_days": 110,
        },
    )  # fmt: skip
    return case


def page(browser, case, name="", language="en"):
    address = f"/cases/{case.number}/{name}"
    html = browser.get(address, headers={"accept-language": language}).content.decode()
    return " ".join(strip_tags(html).split())


def test_a_refund_is_recorded_and_shown(member, case):
    answer = act(member, case, "day", what="buyer_refunded", on="2026-03-18")
    assert answer.status_code == 302
    text = page(member, case)
    assert "You refunded the buyer Wed 18 Mar" in text
    assert "recorded that the buyer was refunded on Wed 18 Mar" in text
    assert "Recorded so far: You refunded the buyer (Wed 18 Mar" in page(member, case, "day/")


def test_a_day_is_taken_back(member, case):
    act(member, case, "day", what="damage_reported", on="2026-03-18")
    act(member, case, "day", what="damage_reported", mistaken="on")
    case.refresh_from_db()
    assert case.reported == {}
    assert "took a recorded day back: the report of damage" in page(member, case)


def test_a_notice_is_offered_to_who_asks_for_it_and_shown_as_done(member, insured):
    form = page(member, insured, "notice/")
    assert form.index("Harbor Mutual, until") < form.index("China Post", form.index("Who was told"))
    assert "Harbor Mutual, until Mon 30 Mar" in form
    act(member, insured, "notice", rule="cover/OC-7", on="2026-03-19", number="HM-1")
    text = page(member, insured)
    assert "recorded the notice given to Harbor Mutual on Thu 19 Mar" in text
    assert "Done on Thu 19 Mar" in text


def test_a_notice_to_nobody_known_is_refused(member, insured):
    answer = act(member, insured, "notice", rule="moon/lost")
    assert "There is a problem" in answer.content.decode()
    insured.refresh_from_db()
    assert insured.notices == []


def test_a_notice_letter_by_mail_is_notice_given_until_it_is_undone(member, insured):
    choice = {"rule": "cover/OC-7", "do": "mail", "recipient": "claims@harbor.example"}
    assert act(member, insured, "notice-letter", **choice).status_code == 302
    insured.refresh_from_db()
    (told,) = insured.notices
    assert (told["rule"], told["channel"]) == ("cover/OC-7", "claims@harbor.example")
    assert EvidenceEntry.across_tenants.filter(kind="notice").count() == 1
    assert "sent the notice to Harbor Mutual by mail" in page(member, insured)
    member.post(f"/outbox/{Effect.across_tenants.get().pk}/undo/")
    insured.refresh_from_db()
    assert insured.notices == []


def test_a_notice_letter_that_is_kept_is_no_notice_yet(member, insured):
    act(member, insured, "notice-letter", rule="cover/OC-7", do="keep")
    insured.refresh_from_db()
    assert insured.notices == []
    assert EvidenceEntry.across_tenants.filter(kind="notice").count() == 1
    assert "wrote the notice to Harbor Mutual to be handed in" in page(member, insured)


def test_a_notice_letter_can_be_looked_at_first(member, insured):
    form = page(member, insured, "notice-letter/")
    assert "Harbor Mutual, until Mon 30 Mar" in form
    paper = member.get(f"/cases/{insured.number}/papers/notice_letter/?rule=cover/OC-7")
    assert paper.content.startswith(b"%PDF")
    assert not EvidenceEntry.across_tenants.filter(kind="notice").exists()


def test_the_page_of_a_parcel_leads_to_both_forms(member, case):
    text = member.get(f"/parcels/{case.parcel_id}/").content.decode()
    assert f"/cases/{case.number}/day/" in text
    assert f"/cases/{case.number}/notice/" in text


def test_readers_record_nothing(member, user, case):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert act(member, case, "day", what="buyer_refunded").status_code == 403


def test_the_forms_speak_chinese(member, case):
    assert "退款、补发或问题报告" in page(member, case, "day/", "zh-hans")
