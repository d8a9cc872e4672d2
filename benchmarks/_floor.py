"""What storing is compared with: the same rows written barely, and by the mapper.

The rows are read back from the table of events after the measured work, so that floor and
work store the same bytes, into a table with the same columns and the same indexes.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright_web.models.parcels import TrackingEventRow

AT_ONCE = 20_000
_ONE_BY_ONE, _IN_BULK, _BULK = 2_000, 20_000, 1_000
_LIKE = "bare_event"


class BareEvents:
    """A table like that of events, without its foreign keys: same columns, same indexes."""

    def __init__(self) -> None:
        from django.db import connection  # noqa: PLC0415  # Django starts late

        self.seconds = 0.0
        self._last = 0
        self._is_postgresql = connection.vendor == "postgresql"
        with connection.cursor() as cursor:
            if self._is_postgresql:
                cursor.execute(f"CREATE TABLE {_LIKE} (LIKE {_source_table()} INCLUDING ALL)")
            else:
                _make_like(cursor, _source_table())

    def write_new(self) -> None:
        """Write the events stored since the last call, in large parts of one commit each.

        PostgreSQL takes them by COPY of text that is made beforehand, SQLite by executemany
        of tuples that are made beforehand; only the writing counts.
        """
        while some := _rows_after(self._last):
            self._last = some[-1]
            self.seconds += self._copied(some) if self._is_postgresql else self._inserted(some)

    def _copied(self, keys: tuple[int, int]) -> float:
        from django.db import connection  # noqa: PLC0415  # Django starts late

        part = f"SELECT * FROM {_source_table()} WHERE id BETWEEN {keys[0]} AND {keys[1]}"  # noqa: S608  # our own names
        with connection.connection.cursor() as cursor:
            with cursor.copy(f"COPY ({part}) TO STDOUT") as out:
                text = b"".join(bytes(block) for block in out)
            started = time.perf_counter()
            with cursor.copy(f"COPY {_LIKE} FROM STDIN") as into:
                into.write(text)
        return time.perf_counter() - started

    def _inserted(self, keys: tuple[int, int]) -> float:
        from django.db import connection, transaction  # noqa: PLC0415  # Django starts late

        part = f"SELECT * FROM {_source_table()} WHERE id BETWEEN {keys[0]} AND {keys[1]}"  # noqa: S608  # our own names
        rows = list(connection.connection.execute(part))
        places = ", ".join("?" * len(rows[0]))
        started = time.perf_counter()
        with transaction.atomic():
            connection.connection.executemany(f"INSERT INTO {_LIKE} VALUES ({places})", rows)  # noqa: S608  # our own names
        return time.perf_counter() - started


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


def _make_like(cursor: object, source: str) -> None:
    execute = cursor.execute  # type: ignore[attr-defined]  # Django's cursor
    fetchall = cursor.fetchall  # type: ignore[attr-defined]  # the same
    execute("SELECT type, sql FROM sqlite_master WHERE tbl_name = %s AND sql IS NOT NULL", [source])
    for kind, sql in sorted(fetchall(), reverse=True):
        named = sql.replace(f'"{source}"', f'"{_LIKE}"', 1) if kind == "table" else sql
        if kind == "index":
            named = named.replace('INDEX "', 'INDEX "bare_').replace(
                f'ON "{source}"', f'ON "{_LIKE}"'
            )
        execute(named)


def _rows_after(last: int) -> tuple[int, int] | None:
    """Return the first and the last key of the next events, or None when there is none."""
    from parcelwright_web.models.parcels import TrackingEventRow  # noqa: PLC0415  # Django starts late

    rows = TrackingEventRow.across_tenants.filter(pk__gt=last).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    return (keys[0], keys[-1]) if keys else None


def _source_table() -> str:
    from parcelwright_web.models.parcels import TrackingEventRow  # noqa: PLC0415  # Django starts late

    return TrackingEventRow._meta.db_table  # noqa: SLF001  # Django's documented name
