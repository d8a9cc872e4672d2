from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from parcelwright.cli.number import command
from parcelwright.errors import InputFileError


def run(*arguments):
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def normalized(file):
    lines = run("--json", "--file", file).stdout.splitlines()
    return [json.loads(line)["normalized"] for line in lines]


def test_json_tells_candidates_validity_and_letters():
    result = run("--json", "rb 123 456 785 de")
    report = json.loads(result.stdout)
    assert (report["number"], report["normalized"]) == ("rb 123 456 785 de", "RB123456785DE")
    assert (report["valid"], report["correction"]) == (True, None)
    assert (report["possible"], report["damage"]) == ([], None)
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
    assert (
        "S10, registered, issued in DE; check digit or letters are wrong"
        in run("RB123456786DE").stdout
    )


def test_a_misread_letter_is_corrected():
    result = run("--json", "RB12345678SDE")
    assert json.loads(result.stdout)["correction"] == "RB123456785DE"
    assert result.exit_code == 1


def test_swapped_neighbors_are_put_right_and_other_possible_numbers_counted():
    result = run("RR473214829CN")
    assert "perhaps meant: RR473124829CN (two neighbors swapped)" in result.stdout
    assert "more; compare with the label" in result.stdout


def test_json_lists_every_number_that_one_slip_explains():
    report = json.loads(run("--json", "3071790000523483741").stdout)
    assert report["correction"] == "03071790000523483741"
    assert report["possible"] == [{"number": "03071790000523483741", "slip": "lost_zeros"}]


@pytest.mark.parametrize("number", ["4.43659E+11", "9,4001E21", "420906000000000000000"])
def test_a_number_that_a_spreadsheet_rounded_is_told_as_beyond_repair(number):
    report = json.loads(run("--json", number).stdout)
    assert (report["valid"], report["damage"]) == (False, "rounded")
    assert (report["correction"], report["possible"], report["candidates"]) == (None, [], [])
    assert "cannot be computed" in run(number).stdout


def test_the_letters_of_a_post_say_what_it_answers_for():
    assert "The convention grants nothing for loss" in run("LM473124829CN").stdout


def test_several_carriers_are_said_to_fit():
    assert "it fits 5 carriers; the label or the shipment tells which" in run("986578788855").stdout


def test_a_tracking_address_is_shown():
    assert (
        "https://www.ups.com/track?tracknum=1Z5R89390357567127"
        in run("1Z 5R8 939 03 5756 7127").stdout
    )


def test_a_file_holds_one_number_a_line(tmp_path):
    file = tmp_path / "numbers.txt"
    file.write_text("\ufeffRB123456785DE\n\n1Z5R89390357567127\n", encoding="utf-8")
    assert normalized(file) == ["RB123456785DE", "1Z5R89390357567127"]


def test_a_list_keeps_repeated_numbers_and_odd_lines(tmp_path):
    file = tmp_path / "numbers.txt"
    file.write_text("RB123456785DE\nRB123456785DE\nfoo,bar\n", encoding="utf-8")
    assert normalized(file) == ["RB123456785DE", "RB123456785DE", "FOO,BAR"]


def test_a_table_is_read_by_its_column_of_numbers(tmp_path):
    file = tmp_path / "parcels.csv"
    file.write_text(
        'order number,tracking number\nA1,="RB123456785DE"\nA2,\nA3,4.4E+11\n', encoding="utf-8"
    )
    assert normalized(file) == ["RB123456785DE", "4.4E+11"]


def test_a_table_in_chinese_is_read_by_its_column_of_numbers(tmp_path):
    file = tmp_path / "parcels.csv"
    file.write_bytes("订单号,运单号\nA1,YT2229521272164446\n".encode("gb18030"))
    assert normalized(file) == ["YT2229521272164446"]


def test_a_table_without_a_column_of_numbers_is_refused(tmp_path):
    file = tmp_path / "parcels.csv"
    file.write_text("color,size\nred,2\n", encoding="utf-8")
    found = run("--file", file).exception
    assert isinstance(found, InputFileError)
    assert "parcels.csv has no column tracking_number" in str(found)


def test_without_a_number_the_command_says_what_it_needs():
    result = run()
    assert result.exit_code == 2
    assert "no number given" in result.stderr


def test_a_missing_file_is_named(tmp_path):
    assert isinstance(run("--file", tmp_path / "nope").exception, InputFileError)
