"""Key files outside the database: master keys of sealed columns, and the session secret.

The master key file holds one key per line, ``<id>:<base64 of 32 bytes>``, ids 1 to 255.
The last line seals; every line opens. To rotate, append a line with the next id.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from parcelwright.errors import ParcelwrightError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_KEY_BYTES = 32
_MAX_ID = 255


class KeyFileError(ParcelwrightError):
    """A key file that is missing, readable by others, or not in the expected form."""

    code = "key-file"


@dataclass(frozen=True, kw_only=True, slots=True)
class MasterKeys:
    """Keys by id (1 to 255), the id that seals now, and the first id, which indexes."""

    by_id: Mapping[int, bytes]
    current: int
    first: int


def create(path: Path, content: str) -> bool:
    """Write a key file with mode 0400 unless it exists; return whether it was written."""
    if path.exists():
        return False
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return True


def new_master_line(key_id: int) -> str:
    """Return a line with a fresh random key."""
    return f"{key_id}:{base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}\n"


def new_session_secret() -> str:
    """Return a fresh secret for sessions and forms."""
    return secrets.token_urlsafe(48)


def read_private(path: Path) -> str:
    """Return the text of a key file.

    Raises:
        KeyFileError: It is missing, or others than its owner may read it.
    """
    try:
        mode = path.stat().st_mode
        text = path.read_text(encoding="ascii")
    except FileNotFoundError as error:
        msg = f'{path} is missing; run "parcelwright init", or restore it from your key backup'
        raise KeyFileError(msg) from error
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        msg = f'{path} can be read by others; run "chmod 400 {path}"'
        raise KeyFileError(msg)
    return text


@cache
def master_keys(path: Path) -> MasterKeys:
    """Return the keys of a master key file, read once per process.

    Raises:
        KeyFileError: The file is missing, open to others, or malformed.
    """
    by_id: dict[int, bytes] = {}
    for number, line in enumerate(read_private(path).splitlines(), start=1):
        key_id, _, encoded = line.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except binascii.Error:
            key = b""
        valid = key_id.isdecimal() and 1 <= int(key_id) <= _MAX_ID and int(key_id) not in by_id
        if not valid or len(key) != _KEY_BYTES:
            msg = f"{path}, line {number}: expected <id 1 to 255>:<base64 of 32 bytes>"
            raise KeyFileError(msg)
        by_id[int(key_id)] = key
    if not by_id:
        msg = f'{path} holds no key; run "parcelwright init" in an empty home'
        raise KeyFileError(msg)
    return MasterKeys(by_id=by_id, current=list(by_id)[-1], first=next(iter(by_id)))
