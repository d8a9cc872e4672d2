"""Reading a rule book of a hundred files: from TOML, and from the tables of an earlier run."""

from __future__ import annotations

import tempfile
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, rated
from parcelwright.plugins import data_files
from parcelwright.rulebook.load import FOLDERS, load_book

if TYPE_CHECKING:
    from collections.abc import Callable

DATABASE = False
_FILES = 100
_ROUNDS = 5
_THOUSANDTHS = 1000


def run(database: str) -> list[Figure]:
    """Return the time of both, best of several, against TOML alone on the same files."""
    del database
    texts = _shipped()
    with tempfile.TemporaryDirectory() as name:
        copies, kept = Path(name) / "copies", Path(name) / "kept"
        texts += _copied(texts, copies)
        _assert_whole(len(load_book(copies, kept_in=kept).files))
        floor = _best(lambda: [tomllib.loads(text) for text in texts])
        cold = _best(lambda: load_book(copies))
        warm = _best(lambda: load_book(copies, kept_in=kept))
    against = f"TOML alone, {_FILES} files"
    return [
        rated("rule book", unit="ms", rate=cold, against=against, floor_rate=floor),
        rated("rule book, kept tables", unit="ms", rate=warm, against=against, floor_rate=floor),
    ]


def _shipped() -> list[str]:
    return [
        entry.read_text(encoding="utf-8")
        for folder in FOLDERS
        for entry in data_files(f"parcelwright.rulebook.{folder}", ".toml").values()
    ]


def _copied(texts: list[str], folder: Path) -> list[str]:
    """Write copies of shipped files under other names until there are enough files."""
    folder.mkdir()
    copies = []
    for at in range(max(0, _FILES - len(texts))):
        text = texts[at % len(texts)].replace('slug = "', f'slug = "copy-{at}-', 1)
        (folder / f"copy-{at}.toml").write_text(text, encoding="utf-8")
        copies.append(text)
    return copies


def _best(work: Callable[[], object]) -> float:
    """Return the shortest of several runs, in thousandths of a second of one core."""
    times = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * _THOUSANDTHS


def _assert_whole(files: int) -> None:
    if files < _FILES:
        raise RuntimeError(f"the book has {files} files, not {_FILES}")
