"""One question to the buyer of an order: mailed, answered, reminded of, taken back."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from parcelwright_web import clock
from parcelwright_web.actions import buyer_questions, sending
from parcelwright_web.jobs import checks as job
from parcelwright_web.models import leases
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.messages import Effect, EffectVerdict

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
_NAMES = (
    "order_number,destination_country,buyer_name,address_lines,city,destination_region,"
    "destination_postal_code,buyer_email,buyer_phone,recipient_id,carrier,origin_country,contents,"
    "quantity,unit_value,currency,hs_code,sales_channel,buyer_language\n"
)


def order(email="ana@example.com", number="B1", channel="", language="", cpf="390.533.447-06"):
    return (
        f'{number},BR,Ana Lima,"Rua das Flores, 12",São Paulo,SP,01310-100,{email},+55 11 91234 5678,'
        f"{cpf},china-post,CN,ceramic mug,1,12,USD,691200,{channel},{language}\n"
    )


@pytest.fixture(autouse=True)
def at_eight(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def mailing(shop):
    shop.smtp_host, shop.mail_from, shop.email = (
        "127.0.0.1",
        "bot@lumi.example",
        "care@lumi.example",
    )
    shop.save()
    return shop


def pasted(member, shop, row):
    member.post("/checks/", {"shop": shop.pk, "pasted": _NAMES + row})
    return OrderDraft.objects.for_tenant(shop.tenant).order_by("-pk").first()


@pytest.fixture
def held(member, mailing):
    return pasted(member, mailing, order())


def page(member, row):
    return member.get(f"/checks/{row.pk}/").content.decode()


def stored(row):
    return OrderDraft.objects.for_tenant(row.tenant_id).select_related("shop").get(pk=row.pk)


def mails(row):
    return list(Effect.objects.for_tenant(row.tenant_id).order_by("pk"))


def reference(mail):
    """What the subject of a mail says, so that a reply to it is found."""
    return f"[Q-{mail.decision_key[:8].upper()}]"


def acts(row):
    rows = DraftEntry.objects.for_tenant(row.tenant_id).filter(draft=row).order_by("pk")
    return [entry.act for entry in rows]


def test_the_question_is_mailed_with_the_shops_address_for_answers_and_holds_the_order(
    member, held
):
    text = page(member, held)
    assert "Send the question and hold the order" in text
    member.post(f"/checks/{held.pk}/ask/mail/")
    (mail,) = mails(held)
    read = message_from_bytes(bytes(mail.frozen), policy=policy.default)
    assert (read["To"], read["Reply-To"]) == ("ana@example.com", "care@lumi.example")
    assert read["Subject"] == f"Order B1: one question before we ship it {reference(mail)}"
    assert "the number that the customs of your country asks for" in read.get_content()
    assert (mail.kind, mail.not_before) == ("order.question", NOW + 10 * MINUTE)
    row = stored(held)
    assert (row.is_asked, row.asked, row.ask_again_at) == (True, ["recipient_id"], NOW + 3 * DAY)
    text = page(member, held)
    assert "sent one question to the buyer" in text
    assert "Take the mail back, 10 minutes left" in text


def test_asking_twice_is_one_mail(member, held):
    for _ in range(2):
        member.post(f"/checks/{held.pk}/ask/mail/")
    assert len(mails(held)) == 1
    assert acts(held) == ["asked"]


def test_a_question_taken_back_holds_the_order_no_more_and_can_be_asked_anew(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    answer = member.post(f"/outbox/{mails(held)[0].pk}/undo/")
    assert answer.url == f"/checks/{held.pk}/"
    row = stored(held)
    assert (row.is_asked, row.ask_again_at) == (False, None)
    member.post(f"/checks/{held.pk}/ask/mail/")
    assert acts(held) == ["asked", "mail_taken_back", "asked"]
    assert [mail.verdict for mail in mails(held)] == [EffectVerdict.CANCELLED, ""]


def test_a_question_that_the_server_refused_holds_nothing_and_its_words_are_shown(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    (mail,) = leases.claim(Effect, 1, NOW + 10 * MINUTE, MINUTE)
    sending.settle(mail, EffectVerdict.REFUSED, "550 no such user", NOW + 10 * MINUTE)
    assert not stored(held).is_asked
    text = page(member, held)
    assert "saw the mail refused by the server; nothing left the house" in text
    assert "550 no such user" in text


def test_a_question_that_left_is_said_to_have_and_the_order_goes_on_waiting(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    (mail,) = leases.claim(Effect, 1, NOW + 10 * MINUTE, MINUTE)
    sending.settle(mail, EffectVerdict.SENT, "250 ok", NOW + 10 * MINUTE)
    assert stored(held).is_asked
    assert acts(held) == ["asked", "mail_sent"]
    assert f'href="/checks/{held.pk}/"' in member.get("/outbox/").content.decode()


def test_the_answer_is_kept_with_what_it_changed_and_ends_the_wait(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    member.post(f"/checks/{held.pk}/change/", {**held.rows[0], "recipient_id": "390.533.447-05"})
    row = stored(held)
    assert (row.is_asked, row.is_held, row.ask_again_at) == (False, False, None)
    entry = DraftEntry.objects.for_tenant(row.tenant_id).get(draft=row, act="answered")
    assert entry.told["changed"] == [["recipient_id", "390.533.447-06", "390.533.447-05"]]
    assert "entered the buyer&#x27;s answer" in page(member, held)


def test_who_does_not_answer_is_reminded_once_after_the_days_of_the_shop(member, held, mailing):
    member.post(f"/settings/checks/{mailing.pk}/reminder/", {"days": 5})
    member.post(f"/checks/{held.pk}/ask/mail/")
    assert job.run(NOW + 5 * DAY - MINUTE) == 0
    assert job.run(NOW + 5 * DAY) == 1
    assert job.run(NOW + 6 * DAY) == 0
    first, again = mails(held)
    read = message_from_bytes(bytes(again.frozen), policy=policy.default)
    assert read["Subject"] == f"Order B1: your answer is still missing {reference(again)}"
    assert again.kind == "order.reminder"
    assert again.message_id != first.message_id
    assert acts(held) == ["asked", "reminded"]
    assert stored(held).is_asked


def test_a_reminder_taken_back_leaves_the_order_waiting(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    buyer_questions.remind(NOW + 3 * DAY)
    assert sending.cancel(mails(held)[1], "user:1", NOW + 3 * DAY)
    assert stored(held).is_asked
    assert buyer_questions.remind(NOW + 30 * DAY) == 0


def test_nobody_is_reminded_who_answered_whose_order_left_or_where_the_shop_wants_none(
    member, mailing
):
    rows = [pasted(member, mailing, order(number=number)) for number in ("A", "B", "C")]
    for row in rows[:2]:
        member.post(f"/checks/{row.pk}/ask/mail/")
    member.post(f"/checks/{rows[0].pk}/change/", rows[0].rows[0])
    member.post(f"/checks/{rows[1].pk}/release/", {"why": "He came by."})
    member.post(f"/settings/checks/{mailing.pk}/reminder/", {"days": 0})
    member.post(f"/checks/{rows[2].pk}/ask/mail/")
    assert buyer_questions.remind(NOW + 60 * DAY) == 0


def test_a_reminder_that_cannot_go_by_mail_any_more_is_said_in_the_history(member, held, mailing):
    member.post(f"/checks/{held.pk}/ask/mail/")
    mailing.smtp_host = ""
    mailing.save()
    buyer_questions.remind(NOW + 3 * DAY)
    assert acts(held) == ["asked", "not_reminded"]
    text = page(member, held)
    assert "could not remind the buyer by mail" in text
    assert "No mail server is set up for this shop" in text


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (order(email=""), "mail address is not known"),
        (order(email="ana@gmial.com"), "mail address is itself in doubt"),
        (order(channel="ebay"), "was sold on a marketplace"),
    ],
)
def test_what_cannot_be_mailed_is_copied_and_the_reason_is_said(member, mailing, row, why):
    kept = pasted(member, mailing, row)
    text = page(member, kept)
    assert why in text
    assert "ask/mail/" not in text
    member.post(f"/checks/{kept.pk}/ask/mail/")
    assert mails(kept) == []
    member.post(f"/checks/{kept.pk}/ask/")
    assert stored(kept).is_asked
    assert stored(kept).ask_again_at is None
    assert acts(kept) == ["asked_by_hand"]


def test_a_shop_without_a_mail_server_copies_the_question(member, shop):
    assert "No mail server is set up for this shop" in page(member, pasted(member, shop, order()))


def test_the_question_is_in_the_language_of_the_order(member, mailing):
    row = pasted(member, mailing, order(language="zh"))
    member.post(f"/checks/{row.pk}/ask/mail/")
    (mail,) = mails(row)
    read = message_from_bytes(bytes(mail.frozen), policy=policy.default)
    assert read["Subject"] == f"订单 B1：发货前向您确认一件事 {reference(mail)}"
    buyer_questions.remind(NOW + 3 * DAY)
    reminder = mails(row)[1]
    again = message_from_bytes(bytes(reminder.frozen), policy=policy.default)
    assert again["Subject"] == f"订单 B1：仍在等您的答复 {reference(reminder)}"


def test_a_deleted_order_takes_its_waiting_mail_along(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    member.post(f"/checks/{held.pk}/delete/")
    (mail,) = Effect.objects.for_tenant(held.tenant_id)
    assert mail.verdict == EffectVerdict.CANCELLED
    assert not DraftEntry.objects.for_tenant(held.tenant_id).exists()


def test_a_reader_asks_nobody(member, user, held):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert member.post(f"/checks/{held.pk}/ask/mail/").status_code == 403
    assert mails(held) == []


@pytest.mark.parametrize("days", ["", "-1", "31", "x"])
def test_days_that_cannot_be_are_refused(member, mailing, days):
    member.post(f"/settings/checks/{mailing.pk}/reminder/", {"days": days})
    mailing.refresh_from_db()
    assert mailing.ask_again_days == 3
