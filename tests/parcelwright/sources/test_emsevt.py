"""What lists of postal item events say."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.events import Milestone
from parcelwright.sources import emsevt
from parcelwright.sources._lists import cut, rows

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "emsevt"
DATA = os.environ.get("PARCELWRIGHT_TEST_DATA", "")
needs_data = pytest.mark.skipif(
    not DATA, reason="PARCELWRIGHT_TEST_DATA is not set; the sample list covers the codes"
)


def parse(text):
    return emsevt.parse(text.encode(), NOW)


def sample(name):
    return emsevt.parse((PAYLOADS / name).read_bytes(), NOW)


def told(parsed):
    return [(each.tracking_number, each.code_table, each.milestone.value) for each in parsed.events]


def test_numbers_of_the_postal_system_are_events():
    parsed = sample("ips-list.csv")
    assert told(parsed) == [
        ("CA123456785CN", "emsevt.ips", "DEPARTED"),
        ("CA123456785CN", "emsevt.ips", "ARRIVED"),
        ("CA123456785CN", "emsevt.ips", "DELIVERY_ATTEMPTED"),
        ("CA123456785CN", "emsevt.ips", "DELIVERED"),
        ("1A19566112133", "emsevt.ips", "PROCESSED"),
    ]
    first, *_, last = parsed.events
    assert first.place == "CORÉE, RÉPUBLIQUE DE"
    assert first.occurred_at.isoformat() == "2026-01-18T01:30:00"
    assert dict(first.facts)["receptacle"] == "CNSHADZALGDAUN60001001100004"
    assert dict(last.facts) == {"next_office": "CDD SIDI BELABES"}
    assert [hint.tracking_number for hint in parsed.hints] == ["CA123456785CN", "1A19566112133"]
    assert parsed.problems == ()


def test_letters_are_events_of_the_posts_in_common():
    parsed = sample("letters.csv")
    assert told(parsed) == [
        ("RR123456785CN", "upu.emsevt", "ACCEPTED"),
        ("RR123456785CN", "upu.emsevt", "DEPARTED"),
        ("RR123456785CN", "upu.emsevt", "DELIVERY_ATTEMPTED"),
        ("RR123456785CN", "upu.emsevt", "UNKNOWN"),
    ]
    assert [event.country for event in parsed.events] == ["CN", "CN", "DE", "DE"]
    assert dict(parsed.events[2].facts) == {"reason": "12"}


def test_an_interchange_of_that_name_is_read_by_its_statuses():
    assert told(sample("interchange.edi")) == [
        ("EE123456785CN", "upu.emsevt", "ARRIVED"),
        ("EE123456785CN", "upu.emsevt", "HELD_BY_CUSTOMS"),
    ]


def test_an_event_entered_without_a_scan_is_no_scan():
    parsed = parse("item,event_code,occurred_at\nRR1,68,2026-01-01\nRR1,44,2026-01-01\n")
    assert {event.milestone for event in parsed.events} == {Milestone.NOTICE}


@pytest.mark.parametrize("code", ["34", "45", "106", "200", "EMX", ""])
def test_a_code_that_nobody_documents_is_unknown(code):
    [event] = parse(f"item,event_code,occurred_at\nRR1,{code},2026-01-01\n").events
    assert event.milestone is Milestone.UNKNOWN


def test_a_row_that_the_file_ends_within_is_not_read():
    parsed = parse("item,event_code,occurred_at,office\nRR1,EMA,2026-01-01,X\nRR1,37")
    assert [event.code for event in parsed.events] == ["EMA"]
    assert [problem.where for problem in parsed.problems] == ["line 3"]


def test_a_last_row_without_a_line_end_is_read_when_all_cells_are_there():
    parsed = parse("item,event_code,occurred_at\nRR1,EMA,2026-01-01")
    assert (len(parsed.events), parsed.problems) == (1, ())


def test_a_row_without_an_item_and_a_bad_time_are_noted_by_line():
    parsed = parse("item,event_code,occurred_at\n,EMA,2026-01-01\nRR1,EMA,01/02/26\n")
    assert [event.tracking_number for event in parsed.events] == ["", "RR1"]
    assert [problem.where for problem in parsed.problems] == ["line 2", "line 3"]


def test_damaged_letters_of_the_old_encoding_do_not_cost_a_row():
    body = "item;event_code;occurred_at;event_name\nRR1;37;2026-01-01;Livré à Müller\n"
    [event] = emsevt.parse(body.encode("cp1252"), NOW).events
    assert event.description == "Livré à Müller"


def test_cells_beyond_the_header_are_kept():
    [event] = parse("item,event_code,occurred_at\nRR1,EMA,2026-01-01,more\n").events
    assert dict(event.facts) == {"column4": "more"}


@needs_data
def test_every_row_of_a_real_export_is_an_event_with_a_known_code():
    body = Path(DATA, "postal-events", "events.csv").read_bytes()
    assert emsevt.recognizes_file(body[:65_536])
    parsed = emsevt.parse(body, NOW)
    assert len(parsed.events) == body.count(b"\n") - 1
    assert (parsed.problems, parsed.unknown_codes) == ((), {})
    assert len(parsed.hints) == len({event.tracking_number for event in parsed.events}) == 955


CELL = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=6)


@given(cells=st.lists(CELL, min_size=1, max_size=5))
def test_a_quoted_row_comes_back_as_it_was_written(cells):
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    assert cut(quoted, ",") == cells


def test_a_quoted_cell_may_hold_separators_and_line_breaks():
    [row, last] = rows('a;b\n"x;\ny";2\n3;4\n')
    assert (row.line, dict(row.cells)) == (2, {"a": "x;\ny", "b": "2"})
    assert (last.line, dict(last.cells)) == (4, {"a": "3", "b": "4"})


def test_a_quotation_mark_that_never_closes_does_not_swallow_the_file():
    told_rows = list(rows('a,b\n"x,1\n' + "3,4\n" * 500))
    assert len(told_rows) > 250
