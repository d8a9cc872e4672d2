"""Column names in use: ours, their synonyms, and which word means what beside which."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from parcelwright.interchange.columns import ALL_COLUMNS
from parcelwright.interchange.headers import header_key


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One meaning of an ambiguous word, and the columns (keys) beside which it has it."""

    column: str
    beside: frozenset[str]


@cache
def synonyms() -> dict[str, str]:
    """Return our column by the key of each name that has one meaning."""
    by_key = {
        header_key(name): column for column, names in _data()["columns"].items() for name in names
    }
    return by_key | {header_key(column): column for column in ALL_COLUMNS - {"source"}}


@cache
def ambiguous() -> dict[str, tuple[Choice, ...]]:
    """Return the possible meanings by the key of each name that has several, or none alone."""
    return {
        header_key(entry["header"]): tuple(
            Choice(column=each["column"], beside=frozenset(map(header_key, each["beside"])))
            for each in entry["choices"]
        )
        for entry in _data()["ambiguous"]
    }


@cache
def known_headers() -> frozenset[str]:
    """Return the keys of all names by which a header row is told from other rows."""
    return frozenset(synonyms()) | frozenset(ambiguous())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    text = resources.files("parcelwright.interchange").joinpath("synonyms.toml").read_text("utf-8")
    return tomllib.loads(text)
