"""Tells SQLite what its tables hold once a shop is busy, so that it plans questions for that.

Without figures SQLite takes it that ten rows share a tenant, and would look through all events
of a shop for those of one parcel. Figures of its own would be gathered only now and then, be
those of an empty shop at first, and reach no connection that is open; these are always there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper

_ROWS = 1_000_000
# Columns whose one value may stand in any number of rows.
_WIDE = frozenset({"tenant_id", "shop_id", "connection_id", "batch_id", "user_id"})
_OF_ONE_OWNER = 10
_NARROWED = 1_000


def expect_busy_shops(connection: BaseDatabaseWrapper) -> None:
    """Store for every index how many rows are expected to share a value; on SQLite alone.

    Connections that are opened afterwards go by it; see https://sqlite.org/fileformat2.html#stat1tab
    for the form.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        # Makes the table of figures where it is missing.
        cursor.execute("ANALYZE sqlite_schema")
        cursor.execute("DELETE FROM sqlite_stat1")
        cursor.executemany("INSERT INTO sqlite_stat1 VALUES (%s, %s, %s)", list(_figures(cursor)))
        # Reads the figures into this connection.
        cursor.execute("ANALYZE sqlite_schema")


def _figures(cursor: Any) -> Iterator[tuple[str, str, str]]:
    cursor.execute(
        'SELECT tables.name, indexes.name, indexes."unique", indexes.partial'
        " FROM sqlite_schema AS tables, pragma_index_list(tables.name) AS indexes"
        " WHERE tables.type = 'table'"
    )
    for table, index, is_unique, is_partial in cursor.fetchall():
        cursor.execute("SELECT name FROM pragma_index_info(%s) ORDER BY seqno", [index])
        columns = [name for (name,) in cursor.fetchall()]
        rows = _ROWS // _NARROWED if is_partial else _ROWS
        shared = _shared(columns, rows, is_unique=bool(is_unique))
        yield table, index, " ".join(map(str, (rows, *shared)))


def _shared(columns: Sequence[str], rows: int, *, is_unique: bool) -> list[int]:
    """Return for each beginning of an index how many of its rows share their values."""
    shared, left = [], rows
    for column in columns:
        if column.endswith("_id") and column not in _WIDE:
            left = min(left, _OF_ONE_OWNER)
        elif column not in _WIDE:
            left = max(left // _NARROWED, 1)
        shared.append(left)
    if is_unique:
        shared[-1] = 1
    return shared
