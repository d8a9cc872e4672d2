"""Columns read in pieces are those read at once."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcelwright.interchange import bulk
from parcelwright.interchange.bulk import each_columns, read_columns

ROWS = "".join(
    f'LX{n:09d}CN,china-post,{day},"Sorted, {n}"\n'
    for n, day in enumerate(("2026-01-02T03:04:05Z", "03/02/2026 10:00", "", "2026-01-05") * 9)
)
HEADER = "tracking_number,carrier,occurred_at,description\n"


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(bulk, "_ROWS_AT_ONCE", 5)
    monkeypatch.setattr(bulk, "_BYTES_AT_ONCE", 400)


def together(path):
    pieces = list(each_columns(path, "events"))
    assert len(pieces) > 2
    return pa.concat_tables(pieces)


def test_a_text_file_in_pieces_is_the_file(tmp_path, small):
    path = tmp_path / "events.csv"
    path.write_text(HEADER + ROWS)
    assert together(path).to_pylist() == read_columns(path, "events").to_pylist()


def test_a_text_file_with_a_row_too_short_in_its_middle_is_read_once_and_whole(tmp_path, small):
    path = tmp_path / "events.csv"
    path.write_text(HEADER + ROWS + "LX1,short\n" + ROWS)
    assert together(path).to_pylist() == read_columns(path, "events").to_pylist()


def test_a_parquet_file_in_pieces_is_the_file(tmp_path, small):
    path = tmp_path / "events.parquet"
    cells = {"parcel_id": list(range(12)), "milestone": ["ACCEPTED"] * 12}
    pq.write_table(pa.table(cells), path)
    assert together(path).to_pylist() == read_columns(path, "events").to_pylist()
