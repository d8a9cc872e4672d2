"""Tables of events and payloads on lines, read piece by piece."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parcelwright.cli.parse import command
from parcelwright.errors import InputFileError

LOST = Path(__file__).parents[2] / "payloads" / "aftership" / "lost.json"
TABLE = (
    "tracking_number,occurred_at,milestone,description\n"
    "LX123456785CN,2026-03-01T10:00:00+08:00,ACCEPTED,taken over\n"
    "LX123456785CN,2026-03-02,,wibble\n"
    ",2026-03-03,DELIVERED,\n"
)


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def table(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture
def lines(tmp_path):
    line = json.dumps(json.loads(LOST.read_bytes()))
    file = tmp_path / "bodies.ndjson"
    file.write_text(f"{line}\n\n{line}\n{{broken\n", encoding="utf-8")
    return file


def test_a_table_is_one_json_object_with_its_rows_as_events(table):
    found = json.loads(run("--json", table).stdout)
    assert list(found) == ["file", "source", "events", "problems", "unknown_codes"]
    assert [(event["milestone"], event["source"]) for event in found["events"]] == [
        ("ACCEPTED", "file"),
        ("UNKNOWN", "file"),
    ]
    assert found["unknown_codes"] == [{"code_table": "", "code": "", "count": 1}]
    assert [problem["where"] for problem in found["problems"]] == ["column tracking_number"]


def test_a_row_bears_the_digest_of_its_file(table):
    digest = hashlib.sha256(table.read_bytes()).hexdigest()
    found = json.loads(run("--json", table).stdout)
    assert {event["payload_digest"] for event in found["events"]} == {digest}


def test_a_table_is_counted_by_milestone(table):
    result = run(table)
    out = result.stdout.splitlines()
    assert out[0].endswith("events.csv: table of tracking events")
    assert {tuple(line.split()) for line in out[2:4]} == {("accepted", "1"), ("unknown", "1")}
    assert "unknown code in no list: none given (1)" in out
    assert result.exit_code == 1


def test_a_table_without_events_says_which_columns_it_needs(tmp_path):
    file = tmp_path / "parcels.csv"
    file.write_text("tracking_number,carrier\nLX123456785CN,china-post\n", encoding="utf-8")
    error = run(file).exception
    assert isinstance(error, InputFileError)
    assert "columns tracking_number and occurred_at or milestone" in str(error)


def test_each_line_that_is_a_payload_is_read_as_one(lines):
    alone = json.loads(run("--json", LOST).stdout)["events"]
    found = [json.loads(line) for line in run("--json", lines).stdout.splitlines()]
    assert [each["file"].rpartition(", ")[2] for each in found] == ["line 1", "line 3", "line 4"]
    assert [len(each["events"]) for each in found] == [len(alone), len(alone), 0]


def test_a_broken_line_is_a_problem_of_that_line_alone(lines):
    result = run(lines)
    assert "problem at line 4, (document): not JSON" in result.stdout
    assert result.exit_code == 1


def test_the_counts_per_source_hold_tables_and_lines(table, lines):
    out = [line.split() for line in run(table, lines).stdout.splitlines()[-2:]]
    assert [(row[0], row[1]) for row in out] == [("aftership", "1"), ("file", "1")]


def test_a_source_that_is_named_reads_the_file_whole(table):
    result = run("--source", "easypost", table)
    assert "problem at (document)" in result.stdout


def test_one_payload_beyond_what_is_read_at_once_is_refused(tmp_path):
    file = tmp_path / "huge.json"
    with file.open("wb") as stream:
        stream.write(b'{"a": "')
        stream.truncate(64 * 1024 * 1024 + 1)
    error = run("--source", "easypost", file).exception
    assert isinstance(error, InputFileError)
    assert "one payload of 64 MB is not read" in str(error)
