"""Column names in use: ours, their synonyms, and which word means what beside which."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

import msgspec

from parcelwright.interchange.columns import ALL_COLUMNS
from parcelwright.interchange.headers import header_key
from parcelwright.interchange.preset import presets


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One meaning of an ambiguous word, and the columns (keys) beside which it has it."""

    column: str
    beside: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class _Ambiguous:
    header: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, kw_only=True)
class _Data:
    columns: dict[str, tuple[str, ...]]
    ambiguous: tuple[_Ambiguous, ...]


@cache
def synonyms() -> dict[str, str]:
    """Return our column by the key of each name that has one meaning."""
    by_key = {
        header_key(name): column for column, names in _data().columns.items() for name in names
    }
    return by_key | {header_key(column): column for column in ALL_COLUMNS - {"source"}}


@cache
def ambiguous() -> dict[str, tuple[Choice, ...]]:
    """Return the possible meanings by the key of each name that has several, or none alone."""
    return {
        header_key(entry.header): tuple(
            Choice(column=each.column, beside=frozenset(map(header_key, each.beside)))
            for each in entry.choices
        )
        for entry in _data().ambiguous
    }


@cache
def known_headers() -> frozenset[str]:
    """Return the keys of all names by which a header row is told from other rows."""
    layouts = {
        header_key(header)
        for preset in presets().values()
        for headers in (preset.fingerprint, *preset.columns.values())
        for header in headers
    }
    return frozenset(synonyms()) | frozenset(ambiguous()) | layouts


@cache
def _data() -> _Data:
    text = resources.files("parcelwright.interchange").joinpath("synonyms.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), _Data)
