import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from parcelwright.interchange.bulk import each_columns, read_columns
from parcelwright.interchange.lost_cells import Lost


def lost_in(tmp_path, text, kind="events"):
    file = tmp_path / "file.csv"
    file.write_text(text, encoding="utf-8")
    found = []
    return read_columns(file, kind, note=found.append), found


def test_a_cell_that_cannot_be_read_is_told_with_its_column_as_the_file_writes_it(tmp_path):
    _, lost = lost_in(
        tmp_path, "Tracking number,Occurred at\nRR1,2026-02-30\nRR2,2026-02-30\nRR3,soon\n"
    )
    assert lost == [Lost(header="Occurred at", cells=3, sample="2026-02-30")]


def test_empty_cells_and_words_for_nothing_are_not_lost(tmp_path):
    _, lost = lost_in(tmp_path, "tracking_number,occurred_at,country\nRR1,,N/A\nRR2, ,DE\n")
    assert lost == []


def test_rows_without_a_number_are_counted_apart_from_shortened_numbers(tmp_path):
    table, lost = lost_in(tmp_path, "tracking_number,place\n,Leipzig\n4.4E+11,Bonn\nRR1,Ulm\n")
    assert table["tracking_number"].to_pylist() == ["RR1"]
    assert lost == [Lost(header="tracking_number", cells=1, sample="4.4E+11", rows=2)]


@pytest.mark.parametrize("year", ["0001", "1899", "2200", "9999"])
def test_a_year_in_which_no_parcel_moved_is_lost_and_not_reckoned_with(tmp_path, year):
    text = f"tracking_number,occurred_at\nRR1,{year}-12-31T23:59:59+14:00\nRR2,2026-01-05\n"
    table, lost = lost_in(tmp_path, text)
    assert [each is None for each in table["occurred_at"].to_pylist()] == [True, False]
    assert [(each.header, each.cells) for each in lost] == [("occurred_at", 1)]


def test_parquet_of_the_same_years_loses_the_same(tmp_path):
    moments = pa.array([253402300799000000, 1767571200000000], pa.timestamp("us", tz="UTC"))
    file = tmp_path / "events.parquet"
    pq.write_table(pa.table({"tracking_number": ["RR1", "RR2"], "occurred_at": moments}), file)
    found = []
    table = read_columns(file, "events", note=found.append)
    assert [each is None for each in table["occurred_at"].to_pylist()] == [True, False]
    assert [(each.header, each.cells) for each in found] == [("occurred_at", 1)]


def test_a_file_without_rows_is_one_piece_with_its_columns(tmp_path):
    file = tmp_path / "events.csv"
    file.write_text("tracking_number,occurred_at\n", encoding="utf-8")
    (piece,) = each_columns(file, "events")
    assert piece.num_rows == 0
    assert piece.schema == read_columns(file, "events").schema


def test_what_two_pieces_lost_is_added_up():
    first, then = Lost(header="x", cells=2, sample="a", rows=1), Lost(header="x", cells=3, rows=4)
    assert first.with_more(then) == Lost(header="x", cells=5, sample="a", rows=5)
