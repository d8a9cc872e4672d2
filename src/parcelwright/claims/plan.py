"""Which rules a parcel is judged by, made ready: the same for all parcels that stand alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.holder import sellers_own
from parcelwright.claims.remedies import prepared
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.rule import HeldBy
from parcelwright.rulebook.select import rules_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parcelwright.claims.parties import Parties
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
        lacks_contract: A contract decides, and it is not entered.
    """

    published: tuple[Rule, ...]
    rules: tuple[Prepared, ...]
    barred: tuple[Prepared, ...]
    lacks_contract: bool


def plan_of(book: RuleBook, parties: Parties, keys: Sequence[Key], contract: Rule | None) -> Plan:
    """Return the rules for parcels that name the same parties and stand alike.

    Args:
        book: The rules.
        parties: Whom they name.
        keys: What stands for them, of :meth:`~parcelwright.rulebook.select.Reach.alike`.
        contract: What the seller agreed for their account; it replaces published terms.
    """
    published = held = rules_within(book, parties.reach, keys)
    if contract is not None:
        held = (contract, *(rule for rule in held if rule.held_by is not HeldBy.ACCOUNT))
    consolidated = is_consolidated(parties, contract)
    mine = sellers_own(held, parties.names, parties.carrier, consolidated=consolidated)
    return Plan(
        published=published,
        rules=_ready(rule for rule in mine if rule.payer.kind != "law"),
        # What a convention says of third parties answers a question and owes nothing.
        barred=_ready(rule for rule in mine if rule.payer.kind == "law"),
        lacks_contract=consolidated and contract is None,
    )


def _ready(rules: Iterable[Rule]) -> tuple[Prepared, ...]:
    return tuple(prepared(rule) for rule in rules)


def is_consolidated(parties: Parties, contract: Rule | None) -> bool:
    """Return whether another than the seller is the sender in the books of who carries.

    Terms agreed with the carrier itself leave the seller the rights of the sender.
    """
    agreed = contract is not None and parties.names.contract_party is not ContractParty.SELF
    return agreed or parties.by_other
