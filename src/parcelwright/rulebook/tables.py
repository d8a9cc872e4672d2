"""TOML tables of rule files, kept between runs by what the files say.

Most of the time that reading the rule book takes goes into TOML. What is kept is what TOML
says and nothing that we made of it: each table stands under the digest of its file's text, and
is understood and checked anew by the program that runs. So neither a changed file nor a newer
release ever meets an old rule. A file of tables that is cut short, altered or of another
format counts for nothing, and is written anew.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from contextlib import suppress
from datetime import date, datetime, time
from hashlib import sha256
from pathlib import Path

import msgspec

_FORMAT = f"parcelwright tables 1, Python {sys.version_info.major}.{sys.version_info.minor}\n"
_DIGEST_BYTES = sha256().digest_size
# Their places are the codes in the file: append, never reorder.
_MOMENTS = (date, datetime, time)


class Tables:
    """Reads rule files, and keeps their tables in one file of a folder.

    Args:
        folder: Where to keep them, made when it is missing; None keeps nothing.
        name: Of the file, such as ``rules``.
    """

    def __init__(self, folder: Path | None, name: str) -> None:
        self._path = None if folder is None else folder / f"{name}.tables"
        self._kept = {} if self._path is None else _read(self._path)
        self._used: dict[str, dict[str, object]] = {}

    def read(self, text: str) -> dict[str, object]:
        """Return the table of one TOML text.

        Raises:
            tomllib.TOMLDecodeError: The text is no TOML; such a text is never kept.
        """
        key = sha256((_FORMAT + text).encode()).hexdigest()
        table = self._kept.get(key)
        if table is None:
            table = tomllib.loads(text)
        self._used[key] = table
        return table

    def keep(self) -> None:
        """Write the tables that were read, where one of them was new.

        A folder that cannot be written costs the time of the next reading, nothing else.
        """
        if self._path is None or self._used.keys() <= self._kept.keys():
            return
        with suppress(OSError, OverflowError):
            body = msgspec.msgpack.encode(_packed(self._used))
            _replace(self._path, sha256(body).digest() + body)


def _read(path: Path) -> dict[str, dict[str, object]]:
    try:
        content = path.read_bytes()
    except OSError:
        return {}
    digest, body = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    if sha256(body).digest() != digest:
        return {}
    try:
        return msgspec.msgpack.decode(body, type=dict[str, dict[str, object]], ext_hook=_moment)
    except (msgspec.MsgspecError, ValueError):
        return {}


def _replace(path: Path, content: bytes) -> None:
    """Write a file as a whole: whoever reads meanwhile gets the old one or the new one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    unfinished = Path(file.name)
    try:
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _packed(value: object) -> object:
    """Return a value with its days and times as marked texts, so that they come back as such."""
    if isinstance(value, dict):
        return {key: _packed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_packed(item) for item in value]
    if isinstance(value, (date, time)):
        return msgspec.msgpack.Ext(_MOMENTS.index(type(value)), value.isoformat().encode())
    return value


def _moment(code: int, data: memoryview) -> object:
    if not 0 <= code < len(_MOMENTS):
        raise ValueError(f"code {code} is no kind of moment")
    return _MOMENTS[code].fromisoformat(bytes(data).decode())
