from __future__ import annotations

import json

from click.testing import CliRunner

from parcelwright.cli.number import command
from parcelwright.errors import InputFileError


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_json_tells_candidates_validity_and_letters():
    result = run("--json", "rb 123 456 785 de")
    report = json.loads(result.stdout)
    assert (report["number"], report["normalized"]) == ("rb 123 456 785 de", "RB123456785DE")
    assert (report["valid"], report["correction"]) == (True, None)
    assert report["candidates"] == [
        {
            "carrier": "deutsche-post-dhl", "service": "registered", "format": "S10", "valid": True,
            "checked": True, "verified": True, "origin_country": "DE",
            "liability_hint": "registered", "tracking_url": None,
        }
    ]  # fmt: skip
    assert result.exit_code == 0


def test_a_number_that_fits_nothing_exits_with_one():
    result = run("hello")
    assert result.exit_code == 1
    assert result.stdout == "hello: no known format\n"


def test_a_wrong_check_digit_is_said():
    assert "S10, registered; check digit or letters are wrong" in run("RB123456786DE").stdout


def test_a_misread_letter_is_corrected():
    result = run("--json", "RB12345678SDE")
    assert json.loads(result.stdout)["correction"] == "RB123456785DE"
    assert result.exit_code == 1


def test_a_file_holds_one_number_a_line(tmp_path):
    file = tmp_path / "numbers.txt"
    file.write_text("\ufeffRB123456785DE\n\n1Z5R89390357567127\n", encoding="utf-8")
    lines = run("--json", "--file", file).stdout.splitlines()
    assert [json.loads(line)["normalized"] for line in lines] == [
        "RB123456785DE",
        "1Z5R89390357567127",
    ]


def test_without_a_number_the_command_says_what_it_needs():
    result = run()
    assert result.exit_code == 2
    assert "no number given" in result.stderr


def test_a_missing_file_is_named(tmp_path):
    assert isinstance(run("--file", tmp_path / "nope").exception, InputFileError)
