"""A policy of the shop: which parcels it covers, and on which terms, turned into a rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - msgspec reads the annotation at run time
from decimal import Decimal  # noqa: TC003 - the same
from enum import StrEnum
from functools import lru_cache

from parcelwright.calendars import Unit
from parcelwright.money import Money
from parcelwright.rulebook.contract import claimant_note
from parcelwright.rulebook.rule import (
    Act,
    Addition,
    Amount,
    Carrier,
    Citation,
    ClaimType,
    Confidence,
    EarlyFiling,
    HeldBy,
    Paper,
    PayerKind,
    Rule,
    Window,
)
from parcelwright.rulebook.spans import Count, Since
from parcelwright.rulebook.terms import Basis, Deducted, Fixed, Lowest, Share, Term


class CoverKind(StrEnum):
    """Who gives the cover."""

    CARRIER = "carrier"
    INSURER = "insurer"
    PLATFORM = "platform"
    OPEN_COVER = "open_cover"


class TermsOf(StrEnum):
    """Where the terms of a policy stand: in the rule book, or in the policy as entered."""

    RULE_BOOK = "rule_book"
    OWN = "own"


class PremiumPer(StrEnum):
    """What the premium is counted by."""

    PERCENT_OF_VALUE = "percent_of_value"
    PARCEL = "parcel"
    YEAR = "year"


_KINDS = {
    CoverKind.CARRIER: PayerKind.CARRIER,
    CoverKind.INSURER: PayerKind.INSURER,
    CoverKind.PLATFORM: PayerKind.PLATFORM,
    CoverKind.OPEN_COVER: PayerKind.INSURER,
}


@dataclass(frozen=True, kw_only=True)
class CoverTerms:
    """One edition of one policy.

    Args:
        policy_number: As the insurer writes it; of several editions the newest that had begun
            when a parcel was accepted counts for it.
        insurer: Slug of who pays; ``insurer_name`` as letters write it.
        valid_from, valid_to: Days of acceptance, both inclusive; None is open.
        bought_per_parcel: Covers only parcels that name the insurer or an insured value.
        programmes, shops, carriers, carrier_accounts, destinations: Which parcels; empty is any.
        not_destinations: ISO countries that are left out.
        value_from, value_to: Sale values it covers, in ``currency``, both inclusive.
        claim_types: What it pays for.
        premium: Optional, with what it is ``premium_per``; shown, never reckoned with.
        terms: Everything below counts only for ``own``.
        pays: Which value is replaced, ``plus_postage`` with the postage on top.
        limit: Most for one parcel; ``deductible`` and ``deductible_percent`` come off after it.
        excess_of_carrier: Pays only what the carrier does not.
        counted_from: Moment that the waiting time and both periods are counted from.
        waiting_days: A claim is refused before so many days.
        notice_within_days, claim_within_days: Calendar days; None when not agreed.
        proof_asked: Codes of papers; ``exclusions`` in the seller's words.
        currency: ISO 4217 of all sums here.
    """

    policy_number: str
    kind: CoverKind
    insurer: str
    insurer_name: str
    valid_from: date | None = None
    valid_to: date | None = None
    bought_per_parcel: bool = False
    programmes: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    carrier_accounts: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    not_destinations: tuple[str, ...] = ()
    value_from: Decimal | None = None
    value_to: Decimal | None = None
    claim_types: tuple[ClaimType, ...] = (ClaimType.LOST_IN_TRANSIT, ClaimType.LOST_IN_WAREHOUSE)
    premium: Decimal | None = None
    premium_per: PremiumPer | None = None
    currency: str = ""
    terms: TermsOf = TermsOf.RULE_BOOK
    pays: Basis = Basis.LOSS
    plus_postage: bool = False
    limit: Decimal | None = None
    deductible: Decimal | None = None
    deductible_percent: Decimal | None = None
    excess_of_carrier: bool = False
    counted_from: Since = Since.SHIP_DATE
    waiting_days: int | None = None
    notice_within_days: int | None = None
    claim_within_days: int | None = None
    proof_asked: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    claimant: str = ""
    channel: str = ""
    contact: str = ""


def policy_note(number: str) -> str:
    """Return under which policy a remedy stands, as a sentence."""
    return f"Under your policy {number}."


@lru_cache(maxsize=1024)
def rule_of_cover(terms: CoverTerms, zone: str = "") -> Rule:
    """Return the rule that a policy with own terms makes; its figures are certain.

    Args:
        terms: What was agreed; its ``terms`` are ``own``.
        zone: IANA zone of the desk that must receive notice and claim; empty where not known.

    Raises:
        MoneyError: A sum has no ISO 4217 currency.
    """
    citation = Citation(
        title=f"Your policy with {terms.insurer_name}",
        section=f"policy {terms.policy_number}",
        seen=terms.valid_from,
        confidence=Confidence.HIGH,
    )
    notes = (policy_note(terms.policy_number),)
    return Rule(
        id=f"cover/{terms.policy_number}",
        title=f"Policy with {terms.insurer_name}",
        payer=Carrier(slug=terms.insurer, name=terms.insurer_name, kind="insurer", zone=zone),
        kind=_KINDS[terms.kind],
        regime="insurance",
        held_by=HeldBy.POLICY,
        policy=terms.policy_number,
        claim_types=terms.claim_types,
        valid_from=terms.valid_from,
        valid_to=terms.valid_to,
        windows=_windows(terms, citation),
        amount=_amount(terms, citation),
        excess_of=("carrier",) if terms.excess_of_carrier else (),
        exclusions=terms.exclusions,
        papers=tuple(Paper(code=code) for code in terms.proof_asked),
        claimant="policyholder",
        channel=" ".join(part for part in (terms.channel, terms.contact) if part),
        notes=(*notes, claimant_note(terms.claimant)) if terms.claimant else notes,
        confidence=Confidence.HIGH,
        citation=citation,
    )


def _windows(terms: CoverTerms, citation: Citation) -> tuple[Window, ...]:
    def count(n: int | None) -> Count | None:
        return None if n is None else Count(n=n, unit=Unit.DAYS, since=terms.counted_from)

    agreed = (
        (Act.NOTICE, None, terms.notice_within_days),
        (Act.CLAIM, terms.waiting_days, terms.claim_within_days),
    )
    return tuple(
        Window(
            act=act,
            earliest=count(first),
            latest=count(last),
            confidence=Confidence.HIGH,
            citation=citation,
            early=EarlyFiling.REFUSED if first is not None else None,
        )
        for act, first, last in agreed
        if first is not None or last is not None
    )


def _amount(terms: CoverTerms, citation: Citation) -> Amount:
    """Return the value within the limit, less the deductible: the lower of the two readings."""
    term: Term = Share(of=terms.pays)
    if terms.pays is not Basis.LOSS:
        # No policy pays more than was lost, whatever was insured.
        term = Lowest(parts=(term, Share(of=Basis.LOSS)))
    if terms.limit is not None:
        limit = Fixed(money=Money.of(terms.limit, terms.currency))
        parts = term.parts if isinstance(term, Lowest) else (term,)
        term = Lowest(parts=(*parts, limit))
    if terms.deductible is not None:
        term = Deducted(term=term, money=Money.of(terms.deductible, terms.currency))
    elif terms.deductible_percent is not None:
        term = Deducted(term=term, percent=terms.deductible_percent)
    adds = (Addition(of=Basis.POSTAGE),) if terms.plus_postage else ()
    return Amount(term=term, adds=adds, confidence=Confidence.HIGH, citation=citation)
