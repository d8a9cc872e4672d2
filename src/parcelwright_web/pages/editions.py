"""The history of own terms as pages show it: every edition, with who entered and ended it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from parcelwright_web.actions.actors import names_of
from parcelwright_web.models.editions import EditionModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

E = TypeVar("E", bound=EditionModel)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One edition that was entered; ``ending`` is empty while it counts."""

    name: str
    valid_from: date
    entered_at: datetime
    entered_by: str
    ending: str
    ended_at: datetime | None
    ended_by: str


def history_of(rows: Iterable[E], named: Callable[[E], str]) -> list[Entry]:
    """Return all editions, what was entered last first.

    Args:
        rows: Those that count and those that have ended.
        named: What a person calls the terms of a row.
    """
    all_rows = list(rows)
    names = names_of(actor for row in all_rows for actor in (row.entered_by, row.ended_by) if actor)
    entries = [
        Entry(
            name=named(row),
            valid_from=row.valid_from,
            entered_at=row.entered_at,
            entered_by=names.get(row.entered_by, ""),
            ending=row.ending,
            ended_at=row.ended_at,
            ended_by=names.get(row.ended_by, ""),
        )
        for row in all_rows
    ]
    return sorted(entries, key=lambda entry: entry.entered_at, reverse=True)
