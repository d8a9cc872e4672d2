from __future__ import annotations

import pytest

from parcelwright.errors import InputFileError
from parcelwright.interchange.number_lists import read_numbers


def test_records_are_read_by_their_column_of_numbers(tmp_path):
    file = tmp_path / "parcels.ndjson"
    file.write_text(
        '{"tracking_number": "RB123456785DE"}\n{"tracking_number": ""}\n', encoding="utf-8"
    )
    assert list(read_numbers(file)) == ["RB123456785DE"]


def test_a_list_in_an_old_chinese_encoding_is_read_line_by_line(tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes("YT2229521272164446 云途\n\n'00123\n".encode("gb18030"))
    assert list(read_numbers(file)) == ["YT2229521272164446 云途", "00123"]


def test_a_list_of_one_column_needs_no_header_in_a_csv_file(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("RB123456785DE\nRB123456785DE\n", encoding="utf-8")
    assert list(read_numbers(file)) == ["RB123456785DE", "RB123456785DE"]


def test_records_without_a_column_of_numbers_are_refused(tmp_path):
    file = tmp_path / "parcels.ndjson"
    file.write_text('{"color": "red"}\n', encoding="utf-8")
    with pytest.raises(InputFileError, match="has no column tracking_number"):
        list(read_numbers(file))


def test_an_empty_file_is_refused(tmp_path):
    file = tmp_path / "list.txt"
    file.write_bytes(b"")
    with pytest.raises(InputFileError, match="is empty"):
        list(read_numbers(file))
