import csv
import io
from datetime import date, timedelta

import pytest
from case_world import NOW, act
from django.core.files.uploadedfile import SimpleUploadedFile

from parcelwright_web.models.accounts import Membership, Role, User
from parcelwright_web.models.cases import Case, CaseLogEntry, EvidenceEntry
from parcelwright_web.models.claims import LedgerEntry
from parcelwright_web.models.messages import Effect, Message

pytestmark = pytest.mark.django_db


def page(browser, case):
    return browser.get(f"/cases/{case.number}/").content.decode()


def test_a_note_with_a_file_is_kept_and_shown(member, case):
    file = SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 x", content_type="application/pdf")
    answer = act(
        member, case, "note", text="Posted at counter 4", kind="proof_of_posting", attached=file
    )
    assert answer.status_code == 302
    text = page(member, case)
    assert "Posted at counter 4" in text
    assert "receipt.pdf" in text
    kept = EvidenceEntry.across_tenants.get(kind="proof_of_posting")
    assert kept.payload == b"%PDF-1.7 x"


def test_an_empty_note_is_refused_with_a_summary(member, case):
    text = act(member, case, "note", text=" ", kind="decision").content.decode()
    assert "There is a problem" in text
    assert "the note is empty" in text


def test_a_case_is_given_to_a_member_and_to_nobody_else(member, case, user):
    act(member, case, "assign", owner=user.pk)
    case.refresh_from_db()
    assert case.owner == user
    outsider = User.objects.create_user("eve@else.example", "a-long-password")
    assert "There is a problem" in act(member, case, "assign", owner=outsider.pk).content.decode()


def test_a_snooze_stops_the_day_before_the_deadline(member, case):
    assert case.deadline_on is not None
    answer = act(member, case, "snooze", until=(case.deadline_on + timedelta(days=5)).isoformat())
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.snoozed_until == case.deadline_on - timedelta(days=1)
    assert "the deadline is the day after" in page(member, case)


def test_a_snooze_into_the_past_is_refused(member, case):
    text = act(member, case, "snooze", until="2026-03-20").content.decode()
    assert "choose a later day" in text


def test_a_snoozed_case_is_taken_up_again(member, case):
    act(member, case, "snooze", until="2026-03-25")
    act(member, case, "wake")
    case.refresh_from_db()
    assert case.snoozed_until is None


def test_a_case_is_closed_and_opened_again(member, case):
    act(member, case, "close", closed_as="written_off", note="Not worth it")
    case.refresh_from_db()
    assert (case.state, case.closed_as) == ("closed", "written_off")
    assert "Reopen" in page(member, case)
    act(member, case, "reopen")
    case.refresh_from_db()
    assert (case.state, case.closed_at) == ("watch", None)


def test_a_dispute_is_recorded_and_answered(member, case):
    act(member, case, "dispute", what="opened")
    assert "buyer&#x27;s dispute" in page(member, case)
    act(member, case, "dispute", what="answered")
    case.refresh_from_db()
    assert case.state == "watch"


def test_the_road_from_inquiry_to_payment(member, case):
    act(member, case, "inquiry", do="sent", sent_on="2026-03-19", number="CP-77")
    case.refresh_from_db()
    assert (case.state, case.inquiry_number) == ("with_carrier", "CP-77")
    act(member, case, "answer", answer="lost", on="2026-03-20", text="Lost, sorry.")
    rule = first_rule(member, case)
    act(member, case, "claim", do="sent", rule=rule, number="K-1")
    case.refresh_from_db()
    assert (case.state, case.claimed_rules) == ("with_payer", [rule])
    act(member, case, "money", what="granted", amount="41.00", currency="cny")
    act(member, case, "money", what="paid", amount="41.00", currency="CNY")
    case.refresh_from_db()
    assert case.state == "paid"
    kinds = list(LedgerEntry.across_tenants.order_by("pk").values_list("kind", "currency"))
    assert [kind for kind, _currency in kinds] == ["asked", "granted", "paid"]
    text = page(member, case)
    assert "CN¥41.00" in text
    assert "Lost, sorry." in text


def first_rule(browser, case):
    text = browser.get(f"/cases/{case.number}/claim/").content.decode()
    return text.partition('id="rule-1" value="')[2].partition('"')[0]


def test_a_refusal_needs_no_sum_and_a_grant_does(member, case):
    act(member, case, "inquiry", do="sent")
    act(member, case, "answer", answer="lost")
    act(member, case, "claim", do="sent", rule=first_rule(member, case))
    assert "Enter it for a grant" in act(member, case, "money", what="granted").content.decode()
    assert act(member, case, "money", what="refused", text="Too late").status_code == 302
    case.refresh_from_db()
    assert case.state == "refused"


def test_an_inquiry_by_mail_waits_in_the_outbox_and_is_undone(member, case):
    answer = act(member, case, "inquiry", do="mail", recipient="claims@post.example")
    assert answer.status_code == 302
    case.refresh_from_db()
    assert case.inquiry_sent_on == date(2026, 3, 20)
    mail = Effect.across_tenants.get()
    assert mail.not_before == NOW + timedelta(minutes=10)
    assert "10 minutes to undo" in member.get("/outbox/").content.decode()
    member.post(f"/outbox/{mail.pk}/undo/")
    case.refresh_from_db()
    mail.refresh_from_db()
    assert (case.inquiry_sent_on, mail.verdict) == (None, "cancelled")


def test_sending_by_mail_needs_an_address(member, case):
    text = act(member, case, "inquiry", do="mail").content.decode()
    assert "Enter the address that the mail goes to." in text
    assert not Effect.across_tenants.exists()


def test_a_kept_inquiry_is_evidence_and_nothing_is_sent(member, case):
    act(member, case, "inquiry", do="keep", language="en")
    paper = EvidenceEntry.across_tenants.get(kind="loss_inquiry")
    assert paper.payload.startswith(b"%PDF")
    case.refresh_from_db()
    assert case.inquiry_sent_on is None
    answer = member.get(f"/cases/{case.number}/evidence/{paper.seq}/")
    assert answer.headers["Content-Type"] == "application/pdf"


def test_a_preview_is_a_pdf_and_is_not_kept(member, case):
    answer = member.post(f"/cases/{case.number}/papers/loss_inquiry/", {"language": "zh-Hans"})
    assert answer.content.startswith(b"%PDF")
    assert not EvidenceEntry.across_tenants.filter(kind="loss_inquiry").exists()


def test_a_paper_that_cannot_be_printed_says_what_is_missing(member, case, shop):
    shop.signatory = ""
    shop.save()
    answer = member.get(f"/cases/{case.number}/papers/loss_inquiry/")
    assert answer.status_code == 409
    assert "the name of who signs is missing" in answer.content.decode()


def test_a_rule_that_is_not_known_well_enough_is_never_offered(member, make_case):
    case = make_case("LX123456785CN", service="some-unknown-service", carrier="yunexpress")
    text = member.get(f"/cases/{case.number}/claim/").content.decode()
    assert "No sum can be claimed now" in text
    answer = act(member, case, "claim", do="sent", rule="yunexpress/anything")
    assert answer.status_code == 200
    case.refresh_from_db()
    assert case.claimed_rules == []


def test_how_a_claim_was_filed_is_shown_on_the_case_and_in_the_export(member, case):
    rule = first_rule(member, case)
    act(
        member,
        case,
        "claim",
        do="sent",
        rule=rule,
        number="K-1",
        channel=" Claims  portal, room 4 ",
    )
    case.refresh_from_db()
    assert case.claim_channel == "Claims portal, room 4"
    assert "Claims portal, room 4" in member.get(f"/cases/{case.number}/").content.decode()
    told = member.get("/cases/export/?view=open").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["claim_sent_on"], row["claim_number"], row["claim_channel"]) == (
        "2026-03-20", "K-1", "Claims portal, room 4",
    )  # fmt: skip


def test_how_an_inquiry_was_filed_is_shown_and_in_the_export(member, case):
    act(member, case, "inquiry", do="sent", number="Q-1", channel=" Portal of  the post ")
    case.refresh_from_db()
    assert (case.inquiry_number, case.inquiry_channel) == ("Q-1", "Portal of the post")
    for page in ("", "inquiry/"):
        shown = member.get(f"/cases/{case.number}/{page}").content.decode()
        assert "Portal of the post" in shown
    told = member.get("/cases/export/?view=open").content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["inquiry_sent_on"], row["inquiry_number"], row["inquiry_channel"]) == (
        "2026-03-20", "Q-1", "Portal of the post",
    )  # fmt: skip


def test_an_inquiry_by_mail_was_filed_at_its_address_until_it_is_undone(member, case):
    act(member, case, "inquiry", do="mail", recipient="trace@post.example")
    case.refresh_from_db()
    assert case.inquiry_channel == "trace@post.example"
    member.post(f"/outbox/{Effect.across_tenants.get().pk}/undo/")
    case.refresh_from_db()
    assert (case.inquiry_sent_on, case.inquiry_channel) == (None, "")


def test_a_way_that_is_too_long_is_refused_and_nothing_is_recorded(member, case):
    answer = act(member, case, "inquiry", do="sent", channel="x" * 321)
    assert answer.status_code == 200
    case.refresh_from_db()
    assert (case.inquiry_sent_on, case.inquiry_channel) == (None, "")


def test_a_claim_by_mail_was_filed_at_its_address_until_it_is_undone(member, case):
    rule = first_rule(member, case)
    act(member, case, "claim", do="mail", rule=rule, recipient="claims@post.example")
    case.refresh_from_db()
    assert case.claim_channel == "claims@post.example"
    member.post(f"/outbox/{Effect.across_tenants.get().pk}/undo/")
    case.refresh_from_db()
    assert (case.claim_sent_on, case.claim_channel) == (None, "")


def test_a_message_is_shown_as_it_will_be_sent(member, case):
    text = member.get(f"/cases/{case.number}/message/").content.decode()
    assert "Hello Ana Souza," in text
    assert "ana@buyer.example" in text


def send_message(browser, case, **values):
    options = {
        "kind": "looking", "language": "en", "next_news_on": "2026-03-27", "subject": "News",
        "body": "We are looking.",
    }  # fmt: skip
    return act(browser, case, "message", **{**options, **values})


def test_a_message_goes_out_with_the_words_of_the_person(member, case):
    assert send_message(member, case).status_code == 302
    message = Message.across_tenants.get()
    assert (message.subject, message.body) == ("News", "We are looking.\n")
    case.refresh_from_db()
    assert case.buyer_told_on == date(2026, 3, 20)


def test_a_marketplace_buyer_gets_a_text_to_copy_without_contact_data(member, make_case):
    case = make_case(facts={"sales_channel": "Amazon"})
    text = member.get(f"/cases/{case.number}/message/").content.decode()
    assert "marketplace" in text
    assert "I have sent this text" in text
    assert "care@lumi.example" not in text
    refused = send_message(member, case, body="Write to www.lumi.example").content.decode()
    assert "which marketplaces forbid" in refused
    assert send_message(member, case).status_code == 302
    assert not Effect.across_tenants.exists()


def test_an_offer_to_wait_needs_its_days(member, case):
    query = "?kind=presumed_lost&language=en&choices=wait&choices=refund"
    text = member.get(f"/cases/{case.number}/message/{query}").content.decode()
    assert "an offer to wait needs its last day" in text


def test_the_second_of_two_people_is_told_who_was_quicker_and_keeps_the_words(member, case, user):
    old = case.revision
    act(member, case, "note", text="First", kind="decision")
    answer = member.post(
        f"/cases/{case.number}/note/", {"revision": old, "text": "Second", "kind": "decision"}
    )
    text = answer.content.decode()
    assert "Liang Wei changed this just now" in text
    assert "Second" in text
    assert not CaseLogEntry.across_tenants.filter(act="note").exclude(facts__revision=2).exists()


def test_the_same_form_sent_twice_acts_once(member, case):
    data = {"revision": case.revision, "text": "Once", "kind": "decision"}
    for _ in range(2):
        member.post(f"/cases/{case.number}/note/", data)
    assert CaseLogEntry.across_tenants.filter(act="note").count() == 1


def test_a_reader_may_look_and_not_act(member, case, user):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert member.get(f"/cases/{case.number}/note/").status_code == 200
    assert act(member, case, "note", text="x", kind="decision").status_code == 403
    assert not CaseLogEntry.across_tenants.filter(act="note").exists()


def test_a_move_that_the_state_forbids_is_explained(member, case):
    text = act(member, case, "answer", answer="lost").content.decode()
    assert "which does not allow" in text


def test_a_mail_that_nobody_saw_leave_asks_a_person(member, case):
    send_message(member, case)
    Effect.across_tenants.update(verdict="unknown", state="done")
    assert "Is it in the sent folder" in member.get("/outbox/").content.decode()
    mail = Effect.across_tenants.get()
    member.post(f"/outbox/{mail.pk}/resolve/", {"was_sent": "yes"})
    mail.refresh_from_db()
    assert mail.verdict == "sent"


def test_the_outbox_of_another_tenant_is_not_found(member, case, request):
    send_message(member, case)
    mail = Effect.across_tenants.get()
    stranger = request.getfixturevalue("stranger")  # logs the same browser in anew
    assert stranger.post(f"/outbox/{mail.pk}/undo/").status_code == 404
    assert stranger.post(f"/outbox/{mail.pk}/resolve/", {"was_sent": "no"}).status_code == 404


def test_nothing_in_the_outbox_happens_by_looking(member, case):
    send_message(member, case)
    mail = Effect.across_tenants.get()
    assert member.get(f"/outbox/{mail.pk}/undo/").status_code == 405
    mail.refresh_from_db()
    assert mail.verdict == ""


def test_a_deadline_that_is_near_is_said_and_no_day_past_it_proposed(member, case):
    Case.across_tenants.filter(pk=case.pk).update(deadline_on=NOW.date() + timedelta(days=2))
    text = member.get(f"/cases/{case.number}/snooze/").content.decode()
    assert f'value="{NOW.date() + timedelta(days=1)}"' in text
    assert "at the latest" in text


def test_a_deadline_of_tomorrow_is_too_near_to_put_a_case_aside(member, case):
    Case.across_tenants.filter(pk=case.pk).update(deadline_on=NOW.date() + timedelta(days=1))
    text = member.get(f"/cases/{case.number}/snooze/").content.decode()
    assert "too near to put the case aside" in text
