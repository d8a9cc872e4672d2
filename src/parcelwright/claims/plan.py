"""Which rules a parcel is judged by, made ready: the same for all parcels that stand alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.holder import sellers_own
from parcelwright.claims.regime import are_ems
from parcelwright.claims.remedies import prepared
from parcelwright.records import once
from parcelwright.rulebook.rule import HeldBy
from parcelwright.rulebook.select import covering_rules, own_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.claims.holder import Stance
    from parcelwright.claims.remedies import Prepared
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule


@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """The rules that a parcel is judged by.

    Args:
        published: What the rule book has for it, whoever holds the right.
        rules: Those under which the seller can ask, made ready.
        barred: Those that answer a question and owe nothing.
    """

    published: tuple[Rule, ...]
    rules: tuple[Prepared, ...]
    barred: tuple[Prepared, ...]

    @once
    def is_ems(self) -> bool:
        """Whether a post's rules for the service are of its EMS."""
        return are_ems(self.published)

    def __add__(self, other: Plan) -> Plan:
        """Return both together."""
        return Plan(
            published=self.published + other.published,
            rules=self.rules + other.rules,
            barred=self.barred + other.barred,
        )


def own_plan(book: RuleBook, key: Key, contract: Rule | None, stance: Stance) -> Plan:
    """Return the rules of carrier and laws for parcels that stand alike.

    Args:
        book: The rules.
        key: What stands for them all.
        contract: What the seller agreed for their account; it replaces published terms.
        stance: Whose the contract with the carrier is.
    """
    rules = own_rules(book, key)
    found = _plan(rules, stance, agreed=contract is not None)
    if contract is None:
        return found
    return _plan((contract,), stance, agreed=False, published=()) + found


def cover_plan(book: RuleBook, payer: str, key: Key, stance: Stance, *, agreed: bool) -> Plan:
    """Return the rules of an insurer or programme for parcels that stand alike."""
    return _plan(covering_rules(book, payer, key), stance, agreed=agreed)


def _plan(
    rules: tuple[Rule, ...],
    stance: Stance,
    *,
    agreed: bool,
    published: tuple[Rule, ...] | None = None,
) -> Plan:
    left = [rule for rule in rules if rule.held_by is not HeldBy.ACCOUNT] if agreed else rules
    mine = sellers_own(left, stance)
    return Plan(
        published=rules if published is None else published,
        rules=_ready(rule for rule in mine if rule.payer.kind != "law"),
        # What a convention says of third parties answers a question and owes nothing.
        barred=_ready(rule for rule in mine if rule.payer.kind == "law"),
    )


def _ready(rules: Iterable[Rule]) -> tuple[Prepared, ...]:
    return tuple([prepared(rule) for rule in rules])
