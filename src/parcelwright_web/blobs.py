"""Files of a tenant on disk, sealed in pieces so that none is ever held whole.

A blob is a row of sealed pieces of fixed length. Each piece is bound to its blob, its
place and to being the last one, so a piece that is moved, or a file cut short, does
not open. A file appears under its name only when it is whole and on disk.
"""

from __future__ import annotations

import hashlib
import io
import os
import secrets
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from parcelwright_web import sealing
from parcelwright_web.configuration import configuration

if TYPE_CHECKING:
    from pathlib import Path

_PIECE = 262_144
# Version, key id, nonce and tag that sealing adds to each piece.
_OVERHEAD = 2 + 12 + 16


@dataclass(frozen=True, kw_only=True)
class Written:
    """A file that is on disk: its name, length and SHA-256 before sealing."""

    name: str
    size: int
    digest: str


class Writer:
    """Takes bytes, seals them, and puts the file in place when :meth:`finish` is called."""

    def __init__(self, tenant_id: int) -> None:
        self._tenant_id = tenant_id
        self._name = secrets.token_hex(16)
        self._target = path_of(tenant_id, self._name)
        self._target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._temporary = self._target.with_suffix(".part")
        self._file = self._temporary.open("xb")
        self._waiting = bytearray()
        self._index = 0
        self._digest = hashlib.sha256()
        self.size = 0

    def write(self, data: bytes) -> None:
        """Add bytes at the end."""
        self._digest.update(data)
        self.size += len(data)
        self._waiting += data
        # The last piece must be known as such, so one piece is always held back.
        while len(self._waiting) > _PIECE:
            self._put(bytes(self._waiting[:_PIECE]), is_last=False)
            del self._waiting[:_PIECE]

    def finish(self) -> Written:
        """Put the file in place, on disk for good, and return what it is."""
        self._put(bytes(self._waiting), is_last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._temporary.rename(self._target)
        folder = os.open(self._target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return Written(name=self._name, size=self.size, digest=self._digest.hexdigest())

    def discard(self) -> None:
        """Give up and leave nothing behind."""
        self._file.close()
        self._temporary.unlink(missing_ok=True)

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        place = _place(self._tenant_id, self._name, self._index, is_last=is_last)
        self._file.write(sealing.seal(piece, place))
        self._index += 1


class _Reader(io.RawIOBase):
    """Reads a blob from any place; opens one piece at a time."""

    def __init__(self, tenant_id: int, name: str) -> None:
        self._tenant_id, self._name = tenant_id, name
        self._file = path_of(tenant_id, name).open("rb")
        sealed = os.fstat(self._file.fileno()).st_size
        self._pieces = -(-sealed // (_PIECE + _OVERHEAD))
        if sealed - (self._pieces - 1) * (_PIECE + _OVERHEAD) < _OVERHEAD:
            self._file.close()
            msg = f"blob {name}: the file was cut short"
            raise sealing.SealError(msg)
        self._size = sealed - self._pieces * _OVERHEAD
        self._position = 0
        self._open = (-1, b"")

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(start + offset, 0)
        return self._position

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # any writable buffer
        if self._position >= self._size:
            return 0
        index, offset = divmod(self._position, _PIECE)
        part = self._piece(index)[offset : offset + len(buffer)]
        buffer[: len(part)] = part
        self._position += len(part)
        return len(part)

    def close(self) -> None:
        self._file.close()
        super().close()

    def _piece(self, index: int) -> bytes:
        if self._open[0] != index:
            self._file.seek(index * (_PIECE + _OVERHEAD))
            sealed = self._file.read(_PIECE + _OVERHEAD)
            is_last = index == self._pieces - 1
            place = _place(self._tenant_id, self._name, index, is_last=is_last)
            self._open = (index, sealing.unseal(sealed, place))
        return self._open[1]


def write(tenant_id: int, data: bytes) -> Written:
    """Keep bytes as a blob."""
    writer = Writer(tenant_id)
    writer.write(data)
    return writer.finish()


def open_blob(tenant_id: int, name: str) -> IO[bytes]:
    """Return a blob as an open file that can seek.

    Raises:
        FileNotFoundError: There is none of that name.
        SealError: At once or while reading: it was altered or cut short.
    """
    return io.BufferedReader(_Reader(tenant_id, name), buffer_size=_PIECE)  # type: ignore[type-var]  # readinto takes any buffer


def remove(tenant_id: int, name: str) -> None:
    """Delete a blob; harmless when it is gone."""
    if name:
        path_of(tenant_id, name).unlink(missing_ok=True)


def path_of(tenant_id: int, name: str) -> Path:
    """Return where a blob lies."""
    return configuration().home_folder / "blobs" / str(tenant_id) / name[:2] / name


def _place(tenant_id: int, name: str, index: int, *, is_last: bool) -> sealing.Place:
    column = f"{name}.{index}.{'last' if is_last else 'more'}"
    return sealing.Place(table="blob", column=column, tenant=tenant_id)
