"""Opening files as tables: encodings, separators, headers, wrappers, size."""

import io
import tracemalloc
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from parcelwright.errors import InputFileError
from parcelwright.interchange.tables import open_table


def table_of(content, encoding="utf-8", name="orders.csv"):
    raw = content if isinstance(content, bytes) else content.encode(encoding)
    return open_table(io.BytesIO(raw), name)


def cells_of(table):
    return [dict(row.cells) for row in table.rows()]


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
def test_chinese_file_reads_the_same_in_every_encoding(encoding):
    text = "订单号,运单号,国家\nA1,LX123456785CN,德国\n"
    assert cells_of(table_of(text, encoding)) == [
        {"订单号": "A1", "运单号": "LX123456785CN", "国家": "德国"}
    ]


def test_japanese_file_in_shift_jis_is_recognised_by_its_header():
    table = table_of("注文番号\tお問い合わせ伝票番号\n1\t123456789012\n", "cp932")
    assert table.encoding == "cp932"
    assert table.header == ("注文番号", "お問い合わせ伝票番号")


def test_western_single_byte_file_keeps_its_accents():
    table = table_of("tracking_number,city\nRX1,Besançon\nRX2,Málaga\n", "cp1252")
    assert [row["city"] for row in cells_of(table)] == ["Besançon", "Málaga"]


def test_damaged_utf8_is_read_with_replacement_letters():
    table = table_of(
        "tracking_number,city\nRX1,Zürich\nRX2,é\nRX3,ü\nRX4,ö\nRX5,ä\n".encode() + b"RX6,M\xfcn\n"
    )
    assert cells_of(table)[-1] == {"tracking_number": "RX6", "city": "M\ufffdn"}


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separator_is_found(separator):
    text = separator.join(("tracking_number", "carrier", "city")) + "\n"
    text += separator.join(("RX1", "usps", "Rome")) + "\n"
    assert table_of(text).separator == separator
    assert cells_of(table_of(text))[0]["city"] == "Rome"


def test_header_below_other_lines_is_found_and_footers_are_dropped():
    text = (
        ",,,,,\n"
        "Sales Record Number,Order Number,Buyer Name,Ship To Country,Tracking Number,Item Title\n"
        ",,,,,\n"
        "101,18-15123-90441,Ann,Germany,LX123456785CN,Mug\n"
        "\n"
        "1,record(s) downloaded,\n"
        "Seller ID : x\n"
    )
    table = table_of(text)
    rows = list(table.rows())
    assert table.header_row == 2
    assert [row.number for row in rows] == [4]
    assert rows[0].cells["Tracking Number"] == "LX123456785CN"


def test_row_that_explains_the_columns_is_not_data():
    rows = [
        ["Order ID", "Tracking ID", "Recipient"],
        ["Platform unique order id.", "The tracking number.", "Name of the recipient."],
        ["576461413038785752", "JT0001", "Ann"],
    ]
    assert [row["Order ID"] for row in cells_of(table_of(workbook(rows)))] == ["576461413038785752"]


def test_wrappers_and_words_for_nothing_are_removed():
    text = (
        "tracking_number,order_number,city,service\n"
        '"=""00123""",\'1001\t,`Rome\u00a0,--\n'
        "\u200bRX2,None,nan,'t Post\n"
    )
    assert cells_of(table_of(text)) == [
        {"tracking_number": "00123", "order_number": "1001", "city": "Rome"},
        {"tracking_number": "RX2", "service": "'t Post"},
    ]


def test_repeated_column_names_are_told_apart():
    assert table_of("sku,Item Cost,Item Cost\n1,2,3\n").header == (
        "sku",
        "Item Cost",
        "Item Cost (2)",
    )


def test_cells_beyond_the_header_are_kept():
    assert cells_of(table_of("tracking_number,city\nRX1,Rome,more\n")) == [
        {"tracking_number": "RX1", "city": "Rome", "column 3": "more"}
    ]


def test_a_cell_of_a_megabyte_is_read_whole():
    table = table_of("tracking_number,description\nRB1," + "x" * 1_000_000 + "\n")
    assert [len(row["description"]) for row in cells_of(table)] == [1_000_000]


def test_workbook_numbers_and_dates_come_out_as_text():
    rows = [
        ["tracking_number", "weight_g", "value", "ordered_at", "paid_at"],
        [576461413038785752, 500.0, 12.5, date(2026, 1, 31), datetime(2026, 1, 31, 10, 5)],
        ["00123", None, 0.1, None, None],
    ]
    assert cells_of(table_of(workbook(rows))) == [
        {
            "tracking_number": "5.76461E+17",
            "weight_g": "500",
            "value": "12.5",
            "ordered_at": "2026-01-31",
            "paid_at": "2026-01-31T10:05:00",
        },
        {"tracking_number": "00123", "value": "0.1"},
    ]


def test_sheet_with_the_table_is_found_behind_a_cover_sheet():
    book = openpyxl.Workbook()
    book.active.append(["Report of January", "made for you"])
    book.create_sheet("Data").append(["Tracking Number", "Carrier"])
    book["Data"].append(["RX1", "USPS"])
    stream = io.BytesIO()
    book.save(stream)
    assert cells_of(table_of(stream.getvalue())) == [{"Tracking Number": "RX1", "Carrier": "USPS"}]


def test_workbook_with_macros_is_refused():
    stream = io.BytesIO(workbook([["tracking_number"], ["RX1"]]))
    with zipfile.ZipFile(stream, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    with pytest.raises(InputFileError, match=r"orders\.csv holds macros; save it as"):
        table_of(stream.getvalue())


def test_workbook_that_unpacks_to_too_much_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    with pytest.raises(InputFileError, match="unpacks to 30 MB"):
        table_of(stream.getvalue())


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "is empty"),
        (b"\xd0\xcf\x11\xe0rest", "old or protected workbook"),
        (b"PK\x03\x04rest", "damaged workbook"),
        (b"PAR1rest", "not a Parquet file"),
        (b'{"a": 1}\n[2]\n', "line 2 is not a JSON object"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "not a table of text"),
    ],
)
def test_file_that_is_no_table_is_refused_with_what_it_is(raw, words):
    with pytest.raises(InputFileError, match=words):
        list(table_of(raw).rows())


def test_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(InputFileError, match=r"none\.csv cannot be opened: No such file"):
        open_table(tmp_path / "none.csv")


def test_numbers_of_json_lines_stay_as_written():
    table = table_of(b'{"tracking_number": 92001234567890123456789, "value": 1.10, "x": null}\n')
    assert cells_of(table) == [{"tracking_number": "92001234567890123456789", "value": "1.10"}]


def test_rows_can_be_read_again_from_the_start():
    table = table_of("tracking_number\nRX1\nRX2\n")
    assert list(table.rows()) == list(table.rows())


class _Endless(io.RawIOBase):
    """A CSV of ``size`` bytes that exists only while it is read."""

    LINE = b"LX123456785CN,china-post,2026-01-05T10:00:00,some words of a carrier\n"

    def __init__(self, size):
        self._size, self._at = size, 0
        self._head = b"tracking_number,carrier,occurred_at,description\n"

    def readable(self):
        return True

    def seekable(self):
        return True

    def seek(self, offset, whence=0):
        self._at = offset
        return offset

    def readinto(self, buffer):
        wanted = min(len(buffer), max(self._size - self._at, 0))
        start = self._at % len(self.LINE)
        block = (self.LINE * (wanted // len(self.LINE) + 2))[start : start + wanted]
        if self._at == 0:
            block = (self._head + block)[:wanted]
        buffer[: len(block)] = block
        self._at += len(block)
        return len(block)


def test_memory_does_not_grow_with_the_file():
    peaks = []
    for size in (1_000_000, 3_000_000):
        table = open_table(io.BufferedReader(_Endless(size)), "big.csv")
        tracemalloc.start()
        rows = sum(1 for _ in table.rows())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert rows > size // 100
    assert peaks[1] < peaks[0] + 200_000
    assert peaks[1] < 2_000_000
