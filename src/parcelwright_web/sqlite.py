"""Chooses a sound SQLite before Django is imported.

SQLite before 3.51.3 can corrupt a WAL database that several connections write
(3.50.7 and 3.44.6 carry the repair). Where the system's library is older, the
``pysqlite3`` wheel takes its place; failing that the database runs without WAL.
"""

from __future__ import annotations

import sys
from importlib import import_module, util

_REPAIRED = (3, 51, 3)
_REPAIRED_BRANCHES = frozenset({(3, 50, 7), (3, 44, 6)})


def is_sound(version: tuple[int, ...]) -> bool:
    """Return whether this SQLite version is safe in WAL mode with several connections."""
    return version >= _REPAIRED or version in _REPAIRED_BRANCHES


def use_sound_library() -> None:
    """Put ``pysqlite3`` in the place of ``sqlite3`` when the system's library is too old.

    Does nothing when the system's library is sound or the wheel is not installed. Must run
    before Django's database backends are imported.
    """
    if is_sound(library_version()) or util.find_spec("pysqlite3") is None:
        return
    replacement = import_module("pysqlite3")
    if is_sound(replacement.sqlite_version_info):
        sys.modules["sqlite3"] = replacement
        sys.modules["sqlite3.dbapi2"] = import_module("pysqlite3.dbapi2")


def library_version() -> tuple[int, ...]:
    """Return the version of the SQLite library in use, as (major, minor, patch)."""
    version: tuple[int, ...] = import_module("sqlite3").sqlite_version_info
    return version


def pragmas(version: tuple[int, ...]) -> str:
    """Return the statements that every connection runs first."""
    journal = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
        if is_sound(version)
        else "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=EXTRA"
    )
    return f"PRAGMA busy_timeout=20000; {journal}; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
