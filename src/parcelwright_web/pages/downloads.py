"""Tables as files: cells are text, and none of them is taken for a formula.

No table is ever held whole, so that any number of rows can be saved.
"""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from django.http import FileResponse, StreamingHttpResponse

from parcelwright.interchange.writing import csv_pieces, report_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FORMATS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table(
    name: str, extension: str, header: Sequence[str], rows: Iterable[Mapping[str, str]]
) -> StreamingHttpResponse:
    """Return a file to save, ``extension`` being one of ``FORMATS``.

    The rows of a text file are asked for while it is sent.
    """
    saved_as, kind = f"{name}.{extension}", FORMATS[extension]
    if extension == "csv":
        response = StreamingHttpResponse(csv_pieces(header, rows), content_type=kind)
        response.headers["Content-Disposition"] = f'attachment; filename="{saved_as}"'
        return response
    stream = TemporaryFile()  # noqa: SIM115 - the answer closes it
    with report_rows(stream, f".{extension}", header) as write:
        for row in rows:
            write(row)
    stream.seek(0)
    return FileResponse(stream, as_attachment=True, filename=saved_as, content_type=kind)
