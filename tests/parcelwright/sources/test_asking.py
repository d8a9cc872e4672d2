"""What sources share that are asked."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.asking.calls import Access, Answer, Asked, Purpose
from parcelwright.asking.replies import NumberReply, Standing, Trouble, TroubleKind
from parcelwright.parcels.events import ParcelHint, Parsed, Problem, TrackingEvent
from parcelwright.sources import _asking
from parcelwright.sources._node import Node, Problems

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ONE, TWO = Asked(number="LX123456785CN"), Asked(number="RR123456785CN")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Content-Type", "application/json")


def answer(body=b"{}", status=200):
    return Answer(status=status, received_at=NOW, body=body)


def told(standing, **more):
    return NumberReply(standing=standing, **more)


@given(st.lists(st.text(min_size=1), max_size=4), st.dictionaries(st.text(), st.text(), max_size=3))
def test_segments_and_query_come_out_as_they_went_in(segments, query):
    url = _asking.address("https://a.example/v1", *segments, query=query)
    parts = urlsplit(url)
    assert [unquote(part) for part in parts.path.split("/")[2:]] == segments
    assert parse_qs(parts.query, keep_blank_values=True) == {n: [v] for n, v in query.items()}
    assert url.isascii()
    assert not {".", ".."} & set(parts.path.split("/"))


def test_a_json_call_has_one_form_in_utf_8():
    call = _asking.post_json(
        Purpose.READ, "https://a.example", {"n": ["é", 1]}, [("k", "v")], [ONE]
    )
    assert call.body == '{"n":["é",1]}'.encode()
    assert call.method == "POST"
    assert call.headers == (("Accept", "application/json"), JSON, ("k", "v"))
    assert call.numbers == ("LX123456785CN",)


def test_a_form_call_quotes_its_fields():
    call = _asking.post_form(Purpose.TOKEN, "https://a.example", {"a": "x y&z", "b": "é"})
    assert (call.method, call.body, call.headers[1]) == ("POST", b"a=x+y%26z&b=%C3%A9", FORM)


def test_a_get_wants_json_and_has_no_body():
    call = _asking.get(Purpose.CHECK, "https://a.example")
    assert (call.method, call.body, call.headers) == ("GET", b"", (("Accept", "application/json"),))


def test_basic_access_is_in_utf_8():
    assert _asking.basic("kü", "x") == ("Authorization", "Basic a8O8Ong=")


def test_a_token_is_carried_as_bearer():
    access = Access(base_url="https://a.example", token="t0")
    assert _asking.bearer(access) == ("Authorization", "Bearer t0")


def test_an_entered_value_loses_its_blanks_and_a_missing_one_is_empty():
    access = Access(base_url="", values={"key": " k \n"})
    assert _asking.value_of(access, "key") == "k"
    assert _asking.value_of(access, "other") == ""


NAMES = {"usps": "USPS!", "china-post": "CP!"}


@pytest.mark.parametrize(
    ("number", "carrier", "name"),
    [
        ("LX123456785CN", "usps", "USPS!"),
        ("LX123456785CN", "", "CP!"),
        ("LX123456785CN", "yanwen", ""),
        ("LX123456784CN", "", ""),
        ("RB123456785GB", "", ""),
        ("123456789012", "", ""),
        ("123456789012", "usps", "USPS!"),
    ],
)
def test_a_carrier_has_the_name_that_the_source_gives_it(number, carrier, name):
    assert _asking.own_name(Asked(number=number, carrier=carrier), NAMES) == name


@given(st.integers(0, 100), st.integers(1, 40))
def test_batches_keep_order_and_lose_nothing(count, size):
    asked = [Asked(number=str(n)) for n in range(count)]
    found = list(_asking.batches(asked, size))
    assert [each for batch in found for each in batch] == asked
    assert all(1 <= len(batch) <= size for batch in found)
    assert len(found) == -(-count // size)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b" \n", "it answered nothing (HTTP 200)"),
        (b"<html>Sign in</html>", "it answered no data (HTTP 200, "),
        (b"[1]", "it answered something else than we asked (HTTP 200): [1]"),
        (b"7", "it answered something else than we asked (HTTP 200): 7"),
    ],
)
def test_what_is_no_data_is_nonsense(body, what):
    trouble = _asking.json_root(answer(body))
    assert isinstance(trouble, Trouble)
    assert trouble.kind is TroubleKind.NONSENSE
    assert trouble.what.startswith(what)


def test_a_list_is_data_where_it_may_be():
    root = _asking.json_root(answer(b"[1]"), is_list=True)
    assert isinstance(root, Node)
    assert root.value == [1]


def test_a_good_root_has_a_good_status():
    assert _asking.good_root(answer(b'{"a":1}'))["a"].number == 1
    assert _asking.good_root(answer(b'{"a":1}', 503)).kind is TroubleKind.DOWN


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (200, None, None),
        (200, 200, None),
        (200, "201", None),
        (200, 401, TroubleKind.BAD_ACCESS),
        (200, 429, TroubleKind.THROTTLED),
        (200, 503, TroubleKind.DOWN),
        (200, 4001, TroubleKind.BAD_REQUEST),
        (200, -5, TroubleKind.BAD_REQUEST),
        (500, 200, TroubleKind.DOWN),
        (404, 4004, TroubleKind.BAD_REQUEST),
    ],
)
def test_a_status_within_the_body_counts(status, code, kind):
    node = Node(code, "meta.code", Problems())
    trouble = _asking.bad_status(answer(status=status), node)
    assert (trouble and trouble.kind) == kind


def test_a_reply_speaks_of_what_was_asked_as_it_was_asked():
    found = [("lx 123456785 cn", told(Standing.TOLD)), ("RB987654321CN", told(Standing.TOLD))]
    reply = _asking.reply([ONE, TWO], found)
    assert reply.numbers == {"LX123456785CN": told(Standing.TOLD)}
    assert reply.missing(("LX123456785CN", "RR123456785CN")) == ("RR123456785CN",)


def test_of_several_entries_the_fullest_counts_and_keeps_a_reference():
    found = [
        (ONE.number, told(Standing.NOT_YET, why="nothing", reference="a")),
        (ONE.number, told(Standing.TOLD)),
        (ONE.number, told(Standing.REFUSED, reference="c")),
    ]
    for order in (found, found[::-1]):
        [only] = _asking.reply([ONE], order).numbers.values()
        assert (only.standing, only.why) == (Standing.TOLD, "")
        assert only.reference in {"a", "c"}


def test_every_standing_has_its_place():
    assert set(_asking._TELLING) == set(Standing)


def test_the_same_can_be_said_of_all():
    reply = _asking.reply_all([ONE, TWO], told(Standing.REFUSED))
    assert set(reply.numbers) == {ONE.number, TWO.number}


def event(number):
    return TrackingEvent(tracking_number=number)


def test_events_of_another_number_become_one_problem():
    parsed = Parsed(
        events=(event("A1"), event("B2"), event("B2")),
        hints=(ParcelHint(tracking_number="A1"), ParcelHint(tracking_number="c 3")),
        problems=(Problem("x", "y"),),
    )
    bound = _asking.bound(parsed, ["a 1"])
    assert bound.events == (event("A1"),)
    assert bound.hints == (ParcelHint(tracking_number="A1"),)
    assert bound.problems == (
        Problem("x", "y"),
        Problem("B2", "not asked about; its 2 events are left out"),
        Problem("C3", "not asked about; its 0 events are left out"),
    )


def test_an_answer_without_strangers_is_left_as_it_is():
    parsed = Parsed(events=(event("A1"),))
    assert _asking.bound(parsed, ["A1"]) is parsed


def test_a_hundred_thousand_strangers_give_a_short_list():
    parsed = Parsed(events=tuple(event(f"N{n}") for n in range(100_000)))
    bound = _asking.bound(parsed, ["A1"])
    assert bound.events == ()
    assert len(bound.problems) == 101
    assert bound.problems[-1].what == "99900 further problems are not listed"
