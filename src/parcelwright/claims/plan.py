"""Which rules a parcel is judged by, made ready: the same for all parcels that stand alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import asks_scans
from parcelwright.claims.holder import sellers_own
from parcelwright.claims.regime import ONLY_EMS, postal_of
from parcelwright.claims.remedies import prepared
from parcelwright.records import once, quickly_made
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.rule import HeldBy
from parcelwright.rulebook.select import covering_rules, own_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright.claims.holder import Stance
    from parcelwright.claims.remedies import Prepared
    from parcelwright.rulebook.alike import Standing
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.rule import Rule


@quickly_made
@dataclass(frozen=True, kw_only=True, eq=False)
class Plan:
    """The rules that a parcel is judged by.

    Args:
        postal: Which of ``ems`` and ``upu`` the published rules are, whoever holds the right.
        rules: Those under which the seller can ask, made ready.
        barred: Those that answer a question and owe nothing.
    """

    postal: frozenset[str]
    rules: tuple[Prepared, ...]
    barred: tuple[Prepared, ...]

    @once
    def is_ems(self) -> bool:
        """Whether a post's rules for the service are of its EMS."""
        return self.postal == ONLY_EMS

    @once
    def asks_scans(self) -> bool:
        """Whether any of its days depends on a scan after the one that took the parcel."""
        every = self.rules + self.barred
        return any(asks_scans(period.window) for each in every for period in each.periods)

    def __add__(self, other: Plan) -> Plan:
        """Return both together."""
        return Plan(
            postal=self.postal | other.postal,
            rules=self.rules + other.rules,
            barred=self.barred + other.barred,
        )


def own_plan(book: RuleBook, standing: Standing, contract: Rule | None, stance: Stance) -> Plan:
    """Return the rules of carrier and laws for parcels that stand alike.

    Args:
        book: The rules.
        standing: What stands for them all.
        contract: What the seller agreed for their account; it replaces published terms.
        stance: Whose the contract with the carrier is.
    """
    rules = own_rules(book, Key(*standing))
    found = _plan(rules, stance, agreed=contract is not None)
    if contract is None:
        return found
    return _plan((contract,), stance, agreed=False, postal=frozenset()) + found


def cover_plan(
    book: RuleBook, payer: str, standing: Standing, stance: Stance, *, agreed: bool
) -> Plan:
    """Return the rules of an insurer or programme for parcels that stand alike."""
    return _plan(covering_rules(book, payer, Key(*standing)), stance, agreed=agreed)


@lru_cache(maxsize=8192)
def _plan(
    rules: tuple[Rule, ...],
    stance: Stance,
    *,
    agreed: bool,
    postal: frozenset[str] | None = None,
) -> Plan:
    left = [rule for rule in rules if rule.held_by is not HeldBy.ACCOUNT] if agreed else rules
    mine = sellers_own(left, stance)
    return Plan(
        postal=postal_of(rules) if postal is None else postal,
        rules=_ready(rule for rule in mine if rule.payer.kind != "law"),
        # What a convention says of third parties answers a question and owes nothing.
        barred=_ready(rule for rule in mine if rule.payer.kind == "law"),
    )


def _ready(rules: Iterable[Rule]) -> tuple[Prepared, ...]:
    return tuple([prepared(rule) for rule in rules])
