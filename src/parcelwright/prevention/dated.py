"""Reference data that hold from a day to a day and name their source."""

from __future__ import annotations

import tomllib
from datetime import date  # noqa: TC003 - msgspec reads it at run time
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

import msgspec

from parcelwright import plugins
from parcelwright.rulebook.sources_named import sources_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.rulebook.rule import Citation


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every entry of reference data has.

    Args:
        source: Key of its source in the same file.
        valid_from: First day on which it holds; None is since before any parcel of interest.
        valid_to: Last day on which it holds; None is until further notice.
    """

    source: str
    valid_from: date | None = None
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Return whether the entry holds on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


D = TypeVar("D", bound=Dated)


class ReferenceFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file of reference data: its tables, and its sources as citations by key."""

    tables: Mapping[str, object]
    sources: Mapping[str, Citation]

    def many(self, table: str, kind: type[D]) -> tuple[D, ...]:
        """Return the entries of a list of tables, each with a known source.

        Raises:
            ValueError: An entry names a source that the file lacks, or has a wrong field.
        """
        raw = msgspec.convert(self.tables.get(table, []), list[dict[str, object]])
        found = tuple(msgspec.convert(each, kind) for each in raw)
        for entry in found:
            if entry.source not in self.sources:
                raise ValueError(f"[[{table}]] names no source of its file: {entry.source!r}")
        return found


def reference_file(stem: str) -> ReferenceFile:
    """Return one file of reference data beside the checks, by its stem.

    Raises:
        ValueError: It is no valid TOML.
    """
    entry = resources.files("parcelwright.prevention").joinpath(f"{stem}.toml")
    return _file_of(entry.read_text("utf-8"))


def reference_files(package: str) -> dict[str, ReferenceFile]:
    """Return the reference files of a package by stem.

    Raises:
        ValueError: A file is no valid TOML.
    """
    return {
        stem: _file_of(entry.read_text("utf-8"))
        for stem, entry in plugins.data_files(package, ".toml").items()
    }


def _file_of(text: str) -> ReferenceFile:
    tables = tomllib.loads(text)
    return ReferenceFile(tables=tables, sources=sources_of(tables))
