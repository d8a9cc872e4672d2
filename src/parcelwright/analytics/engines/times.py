"""Times in an engine: whole microseconds since 1970 UTC, which every engine orders alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import ibis
import ibis.expr.types as ir

from parcelwright.analytics.columns import EPOCH
from parcelwright.errors import InputFileError
from parcelwright.parcels.events import TimeKind

DAY = 86_400_000_000
# Stands for "no time" where events are ordered: later than any that a parcel can have.
NEVER = 1 << 52
_START = datetime(1970, 1, 1)  # noqa: DTZ001 - engines compare times without zone, all in UTC


def micros_of(moment: datetime) -> int:
    """Return a moment as whole microseconds since 1970 UTC.

    >>> micros_of(datetime(1970, 1, 1, 0, 0, 2, tzinfo=UTC))
    2000000
    """
    return (moment.astimezone(UTC) - EPOCH) // timedelta(microseconds=1)


def micros(table: ir.Table, name: str) -> ir.IntegerValue:
    """Return a column of times as microseconds, null where unknown; a date counts as noon.

    Raises:
        InputFileError: The column holds something else than times.
    """
    if name not in table.columns:
        return ibis.null("int64")
    column, kind = table[name], f"{name}_kind"
    if column.type().is_null():
        return ibis.null("int64")
    if not (column.type().is_timestamp() or column.type().is_date()):
        raise InputFileError(
            f"column {name} holds {column.type()} instead of times; write the file with a time type"
        )
    value = column.cast("timestamp").delta(ibis.timestamp(_START), unit="microsecond")
    noon = value - (value % DAY + DAY) % DAY + DAY // 2
    if column.type().is_date():
        return noon
    if kind not in table.columns:
        return value
    is_day = (table[kind] == TimeKind.DATE.value).fill_null(False)
    return ibis.ifelse(is_day, noon, value)


def known_by(table: ir.Table, name: str, now: datetime) -> ir.BooleanValue:
    """Return where a column of times is not later than a moment, or not known.

    Put so that an engine reads no column where the statistics of the files say enough.

    Raises:
        InputFileError: As :func:`micros`.
    """
    time = micros(table, name)
    within = time.fill_null(0) <= micros_of(now)
    if name not in table.columns or not table[name].type().is_timestamp():
        return within
    value = table[name].cast("timestamp")
    plain = value.isnull() | (value <= ibis.timestamp(now.astimezone(UTC).replace(tzinfo=None)))
    kind = f"{name}_kind"
    if kind not in table.columns:
        return plain
    is_day = (table[kind] == TimeKind.DATE.value).fill_null(False)
    return (is_day | plain) & (~is_day | within)


def days(micros: ir.IntegerValue) -> ir.FloatingValue:
    """Return microseconds as day numbers, as ``columns`` holds them."""
    return micros.cast("float64") / ibis.literal(float(DAY), "float64")
