"""Every source of message files keeps the same promises, on every sample file.

The promises that all sources share are in test_sources.py.
"""

from __future__ import annotations

import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parcelwright import sources
from parcelwright.parcels import code_books
from parcelwright.parcels.events import Milestone, TimeKind

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[1] / "payloads"
SAMPLES = [
    pytest.param(slug, file, id=f"{slug}-{file.stem}")
    for slug in sources.file_slugs()
    for file in sorted((PAYLOADS / slug).iterdir())
]
every_file_source = pytest.mark.parametrize("slug", sources.file_slugs())
every_sample = pytest.mark.parametrize(("slug", "file"), SAMPLES)
BOOKS = {f"{table.carrier}.{table.name}" for table in code_books.tables()}
# Statements of each sample, counted by hand.
EVENTS = {
    "iftsta-several-packages": 3,
    "iftsta-two-consignments": 3,
    "iftsta-unknown-codes": 3,
    "x12-214-old-and-unknown": 2,
    "x12-214-parcel": 4,
    "x12-214-several-shipments": 5,
    "emsevt-interchange": 2,
    "emsevt-ips-list": 5,
    "emsevt-letters": 4,
    "email-chinese-inline-forward": 1,
    "email-dhl-zugestellt": 1,
    "email-forwarded-as-attachment": 1,
    "email-promise-and-claim": 2,
    "email-ups-delivered": 1,
}
NUMBER = "LX123456785CN"


def _iftsta(number, events):
    told = "".join(
        f"STS+1+31'DTM+334:{when}:{form}'" + (f"FTX+AAI+++{released(words)}'" if words else "")
        for when, form, words in events
    )
    count = 1 + told.count("'") - told.count("?'") + 2
    return f"UNH+1+IFTSTA:D:01B:UN'CNI+1+{number}'{told}UNT+{count}+1'"


def released(words):
    return re.sub(r"([?:+'])", r"?\1", words)


def _x12(number, events):
    told = "".join(
        f"LX*1~AT7*X6*NS***{when[:8]}{'*' + when[8:] if when[8:] else ''}~"
        + (f"K1*{words}~" if words else "")
        for when, _, words in events
    )
    return f"ST*214*1~B10*{number}*S*ABCD~{told}SE*{3 + told.count('~')}*1~"


def _emsevt(number, events):
    rows = "".join(f"{number},EMF,{iso(when)},{words}\n" for when, _, words in events)
    return f"item,event_code,occurred_at,event_name\n{rows}"


def iso(digits):
    day = f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}"
    return f"{day}T{digits[8:10]}:{digits[10:]}" if digits[8:] else day


def _email(number, events):
    [(when, _, words)] = events
    day = datetime.strptime(when, "%Y%m%d%H%M").strftime("%d %b %Y %H:%M:00 +0000")
    return (
        f"From: a@ups.com\nSubject: Notice\nDate: {day}\n"
        f"Content-Type: text/plain; charset=utf-8\n\nTracking number: {number}\n{words}\n"
    )


BODIES = {"iftsta": _iftsta, "x12-214": _x12, "emsevt": _emsevt, "email": _email}
# One statement a file, with a time that its own program wrote.
LISTS = sorted(set(BODIES) - {"email"})


def parse(slug, number, *events):
    return sources.by_slug(slug).parse(BODIES[slug](number, events).encode(), NOW)


def test_every_source_is_sent_bad_files():
    assert set(BODIES) == set(sources.file_slugs())


def test_the_statements_of_every_sample_are_counted():
    assert set(EVENTS) == {sample.id for sample in SAMPLES}


@every_file_source
def test_a_source_names_the_endings_of_its_files(slug):
    assert sources.by_slug(slug).ENDINGS
    assert all(re.fullmatch(r"\.[a-z0-9]+", end) for end in sources.by_slug(slug).ENDINGS)


@every_sample
def test_every_statement_of_a_file_is_kept(slug, file):
    parsed = sources.by_slug(slug).parse(file.read_bytes(), NOW)
    assert len(parsed.events) == EVENTS[f"{slug}-{file.stem}"]


@every_sample
def test_events_say_where_they_come_from(slug, file):
    parsed = sources.by_slug(slug).parse(file.read_bytes(), NOW)
    assert {hint.tracking_number for hint in parsed.hints} == {
        event.tracking_number for event in parsed.events
    }
    for event in parsed.events:
        assert event.source == slug
        assert event.code_table.startswith(f"{slug}.") or event.code_table in BOOKS
        assert len(event.payload_digest) == 64
        assert event.received_at == NOW
        assert event.tracking_number == event.tracking_number.upper() != ""


@every_sample
def test_a_file_is_recognized_as_of_its_own_source_only(slug, file):
    head = file.read_bytes()
    found = [each for each in sources.file_slugs() if sources.by_slug(each).recognizes_file(head)]
    assert found == [slug]
    assert slug == sources.recognize(head).SLUG


@pytest.mark.parametrize(
    "head",
    [
        b"", b"{}", b'{"event": "tracker.updated"}', b"PK\x03\x04", b"From nobody", b"a: b\n\nc",
        b"tracking_number,occurred_at,milestone\nRV1,2026-01-01,ACCEPTED\n",
        b"Order ID;Item;Date\n1;Socks;2026-01-01\n",
        b"UNA:+.? 'UNB+UNOC:3+A+B+260101:1000+1'UNH+1+INVOIC:D:01B:UN'",
        b"ISA*00*x~GS*IM~ST*210*0001~",
    ],
    ids=lambda head: repr(head[:20]),
)  # fmt: skip
def test_tables_bodies_and_other_messages_are_no_message_files(head):
    assert sources.recognize_file(head) is None


@every_file_source
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_never_raises_and_says_that_it_is_damaged(slug, data):
    file = data.draw(st.sampled_from([sample.values[1] for sample in SAMPLES]))
    body = bytearray(file.read_bytes())
    cut = data.draw(st.integers(0, len(body)))
    body = body[:cut]
    for _ in range(data.draw(st.integers(0, 3)) if body else 0):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    source = sources.by_slug(slug)
    parsed = source.parse(bytes(body), NOW)
    assert parsed.problems or parsed.events or parsed.hints
    source.recognizes_file(bytes(body))


# A mail is one statement; test_carrier_email.py cuts it.
@pytest.mark.parametrize(
    ("slug", "file"), [sample for sample in SAMPLES if sample.values[0] != "email"]
)
def test_a_file_cut_anywhere_tells_a_beginning_of_what_it_told_whole(slug, file):
    body = file.read_bytes()
    whole = sources.by_slug(slug).parse(body, NOW).events
    known = {(event.tracking_number, event.code_table, event.code) for event in whole}
    for cut in random.Random(file.name).sample(range(len(body)), min(len(body), 150)):
        parsed = sources.by_slug(slug).parse(body[:cut], NOW)
        told = [(event.tracking_number, event.code_table, event.code) for event in parsed.events]
        # Numbers of packages that stood behind the cut are those of their consignment.
        assert {each[1:] for each in told} <= {each[1:] for each in known}


@every_file_source
@settings(max_examples=150, deadline=None)
@given(body=st.binary(max_size=300))
def test_any_bytes_are_read_without_an_exception(slug, body):
    parsed = sources.by_slug(slug).parse(body, NOW)
    assert parsed.problems or parsed.events


@every_file_source
def test_a_megabyte_of_words_is_kept_whole(slug):
    words = ("Waiting: nobody knows. " * 45_000).strip()
    parsed = parse(slug, NUMBER, ("202603011000", "203", words))
    assert len(parsed.events) == 1
    if slug != "email":
        assert parsed.events[0].description == words


@pytest.mark.parametrize("slug", LISTS)
def test_a_hundred_thousand_events_of_one_parcel_are_all_kept(slug):
    moments = [(f"202603{1 + n % 28:02d}1000", "203", "") for n in range(100_000)]
    parsed = parse(slug, NUMBER, *moments)
    assert len(parsed.events) == 100_000
    assert parsed.problems == ()
    assert len(parsed.hints) == 1


@every_file_source
def test_a_placeholder_of_1970_is_noted_and_its_event_kept_without_time(slug):
    parsed = parse(slug, NUMBER, ("197001010000", "203", "words"))
    assert [event.occurred_at for event in parsed.events] == [None]
    assert len(parsed.problems) == 1


@every_file_source
def test_a_far_year_is_kept_as_it_was_told(slug):
    parsed = parse(slug, NUMBER, ("209912310000", "203", "words"))
    assert [event.occurred_at.local.year for event in parsed.events] == [2099]


@pytest.mark.parametrize("slug", LISTS)
def test_a_day_stays_a_day(slug):
    parsed = parse(slug, NUMBER, ("20260301", "102", "words"))
    assert [event.occurred_at.kind for event in parsed.events] == [TimeKind.DATE]


@pytest.mark.parametrize("slug", LISTS)
def test_a_time_without_zone_gets_none(slug):
    parsed = parse(slug, NUMBER, ("202603011000", "203", "words"))
    assert [event.occurred_at.kind for event in parsed.events] == [TimeKind.LOCAL]


@pytest.mark.parametrize("slug", LISTS)
def test_words_in_mixed_scripts_are_kept(slug):
    words = "В пути 运输中 قيد النقل 🚚 Köln"
    parsed = parse(slug, NUMBER, ("202603011000", "203", words))
    assert [event.description for event in parsed.events] == [words]


@pytest.mark.parametrize("slug", LISTS)
def test_a_number_that_became_a_decimal_is_kept_as_written(slug):
    parsed = parse(slug, "420123456.5", ("202603011000", "203", "words"))
    assert {event.tracking_number for event in parsed.events} == {"420123456.5"}


@every_file_source
def test_a_file_beyond_eight_megabytes_is_one_problem_that_says_what_to_do(slug):
    body = BODIES[slug](NUMBER, [("202603011000", "203", "x" * 8 * 1024 * 1024)]).encode()
    parsed = sources.by_slug(slug).parse(body, NOW)
    assert parsed.events == ()
    assert [problem.where for problem in parsed.problems] == ["(document)"]
    assert parsed.problems[0].what.startswith("larger than 8 MB; ask the sender")


@every_file_source
@pytest.mark.parametrize(
    "filler", [b"<", b"'", b"?", b"+", b"*~", b'"', b"\n", b"--b\n", b"=?utf-8?q?", b"&#", b"\0"]
)
def test_a_megabyte_of_one_sign_is_no_event_of_ours(slug, filler):
    file = next(sample.values[1] for sample in SAMPLES if sample.values[0] == slug)
    body = file.read_bytes()[:60] + filler * (1_000_000 // len(filler))
    parsed = sources.by_slug(slug).parse(body, NOW)
    assert not [event for event in parsed.events if event.milestone is not Milestone.UNKNOWN]
    assert 1 <= len(parsed.problems) <= 101
