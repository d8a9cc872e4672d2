"""The text of a question as the seller wants it, and the reply that comes to it."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parcelwright_web import clock
from parcelwright_web.actions import api_tokens
from parcelwright_web.jobs import checks as job
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.intake import Import
from parcelwright_web.models.messages import Effect

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
_ORDER = (
    "order_number,destination_country,buyer_name,address_lines,city,destination_region,"
    "destination_postal_code,buyer_email,buyer_phone,recipient_id,carrier,origin_country,contents,"
    "quantity,unit_value,currency,hs_code\n"
    'B1,BR,Ana Lima,"Rua das Flores, 12",São Paulo,SP,01310-100,ana@example.com,+55 11 91234 5678,'
    "390.533.447-06,china-post,CN,ceramic mug,1,12,USD,691200\n"
)


@pytest.fixture(autouse=True)
def at_eight(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def held(member, shop):
    shop.smtp_host, shop.mail_from = "127.0.0.1", "care@lumi.example"
    shop.save()
    member.post("/checks/", {"shop": shop.pk, "pasted": _ORDER})
    return OrderDraft.objects.for_tenant(shop.tenant).get()


@pytest.fixture
def asked(member, held):
    member.post(f"/checks/{held.pk}/ask/mail/")
    return stored(held)


def stored(row):
    return OrderDraft.objects.for_tenant(row.tenant_id).select_related("shop").get(pk=row.pk)


def page(member, row, query=""):
    return " ".join(member.get(f"/checks/{row.pk}/{query}").content.decode().split())


def sent(row):
    frozen = Effect.objects.for_tenant(row.tenant_id).latest("pk").frozen
    return message_from_bytes(bytes(frozen), policy=policy.default)


def entry(row, act):
    return DraftEntry.objects.for_tenant(row.tenant_id).get(draft=row, act=act)


def reply(row, words="390.533.447-05", sender="ana@example.com", *, named=True, answers=True):
    mail, question = EmailMessage(), sent(row)
    mail["From"] = sender
    mail["To"] = "care@lumi.example"
    mail["Subject"] = f"Re: {question['Subject']}" if named else "my number"
    if answers:
        mail["In-Reply-To"] = question["Message-ID"]
    mail.set_content(words)
    return mail.as_bytes()


def bring(member, row, payload):
    file = SimpleUploadedFile("reply.eml", payload)
    return member.post(f"/checks/{row.pk}/reply/", {"mail": file})


def test_the_text_that_leaves_is_the_one_that_the_seller_wrote_and_the_history_keeps_it(
    member, held
):
    member.post(
        f"/checks/{held.pk}/ask/mail/",
        {"subject": "Your mug", "body": "Which CPF?\r\n\r\nWei", "language": "pt"},
    )
    mail, told = sent(held), entry(held, "asked").told
    assert mail["Subject"].startswith("Your mug [Q-")
    assert mail.get_content().split() == ["Which", "CPF?", "Wei"]
    assert (told["subject"], told["body"]) == (mail["Subject"], "Which CPF?\n\nWei\n")
    assert told["language"] == "pt"


@pytest.mark.parametrize("missing", ["subject", "body"])
def test_an_empty_text_is_not_sent_and_what_was_written_stands_in_the_form(member, held, missing):
    words = {"subject": "Your mug", "body": "Which CPF?", "language": "en"} | {missing: " "}
    answer = member.post(f"/checks/{held.pk}/ask/mail/", words)
    assert answer.status_code == 422
    assert (words["subject"] + words["body"]).strip() in answer.content.decode()
    assert not stored(held).is_asked


def test_the_text_can_be_read_and_sent_in_another_language_and_the_reminder_keeps_to_it(
    member, held
):
    text = page(member, held, "?language=pt")
    assert "Pedido B1: uma pergunta antes do envio" in text
    words = {"subject": "Pedido B1", "body": "Qual CPF?", "language": "pt"}
    member.post(f"/checks/{held.pk}/ask/mail/", words)
    assert job.run(NOW + timedelta(days=3)) == 1
    assert sent(held)["Subject"].startswith("Pedido B1: ainda falta a sua resposta [Q-")


def test_a_language_that_nobody_wrote_shows_the_usual_text(member, held):
    assert "Order B1: one question before we ship it" in page(member, held, "?language=xx")


def test_what_was_asked_by_hand_is_kept_in_the_words_that_were_used(member, held):
    words = {"subject": "Hi", "body": "Which CPF?", "language": "en"}
    member.post(f"/checks/{held.pk}/ask/", words)
    assert entry(held, "asked_by_hand").told["body"] == "Which CPF?\n"


def test_a_reply_stands_beside_the_question_and_one_click_takes_it_over(member, asked):
    assert bring(member, asked, reply(asked, "Meu CPF: 390.533.447-05")).status_code == 302
    text = page(member, asked)
    assert "Meu CPF: 390.533.447-05" in text
    assert '<bdi class="pre">390.533.447-06</bdi> → <bdi class="pre">390.533.447-05</bdi>' in text
    assert "look twice" not in text
    kept = entry(asked, "reply_arrived")
    member.post(reverse("check-reply-accept", args=[asked.pk, kept.pk]))
    row = stored(asked)
    assert (row.is_asked, row.is_held, row.rows[0]["recipient_id"]) == (
        False, False, "390.533.447-05",
    )  # fmt: skip
    changed = entry(asked, "answered").told["changed"]
    assert ["recipient_id", "390.533.447-06", "390.533.447-05"] in changed


def test_a_reply_that_says_nothing_sure_is_shown_and_proposes_nothing(member, asked):
    bring(member, asked, reply(asked, "I will look for it"))
    text = page(member, asked)
    assert "I will look for it" in text
    assert "Take this as the answer" not in text
    kept = entry(asked, "reply_arrived")
    member.post(reverse("check-reply-accept", args=[asked.pk, kept.pk]))
    assert stored(asked).is_asked


def test_a_reply_from_elsewhere_is_marked(member, asked):
    bring(member, asked, reply(asked, sender="ana@other.example"))
    text = page(member, asked)
    assert "says it is from other.example" in text
    assert "look twice" in text


def test_pasted_words_do_as_well_as_a_mail(member, asked):
    member.post(f"/checks/{asked.pk}/reply/", {"words": "CPF 390.533.447-05"})
    assert "Take this as the answer" in page(member, asked)


def test_markup_in_a_reply_is_shown_as_text(member, asked):
    member.post(f"/checks/{asked.pk}/reply/", {"words": "<script>alert(1)</script>"})
    assert "<script>alert" not in page(member, asked)
    assert "&lt;script&gt;alert" in page(member, asked)


@pytest.mark.parametrize("content", [b"hello", b""])
def test_a_file_that_is_no_mail_is_refused_with_what_to_do(member, asked, content):
    answer = bring(member, asked, content)
    assert answer.status_code == 422
    assert DraftEntry.objects.for_tenant(asked.tenant_id).filter(act="reply_arrived").count() == 0


@pytest.mark.parametrize("how", [{"named": False}, {"answers": False}])
def test_a_reply_among_imports_is_found_by_its_reference_or_by_what_it_answers(
    member, asked, shop, how
):
    file = SimpleUploadedFile("mail.eml", reply(asked, **how))
    answer = member.post("/imports/upload/", {"shop": shop.pk, "file": file})
    assert answer.url == f"/checks/{asked.pk}/"
    assert entry(asked, "reply_arrived").told["proposed"][0] == ["recipient_id", "390.533.447-05"]
    assert Import.objects.for_tenant(asked.tenant_id).count() == 0


def test_a_mail_that_names_no_question_stays_an_import(member, asked, shop):
    file = SimpleUploadedFile("mail.eml", reply(asked, named=False, answers=False))
    answer = member.post("/imports/upload/", {"shop": shop.pk, "file": file})
    assert answer.url.startswith("/imports/")


def hand_over(client, secret, payload):
    return client.post(
        "/api/v1/replies", payload, content_type="message/rfc822",
        headers={"Authorization": f"Bearer {secret}"},
    )  # fmt: skip


def test_a_program_hands_over_a_reply_and_the_same_mail_twice_is_one(client, asked, shop):
    secret = api_tokens.make(shop, "mail server", "user:1", NOW)
    for _ in range(2):
        answer = hand_over(client, secret, reply(asked))
    assert answer.json() == {
        "order_number": "B1",
        "waits": True,
        "proposed": {"recipient_id": "390.533.447-05", "recipient_id_kind": "cpf"},
    }
    assert entry(asked, "reply_arrived").actor == "system"


def test_a_program_is_told_why_a_mail_was_not_taken(client, asked, shop):
    secret = api_tokens.make(shop, "mail server", "user:1", NOW)
    strange = reply(asked, named=False, answers=False)
    assert hand_over(client, secret, strange).status_code == 404
    assert hand_over(client, secret, b"hello").status_code == 422
    assert hand_over(client, "pw_wrong", strange).status_code == 401


def test_a_question_of_another_tenant_is_not_found(client, asked, other_tenant):
    other = asked.shop.__class__.objects.for_tenant(other_tenant).create(name="Else")
    secret = api_tokens.make(other, "mail server", "user:1", NOW)
    assert hand_over(client, secret, reply(asked)).status_code == 404


def test_a_reader_brings_and_takes_over_nothing(member, user, asked):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert bring(member, asked, reply(asked)).status_code == 403
    assert "Take this as the answer" not in page(member, asked)
