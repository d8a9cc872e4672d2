"""Whom parcels name and by which rules they are judged, found once for all that stand alike."""

from __future__ import annotations

from functools import lru_cache, partial
from operator import add
from typing import TYPE_CHECKING

from parcelwright.claims.covers import cover_rules, covers_of
from parcelwright.claims.parties import Names, parties_of
from parcelwright.claims.plan import cover_plan, own_plan
from parcelwright.claims.regime import by_ground
from parcelwright.claims.remedies import prepared
from parcelwright.rulebook.alike import asked_by_payer
from parcelwright.rulebook.select import covering

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.claims.parties import Parties
    from parcelwright.claims.plan import Plan
    from parcelwright.claims.regime import RegimeChoice
    from parcelwright.claims.remedies import Prepared
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.cover import CoverTerms
    from parcelwright.rulebook.exchange import Rates
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Rule


class Planner:
    """Finds parties and rules of many parcels on one day, and remembers what they share.

    Args:
        book: The rules.
        on: Day asked about.
        rates: For limits of policies in other currencies.
        contracts: The seller's own terms, which take precedence.
        covers: The policies of the shop, all editions.
    """

    def __init__(
        self,
        book: RuleBook,
        on: date,
        rates: Rates,
        contracts: Sequence[ContractTerms],
        covers: Sequence[CoverTerms],
    ) -> None:
        self._book, self._on, self._rates, self._covers = book, on, rates, covers
        self._parties = lru_cache(4096)(
            lambda *names: parties_of(Names(*names), book=book, contracts=contracts)
        )
        self._own_plan = lru_cache(16384)(partial(own_plan, book))
        self._cover_plan = lru_cache(4096)(partial(cover_plan, book))
        self._both = lru_cache(4096)(add)

    def parties(self, parcel: Parcel, post: str) -> Parties:
        """Return whom a parcel names; ``post`` is the country at the end of a postal number."""
        return self._parties(
            parcel.carrier,
            post,
            parcel.carrier_account,
            parcel.contract_party,
            parcel.last_mile_carrier,
            parcel.transport,
        )

    def regime(self, key: Key, parties: Parties, plan: Plan) -> RegimeChoice:
        """Return which law governs."""
        return parties.regime or by_ground(self._book, parties.carrier, key, is_ems=plan.is_ems)

    def plan(
        self, parties: Parties, key: Key, contract: Rule | None, *, consolidated: bool
    ) -> Plan:
        """Return the rules of carriers, laws and cover bought with the label for a parcel."""
        asked = parties.asked
        stance = parties.stance(asked, key.programme, consolidated=consolidated)
        plan = self._own_plan(asked.standing(key, parties.slug), contract, stance)
        if key.insurer or key.programme:
            for payer in covering(self._book, key.insurer, key.programme, parties.slug):
                asked = asked_by_payer(self._book, payer)
                stance = parties.stance(asked, key.programme, consolidated=consolidated)
                standing = asked.standing(key, parties.slug)
                cover = self._cover_plan(payer, standing, stance, agreed=contract is not None)
                plan = self._both(plan, cover)
        return plan

    def with_covers(
        self, rules: tuple[Prepared, ...], parcel: Parcel, key: Key
    ) -> tuple[Prepared, ...]:
        """Return the rules with those of the shop's policies that cover a parcel."""
        if not self._covers:
            return rules
        book = self._book
        covered = covers_of(parcel, self._covers, book, key.accepted_on, self._on, self._rates)
        every = cover_rules(covered, key, book, [each.rule for each in rules])
        return tuple(prepared(rule) for rule in every)
