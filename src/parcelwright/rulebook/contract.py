"""The seller's own contract terms: a form of ten fields, turned into a rule.

For parcels handed to a consolidator the contract is the law, and no published page
replaces it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - msgspec reads the annotation at run time
from decimal import Decimal  # noqa: TC003 - the same
from enum import StrEnum
from functools import lru_cache

from parcelwright.calendars import Unit
from parcelwright.money import Money
from parcelwright.rulebook.rule import (
    Act,
    Amount,
    Carrier,
    Citation,
    ClaimType,
    Confidence,
    HeldBy,
    Paper,
    RefundOrder,
    Rule,
    Window,
)
from parcelwright.rulebook.spans import Count, Since
from parcelwright.rulebook.terms import Basis, Fixed, Lowest, Share, Term


class PayoutKind(StrEnum):
    """The shapes of pay-out that consolidator contracts use."""

    FREIGHT_TIMES = "freight_times"
    DECLARED_UP_TO = "declared_up_to"
    FIXED = "fixed"


@dataclass(frozen=True, kw_only=True)
class Payout:
    """What the contract pays.

    Args:
        kind: Which shape.
        number: Multiple of the freight, cap on the declared value, or the fixed sum.
        currency: ISO 4217; empty for a multiple of the freight without a cap.
        cap: The most that a multiple of the freight comes to; None when there is no cap.
    """

    kind: PayoutKind
    number: Decimal
    currency: str = ""
    cap: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class ContractTerms:
    """What the seller agreed with one firm, for one carrier account.

    Args:
        carrier_account: Account that parcels name in ``carrier_account``.
        payer: Slug of the firm; ``payer_name`` as letters write it.
        claimant: Company in whose name the contract is and claims are made; empty is the shop.
        inquiry_within_days, claim_within_days: Calendar days; None when not agreed.
        counted_from: Moment both are counted from.
        payout: None when not agreed; then no sum is ever shown.
        proof_asked: Codes of the papers asked for, such as ``refund_screenshot``.
        refund_before_claim: Whether the buyer must have been refunded before.
        channel: Where to file; ``account_manager`` whom to ask.
        valid_from: First day of acceptance the terms hold for.
    """

    carrier_account: str
    payer: str
    payer_name: str
    counted_from: Since
    claimant: str = ""
    inquiry_within_days: int | None = None
    claim_within_days: int | None = None
    payout: Payout | None = None
    proof_asked: tuple[str, ...] = ()
    refund_before_claim: RefundOrder = RefundOrder.EITHER
    channel: str = ""
    account_manager: str = ""
    valid_from: date | None = None


_OWN = "contract/"


def is_own_contract(rule: str) -> bool:
    """Return whether the id of a rule is that of a contract that the seller entered.

    >>> is_own_contract("contract/HK-7"), is_own_contract("china-post/ems")
    (True, False)
    """
    return rule.startswith(_OWN)


@lru_cache(maxsize=1024)
def rule_of(terms: ContractTerms, zone: str = "") -> Rule:
    """Return the rule that a contract makes; its figures are the seller's own and certain.

    Args:
        terms: What was agreed.
        zone: IANA zone of the firm that must receive inquiry and claim; empty where it is not
            known, or that of the country of posting.

    Raises:
        MoneyError: The pay-out names no ISO 4217 currency.
    """
    citation = Citation(
        title=f"Your contract with {terms.payer_name}",
        section=f"account {terms.carrier_account}",
        seen=terms.valid_from,
        confidence=Confidence.HIGH,
    )
    channel = " ".join(part for part in (terms.channel, terms.account_manager) if part)
    return Rule(
        id=f"{_OWN}{terms.carrier_account}",
        title=f"Contract with {terms.payer_name}",
        payer=Carrier(slug=terms.payer, name=terms.payer_name, kind="consolidator", zone=zone),
        regime="contract",
        held_by=HeldBy.ACCOUNT,
        account=terms.carrier_account,
        claim_types=tuple(ClaimType),
        valid_from=terms.valid_from,
        windows=_windows(terms, citation),
        amount=_amount(terms.payout, citation),
        needs=_needs(terms),
        papers=tuple(Paper(code=code) for code in terms.proof_asked),
        claimant="account_holder",
        claimant_name=terms.claimant,
        channel=channel,
        refund_before_claim=terms.refund_before_claim,
        notes=(claimant_note(terms.claimant),) if terms.claimant else (),
        confidence=Confidence.HIGH,
        citation=citation,
    )


def claimant_note(company: str) -> str:
    """Return who makes the claim, as a sentence."""
    return f"The claim is made in the name of {company}."


def _needs(terms: ContractTerms) -> tuple[str, ...]:
    needs = []
    if terms.inquiry_within_days is not None:
        needs.append("inquiry_answer")
    if terms.refund_before_claim is RefundOrder.REQUIRED:
        needs.append("platform_refund_proof")
    return tuple(needs)


def _windows(terms: ContractTerms, citation: Citation) -> tuple[Window, ...]:
    agreed = ((Act.INQUIRY, terms.inquiry_within_days), (Act.CLAIM, terms.claim_within_days))
    return tuple(
        Window(
            act=act,
            latest=Count(n=days, unit=Unit.DAYS, since=terms.counted_from),
            confidence=Confidence.HIGH,
            citation=citation,
        )
        for act, days in agreed
        if days is not None
    )


def _amount(payout: Payout | None, citation: Citation) -> Amount | None:
    if payout is None:
        return None
    term: Term
    match payout.kind:
        case PayoutKind.FREIGHT_TIMES:
            term = Share(of=Basis.POSTAGE, times=payout.number)
            if payout.cap is not None:
                most = Fixed(money=Money.of(payout.cap, payout.currency))
                term = Lowest(parts=(term, most))
        case PayoutKind.DECLARED_UP_TO:
            cap = Fixed(money=Money.of(payout.number, payout.currency))
            term = Lowest(parts=(Share(of=Basis.DECLARED), cap))
        case PayoutKind.FIXED:
            term = Fixed(money=Money.of(payout.number, payout.currency))
    return Amount(term=term, confidence=Confidence.HIGH, citation=citation)
