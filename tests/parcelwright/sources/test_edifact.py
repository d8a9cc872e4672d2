"""Dates, message types and encodings of UN/EDIFACT."""

import pytest

from parcelwright.sources._edifact import date_time, message_types, messages, starts_edifact
from parcelwright.sources._statements import Payload


@pytest.fixture
def page():
    return Payload.of_file("iftsta", {}, b"", None)


def problems(page):
    return [(each.where, each.what) for each in page.root.problems.found]


@pytest.mark.parametrize(
    ("value", "form", "read"),
    [
        ("20260301", "102", "2026-03-01"),
        ("260301", "101", "2026-03-01"),
        ("990301", "101", "1999-03-01"),
        ("010326", "2", "2026-03-01"),
        ("01032026", "4", "2026-03-01"),
        ("010320261405", "5", "2026-03-01T14:05:00"),
        ("2603011405", "201", "2026-03-01T14:05:00"),
        ("202603011405", "203", "2026-03-01T14:05:00"),
        ("20260301140507", "204", "2026-03-01T14:05:07"),
        ("202603011405+0130", "205", "2026-03-01T14:05:00+01:30"),
        ("202603011405UTC", "303", "2026-03-01T14:05:00+00:00"),
        ("20260301140507-03", "304", "2026-03-01T14:05:07-03:00"),
        ("202603011405CET", "303", "2026-03-01T14:05:00+01:00"),
        ("202603011405", "303", "2026-03-01T14:05:00"),
        ("2026030120260301", "718", "2026-03-01"),
    ],
)
def test_a_date_is_read_as_its_form_says(page, value, form, read):
    assert date_time(page, value, form, "segment 1 (DTM)").isoformat() == read
    assert problems(page) == []


def test_a_period_of_several_days_is_no_moment_and_no_problem(page):
    assert date_time(page, "2026030120260304", "718", "segment 1 (DTM)") is None
    assert problems(page) == []


def test_an_unknown_zone_is_noted_and_left_open(page):
    time = date_time(page, "202603011405XYZ", "303", "segment 7 (DTM)")
    assert time.isoformat() == "2026-03-01T14:05:00"
    assert problems(page) == [
        ("segment 7 (DTM)", "'XYZ' is no time zone we know; the time is read without one")
    ]


@pytest.mark.parametrize(
    ("value", "form"),
    [("2026", "102"), ("20261301", "102"), ("20260230", "102"), ("202603012460", "203"),
     ("20260301", ""), ("20260301", "999"), ("", "102"), ("١٢", "102")],
)  # fmt: skip
def test_a_date_that_cannot_be_read_is_noted(page, value, form):
    assert date_time(page, value, form, "segment 7 (DTM)") is None
    assert [where for where, _ in problems(page)] == ["segment 7 (DTM)"]


def test_messages_name_their_types_and_what_is_miscounted(page):
    text = b"UNB+UNOC:3'UNH+A1+IFTSTA:D:01B:UN'STS+1'UNT+3+A1'UNH+2+INVOIC:D'BGM'UNT+9+2'UNZ+2'"
    found = list(messages(page, text))
    assert [(each.type, [one.tag for one in each.segments]) for each in found] == [
        ("IFTSTA", ["STS"]),
        ("INVOIC", ["BGM"]),
    ]
    assert problems(page) == [("segment 7 (UNT)", "it counts 9 segments, 3 are there")]
    assert message_types(text) == {"IFTSTA", "INVOIC"}


def test_a_message_without_end_is_told_and_noted(page):
    found = list(messages(page, b"UNH+1+IFTSTA:D'STS+1'UNH+2+IFTSTA:D'STS+2'UNT+3+2'"))
    assert [len(each.segments) for each in found] == [1, 1]
    assert [where for where, _ in problems(page)] == ["segment 1 (UNH)"]


def test_segments_without_a_header_are_told_and_noted(page):
    [message] = messages(page, b"UNX+1+IFTSTA:D'STS+1'UNT+3+1'")
    assert [message.type, len(message.segments)] == ["", 2]
    assert problems(page) == [
        ("segment 1 (UNX)", "stands in no message; its header (UNH) is missing")
    ]


@pytest.mark.parametrize(
    ("level", "encoding"), [("UNOC", "latin-1"), ("UNOE", "iso8859-5"), ("UNOC", "utf-8")]
)
def test_letters_are_read_in_the_encoding_of_the_level_unless_they_are_utf_8(page, level, encoding):
    words = "Адрес" if encoding == "iso8859-5" else "Köln"
    payload = f"UNB+{level}:3'UNH+1+IFTSTA:D'FTX+{words}'UNT+3+1'".encode(encoding)
    [message] = messages(page, payload)
    assert message.segments[0].text(1) == words


@pytest.mark.parametrize("head", [b"UNA:+.? '", b"UNB+UNOC:3+A", b"\xef\xbb\xbf\r\nUNH+1+IFTSTA"])
def test_an_interchange_is_known_by_its_first_bytes(head):
    assert starts_edifact(head)


@pytest.mark.parametrize("head", [b"", b"UNBELIEVABLE", b"{}", b"ISA*00*", b"x UNB+"])
def test_other_bytes_are_no_interchange(head):
    assert not starts_edifact(head)
