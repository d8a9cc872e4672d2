"""Parquet files: typed columns; a time is spread over ``x``, ``x_kind`` and ``x_offset_min``."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.errors import InputFileError
from parcelwright.interchange.cells import clean
from parcelwright.parcels.events import EventTime, TimeKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

KIND = "_kind"
OFFSET = "_offset_min"
_BATCH_ROWS = 4096


def header(opener: Callable[[], AbstractContextManager[IO[bytes]]], name: str) -> tuple[str, ...]:
    """Return the names of the columns, without the two that belong to a time.

    An integer ``parcel_id`` that stands for the number is named ``tracking_number``.

    Raises:
        InputFileError: The file is not Parquet.
    """
    with opener() as stream:
        try:
            names = pq.ParquetFile(stream).schema_arrow.names
        except pa.ArrowInvalid as error:
            raise InputFileError(f"{name} is not a Parquet file that can be read") from error
    return tuple(number_name(each, names) for each in names if not _belongs_to_time(each, names))


def rows(
    opener: Callable[[], AbstractContextManager[IO[bytes]]],
    name: str,
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield (row number, filled values as text by column).

    Raises:
        InputFileError: A part of the file is damaged.
    """
    number = 0
    with opener() as stream:
        try:
            for batch in pq.ParquetFile(stream).iter_batches(_BATCH_ROWS):
                names = batch.schema.names
                for record in batch.to_pylist():
                    number += 1
                    yield number, _cells(record, names)
        except pa.ArrowInvalid as error:
            raise InputFileError(f"{name}, after row {number}: {error}") from error


def number_name(name: str, names: list[str]) -> str:
    """Return ``tracking_number`` for a ``parcel_id`` that stands in its place."""
    return "tracking_number" if name == "parcel_id" and "tracking_number" not in names else name


def _belongs_to_time(name: str, names: list[str]) -> bool:
    return any(
        name.endswith(suffix) and name.removesuffix(suffix) in names for suffix in (KIND, OFFSET)
    )


def _cells(record: dict[str, object], names: list[str]) -> dict[str, str]:
    cells = {}
    for name, value in record.items():
        if value is None or _belongs_to_time(name, names):
            continue
        text = clean(_text(value, record.get(name + KIND), record.get(name + OFFSET)))
        if text:
            cells[number_name(name, names)] = text
    return cells


def _text(value: object, kind: object, offset: object) -> str:
    if isinstance(value, datetime):
        return event_time(value, kind, offset).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def event_time(value: datetime, kind: object, offset: object) -> EventTime:
    """Return the time that the three columns of a time stand for.

    An instant is stored in UTC, a local time as its wall clock, a date as its midnight.
    Without a kind, a column with a zone is an instant and any other a local time.
    """
    if kind is None:
        kind = TimeKind.LOCAL if value.tzinfo is None else TimeKind.INSTANT
    naive = value.replace(tzinfo=None)
    if kind == TimeKind.DATE:
        return EventTime.on(naive.date())
    if kind == TimeKind.LOCAL:
        return EventTime(naive, TimeKind.LOCAL)
    minutes = offset if isinstance(offset, int) else 0
    return EventTime(naive + timedelta(minutes=minutes), TimeKind.INSTANT, minutes)


def stored_time(moment: EventTime) -> datetime:
    """Return the naive timestamp under which a time is stored; see :func:`event_time`."""
    if moment.kind is TimeKind.INSTANT:
        return moment.local - timedelta(minutes=moment.offset_min or 0)
    if moment.kind is TimeKind.DATE:
        return datetime.combine(moment.local.date(), time(0))
    return moment.local
