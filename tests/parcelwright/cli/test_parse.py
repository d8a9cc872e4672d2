from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from parcelwright import sources
from parcelwright.cli.parse import command
from parcelwright.errors import InputFileError

PAYLOADS = Path(__file__).parents[2] / "payloads"
COLUMNS = [
    "tracking_number", "carrier", "occurred_at", "received_at", "milestone", "code", "code_table",
    "description", "language", "place", "country", "source", "payload_digest",
]  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_json_holds_file_source_events_problems_and_unknown_codes():
    file = PAYLOADS / "17track" / "unknown-codes.json"
    result = run("--source", "17track", file, "--json")
    report = json.loads(result.stdout)
    assert list(report) == ["file", "source", "events", "problems", "unknown_codes"]
    assert (report["file"], report["source"]) == (str(file), "17track")
    assert list(report["events"][0])[:13] == COLUMNS
    assert list(report["problems"][0]) == ["where", "what"]
    assert report["unknown_codes"][0] == {"code_table": "17track.stage", "code": "", "count": 1}
    assert result.exit_code == 1


def test_a_clean_payload_exits_with_zero():
    result = run(PAYLOADS / "aftership" / "lost.json")
    assert result.exit_code == 0
    assert "AfterShip, parcel LM473124829CN" in result.stdout
    assert "declared lost" in result.stdout


def test_each_file_is_one_line_of_json_of_its_own_source():
    files = [PAYLOADS / "aftership" / "lost.json", PAYLOADS / "easypost" / "lost.json"]
    lines = run("--json", *files).stdout.splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["aftership", "easypost"]


def test_the_time_of_receipt_is_taken_from_the_option():
    file = PAYLOADS / "easypost" / "lost.json"
    result = run("--json", "--received-at", "2026-06-01T08:00:00+0800", file)
    assert json.loads(result.stdout)["events"][0]["received_at"] == "2026-06-01T08:00:00+08:00"


def test_an_unknown_source_is_refused_with_the_known_ones():
    result = run("--source", "nosuch", PAYLOADS / "easypost" / "lost.json")
    assert result.exit_code == 2
    assert ", ".join(sources.slugs()) in result.stderr


def test_a_missing_file_is_named(tmp_path):
    error = run(tmp_path / "nope.json").exception
    assert isinstance(error, InputFileError)
    assert "nope.json: cannot be read" in str(error)


def test_a_file_of_no_known_source_asks_for_one(tmp_path):
    file = tmp_path / "x.json"
    file.write_text('{"hello": 1}', encoding="utf-8")
    error = run(file).exception
    assert isinstance(error, InputFileError)
    assert "name it with --source" in str(error)


def test_unreadable_bytes_of_a_named_source_are_a_problem(tmp_path):
    file = tmp_path / "x.json"
    file.write_bytes(b"\xff")
    result = run("--source", "easypost", file)
    assert result.exit_code == 1
    assert "problem at (document): not UTF-8 at byte 0" in result.stdout


@pytest.mark.parametrize("words", ["\x1b[2J", "[red]x[/red]"])
def test_words_of_a_stranger_steer_neither_terminal_nor_markup(tmp_path, words):
    body = {"object": "Tracker", "tracking_code": "A1", "tracking_details": [{"message": words}]}
    file = tmp_path / "x.json"
    file.write_text(json.dumps(body), encoding="utf-8")
    out = run(file).stdout
    assert words.replace("\x1b", " ") in out
    assert "\x1b" not in out


def test_a_file_of_meanings_reads_codes_that_nobody_mapped(tmp_path):
    file = PAYLOADS / "aftership" / "unknown-codes-newer.json"
    before = json.loads(run("--json", file).stdout)
    unknown = next(each for each in before["unknown_codes"] if each["code"])
    meanings = tmp_path / "own.toml"
    meanings.write_text(
        f'[[meaning]]\nsource = "aftership"\ncode_table = "{unknown["code_table"]}"\n'
        f'code = "{unknown["code"]}"\nmilestone = "HELD"\n',
        encoding="utf-8",
    )
    after = json.loads(run("--json", "--meanings", meanings, file).stdout)
    read = [each for each in after["events"] if each["own_meaning"]]
    assert [each["milestone"] for each in read] == ["HELD"] * unknown["count"]
    assert unknown not in after["unknown_codes"]
    assert "held (your meaning)" in run("--meanings", meanings, file).stdout


def test_a_file_of_meanings_that_cannot_be_used_is_named(tmp_path):
    meanings = tmp_path / "own.toml"
    meanings.write_text("[[meaning]]\n", encoding="utf-8")
    result = run("--meanings", meanings, PAYLOADS / "aftership" / "lost.json")
    assert isinstance(result.exception, InputFileError)
    assert str(result.exception).startswith(f"{meanings}: meaning 1: source is missing")


def test_several_files_end_with_counts_per_source():
    files = [
        PAYLOADS / "iftsta" / "two-consignments.edi",
        PAYLOADS / "iftsta" / "unknown-codes.edi",
        PAYLOADS / "email" / "ups-delivered.eml",
        PAYLOADS / "aftership" / "lost.json",
    ]
    result = run(*files)
    table = [line.split() for line in result.stdout.splitlines()[-4:]]
    assert table[0] == ["Source", "Files", "Events", "Unknown", "Problems"]
    assert table[2:] == [["email", "1", "1", "0", "0"], ["iftsta", "2", "6", "2", "0"]]
    assert result.exit_code == 1


def test_one_file_has_no_table_of_counts():
    assert "Source" not in run(PAYLOADS / "email" / "ups-delivered.eml").stdout


def test_of_many_parcels_five_are_named(tmp_path):
    rows = "".join(f"R{n:012d},EMA,2026-01-01\n" for n in range(8))
    file = tmp_path / "list.csv"
    file.write_text(f"item,event_code,occurred_at\n{rows}", encoding="utf-8")
    first = run(file).stdout.splitlines()[0]
    assert first.count("R0000") == 5
    assert first.endswith(" and 3 more")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("iftsta/several-packages.edi", "iftsta"),
        ("x12-214/several-shipments.x12", "x12-214"),
        ("emsevt/ips-list.csv", "emsevt"),
        ("emsevt/interchange.edi", "emsevt"),
        ("email/chinese-inline-forward.eml", "email"),
    ],
)
def test_a_message_file_is_recognized_without_naming_its_source(name, slug):
    assert json.loads(run("--json", PAYLOADS / name).stdout)["source"] == slug
