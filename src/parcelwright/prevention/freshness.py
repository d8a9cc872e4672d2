"""What of the reference data of checks wants another look, as the rule book says of its rules."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TYPE_CHECKING

from parcelwright.rulebook.freshness import Finding, doubt_of
from parcelwright.rulebook.sources_named import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from importlib.resources.abc import Traversable

    from parcelwright.rulebook.rule import Citation


def reference_findings(on: date) -> tuple[Finding, ...]:
    """Return each source of reference data that is doubtful on a day, in order of its file."""
    found = []
    for name, citation in sources():
        doubtful = doubt_of(citation, on)
        if doubtful is not None:
            doubt, why, since = doubtful
            found.append(
                Finding(
                    doubt=doubt,
                    payer=f"checks/{name}",
                    about=str(citation),
                    why=why,
                    since=since,
                    citation=citation,
                )
            )
    return tuple(found)


def sources() -> Iterator[tuple[str, Citation]]:
    """Yield every source with the file that names it, such as ``customs_rules/us``."""
    for name, entry in _files(resources.files("parcelwright.prevention"), ""):
        tables = tomllib.loads(entry.read_text("utf-8"))
        for citation in sources_of(tables).values():
            yield name, citation


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda each: each.name):
        if entry.is_dir():
            yield from _files(entry, f"{above}{entry.name}/")
        elif entry.name.endswith(".toml"):
            yield above + entry.name.removesuffix(".toml"), entry
