"""What storing is compared with: the same rows written barely, and by the mapper.

The rows are read back from their tables after the measured work, so that floor and work store
the same bytes, into tables with the same columns, indexes and constraints.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db import models

    from parcelwright_web.models.parcels import TrackingEventRow

AT_ONCE = 20_000
_ONE_BY_ONE, _IN_BULK, _BULK = 2_000, 20_000, 1_000


class BareRows:
    """Tables like those of some models: same columns, indexes, constraints and foreign keys."""

    def __init__(self, *stored: type[models.Model]) -> None:
        from django.db import connection  # noqa: PLC0415  # Django starts late

        self.seconds = 0.0
        self._tables = [model._meta.db_table for model in stored]  # noqa: SLF001  # Django's documented name
        self._last = dict.fromkeys(self._tables, 0)
        self._is_postgresql = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            make = _make_like_postgresql if self._is_postgresql else _make_like_sqlite
            for table in self._tables:
                make(cursor, table)

    def write_new(self) -> None:
        """Write the rows stored since the last call, in large parts of one commit each.

        PostgreSQL takes them by COPY of text that is made beforehand, SQLite by executemany
        of tuples that are made beforehand; only the writing and its commit count.
        """
        from django.db import transaction  # noqa: PLC0415  # Django starts late

        prepared = _for_copy if self._is_postgresql else _for_insert
        while writes := [prepared(table, keys) for table, keys in self._next()]:
            started = time.perf_counter()
            with transaction.atomic():
                for write in writes:
                    write()
            self.seconds += time.perf_counter() - started

    def _next(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield for each table with new rows the first and the last key of the next part."""
        from django.db import connection  # noqa: PLC0415  # Django starts late

        for table, last in self._last.items():
            part = f"SELECT id FROM {table} WHERE id > %s ORDER BY id LIMIT {AT_ONCE}"  # noqa: S608  # our own names
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT min(id), max(id) FROM ({part}) AS part", [last])  # noqa: S608  # the same
                first, end = cursor.fetchone()
            if first is not None:
                self._last[table] = end
                yield table, (first, end)


def _for_copy(table: str, keys: tuple[int, int]) -> Callable[[], None]:
    from django.db import connection  # noqa: PLC0415  # Django starts late

    statement = f"COPY ({_rows(table, keys)}) TO STDOUT"
    with connection.connection.cursor() as cursor, cursor.copy(statement) as out:
        text = b"".join(bytes(block) for block in out)

    def write() -> None:
        statement = f"COPY {_like(table)} FROM STDIN"
        with connection.connection.cursor() as cursor, cursor.copy(statement) as into:
            into.write(text)

    return write


def _for_insert(table: str, keys: tuple[int, int]) -> Callable[[], None]:
    from django.db import connection  # noqa: PLC0415  # Django starts late

    rows = list(connection.connection.execute(_rows(table, keys)))
    places = ", ".join("?" * len(rows[0]))

    def write() -> None:
        statement = f"INSERT INTO {_like(table)} VALUES ({places})"  # noqa: S608  # our own names
        connection.connection.executemany(statement, rows)

    return write


def _rows(table: str, keys: tuple[int, int]) -> str:
    return f"SELECT * FROM {table} WHERE id BETWEEN {keys[0]} AND {keys[1]}"  # noqa: S608  # our own names


def mapper_rates() -> dict[str, float]:
    """Return events/s of the mapper on a sample: saved one by one, and by ``bulk_create``."""
    from django.db import transaction  # noqa: PLC0415  # Django starts late

    from parcelwright_web.models.parcels import TrackingEventRow  # noqa: PLC0415  # the same

    with transaction.atomic():
        one_by_one = _sample(TrackingEventRow, _ONE_BY_ONE)
        in_bulk = _sample(TrackingEventRow, _ONE_BY_ONE + _IN_BULK)[_ONE_BY_ONE:]
    started = time.perf_counter()
    for row in one_by_one:
        row.save(force_insert=True)
    saved = time.perf_counter()
    with transaction.atomic():
        for begin in range(0, len(in_bulk), _BULK):
            tenant_id = in_bulk[0].tenant_id
            rows = TrackingEventRow.objects.for_tenant(tenant_id)
            rows.bulk_create(in_bulk[begin : begin + _BULK])
    done = time.perf_counter()
    return {
        "one by one": len(one_by_one) / (saved - started),
        "bulk_create": len(in_bulk) / (done - saved),
    }


def _sample(model: type[TrackingEventRow], count: int) -> list[TrackingEventRow]:
    """Take the first events out of the table, so that they can be stored again."""
    rows = list(model.across_tenants.order_by("pk")[:count])
    model.across_tenants.filter(pk__lte=rows[-1].pk).delete()
    for row in rows:
        row.pk = None
        row._state.adding = True  # noqa: SLF001  # Django's documented name
    return rows


def _like(table: str) -> str:
    return f"bare_{table}"


def _make_like_postgresql(cursor: Any, table: str) -> None:
    cursor.execute(f"CREATE TABLE {_like(table)} (LIKE {table} INCLUDING ALL)")
    cursor.execute(
        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE conrelid = %s::regclass AND contype = 'f'",
        [table],
    )
    for (foreign_key,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE {_like(table)} ADD {foreign_key}")


def _make_like_sqlite(cursor: Any, table: str) -> None:
    cursor.execute(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [table]
    )
    for kind, sql in sorted(cursor.fetchall(), reverse=True):
        named = sql.replace(f'"{table}"', f'"{_like(table)}"', 1)
        if kind == "index":
            named = sql.replace('INDEX "', 'INDEX "bare_').replace(
                f'ON "{table}"', f'ON "{_like(table)}"'
            )
        cursor.execute(named)
