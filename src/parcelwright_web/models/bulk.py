"""Writes many rows at once, several times faster than the mapper does, on both databases.

Values take the mapper's way into the database, so sealed and computed columns hold.
Rows must not conflict: callers have merged them with what is stored, under a lock.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Fields whose text and whole numbers both databases take as they are.
_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.ForeignKey)
_AS_IT_IS = (str, int)


def insert(rows: Sequence[models.Model]) -> None:
    """Insert new rows of one model; their keys are given by the database and not read back."""
    if rows:
        shape = rows[0]._meta  # noqa: SLF001 - Django's documented name
        fields = [field for field in shape.concrete_fields if not field.primary_key]
        values = ([_prepared(field, row, add=True) for field in fields] for row in rows)
        _insert(shape.db_table, fields, values)


def insert_values(
    model: type[models.Model], names: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows given as values of the named fields, none of them sealed or computed."""
    if not rows:
        return
    shape = model._meta  # noqa: SLF001 - Django's documented name
    by_name = {field.attname: field for field in shape.concrete_fields}
    fields = [by_name[name] for name in names]
    strange = [(index, field) for index, field in enumerate(fields) if not _is_plain(field)]
    _insert(shape.db_table, fields, (_adapted(row, strange) for row in rows))


def _adapted(row: Sequence[object], strange: Sequence[tuple[int, Any]]) -> Sequence[object]:
    values = list(row)
    for index, field in strange:
        values[index] = field.get_db_prep_save(values[index], connection)
    return values


def _insert(table_name: str, fields: Sequence[Any], values: Iterable[Sequence[Any]]) -> None:
    table = connection.ops.quote_name(table_name)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    if connection.vendor == "postgresql":
        _copy(f"COPY {table} ({columns}) FROM STDIN", values)
    else:
        places = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our own names
        with connection.cursor() as cursor:
            cursor.executemany(statement, list(values))


def update(rows: Sequence[models.Model], names: Iterable[str]) -> None:
    """Store the named fields of rows that exist."""
    if not rows:
        return
    shape = rows[0]._meta  # noqa: SLF001 - Django's documented name
    by_name = {field.name: field for field in shape.concrete_fields}
    fields = [by_name[name] for name in names]
    table = connection.ops.quote_name(shape.db_table)
    sets = ", ".join(f"{connection.ops.quote_name(str(field.column))} = %s" for field in fields)
    values = [[*(_prepared(field, row, add=False) for field in fields), row.pk] for row in rows]
    statement = f"UPDATE {table} SET {sets} WHERE id = %s"  # noqa: S608 - our own names
    if connection.vendor == "postgresql":
        # The driver sends the whole batch in one round trip; Django's cursor would not.
        with connection.connection.cursor() as cursor:
            cursor.executemany(statement, values)
    else:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _copy(statement: str, values: Iterable[Sequence[object]]) -> None:
    connection.ensure_connection()
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:
        for each in values:
            copy.write_row(each)


def _prepared(field: Any, row: models.Model, *, add: bool) -> Any:
    if _is_plain(field):
        value = getattr(row, field.attname)
        if value is None or type(value) in _AS_IT_IS:
            return value
    return field.get_db_prep_save(field.pre_save(row, add), connection)


def _is_plain(field: Any) -> bool:
    return isinstance(field, _PLAIN) and type(field).pre_save is models.Field.pre_save
