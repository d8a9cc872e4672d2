"""Opens a file as a table of text cells, whatever it was written with.

Every row is read when it is asked for; no file is ever held whole.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange import delimited, ndjson, parquet, workbook
from parcelwright.interchange.known import known_headers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager

_HEAD_BYTES = 262_144
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PARQUET = b"PAR1"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a person counts rows in the file, and cleaned cells by header."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A file that can be read row by row, from the start as often as needed.

    Args:
        name: Name of the file, for messages.
        format: ``csv``, ``xlsx``, ndjson`` or ``parquet``.
        header: Column names as written, repeated ones told apart.
        header_row: Row that holds the header, counted from 1; 0 when the format has none.
        encoding: Python name of the encoding of a text file, else empty.
        separator: What stands between the cells of a text file, else empty.
    """

    name: str
    format: str
    header: tuple[str, ...]
    header_row: int = 0
    encoding: str = ""
    separator: str = ""
    read: Callable[[], Iterator[tuple[int, Mapping[str, str]]]] = field(repr=False)

    def rows(self) -> Iterator[Row]:
        """Yield the rows after the header, without empty, description and footer rows."""
        for number, cells in self.read():
            yield Row(number, cells)


def open_table(path_or_file: str | Path | IO[bytes], name: str = "") -> Table:
    """Return the table in a file or in an open binary file that can seek.

    Args:
        path_or_file: Where the bytes are. An open file must stay open while rows are read.
        name: Name to show in messages; by default that of the path.

    Raises:
        InputFileError: It is empty, not a table, an old or macro workbook, or unpacks
            to far more than a table would.
    """
    opener = _opener(path_or_file)
    if not name:
        name = Path(path_or_file).name if isinstance(path_or_file, (str, Path)) else "file"
    with opener() as stream:
        head = stream.read(_HEAD_BYTES)
    if not head.strip():
        raise InputFileError(f"{name} is empty; export it again and upload the new file")
    if head.startswith(_OLE):
        raise InputFileError(
            f"{name} is an old or protected workbook; save it as .xlsx or .csv without a password"
        )
    if head.startswith(_ZIP):
        return _workbook(opener, name)
    if head.startswith(_PARQUET):
        return _parquet(opener, name)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return _ndjson(opener, name)
    return _delimited(opener, name, head)


def _workbook(opener: Opener, name: str) -> Table:
    layout = workbook.layout(opener, name, known_headers())
    return Table(
        name=name,
        format="xlsx",
        header=layout.header,
        header_row=layout.header_row,
        read=partial(workbook.rows, opener, layout),
    )


def _parquet(opener: Opener, name: str) -> Table:
    header = parquet.header(opener, name)
    return Table(
        name=name, format="parquet", header=header, read=partial(parquet.rows, opener, name)
    )


def _ndjson(opener: Opener, name: str) -> Table:
    header = ndjson.header(opener, name)
    return Table(name=name, format="ndjson", header=header, read=partial(ndjson.rows, opener, name))


def _delimited(opener: Opener, name: str, head: bytes) -> Table:
    layout = delimited.layout(head, name, known_headers(), whole=len(head) < _HEAD_BYTES)
    return Table(
        name=name,
        format="csv",
        header=layout.header,
        header_row=layout.header_row,
        encoding=layout.encoding,
        separator=layout.separator,
        read=partial(delimited.rows, opener, layout, name),
    )


def _opener(path_or_file: str | Path | IO[bytes]) -> Opener:
    if isinstance(path_or_file, (str, Path)):
        return partial(_open_path, Path(path_or_file))
    return partial(_rewind, path_or_file)


def _open_path(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise InputFileError(f"{path} cannot be opened: {error.strerror}") from error


@contextmanager
def _rewind(stream: IO[bytes]) -> Iterator[IO[bytes]]:
    stream.seek(0)
    yield stream


if TYPE_CHECKING:
    Opener = Callable[[], AbstractContextManager[IO[bytes]]]
