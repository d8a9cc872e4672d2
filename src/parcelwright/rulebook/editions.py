"""The editions of a convention that the rule book holds, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.rulebook.book import RuleBook


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One text of a convention and the days of acceptance it holds for; None is open."""

    name: str
    first: date | None
    last: date | None

    def holds_on(self, day: date) -> bool:
        """Return whether it holds for a parcel accepted on that day."""
        after = self.first is None or self.first <= day
        return after and (self.last is None or day <= self.last)


@lru_cache(maxsize=256)
def editions_of(book: RuleBook, regime: str) -> tuple[Edition, ...]:
    """Return the editions that rules of a regime name, oldest first, without repeats."""
    found = {
        Edition(name=rule.edition, first=rule.valid_from, last=rule.valid_to)
        for rule in book.rules
        if rule.edition and rule.regime == regime
    }
    return tuple(sorted(found, key=lambda each: each.first or date.min))
