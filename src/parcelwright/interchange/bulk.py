"""Reads big files into columns, for work on many parcels at once.

Text files and Parquet go through pyarrow; what is not ISO 8601, a plain decimal or a
code of ours is read by the same functions as single rows, once per distinct value.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from parcelwright.errors import InputFileError
from parcelwright.interchange import parquet
from parcelwright.interchange.amounts import grams, millimetres
from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.interchange.cellreader import unit_of
from parcelwright.interchange.cells import clean, is_shortened
from parcelwright.interchange.columns import COLUMNS, TIME_COLUMNS, WHOLE_NUMBER_COLUMNS, Kind
from parcelwright.interchange.dates import parse_time
from parcelwright.interchange.lost_cells import lost_of
from parcelwright.interchange.matching import match_columns
from parcelwright.interchange.reading import conventions_of
from parcelwright.interchange.tables import open_table
from parcelwright.interchange.timecolumns import from_parquet, from_text
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.recognize import likely_carrier, normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from parcelwright.interchange.conventions import Conventions
    from parcelwright.interchange.lost_cells import Lost
    from parcelwright.interchange.matching import Matching
    from parcelwright.interchange.tables import Table

_COUNTRIES = ("origin_country", "destination_country", "country", "buyer_country")
_CARRIERS = ("carrier", "last_mile_carrier")
# Cells that nothing wraps or shortens, so that they can stay as they are.
_PLAIN_NUMBER = r"^[A-Z0-9]{1,18}$"
_PLAIN_WORD = r"^[A-Za-z0-9._:/-]{9,}$"
_ISO_DAY = r"^\d{4}-\d{2}-\d{2}"
_ROWS_AT_ONCE = 65_536
_BYTES_AT_ONCE = 8_388_608
_NUMBERS = ("tracking_number", "last_mile_number")


def read_columns(
    path: str | Path, kind: Kind | str, note: Callable[[Lost], None] | None = None
) -> pa.Table:
    """Return the rows of a file as columns, for the columns of ours that the file has.

    Text stays text (empty is null), carriers are slugs and countries two-letter codes.
    Every time ``x`` is three columns: ``x`` (timestamp[us, UTC]; the best single
    instant, as ``EventTime.utc``: a local time read as UTC, a date at noon), ``x_kind``
    (instant, local, date) and ``x_offset_min`` (int16). Weights and lengths are int64,
    ``sample_weight`` is float64; an integer ``parcel_id`` of Parquet is kept beside the
    number that it stands for; amounts stay decimal text. Rows without a number are
    left out. ``note`` is told of each column what could not be read; ``read_parcels`` and its
    like say it cell by cell.

    Raises:
        InputFileError: Not a table, or without the column that names the parcel.
    """
    kind = Kind(kind)
    table, matching = _opened(path, kind)
    return _columns_of(_raw(path, table, matching), kind, table, matching, note)


def each_columns(
    path: str | Path, kind: Kind | str, note: Callable[[Lost], None] | None = None
) -> Iterator[pa.Table]:
    """Yield the same columns in pieces of some ten thousand rows, and keep none of them.

    A file without rows is one piece without rows, so that its columns are known.
    ``note`` is told of each piece apart.

    Raises:
        InputFileError: As for :func:`read_columns`.
    """
    kind = Kind(kind)
    table, matching = _opened(path, kind)
    is_empty = True
    for raw in _each_raw(path, table, matching):
        is_empty = False
        yield _columns_of(raw, kind, table, matching, note)
    if is_empty:
        nothing = {column: pa.chunked_array([], pa.string()) for column in matching.used}
        yield _columns_of(pa.table(nothing), kind, table, matching, note)


def _opened(path: str | Path, kind: Kind) -> tuple[Table, Matching]:
    table = open_table(path)
    matching = match_columns(table.header).of_kind(kind)
    if matching.missing:
        raise InputFileError(
            f"{table.name} has no column {matching.missing}; add it or name it so in the header"
        )
    return table, matching


def _columns_of(
    raw: pa.Table,
    kind: Kind,
    table: Table,
    matching: Matching,
    note: Callable[[Lost], None] | None,
) -> pa.Table:
    conventions = conventions_of(table, matching) if _needs_conventions(raw, kind) else None
    columns: dict[str, pa.ChunkedArray] = {}
    for column in COLUMNS[kind]:
        if column in raw.column_names:
            columns |= _normalized(column, raw, matching, conventions)
    if kind is Kind.PARCELS:
        columns["carrier"] = _carriers(columns, raw)
    if "parcel_id" in raw.column_names:
        columns["parcel_id"] = raw["parcel_id"].cast(pa.int64())
    number = "order_number" if kind is Kind.ORDERS else "tracking_number"
    if note is not None:
        headers = {column: names[0] for column, names in matching.used.items() if names}
        for lost in lost_of(raw, columns, headers, number):
            note(lost)
    found = pa.table(columns)
    return found.filter(pc.is_valid(found[number]))


def _carriers(columns: dict[str, pa.ChunkedArray], raw: pa.Table) -> pa.ChunkedArray:
    """Return the carriers; where the file names none, the one that the number names, if any."""
    numbers = columns["tracking_number"]
    named = columns.get("carrier", pa.chunked_array([pa.nulls(len(numbers), pa.string())]))
    silent = pc.is_null(named)
    if "carrier" in raw.column_names:
        silent = pc.and_(silent, pc.is_null(per_value(_text(raw["carrier"]), _word)))
    if not pc.any(silent).as_py():
        return named
    asked = pc.if_else(silent, numbers, None)
    return pc.coalesce(named, per_value(asked, lambda number: likely_carrier(number) or None))


def _raw(path: str | Path, table: Table, matching: Matching) -> pa.Table:
    """Return the file's columns under our names, text except where Parquet has types."""
    wanted = {headers[0]: column for column, headers in matching.used.items()}
    if table.format == "parquet":
        return _named_parquet(pq.read_table(path), wanted)
    if _is_plain_csv(table, matching):
        try:
            return _named_csv(pacsv.read_csv(path, **_csv_options(table)), wanted)
        except pa.ArrowInvalid:
            # Rows of unequal length or damaged letters: the patient reader keeps what is there.
            pass
    (found,) = _patiently(table, wanted, None)
    return found


def _each_raw(path: str | Path, table: Table, matching: Matching) -> Iterator[pa.Table]:
    """Yield the same in pieces."""
    wanted = {headers[0]: column for column, headers in matching.used.items()}
    if table.format == "parquet":
        # Without these a whole row group, often the whole file, is held at once.
        with pq.ParquetFile(path, buffer_size=_BYTES_AT_ONCE, pre_buffer=False) as file:
            for batch in file.iter_batches(_ROWS_AT_ONCE, use_threads=False):
                yield _named_parquet(pa.Table.from_batches([batch]), wanted)
    elif _is_plain_csv(table, matching) and _reads_fast(path, table):
        with pacsv.open_csv(path, **_csv_options(table)) as reader:
            for batch in reader:
                yield _named_csv(pa.Table.from_batches([batch]), wanted)
    else:
        yield from _patiently(table, wanted, _ROWS_AT_ONCE)


def _patiently(table: Table, wanted: dict[str, str], at_once: int | None) -> Iterator[pa.Table]:
    rows = table.rows()
    while True:
        cells: dict[str, list[str | None]] = {column: [] for column in wanted.values()}
        count = 0
        for row in islice(rows, at_once):
            count += 1
            for header, column in wanted.items():
                cells[column].append(row.cells.get(header))
        if count or at_once is None:
            arrays = {name: pa.array(column, pa.string()) for name, column in cells.items()}
            yield pa.table({name: pa.chunked_array([array]) for name, array in arrays.items()})
        if at_once is None or count < at_once:
            return


def _is_plain_csv(table: Table, matching: Matching) -> bool:
    """Whether the fast reader and ours agree on the file, as far as its head tells."""
    plain = table.format == "csv" and matching.preset is None
    return plain and table.encoding in {"utf-8", "utf-8-sig"}


def _reads_fast(path: str | Path, table: Table) -> bool:
    """Whether the fast reader gets to the end; half a file from each reader would not do."""
    try:
        with pacsv.open_csv(path, **_csv_options(table)) as reader:
            for _ in reader:
                pass
    except pa.ArrowInvalid:
        return False
    return True


def _csv_options(table: Table) -> dict[str, object]:
    return {
        "read_options": pacsv.ReadOptions(
            column_names=list(table.header),
            skip_rows_after_names=0,
            skip_rows=table.header_row,
            block_size=_BYTES_AT_ONCE,
        ),
        "parse_options": pacsv.ParseOptions(
            delimiter=table.separator, newlines_in_values=True, ignore_empty_lines=True
        ),
        "convert_options": pacsv.ConvertOptions(
            column_types=dict.fromkeys(table.header, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
            quoted_strings_can_be_null=True,
        ),
    }


def _named_csv(found: pa.Table, wanted: dict[str, str]) -> pa.Table:
    names = [name for name in wanted if name in found.column_names]
    return found.select(names).rename_columns([wanted[name] for name in names])


def _named_parquet(found: pa.Table, wanted: dict[str, str]) -> pa.Table:
    names = found.column_names
    renamed = [parquet.number_name(name, names) for name in names]
    keep = {"parcel_id": found["parcel_id"]} if "parcel_id" in names else {}
    found = found.rename_columns(renamed)
    for header, column in wanted.items():
        keep[column] = found[header]
        for suffix in (parquet.KIND, parquet.OFFSET):
            if header + suffix in renamed:
                keep[column + suffix] = found[header + suffix]
    return pa.table(keep)


def _needs_conventions(raw: pa.Table, kind: Kind) -> bool:
    """Whether a time column holds text that is not ISO 8601."""
    for column in COLUMNS[kind]:
        if column in TIME_COLUMNS and column in raw.column_names:
            values = raw[column]
            if pa.types.is_string(values.type) and not _all_match(values, _ISO_DAY):
                return True
    return False


def _normalized(
    column: str, raw: pa.Table, matching: Matching, conventions: Conventions | None
) -> dict[str, pa.ChunkedArray]:
    values = raw[column]
    if column in TIME_COLUMNS:
        if pa.types.is_timestamp(values.type) or pa.types.is_date(values.type):
            return from_parquet(column, raw)
        order = conventions.date_order if conventions else None
        return from_text(column, _text(values), partial(parse_time, order=order))
    if column == "sample_weight":
        return {column: pc.fill_null(_cast(values, pa.float64()), 1.0)}
    if column in WHOLE_NUMBER_COLUMNS:
        read = grams if column == "weight_g" else millimetres
        return {column: _measured(column, values, matching, read)}
    return {column: _words(column, _text(values))}


def _words(column: str, texts: pa.ChunkedArray) -> pa.ChunkedArray:
    pattern = _PLAIN_NUMBER if column in _NUMBERS else _PLAIN_WORD
    if column not in (*_CARRIERS, *_COUNTRIES) and _all_match(texts, pattern):
        return texts
    return per_value(texts, _cell_reader(column))


def _all_match(values: pa.ChunkedArray, pattern: str) -> bool:
    matches = pc.match_substring_regex(values, pattern)
    return bool(pc.all(matches, skip_nulls=True).as_py())


def _cell_reader(column: str) -> Callable[[str], str | None]:
    if column in _NUMBERS:
        return _number
    if column in _CARRIERS:
        return lambda cell: carrier_of_cell(clean(cell)) or None
    if column in _COUNTRIES:
        return lambda cell: country_code(clean(cell)) or None
    return _word


def _word(cell: str) -> str | None:
    return clean(cell) or None


def _number(cell: str) -> str | None:
    number = normalize(clean(cell))
    return None if not number or is_shortened(number) else number


def _measured(
    column: str, values: pa.ChunkedArray, matching: Matching, read: Callable[[str, str], int | None]
) -> pa.ChunkedArray:
    if pa.types.is_integer(values.type):
        return values.cast(pa.int64())
    unit = "g" if column == "weight_g" else "mm"
    header = matching.used.get(column, (column,))[0]
    units = matching.preset.units if matching.preset else {}
    own = unit if header == column else unit_of(header, units)
    texts = _text(values)
    return per_value(texts, lambda cell: read(clean(cell), own), pa.int64())


def _cast(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    try:
        return values.cast(kind)
    except pa.ArrowInvalid as error:
        raise InputFileError(
            f"column sample_weight holds something that is no number: {error}"
        ) from error


def _text(values: pa.ChunkedArray) -> pa.ChunkedArray:
    return values if pa.types.is_string(values.type) else values.cast(pa.string())


def per_value(
    values: pa.ChunkedArray,
    read: Callable[[str], str | int | None],
    kind: pa.DataType | None = None,
) -> pa.ChunkedArray:
    """Return what ``read`` makes of each value; it is called once per distinct value."""
    encoded = values.combine_chunks().dictionary_encode()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    texts = encoded.dictionary.to_pylist()
    read_values = pa.array([read(text) for text in texts], kind or pa.string())
    return pa.chunked_array([read_values.take(encoded.indices)])
