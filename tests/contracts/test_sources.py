"""Every tracking source keeps the same promises, on every sample payload."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from carrier_bodies import LISTS
from doubles._xml import document
from parcelwright import sources
from parcelwright.parcels import code_books
from parcelwright.parcels.events import Milestone
from parcelwright.sources import _meaning
from parcelwright.sources._node import open_payload

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[1] / "payloads"
SAMPLES = [
    pytest.param(folder.name, file, id=f"{folder.name}-{file.stem}")
    for folder in sorted(PAYLOADS.iterdir())
    for file in sorted((*folder.glob("*.json"), *folder.glob("*.xml")))
]
JSON_SAMPLES = [sample for sample in SAMPLES if sample.values[1].suffix == ".json"]
every_source = pytest.mark.parametrize("slug", sources.slugs())
# Message files keep the like promises in test_file_sources.py.
every_json_source = pytest.mark.parametrize("slug", sources.json_slugs())
every_sender = pytest.mark.parametrize("slug", sources.push_slugs())
every_sample = pytest.mark.parametrize(("slug", "file"), SAMPLES)
every_json_sample = pytest.mark.parametrize(("slug", "file"), JSON_SAMPLES)
_LISTS = {
    "OrderTrackingDetails", "checkpoints", "detailList", "events", "routes", "track_events", "trackingList",
    "tracking_details", "trackinfo", "tracking_history", "value",
}  # fmt: skip
# One activity a body; one statement a tracking number.
_OBJECTS, _TEXTS = {"activityStatus"}, {"tracking_numbers"}
BOOKS = {f"{table.carrier}.{table.name}" for table in code_books.tables()}


def count_events(value: object) -> int:
    """Count the statements of a payload, however they are nested."""
    if isinstance(value, list):
        return sum(count_events(item) for item in value)
    if isinstance(value, str) and value.startswith("{"):
        return count_events(json.loads(value))
    if not isinstance(value, dict):
        return 0
    return sum(_count_member(name, inner) for name, inner in value.items())


def _count_member(name: str, inner: object) -> int:
    if name in _OBJECTS:
        return 1
    if name in _TEXTS and isinstance(inner, list):
        return len(inner)
    if name in _LISTS | LISTS and isinstance(inner, list):
        return sum(isinstance(item, dict) for item in inner)
    return count_events(inner)


def shuffled(value: object, order: random.Random) -> object:
    if isinstance(value, list):
        return [shuffled(item, order) for item in value]
    if not isinstance(value, dict):
        return value
    names = list(value)
    order.shuffle(names)
    return {name: shuffled(value[name], order) for name in names}


def encoded(value: object, file: Path) -> bytes:
    """The bytes of a changed value, in the form of the sample that it was."""
    if file.suffix == ".json":
        return json.dumps(value, default=float).encode()
    [(name, inner)] = value.items()
    return document(name, inner)


def test_each_folder_of_payloads_belongs_to_a_source():
    assert tuple(sorted(folder.name for folder in PAYLOADS.iterdir())) == sources.slugs()


@every_source
def test_a_source_says_what_it_is(slug):
    source = sources.by_slug(slug)
    assert slug == source.SLUG
    assert source.NAME
    assert source.CODES
    assert sources.is_push(source) or sources.is_pull(source) or sources.is_file(source)


@every_sender
def test_a_sender_says_where_its_signature_stands(slug):
    source = sources.push_by_slug(slug)
    assert source.SIGNATURE_HEADER
    assert source.SECRET_IS_SENT in {True, False}


@every_source
def test_code_tables_carry_the_name_of_their_source(slug):
    own = set(sources.by_slug(slug).CODES) - BOOKS
    assert {table.partition(".")[0] for table in own} <= {slug}


@every_source
def test_no_code_is_mapped_to_unknown(slug):
    for table in sources.by_slug(slug).CODES.values():
        assert Milestone.UNKNOWN not in table.values()


@every_source
def test_no_code_is_written_twice_in_a_module(slug):
    source = sources.by_slug(slug)
    text = Path(source.__file__).read_text(encoding="utf-8")
    own = [
        table
        for name, table in source.CODES.items()
        if name not in BOOKS and any(f'"{code}": M.' in text for code in table)
    ]
    for code in (code for table in own for code in table):
        assert text.count(f'"{code}": M.') == sum(code in table for table in own)


@every_sample
def test_every_event_of_a_payload_is_kept(slug, file):
    body = file.read_bytes()
    parsed = sources.by_slug(slug).parse(body, NOW)
    dated = [event for event in parsed.events if ("scope", "parcel") not in event.facts]
    about_the_source = {Milestone.SOURCE_SILENT, Milestone.SOURCE_STOPPED}
    scans = [event for event in dated if event.milestone not in about_the_source]
    assert len(scans) == count_events(open_payload(body, is_list=True).value)


@every_sample
def test_events_say_where_they_come_from(slug, file):
    parsed = sources.by_slug(slug).parse(file.read_bytes(), NOW)
    assert parsed.hints
    for event in parsed.events:
        assert event.source == slug
        assert event.code_table.startswith(f"{slug}.") or event.code_table in BOOKS
        assert len(event.payload_digest) == 64
        assert event.tracking_number == event.tracking_number.upper() != ""


@every_json_sample
def test_the_order_of_fields_is_irrelevant(slug, file):
    source = sources.by_slug(slug)
    body = file.read_bytes()
    other = json.dumps(shuffled(json.loads(body), random.Random(7))).encode()
    one, two = source.parse(body, NOW), source.parse(other, NOW)
    assert [event.digest for event in one.events] == [event.digest for event in two.events]
    assert one.hints == two.hints
    assert one.problems == two.problems


@every_sample
def test_another_code_book_and_phrase_table_make_no_other_statement(slug, file, monkeypatch):
    body = file.read_bytes()
    known = [event.digest for event in sources.by_slug(slug).parse(body, NOW).events]
    monkeypatch.setattr(_meaning, "lookup", lambda *_: None)
    monkeypatch.setattr(_meaning, "milestone_of_text", lambda *_: None)
    read_anew = sources.by_slug(slug).parse(body, NOW).events
    assert [event.digest for event in read_anew] == known


@every_sample
def test_a_payload_is_recognized_as_of_its_own_source_only(slug, file):
    found = sources.recognize(file.read_bytes())
    assert found is not None
    assert slug == found.SLUG


@every_json_source
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_payload_never_raises(slug, data):
    file = data.draw(st.sampled_from([sample.values[1] for sample in SAMPLES]))
    body = bytearray(file.read_bytes())
    cut = data.draw(st.integers(0, len(body)))
    where = data.draw(st.integers(0, max(cut - 1, 0)))
    body = body[:cut]
    if body:
        body[where] = data.draw(st.integers(0, 255))
    source = sources.by_slug(slug)
    parsed = source.parse(bytes(body), NOW)
    tells = parsed.problems or parsed.events or parsed.hints
    assert tells or source.recognizes(open_payload(bytes(body)))
    if sources.is_push(source):
        assert source.dedupe_key(bytes(body)) is None or source.dedupe_key(bytes(body))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@every_json_source
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_value_in_any_place_never_raises(slug, data):
    samples = [sample.values[1] for sample in SAMPLES if sample.values[0] == slug]
    file = data.draw(st.sampled_from(samples))
    value = open_payload(file.read_bytes(), is_list=True).value
    node = value
    while isinstance(node, (dict, list)) and node:
        key = data.draw(
            st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node)))
        )
        if data.draw(st.booleans()) or not isinstance(node[key], (dict, list)):
            node[key] = data.draw(JSON)
            break
        node = node[key]
    body = encoded(value, file)
    parsed = sources.by_slug(slug).parse(body, NOW)
    assert isinstance(parsed.events, tuple)


@every_source
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        b'{"a": NaN}',
        b'{"a":1,"a":2}',
        b"1e999",
    ],
    ids=["empty", "null", "list", "object", "deep", "utf-16", "nan", "twice", "huge"],
)
def test_nonsense_is_a_problem_and_no_event(slug, body):
    parsed = sources.by_slug(slug).parse(body, NOW)
    assert parsed.events == ()
    assert [problem.where for problem in parsed.problems] == ["(document)"]


@every_source
def test_ten_megabytes_of_nonsense_give_a_short_list_of_problems(slug):
    rows = b"[" + b",".join([b"17"] * 3_300_000) + b"]"
    body = (
        b'{"event":"x","object":"Tracker","tracking_code":"A","tracking_details":' + rows
        + b',"msg":{"tracking_number":"A","checkpoints":[0,1]},"data":{"accepted":[0,1]}}'
    )  # fmt: skip
    parsed = sources.by_slug(slug).parse(body, NOW)
    assert 1 <= len(parsed.problems) <= 101
    assert [event for event in parsed.events if event.milestone.is_scan] == []


@every_source
def test_ten_megabytes_of_open_quotes_are_one_problem(slug):
    parsed = sources.by_slug(slug).parse(b'{"a": "' + b'\\"' * 5_000_000, NOW)
    assert [problem.where for problem in parsed.problems] == ["(document)"]


@every_sender
@pytest.mark.parametrize("header", ["", "x", "hmac-sha256-hex=", "é", "\ud800"])
def test_a_wrong_signature_does_not_verify(slug, header):
    source = sources.by_slug(slug)
    assert source.verify(b"{}", {source.SIGNATURE_HEADER: header}, ("secret",)) is False


@every_sender
def test_without_a_header_or_a_secret_nothing_verifies(slug):
    source = sources.by_slug(slug)
    assert source.verify(b"{}", {}, ("secret",)) is False
    assert source.verify(b"{}", {source.SIGNATURE_HEADER: "x"}, ()) is False
    assert source.verify(b"{}", {source.SIGNATURE_HEADER: "x"}, ("",)) is False
