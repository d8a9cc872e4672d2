"""What a mail tells: a notice of somebody unproven, whatever it says."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import journey_of
from parcelwright.sources import carrier_email

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "email"
SAMPLES = sorted(PAYLOADS.iterdir())


def mail(subject="Notice", body="", sender="a@ups.com", **headers):
    lines = {
        "From": sender,
        "Subject": subject,
        "Date": "Tue, 03 Mar 2026 15:20:11 -0600",
        "Content-Type": "text/plain; charset=utf-8",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in lines.items() if value is not None)
    return f"{head}\n{body}".encode()


def parse(**parts):
    return carrier_email.parse(mail(**parts), NOW)


def sample(name):
    return carrier_email.parse((PAYLOADS / name).read_bytes(), NOW)


def test_a_notice_of_delivery_is_a_notice():
    [event] = sample("ups-delivered.eml").events
    assert (event.milestone, event.code_table, event.code) == (
        Milestone.NOTICE, "email.statement", "DELIVERED",
    )  # fmt: skip
    assert (event.tracking_number, event.carrier) == ("1Z999AA10123456784", "ups")
    assert event.occurred_at.isoformat() == "2026-03-03T15:20:11-06:00"
    assert dict(event.facts) == {
        "sender": "unverified", "sender_domain": "ups.com", "number": "labelled",
    }  # fmt: skip


def test_a_journey_of_mails_alone_has_no_scan_and_no_outcome():
    events = [
        event for file in SAMPLES for event in carrier_email.parse(file.read_bytes(), NOW).events
    ]
    journey = journey_of(events)
    assert (journey.scans, journey.outcome) == ((), None)


@given(
    subject=st.sampled_from(["Delivered", "Your parcel is lost", "Wird zugestellt", "Ремонт", "x"]),
    body=st.lists(
        st.sampled_from(
            ["Delivered.", "Will be delivered.", "已签收", "Colis livré", "Declared lost", "Held by customs"]
        ),
        max_size=3,
    ),
)  # fmt: skip
def test_no_words_of_a_mail_make_a_scan_or_close_a_parcel(subject, body):
    text = "\n".join(["Tracking number: RR123456785CN", *body])
    [event] = parse(subject=subject, body=text).events
    assert event.milestone is Milestone.NOTICE


def test_a_promise_is_no_statement():
    parsed = sample("promise-and-claim.eml")
    assert [(event.tracking_number, event.code) for event in parsed.events] == [
        ("LX123456785CN", "UNCLEAR"),
        ("RR123456785CN", "UNCLEAR"),
    ]


def test_what_is_unclear_is_a_notice_so_that_no_shop_can_map_it_to_a_delivery():
    parsed = sample("promise-and-claim.eml")
    assert {event.milestone for event in parsed.events} == {Milestone.NOTICE}
    assert parsed.unknown_codes == {}


def test_every_milestone_that_words_can_tell_is_a_notice_in_a_mail():
    [table] = carrier_email.CODES.values()
    assert set(table) == {each.value for each in Milestone} - {"UNKNOWN"} | {"UNCLEAR"}
    assert set(table.values()) == {Milestone.NOTICE}


def test_a_subject_that_the_words_contradict_is_not_believed():
    text = "Tracking number: RR123456785CN\nThe delivery attempt failed."
    [event] = parse(subject="Package delivered", body=text).events
    assert (event.code, event.description) == ("UNCLEAR", "Package delivered")


def test_a_bar_of_steps_tells_none_of_them():
    text = "Tracking number: RR123456785CN\nShipment accepted\nOut for delivery\nDelivered"
    [event] = parse(subject="Your parcel", body=text).events
    assert event.code == "UNCLEAR"


def test_a_mail_in_german_in_base64_is_read():
    [event] = sample("dhl-zugestellt.eml").events
    assert (event.tracking_number, event.carrier, event.code, event.language) == (
        "00340434161094042557", "deutsche-post-dhl", "DELIVERED", "de",
    )  # fmt: skip
    assert event.description == "Ihre Sendung wurde zugestellt"


def test_a_mail_forwarded_as_an_attachment_is_told_with_its_own_sender_and_date():
    parsed = sample("forwarded-as-attachment.eml")
    [event] = parsed.events
    assert (event.carrier, event.code) == ("usps", "OUT_FOR_DELIVERY")
    assert event.occurred_at.isoformat() == "2026-03-03T07:12:00-05:00"
    assert dict(event.facts)["attachments"] == "label.pdf"


def test_a_mail_forwarded_in_its_text_names_both_senders():
    [event] = sample("chinese-inline-forward.eml").events
    assert (event.tracking_number, event.carrier, event.code) == (
        "YT2606112345678901", "yunexpress", "DELIVERED",
    )  # fmt: skip
    facts = dict(event.facts)
    assert (facts["sender_domain"], facts["forwarded_by"]) == ("yunexpress.com", "example.com")
    assert event.description == "转发: 包裹通知"


def test_a_sender_that_does_not_fit_the_number_is_a_claim_only():
    [event] = parse(sender="x@fedex.com", body="Parcel 1Z999AA10123456784").events
    assert event.carrier == ""
    assert dict(event.facts)["sender_claims"] == "fedex"


@pytest.mark.parametrize("sender", ["x@ups.com.evil.example", "x@notups.com", "ups.com", "", "@"])
def test_a_sender_that_only_looks_like_a_carrier_is_none(sender):
    [event] = parse(sender=sender, body="Parcel 1Z999AA10123456784").events
    assert event.carrier == ""
    assert "sender_claims" not in dict(event.facts)


def test_hints_say_nothing_of_the_carrier():
    [hint] = sample("ups-delivered.eml").hints
    assert (hint.tracking_number, hint.carrier) == ("1Z999AA10123456784", "")


def test_a_mail_without_a_sure_number_is_a_problem_and_no_event():
    parsed = parse(body="Your order 123456789012 is on its way")
    assert parsed.events == ()
    assert [problem.what for problem in parsed.problems] == [
        "no tracking number in it that is sure or named as one"
    ]


@pytest.mark.parametrize("date", [None, "yesterday", "Tue, 99 Foo 2026 25:61:00"])
def test_a_date_that_is_none_is_noted_and_the_notice_kept(date):
    parsed = parse(body="Parcel RR123456785CN", Date=date)
    assert [event.occurred_at for event in parsed.events] == [None]
    assert [problem.where for problem in parsed.problems] == ["Date"]


def test_a_number_in_the_subject_alone_counts():
    assert len(parse(subject="Delivered: RR123456785CN").events) == 1


def test_attachments_are_named_and_not_looked_into():
    body = (
        "--b\nContent-Type: text/plain\n\nParcel RR123456785CN\n"
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=more.txt\n\n"
        "Tracking number: 1Z999AA10123456784\n--b--\n"
    )
    parsed = parse(body=body, Content_Type='multipart/mixed; boundary="b"')
    assert [event.tracking_number for event in parsed.events] == ["RR123456785CN"]
    assert dict(parsed.events[0].facts)["attachments"] == "more.txt"


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "=?utf-8?B?bad===?= =?nosuch?Q?x?= =?utf-8?q?=ff?="},
        {"Content_Type": "text/plain; charset=nosuch"},
        {"Content_Type": "text/plain; charset*=utf-8''%ff"},
        {"Content_Type": "multipart/mixed"},
        {"Content_Transfer_Encoding": "base64"},
        {"Content_Transfer_Encoding": "uuencode"},
        {"From": "=?x?= <"},
    ],
    ids=repr,
)
def test_damaged_headers_never_raise(headers):
    parsed = carrier_email.parse(mail(body="Parcel RR123456785CN", **headers), NOW)
    assert parsed.events or parsed.problems


def test_parts_nested_without_end_are_a_problem():
    head = "From: a@ups.com\nSubject: x\n"
    deep = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2000))
    parsed = carrier_email.parse(f"{head}{deep}".encode(), NOW)
    assert parsed.events == ()
    assert [problem.where for problem in parsed.problems] == ["(document)"]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mutated_mail_never_raises_and_never_claims_more_than_a_notice(data):
    body = bytearray(data.draw(st.sampled_from(SAMPLES)).read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(body)))
        body[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    parsed = carrier_email.parse(bytes(body), NOW)
    assert {event.milestone for event in parsed.events} <= {Milestone.NOTICE}
    assert parsed.events or parsed.problems


def test_the_words_of_a_mail_are_read_once_however_many_numbers_it_names(monkeypatch):
    read = []
    monkeypatch.setattr(
        carrier_email, "milestone_of_text", lambda text, language: read.append(text)
    )
    numbers = ["RB123456785GB", "RB123456785DE", "RB123456785FR"]
    parsed = parse(subject="Notice", body=" ".join(numbers))
    assert [event.tracking_number for event in parsed.events] == numbers
    assert read == ["Notice", " ".join(numbers)]
