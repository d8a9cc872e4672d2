"""Tables as files: cells are text, and none of them is taken for a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from parcelwright.interchange.writing import table_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(
    name: str, extension: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> HttpResponse:
    """Return a file to save, ``extension`` being one of ``FORMATS``."""
    content = table_bytes(f".{extension}", header, rows)
    response = HttpResponse(content, content_type=FORMATS[extension])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response
