"""The files of a backtest, as the page hands them out."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from parcelwright.interchange.writing import guarded
from parcelwright_web import blobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.backtests import BacktestRun

_ROWS = 5000
_BOM = "\ufeff"


@dataclass(frozen=True, kw_only=True)
class File:
    """A file to save: what it is called, its type, and the field that names its blob."""

    label: StrOrPromise
    kind: str
    blob: str = ""


_PARQUET = "application/vnd.apache.parquet"
_CSV = "text/csv; charset=utf-8"
FILES = {
    "report.html": File(label=_("Report (HTML, in English)"), kind="text/html", blob="report_blob"),
    "summary.json": File(label=_("All figures (JSON)"), kind="application/json"),
    "daily.csv": File(label=_("Every chance said (CSV)"), kind=_CSV, blob="daily_blob"),
    "daily.parquet": File(label=_("Every chance said (Parquet)"), kind=_PARQUET, blob="daily_blob"),
    "alerts.csv": File(label=_("Every alert (CSV)"), kind=_CSV, blob="alerts_blob"),
    "alerts.parquet": File(label=_("Every alert (Parquet)"), kind=_PARQUET, blob="alerts_blob"),
}


def answer(run: BacktestRun, name: str) -> HttpResponseBase:
    """Return one of ``FILES`` of a finished run, to be saved; none is held whole."""
    file = FILES[name]
    saved_as = f"backtest-{run.train_until}-{run.until}-{name}"
    if not file.blob:
        content = json.dumps(run.summary, indent=1) + "\n"
        response: HttpResponseBase = HttpResponse(content, content_type=file.kind)
    elif file.kind == _CSV:
        lines = _lines(run.tenant_id, getattr(run, file.blob))
        response = StreamingHttpResponse(lines, content_type=file.kind)
    else:
        stored = blobs.open_blob(run.tenant_id, getattr(run, file.blob))
        return FileResponse(stored, as_attachment=True, filename=saved_as, content_type=file.kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
    return response


def _lines(tenant_id: int, blob: str) -> Iterator[str]:
    """Yield a table as CSV, a few thousand rows at a time."""
    with blobs.open_blob(tenant_id, blob) as stored:
        table = pq.ParquetFile(stored)
        yield _BOM + _written([table.schema_arrow.names])
        for batch in table.iter_batches(batch_size=_ROWS):
            columns = [column.to_pylist() for column in batch.columns]
            yield _written([_cell(value) for value in row] for row in zip(*columns, strict=True))


def _cell(value: object) -> str:
    return f"{value:.6g}" if isinstance(value, float) else guarded(str(value))


def _written(rows: Iterable[list[str]]) -> str:
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    return content.getvalue()
