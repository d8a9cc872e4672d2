"""How the values of one column get into the database: decided once, then used for many rows.

The mapper asks every field about every value. Most of our columns hold text, whole numbers,
times in UTC or JSON, whose way is known; all others, sealed ones among them, go the mapper's.
"""

from __future__ import annotations

from datetime import UTC, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.backends.base.base import BaseDatabaseWrapper

    Way = Callable[[Any], Any]

# Fields whose text and whole numbers both databases take as they are.
_PLAIN = (
    models.CharField, models.TextField, models.IntegerField, models.AutoField,
    models.BooleanField, models.FloatField,
)  # fmt: skip
_AS_IT_IS = frozenset({str, int, bool, float, type(None)})
_encode = msgspec.json.Encoder().encode


def of_value(field: Any, database: BaseDatabaseWrapper) -> Way | None:
    """Return what turns a value of the field into what the database takes; None for nothing."""
    if _is_plain(field):
        return None
    if _is_moment(field):
        return _repeating(_zoned_text if database.vendor == "postgresql" else _utc_text)
    if type(field) is models.JSONField and field.encoder is None:
        return _json_text
    return lambda value: field.get_db_prep_save(value, database)


def of_row(field: Any, database: BaseDatabaseWrapper, *, add: bool) -> Way:
    """Return what takes a field's value out of a row, as the database takes it."""
    taken = attrgetter(field.attname)
    if _is_plain(field):
        return _or_by_mapper(taken, field, database)
    if _is_moment(field) or type(field) is models.JSONField:
        way = of_value(field, database)
        return taken if way is None else lambda row: way(taken(row))
    return lambda row: field.get_db_prep_save(field.pre_save(row, add), database)


def _or_by_mapper(taken: Way, field: Any, database: BaseDatabaseWrapper) -> Way:
    """Return a way for rows that callers fill: choices and the like are still texts to adapt."""

    def way(row: Any) -> Any:
        value = taken(row)
        if type(value) in _AS_IT_IS:
            return value
        return field.get_db_prep_save(value, database)

    return way


def _is_plain(field: Any) -> bool:
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return isinstance(target, _PLAIN) and type(field).pre_save is models.Field.pre_save


def _is_moment(field: Any) -> bool:
    is_given = not getattr(field, "auto_now", False) and not getattr(field, "auto_now_add", False)
    return type(field) is models.DateTimeField and is_given


def _repeating(write: Callable[[datetime], str]) -> Way:
    """Return a way that writes a moment once while it stays, as that of a body's many events."""
    last: datetime | None = None
    text: str | None = None

    def way(moment: datetime | None) -> str | None:
        nonlocal last, text
        if moment is not last:
            if moment is not None and moment.tzinfo is None:
                msg = f"{moment} has no zone, so it is no moment"
                raise ValueError(msg)
            last, text = moment, None if moment is None else write(moment)
        return text

    return way


def _zoned_text(moment: datetime) -> str:
    """Return a moment as PostgreSQL reads it; its driver takes five times as long over one."""
    return moment.isoformat(" ")


def _utc_text(moment: datetime) -> str:
    """Return a moment as SQLite keeps it: in UTC, without saying so."""
    in_utc = moment if moment.tzinfo is UTC else moment.astimezone(UTC)
    return in_utc.isoformat(" ")[: -len("+00:00")]


def _json_text(value: object) -> str | None:
    return None if value is None else _encode(value).decode()
