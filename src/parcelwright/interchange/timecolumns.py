"""Columns of times: one instant, how much of it is known, and the offset."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.interchange.cells import clean
from parcelwright.interchange.parquet import KIND, OFFSET
from parcelwright.parcels.events import EventTime, TimeKind

if TYPE_CHECKING:
    from collections.abc import Callable

INSTANT = pa.timestamp("us", tz="UTC")
_NAIVE = pa.timestamp("us")
_PLAIN = r"^(19|20|21)\d{2}-\d{2}-\d{2}([T ]\d{2}:\d{2}:\d{2}(Z|[+-](0\d|1[0-3]):[0-5]\d)?)?$"
_DATE_LETTERS = 10
_LOCAL_LETTERS = 19
_MICROSECONDS_A_MINUTE = 60_000_000
_HALF_DAY = pa.scalar(12 * 3600 * 1_000_000, pa.duration("us"))
# The years that text is read of, too.
_FIRST = pa.scalar(datetime(1900, 1, 1), _NAIVE)  # noqa: DTZ001 - compared with naive columns
_END = pa.scalar(datetime(2200, 1, 1), _NAIVE)  # noqa: DTZ001 - compared with naive columns


def from_text(
    column: str, values: pa.ChunkedArray, read: Callable[[str], EventTime | None]
) -> dict[str, pa.ChunkedArray]:
    """Return the three columns of a time that a file writes as text.

    ISO dates, local times and instants to the second are read at once, all else by ``read``
    once per distinct value; what it cannot read becomes null.
    """
    plain = pc.match_substring_regex(values, _PLAIN)
    if pc.all(plain, skip_nulls=True).as_py():
        try:
            return _plain(column, values)
        except pa.ArrowInvalid:
            # Some day that no calendar has; the patient way leaves only that one out.
            pass
    return _patient(column, values, read)


def from_parquet(column: str, raw: pa.Table) -> dict[str, pa.ChunkedArray]:
    """Return the three columns of a time that Parquet stores; see ``parquet.event_time``."""
    values = raw[column]
    is_date = pa.types.is_date(values.type)
    has_zone = pa.types.is_timestamp(values.type) and values.type.tz is not None
    usual = TimeKind.DATE if is_date else TimeKind.INSTANT if has_zone else TimeKind.LOCAL
    stored = _possible(values.cast(INSTANT).cast(_NAIVE) if has_zone else values.cast(_NAIVE))
    kinds = raw[column + KIND].cast(pa.string()) if column + KIND in raw.column_names else None
    kind = _constant(str(usual), stored) if kinds is None else pc.fill_null(kinds, str(usual))
    is_day = pc.equal(kind, str(TimeKind.DATE))
    at_noon = pc.add(pc.floor_temporal(stored, unit="day"), _HALF_DAY)
    best = pc.if_else(is_day, at_noon, stored)
    if column + OFFSET in raw.column_names:
        offset = raw[column + OFFSET].cast(pa.int16())
    else:
        offset = pc.if_else(
            pc.equal(kind, str(TimeKind.INSTANT)),
            pa.scalar(0, pa.int16()),
            pa.scalar(None, pa.int16()),
        )
    return _columns(column, best, kind, offset)


def _possible(moments: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return the moments, null where no parcel can have moved; arithmetic would not hold them."""
    inside = pc.and_(pc.greater_equal(moments, _FIRST), pc.less(moments, _END))
    return pc.if_else(inside, moments, pa.scalar(None, _NAIVE))


def _plain(column: str, values: pa.ChunkedArray) -> dict[str, pa.ChunkedArray]:
    naive = pc.cast(pc.utf8_slice_codeunits(values, 0, _LOCAL_LETTERS), _NAIVE)
    offset = _offsets(pc.utf8_slice_codeunits(values, _LOCAL_LETTERS))
    is_day = pc.equal(pc.utf8_length(values), _DATE_LETTERS)
    unzoned = pc.if_else(is_day, str(TimeKind.DATE), str(TimeKind.LOCAL))
    kind = pc.if_else(pc.is_valid(offset), str(TimeKind.INSTANT), unzoned)
    east = pc.multiply(pc.cast(pc.fill_null(offset, 0), pa.int64()), _MICROSECONDS_A_MINUTE)
    instant = pc.subtract(naive, pc.cast(east, _HALF_DAY.type))
    best = pc.if_else(is_day, pc.add(naive, _HALF_DAY), instant)
    return _columns(column, best, kind, offset)


def _offsets(zones: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return minutes east of UTC for texts such as ``+08:00``; null for none."""
    encoded = zones.combine_chunks().dictionary_encode()
    times = [
        EventTime.parse(f"2000-01-01T00:00:00{zone}") for zone in encoded.dictionary.to_pylist()
    ]
    minutes = pa.array([time.offset_min if time else None for time in times], pa.int16())
    return pa.chunked_array([minutes.take(encoded.indices)])


def _patient(
    column: str, values: pa.ChunkedArray, read: Callable[[str], EventTime | None]
) -> dict[str, pa.ChunkedArray]:
    encoded = values.combine_chunks().dictionary_encode()
    moments = [read(clean(text)) for text in encoded.dictionary.to_pylist()]
    instants: list[datetime | None] = [m.utc.replace(tzinfo=None) if m else None for m in moments]
    kinds = [str(m.kind) if m else None for m in moments]
    offsets = [m.offset_min if m else None for m in moments]
    columns = [
        pa.array(instants, _NAIVE),
        pa.array(kinds, pa.string()),
        pa.array(offsets, pa.int16()),
    ]
    best, kind, offset = (pa.chunked_array([each.take(encoded.indices)]) for each in columns)
    return _columns(column, best, kind, offset)


def _columns(
    column: str, best: pa.ChunkedArray, kind: pa.ChunkedArray, offset: pa.ChunkedArray
) -> dict[str, pa.ChunkedArray]:
    known = pc.is_valid(best)
    return {
        column: pc.assume_timezone(best, "UTC").cast(INSTANT),
        column + KIND: pc.if_else(known, kind, pa.scalar(None, pa.string())),
        column + OFFSET: offset,
    }


def _constant(word: str, like: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([pa.array([word] * len(like), pa.string())])
