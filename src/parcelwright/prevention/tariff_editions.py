"""Tariff codes of another edition: six digits that the tariff no longer has."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from parcelwright.prevention.dated import Dated, reference_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from parcelwright.rulebook.rule import Citation


class DroppedCode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Six digits, and as people write them the codes that took their place."""

    code: str
    now: str


class Edition(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an edition dropped; its first day is ``valid_from``."""

    codes: tuple[DroppedCode, ...]


@lru_cache(maxsize=8192)
def dropped_code(digits: str, on: date) -> tuple[DroppedCode, Citation] | None:
    """Return what a code became that is no longer in the tariff on a day, with its source.

    >>> from datetime import date
    >>> dropped_code("8517120000", date(2026, 9, 2))[0].now
    '8517.13, 8517.14'
    >>> dropped_code("8517120000", date(2021, 9, 2)) is None
    True
    """
    for edition, by_code, citation in _editions():
        if edition.holds(on) and digits[:6] in by_code:
            return by_code[digits[:6]], citation
    return None


@cache
def _editions() -> tuple[tuple[Edition, Mapping[str, DroppedCode], Citation], ...]:
    file = reference_file("tariff_editions")
    return tuple(
        (edition, {each.code: each for each in edition.codes}, file.sources[edition.source])
        for edition in file.many("dropped", Edition)
    )
