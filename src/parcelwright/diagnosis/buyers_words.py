"""Buyers' reports as events, so that they count beside the scans."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from parcelwright.interchange.reports import REPORTS

_REPORTED = "reported_at"


def with_reports(events: pa.Table, reports: pa.Table) -> pa.Table:
    """Return the events with the buyers' reports among them.

    Args:
        events: Columns of ``interchange``.
        reports: The same; of one whose kind is not known nothing is said.
    """
    known = {name: mark.value for name, mark in REPORTS.items()}
    said = pc.cast(reports["report"], pa.string()).to_pylist()
    rows = reports.append_column("milestone", pa.array([known.get(one, "") for one in said]))
    rows = rows.filter(pc.not_equal(rows["milestone"], ""))
    columns = []
    for field in events.schema:
        name = field.name.replace("occurred_at", _REPORTED).replace("received_at", _REPORTED)
        if name in {"tracking_number", "milestone"} or name.startswith(_REPORTED):
            found = name in rows.column_names
            columns.append(pc.cast(rows[name], field.type) if found else _empty(field, rows))
        else:
            columns.append(_empty(field, rows))
    return pa.concat_tables([events, pa.table(columns, schema=events.schema)])


def _empty(field: pa.Field, rows: pa.Table) -> pa.Array:
    return pa.nulls(rows.num_rows, field.type)
