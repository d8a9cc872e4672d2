"""The parties that a parcel names, found in the rule book: most parcels of a shop share them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.claims.holder import (
    BY_OTHERS,
    HOLDER_NEEDS,
    Stance,
    barred_last_mile,
    holder_of,
    holds_account,
    is_consolidator,
)
from parcelwright.claims.regime import by_taker
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.alike import asked_by_carrier
from parcelwright.rulebook.contract import rule_of
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.select import carrier_of, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.claims.holder import Holder
    from parcelwright.claims.regime_choice import RegimeChoice
    from parcelwright.claims.remedy import Remedy
    from parcelwright.parcels.parcel import Parcel, Transport
    from parcelwright.rulebook.alike import Asked
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.rule import Carrier, ClaimType, Rule


_SELLERS, _NOT_SELLERS = Stance(True, False, ""), Stance(False, False, "")
_NOTHING: frozenset[str] = frozenset()
_new = tuple.__new__


class Names(NamedTuple):
    """Whom a parcel names, as its columns have it."""

    carrier: str
    s10_country: str
    carrier_account: str
    contract_party: ContractParty | None
    last_mile_carrier: str
    transport: Transport | None


@dataclass(frozen=True, kw_only=True, eq=False)
class Parties:
    """What the names on a parcel lead to, whatever its days, lane and contents.

    Args:
        names: As the parcel has them.
        way: How they travel, or empty.
        named: Slug of the carrier as the parcel has it; ``carrier`` is who the rule book knows
            by it or by the number, and ``slug`` what that is called.
        asked: What the rules ask that the carrier's parcels can fall under.
        agreed: What was agreed for its account, in all editions: from when, the newest first.
        by_other: The firm that took it, or another, holds the contract with who carries it.
        anothers_account: Another holds the account with the very firm that took it.
        holder: Whose the claim is.
        can_be_sellers: It is known to be the seller's, or nobody says whose it is.
        met: Conditions before filing that the names meet.
        regime: Which law governs, where who took the parcel decides that alone.
        barred: Why the carrier of the last mile owes nothing, where somebody might ask it.
    """

    names: Names
    way: str
    named: str
    carrier: Carrier | None
    slug: str
    asked: Asked
    agreed: tuple[tuple[date | None, Rule], ...]
    by_other: bool
    anothers_account: bool
    holder: Holder
    can_be_sellers: bool
    met: frozenset[str]
    regime: RegimeChoice | None
    barred: tuple[Remedy, ...]

    def key_of(
        self, parcel: Parcel, s10: str, accepted_on: date | None, claim_type: ClaimType
    ) -> Key:
        """Return all of a parcel with these names that decides which rules hold."""
        lane, programme = parcel.lane, parcel.programme
        ordered = parcel.ordered_at if programme else None
        # As Key(...) would, in a fifth of the time: it is made for every parcel.
        return _new(
            Key,
            (
                self.named,
                slug(parcel.service),
                claim_type,
                s10,
                self.names.s10_country,
                lane.origin_country,
                lane.destination_country,
                accepted_on,
                None if ordered is None else ordered.day,
                slug(programme) if programme else "",
                "",
                slug(parcel.insurer) if parcel.insurer else "",
                self.way,
            ),
        )

    def is_consolidated(self, contract: Rule | None) -> bool:
        """Return whether another than the seller is the sender in the books of who carries.

        Terms agreed with the carrier itself leave the seller the rights of the sender.
        """
        agreed = contract is not None and self.names.contract_party is not ContractParty.SELF
        return agreed or self.by_other

    def stance(self, asked: Asked, programme: str, *, consolidated: bool) -> Stance:
        """Return whose the contract with the carrier is, as far as some rules ask.

        Args:
            asked: What the rules ask.
            programme: Slug of what the label was bought through.
            consolidated: Another than the seller is the sender in the carrier's books.
        """
        mine = not consolidated and self.can_be_sellers
        if self.anothers_account:
            named = asked.programmes is None or programme in asked.programmes
            return Stance(mine, True, programme if named else "")
        return _SELLERS if mine else _NOT_SELLERS

    def contract(self, accepted: date | None, parcel: Parcel) -> Rule | None:
        """Return the newest contract of the account that held when a parcel was accepted."""
        if not self.agreed:
            return None
        label = parcel.label_created_at
        day = accepted or (label.day if label else None)
        for first, rule in self.agreed:
            if first is None or (day is not None and first <= day):
                return rule
        return None


def parties_of(names: Names, book: RuleBook, contracts: Sequence[ContractTerms]) -> Parties:
    """Return what the names on a parcel lead to."""
    named = slug(names.carrier)
    key = Key(carrier=named, service="", s10_country=names.s10_country)
    carrier = carrier_of(book, key)
    by_others = names.contract_party in BY_OTHERS
    barred = barred_last_mile(names, carrier, book, contracts)
    known = holds_account(names)
    ways = () if names.transport is None else (names.transport,)
    account = names.carrier_account or _only_account(names.carrier, contracts)
    terms = [t for t in contracts if account and t.carrier_account == account]
    terms.sort(key=lambda t: t.valid_from or date.min, reverse=True)
    return Parties(
        names=names,
        way=names.transport or "",
        named=named,
        carrier=carrier,
        slug=named if carrier is None else carrier.slug,
        asked=asked_by_carrier(book, carrier, names.transport or ""),
        agreed=tuple((t.valid_from, rule_of(t, book.zone_of(t.payer))) for t in terms),
        by_other=is_consolidator(carrier) or by_others,
        anothers_account=by_others and not is_consolidator(carrier),
        holder=holder_of(names, carrier),
        can_be_sellers=known or names.contract_party is None,
        met=(HOLDER_NEEDS if known else _NOTHING) | {f"carried_by_{way}" for way in ways},
        regime=by_taker(book, carrier, key),
        barred=() if barred is None else (barred,),
    )


def _only_account(carrier: str, contracts: Sequence[ContractTerms]) -> str:
    """Return the account of a parcel that names none: the only one entered for its carrier.

    Many exports name no account. Where there are several, the parcel falls under none.
    """
    accounts = {terms.carrier_account for terms in contracts if carrier and terms.payer == carrier}
    return accounts.pop() if len(accounts) == 1 else ""
