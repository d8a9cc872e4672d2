"""Who holds the claim: the seller by contract or label, or a firm that posted for the seller."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.claims.remedy import Confidence, PayerKind, Remedy, RemedyStatus
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.parcel import ContractParty
from parcelwright.rulebook.rule import Citation, HeldBy
from parcelwright.rulebook.select import slug
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parcelwright.claims.facts import Facts
    from parcelwright.claims.parties import Names
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel
    from parcelwright.rulebook.book import RuleBook
    from parcelwright.rulebook.contract import ContractTerms
    from parcelwright.rulebook.key import Key
    from parcelwright.rulebook.rule import Carrier, Rule

# What who holds the contract with the carrier has at hand.
HOLDER_NEEDS = frozenset({"posting_receipt", "waybill_in_your_name"})
BY_OTHERS = frozenset({ContractParty.CONSOLIDATOR, ContractParty.PLATFORM})
_STARTS = (Since.POSTING, Since.ACCEPTANCE_SCAN, Since.HANDOVER, Since.SHIP_DATE)
_HOLDER = Citation(title="Whose account bought the label of the last mile")


@dataclass(frozen=True, kw_only=True)
class Holder:
    """Whose the claim against the carrier is, as far as known, and why, in one sentence."""

    party: ContractParty | None
    why: str


def holder_of(parcel: Parcel | Names, carrier: Carrier | None) -> Holder:
    """Return who holds the claim against the carrier of a parcel."""
    name = carrier.name if carrier else parcel.carrier or "the carrier"
    party = parcel.contract_party
    if is_consolidator(carrier) and party is not ContractParty.LAST_MILE:
        return _consolidators(name)
    return _held_by(party, name)


@lru_cache(maxsize=1024)
def _consolidators(name: str) -> Holder:
    return Holder(
        party=ContractParty.CONSOLIDATOR,
        why=f"{name} posts under its own name: yours is the contract with {name}, not the "
        "claim on the post or the airline.",
    )


@lru_cache(maxsize=1024)
def _held_by(party: ContractParty | None, name: str) -> Holder:
    whys = {
        ContractParty.SELF: f"You hold the contract with {name}, so what it owes is owed to you.",
        ContractParty.CONSOLIDATOR: f"Another firm holds the contract with {name}: yours is the "
        "contract with that firm.",
        ContractParty.PLATFORM: f"The label came from a platform, which holds the account with "
        f"{name}: yours are the platform's terms.",
        ContractParty.LAST_MILE: "Your own account bought the label of the last mile, so what "
        "that carrier owes is owed to you.",
        None: f"Nobody said who holds the contract with {name}: its remedies are yours only if "
        "you hold the receipt or the account.",
    }
    return Holder(party=party, why=whys[party])


def holds_account(parcel: Parcel | Names) -> bool:
    """Return whether the seller is known to hold the contract with the parcel's own carrier.

    The seller's account for the last mile is that contract where nobody else carried before.
    """
    if parcel.contract_party is ContractParty.LAST_MILE:
        return slug(parcel.last_mile_carrier) in {"", slug(parcel.carrier)}
    return parcel.contract_party is ContractParty.SELF


class Stance(NamedTuple):
    """Whose the contract with the carrier is, as far as it decides whose a right is.

    Args:
        is_sellers: It can be the seller's own.
        is_anothers: Another firm or a platform holds the account with the carrier itself;
            ``programme`` is then the slug of what the label was bought through.
    """

    is_sellers: bool
    is_anothers: bool
    programme: str


def sellers_own(rules: Iterable[Rule], stance: Stance) -> tuple[Rule, ...]:
    """Return the rules whose right can be the seller's.

    Who has another firm or a platform hold the contract has no right under it, and no right
    under the account terms of a carrier whose account that firm holds. Terms that name the
    platform's programme speak of its labels and stay.
    """
    return tuple(
        rule
        for rule in rules
        if not (rule.held_by is HeldBy.POSTING_CONTRACT and not stance.is_sellers)
        and not (rule.held_by is HeldBy.ACCOUNT and _anothers(rule, stance))
    )


def _anothers(rule: Rule, stance: Stance) -> bool:
    """Return whether the account a published rule speaks of is not the seller's."""
    if rule.account or not stance.is_anothers:
        return False
    programmes = rule.only.programmes.union(
        *(window.only.programmes for window in rule.windows),
        *(amount.only.programmes for amount in (*rule.amounts, rule.amount) if amount),
    )
    return not stance.programme or stance.programme not in programmes


def is_consolidator(carrier: Carrier | None) -> bool:
    """Return whether who took a parcel posts under its own name for many sellers."""
    return carrier is not None and carrier.kind == "consolidator"


def last_mile_key(parcel: Parcel, key: Key, facts: Facts) -> Key | None:
    """Return the key of the last mile where the seller's own account bought its label."""
    if parcel.contract_party is not ContractParty.LAST_MILE:
        return None
    name = slug(parcel.last_mile_carrier)
    if not name or name == key.carrier:
        return None
    return key._replace(
        carrier=name,
        service="",
        s10="",
        s10_country="",
        origin=key.destination,
        accepted_on=facts.moments.get(Since.POSTING),
        transport="",
    )


def last_mile_facts(facts: Facts, journey: Journey) -> Facts:
    """Return the facts as the carrier of the last mile counts them: from its own acceptance.

    Where no scan tells of the handover to it, its first day is not known.
    """
    taken = next(
        (event for event in journey.events if event.milestone is Milestone.HANDED_TO_LAST_MILE),
        None,
    )
    moments = {since: day for since, day in facts.moments.items() if since not in _STARTS}
    if taken is not None and taken.occurred_at is not None:
        moments |= dict.fromkeys(_STARTS, taken.occurred_at.day)
    return replace(facts, moments=moments)


def barred_last_mile(
    parcel: Parcel | Names,
    carrier: Carrier | None,
    book: RuleBook,
    contracts: Sequence[ContractTerms],
) -> Remedy | None:
    """Return why the last-mile carrier owes the seller nothing, or None when nobody need ask.

    A consolidator's last-mile number looks like a parcel of one's own. It is one only to
    whose account bought the label.
    """
    name = slug(parcel.last_mile_carrier)
    by_other = is_consolidator(carrier) or parcel.contract_party in BY_OTHERS
    if not name or not by_other or parcel.contract_party is ContractParty.LAST_MILE:
        return None
    if (carrier is not None and name == carrier.slug) or any(t.payer == name for t in contracts):
        return None
    known = book.by_slug.get(name)
    payer = known.name if known else parcel.last_mile_carrier
    return Remedy(
        payer=known.slug if known else name,
        payer_name=payer,
        kind=PayerKind.CARRIER,
        rule="",
        status=RemedyStatus.EXCLUDED,
        amount=None,
        sum_lines=(),
        needs=(),
        exclusions=(),
        deadlines=(),
        documents=(),
        confidence=Confidence.HIGH,
        citation=_HOLDER,
        why=f"The number of {payer} gives you no claim on it: the label belongs to the account "
        "that bought it, which is not yours.",
    )
