"""Which states a treaty binds, from which day, and how old the list is that says so."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from parcelwright.errors import RuleFileError
from parcelwright.plugins import data_files
from parcelwright.rulebook.shapes import Shape
from parcelwright.rulebook.sources_named import sources_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.rulebook.rule import Citation

_COUNTRY = re.compile(r"[A-Z]{2}")


class _TreatyShape(Shape, frozen=True, kw_only=True):
    """The ``[treaty]`` head of a file."""

    regime: str
    under: str = ""


class _BoundShape(Shape, frozen=True, kw_only=True):
    """One ``[[bound]]``: states that are bound from the same day; none is from before the list."""

    countries: tuple[str, ...]
    since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Members:
    """The states that one treaty binds.

    Args:
        regime: As rules name it, such as ``montreal``.
        under: Slug of the file in ``conventions`` that it belongs to.
        since: First day by ISO country; ``date.min`` where only the list as a whole is dated.
        citation: Where the list stands; ``sources`` are all that it rests on.
    """

    regime: str
    under: str
    since: Mapping[str, date]
    citation: Citation
    sources: tuple[Citation, ...]

    @property
    def as_of(self) -> date:
        """The day of the list: a state may have joined or left since."""
        assert self.citation.seen is not None
        return self.citation.seen

    def bind(self, country: str, on: date | None) -> bool:
        """Return whether a country was bound on a day, by the list; None is the day of the list."""
        first = self.since.get(country)
        return first is not None and (on is None or first <= on)


@lru_cache(maxsize=1)
def shipped_members() -> Mapping[str, Members]:
    """Return the lists of this release by regime.

    Raises:
        RuleFileError: A shipped file is broken.
    """
    files = data_files("parcelwright.rulebook.members", ".toml")
    found = [
        members_of(f"members/{stem}.toml", entry.read_text(encoding="utf-8"))
        for stem, entry in files.items()
    ]
    return MappingProxyType({each.regime: each for each in found})


def members_of(name: str, text: str) -> Members:
    """Return the list of one file.

    Raises:
        RuleFileError: The file is broken; the message names file and field.
    """
    try:
        table = tomllib.loads(text)
        treaty = msgspec.convert(table.get("treaty", {}), _TreatyShape)
        groups = msgspec.convert(table.get("bound", []), tuple[_BoundShape, ...])
        sources = sources_of(table)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        msg = f"{name}: {error}"
        raise RuleFileError(msg) from error
    if unknown := sorted(set(table) - {"treaty", "bound", "source"}):
        msg = f"{name}: {', '.join(unknown)}: is no table of a list of parties"
        raise RuleFileError(msg)
    citation = sources.get("list")
    if citation is None or citation.seen is None or citation.checked is None:
        what = "name the list, the day of the copy (seen) and when it was checked"
        msg = f"{name}: source.list: {what}"
        raise RuleFileError(msg)
    return Members(
        regime=treaty.regime,
        under=treaty.under or treaty.regime,
        since=MappingProxyType(_since(name, groups)),
        citation=citation,
        sources=tuple(sources.values()),
    )


def _since(name: str, groups: tuple[_BoundShape, ...]) -> dict[str, date]:
    since: dict[str, date] = {}
    for group in groups:
        for country in group.countries:
            if not _COUNTRY.fullmatch(country):
                msg = f'{name}: bound: "{country}" is no ISO country of two capital letters'
                raise RuleFileError(msg)
            if country in since:
                msg = f"{name}: bound: {country} stands twice; keep the day it was bound first"
                raise RuleFileError(msg)
            since[country] = group.since or date.min
    if not since:
        msg = f"{name}: bound: names no state"
        raise RuleFileError(msg)
    return since
