"""The rule book: all rules together, ready to be selected from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.rulebook.rule import Carrier, Citation, Rule


@dataclass(frozen=True, kw_only=True, eq=False)
class RuleBook:
    """Carriers and rules of all files; compared and hashed by identity, for caches."""

    carriers: tuple[Carrier, ...]
    rules: tuple[Rule, ...]
    files: tuple[str, ...] = ()

    @cached_property
    def by_slug(self) -> dict[str, Carrier]:
        """Carriers by slug and by each alias."""
        return {name: item for item in self.carriers for name in (item.slug, *item.aliases)}

    def zone_of(self, slug: str) -> str:
        """Return the IANA zone of a carrier's desk, or UTC when no file names the carrier."""
        carrier = self.by_slug.get(slug)
        return "UTC" if carrier is None else carrier.zone

    @cached_property
    def by_s10_country(self) -> dict[str, Carrier]:
        """Posts by the country code at the end of their numbers."""
        return {item.s10_country: item for item in self.carriers if item.s10_country}

    @cached_property
    def by_id(self) -> dict[str, tuple[Rule, ...]]:
        """Editions of each rule by its id, oldest first."""
        found: dict[str, tuple[Rule, ...]] = {}
        for rule in self.rules:
            found[rule.id] = (*found.get(rule.id, ()), rule)
        return found

    def without_rules(self) -> tuple[Carrier, ...]:
        """Return those of whom nothing is known but that nothing was found."""
        known = {rule.payer.slug for rule in self.rules}
        return tuple(item for item in self.carriers if item.unknown and item.slug not in known)

    def citations(self) -> tuple[Citation, ...]:
        """Return every citation that a rule, window or amount rests on, without repeats."""
        seen: dict[Citation, None] = {}
        for rule in self.rules:
            seen[rule.citation] = None
            for window in rule.windows:
                seen[window.citation] = None
            for amount in rule.amounts:
                seen[amount.citation] = None
            if rule.amount is not None:
                seen[rule.amount.citation] = None
        return tuple(seen)


def overlaps(rules: Iterable[Rule]) -> list[str]:
    """Return one line for each two editions of one rule that hold on the same day."""
    editions: dict[str, list[Rule]] = {}
    for rule in rules:
        editions.setdefault(rule.id, []).append(rule)
    return [
        f"{name}: two editions hold on the same day; end the older with valid_to"
        for name, group in editions.items()
        for older, newer in combinations(group, 2)
        if _meet(older, newer)
    ]


def _meet(a: Rule, b: Rule) -> bool:
    a_first = a.valid_to is None or b.valid_from is None or b.valid_from <= a.valid_to
    b_first = b.valid_to is None or a.valid_from is None or a.valid_from <= b.valid_to
    return a_first and b_first
