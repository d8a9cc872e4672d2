"""What storing is compared with: the same rows written barely, and by the mapper.

The rows are read back from the table of events after the measured work, so that floor and
work store the same bytes, into a table with the same columns and the same indexes.
"""

from __future__ import annotations

import time
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright_web.models.parcels import TrackingEventRow

_AT_ONCE = 20_000
_ONE_BY_ONE, _IN_BULK, _BULK = 2_000, 20_000, 1_000
_LIKE = "bare_event"


def bare_seconds() -> float:
    """Return how long the stored events take when they are only written, in large parts.

    PostgreSQL takes them by COPY of text that is made beforehand, SQLite by executemany of
    tuples that are made beforehand; one commit per part.
    """
    from django.db import connection  # noqa: PLC0415  # Django starts late

    return _copied() if connection.vendor == "postgresql" else _inserted()


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


def _copied() -> float:
    from django.db import connection  # noqa: PLC0415  # Django starts late

    connection.ensure_connection()
    spent = 0.0
    with connection.connection.cursor() as cursor:
        source = _source_table()
        cursor.execute(f"CREATE TABLE {_LIKE} (LIKE {source} INCLUDING ALL)")
        last = cursor.execute(f"SELECT max(id) FROM {source}").fetchone()[0]
        for begin in range(1, last + 1, _AT_ONCE):
            part = f"SELECT * FROM {source} WHERE id >= {begin} AND id < {begin + _AT_ONCE}"
            with cursor.copy(f"COPY ({part}) TO STDOUT") as out:
                text = b"".join(bytes(block) for block in out)
            started = time.perf_counter()
            with cursor.copy(f"COPY {_LIKE} FROM STDIN") as into:
                into.write(text)
            spent += time.perf_counter() - started
        cursor.execute(f"DROP TABLE {_LIKE}")
    return spent


def _inserted() -> float:
    from django.db import connection, transaction  # noqa: PLC0415  # Django starts late

    spent = 0.0
    source = _source_table()
    with connection.cursor() as cursor:
        _make_like(cursor, source)
    for rows in _parts(source):
        places = ", ".join("?" * len(rows[0]))
        started = time.perf_counter()
        with transaction.atomic():
            connection.connection.executemany(f"INSERT INTO {_LIKE} VALUES ({places})", rows)  # noqa: S608  # our own names
        spent += time.perf_counter() - started
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {_LIKE}")
    return spent


def _make_like(cursor: object, source: str) -> None:
    execute = cursor.execute  # type: ignore[attr-defined]  # Django's cursor
    fetchall = cursor.fetchall  # type: ignore[attr-defined]  # the same
    execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [source])
    for kind, sql in sorted(fetchall(), reverse=True):
        named = sql.replace(f'"{source}"', f'"{_LIKE}"', 1) if kind == "table" else sql
        if kind == "index":
            named = named.replace('INDEX "', 'INDEX "bare_').replace(f'ON "{source}"', f'ON "{_LIKE}"')
        execute(named)


def _parts(source: str) -> Iterator[list[tuple[object, ...]]]:
    from django.db import connection  # noqa: PLC0415  # Django starts late

    after = 0
    while True:
        query = f"SELECT * FROM {source} WHERE id > {after} ORDER BY id LIMIT {_AT_ONCE}"  # noqa: S608  # our own names
        rows = list(islice(connection.connection.execute(query), _AT_ONCE))
        if not rows:
            return
        after = rows[-1][0]
        yield rows


def _source_table() -> str:
    from parcelwright_web.models.parcels import TrackingEventRow  # noqa: PLC0415  # Django starts late

    return TrackingEventRow._meta.db_table  # noqa: SLF001  # Django's documented name
