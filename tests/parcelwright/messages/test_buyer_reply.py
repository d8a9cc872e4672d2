from email.message import EmailMessage

import pytest

from parcelwright.errors import InputFileError
from parcelwright.messages.buyer_reply import MAX_BYTES, read_reply, reference_of
from parcelwright.messages.own_words import own_words

KEY = "3f9a1c2277aa0123456789abcdef0123456789ab"


def mail(words="It is 12b.", subject="Re: Order B1", **headers):
    made = EmailMessage()
    made["From"] = "Ana <ana@example.com>"
    made["To"] = "care@lumi.example"
    made["Subject"] = subject
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(words)
    return made


def test_a_reply_is_known_by_the_message_that_it_answers():
    found = read_reply(mail(In_Reply_To=f"<{KEY}@lumi.example>").as_bytes())
    assert found.keys == (KEY,)
    assert (found.domain, found.words) == ("example.com", "It is 12b.")


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("Re: Order B1 [Q-3F9A1C22]", "12b"),
        ("AW: Bestellung", "12b\n\n> Betreff: Order B1 [q-3f9a1c22]"),
    ],
)
def test_a_reply_is_known_by_the_reference_in_its_subject_or_text(subject, words):
    assert read_reply(mail(words, subject).as_bytes()).keys == ("3f9a1c22",)
    assert reference_of(KEY) == "Q-3F9A1C22"


def test_a_mail_that_names_no_question_has_no_key():
    assert read_reply(mail("Where is my parcel Q-12?").as_bytes()).keys == ()


def test_of_a_mail_forwarded_as_an_attachment_the_inner_one_speaks():
    outer = mail("Please see.", "Fwd: answer")
    outer.add_attachment(mail("My number is 12b.", "Re: Order B1 [Q-3F9A1C22]"))
    found = read_reply(outer.as_bytes())
    assert (found.words, found.keys) == ("My number is 12b.", ("3f9a1c22",))


def test_words_of_a_mail_that_is_a_page_are_read_without_its_tags():
    made = mail()
    made.set_content("<p>It is <b>12b</b>.</p>", subtype="html")
    assert "12b" in read_reply(made.as_bytes()).words
    assert "<" not in read_reply(made.as_bytes()).words


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (b"order_number\nB1\n", "this is no mail"),
        (b"", "this is no mail"),
        (b"x" * (MAX_BYTES + 1), "larger than 8 MB"),
    ],
)
def test_what_is_no_mail_is_refused(payload, said):
    with pytest.raises(InputFileError, match=said):
        read_reply(payload)


@pytest.mark.parametrize(
    "introduction",
    [
        "On Mon, 2 Mar 2026 at 09:00, Lumi Home <care@lumi.example> wrote:",
        "On Mon, 2 Mar 2026 at 09:00, Lumi Home <care@lumi.example>\nwrote:",
        "Am 02.03.2026 um 09:00 schrieb Lumi Home:",
        "Le lun. 2 mars 2026 à 09:00, Lumi Home a écrit :",
        "El lun, 2 mar 2026 a las 09:00, Lumi Home escribió:",
        "Em seg., 2 de mar. de 2026 às 09:00, Lumi Home escreveu:",
        "Il giorno lun 2 mar 2026 alle ore 09:00 Lumi Home ha scritto:",
        "Op ma 2 mrt 2026 om 09:00 schreef Lumi Home:",
        "2 мар. 2026 г. Lumi Home <care@lumi.example> написал:",
        "Lumi Home <care@lumi.example> 于2026年3月2日周一写道：",
        "-----Original Message-----",
        "-- ",
        "From: Lumi Home <care@lumi.example>",
    ],
)
def test_the_answered_mail_is_left_out_however_a_mail_program_introduces_it(introduction):
    text = f"It is 12b.\nThird floor\n\n{introduction}\nWhat is your address?\n1 Wrong Street"
    assert own_words(text) == "It is 12b.\nThird floor"


def test_an_answer_below_the_quoted_mail_is_kept():
    text = "On Mon, Lumi wrote:\n> What is your number?\n\nIt is 12b."
    assert own_words(text) == "It is 12b."
