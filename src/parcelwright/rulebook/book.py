"""The rule book: all rules together, ready to be selected from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
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
        """Return the IANA zone of a carrier's desk, or nothing when no file tells it."""
        carrier = self.by_slug.get(slug)
        return "" if carrier is None else carrier.zone

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

    @cached_property
    def by_payer(self) -> dict[str, tuple[Rule, ...]]:
        """Rules by the slug of who pays, in file order."""
        return _grouped((rule.payer.slug, rule) for rule in self.rules)

    @cached_property
    def by_bound_carrier(self) -> dict[str, tuple[Rule, ...]]:
        """Rules of treaties by each name of a carrier that they say they bind."""
        return _grouped((name, rule) for rule in self.rules for name in rule.carriers)

    @cached_property
    def postal_law(self) -> tuple[Rule, ...]:
        """The postal convention's rules, for posts that have none of their own."""
        return tuple(rule for rule in self.rules if rule.payer.kind == "law" and rule.s10)

    @cached_property
    def treaties(self) -> tuple[Rule, ...]:
        """Rules that say which carriers they bind, by name or by kind."""
        return tuple(rule for rule in self.rules if rule.carriers or rule.carrier_kinds)

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
            for exclusion in rule.excluded_for:
                seen[exclusion.citation] = None
            for amount in rule.amounts:
                seen[amount.citation] = None
            if rule.amount is not None:
                seen[rule.amount.citation] = None
        return tuple(seen)


def _grouped(named: Iterable[tuple[str, Rule]]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for name, rule in named:
        found.setdefault(name, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}
