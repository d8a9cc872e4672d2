"""Who can be asked for money for one parcel, how much, and until when.

These are the answers of :mod:`parcelwright.claims.entitlement`; documents, cases and
pages read them and never compute a date or a sum of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.papers_from import how_to_get
from parcelwright.records import quickly_made
from parcelwright.rulebook.rule import Act, ClaimType, Confidence, EarlyFiling, PayerKind

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from parcelwright.claims.buyer_clocks import BuyerClock
    from parcelwright.claims.exclusions import Exclusion
    from parcelwright.claims.holder import Holder
    from parcelwright.claims.regime import RegimeChoice
    from parcelwright.claims.type_choices import PossibleType
    from parcelwright.money import Money
    from parcelwright.rulebook.rule import Citation

__all__ = [
    "Act",
    "ClaimType",
    "Confidence",
    "Deadline",
    "DocumentNeed",
    "EarlyFiling",
    "Entitlement",
    "PayerKind",
    "Remedy",
    "RemedyStatus",
    "SumLine",
]


class RemedyStatus(StrEnum):
    """Whether a remedy can be used on the day asked about."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    OPEN = "open"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"
    EXCLUDED = "excluded"
    CHECK_WITH_CARRIER = "check_with_carrier"


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Deadline:
    """The days within which one act can be done; each end may be unknown.

    Args:
        earliest: First day on which the payer accepts it.
        latest: Last day, counted to its end in ``zone``.
        zone: IANA zone of whoever must receive it.
        assumed: Taken from comparable contracts because the seller's own is not entered:
            may raise an alert, never enters a document.
        explanation: How the day came about, one sentence.
        early: What becomes of an act before the first day; None is not known.
        level: Which step of several of one kind, such as a second appeal.
        to: Whom it goes to, where that is another than the payer.
        done_on: Day on which the act was done, where our own case file tells; it closes the
            deadline if it was in time.
    """

    act: Act
    earliest: date | None
    latest: date | None
    zone: str
    rule: str
    citation: Citation
    confidence: Confidence
    assumed: bool = False
    explanation: str = ""
    early: EarlyFiling | None = None
    level: int = 1
    to: str = ""
    done_on: date | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the act was done by the last day, or at all where none is known."""
        return self.done_on is not None and (self.latest is None or self.done_on <= self.latest)


@quickly_made
@dataclass(frozen=True, kw_only=True)
class SumLine:
    """One line of a sum that a person can check."""

    text: str
    amount: Money | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class DocumentNeed:
    """A paper the payer asks for, whether it is at hand, and who can supply it.

    ``terms`` are what the payer asks of it, each a plain sentence; ``when`` is empty where the
    payer always asks for it.
    """

    code: str
    status: str
    who: str
    terms: tuple[str, ...] = ()
    when: str = ""

    @property
    def how(self) -> str:
        """How it is got, one sentence; empty where nothing better than its name is known."""
        return how_to_get(self.code, self.who)


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Remedy:
    """One way to money: a payer under one rule.

    Args:
        payer: Slug of who pays, such as ``china-post``.
        rule: Stable id of the rule, such as ``china-post/ems``.
        amount: The most that can be asked, in the parcel's currency where a rate allows
            it, or None when unknown or too uncertain.
        in_rule_currency: The limited sum in the rule's own currency, before conversion
            and before what comes on top.
        sum_lines: How the amount came about.
        needs: Conditions before filing, such as ``inquiry_answer``; one that any of several
            meets names them with a bar between, such as ``trace_closed|carrier_denial``.
        needs_met: Conditions before filing that are met.
        bites: The exclusions as they stand for this parcel, those that bite first.
        order: What the rule asks of the order of refund and claim, one sentence, or empty.
        warnings: What endangers the claim, each one sentence with its figures.
        amount_citation: Where the sum stands, if elsewhere than the rule.
        excess_of: Other cover that must be used up first.
        borne, borne_percent: What the seller bears of that rest: a sum in the currency of the
            amount, or a share in percent. Only of cover that pays the excess of other cover.
        conflicts: Where sources disagree, and which reading was taken.
        policy: Number of the shop's policy that it stands under; empty for none.
        why: Why the status is what it is, one sentence in plain English.
        claimant: Who must file, such as ``sender`` or ``account_holder``; ``claimant_name`` is
            the company in whose name, where the seller's own contract names one.
        refund_before_claim: ``required``, ``forbidden`` or ``either``.
        notes: Advice that is not law, such as a working plan shorter than the deadline.
    """

    payer: str
    payer_name: str
    kind: PayerKind
    rule: str
    status: RemedyStatus
    amount: Money | None
    sum_lines: tuple[SumLine, ...]
    needs: tuple[str, ...]
    exclusions: tuple[str, ...]
    deadlines: tuple[Deadline, ...]
    documents: tuple[DocumentNeed, ...]
    confidence: Confidence
    citation: Citation
    channel: str = ""
    why: str = ""
    claimant: str = ""
    in_rule_currency: Money | None = None
    refund_before_claim: str = "either"
    notes: tuple[str, ...] = ()
    excess_of: tuple[str, ...] = ()
    transferable_by: str = ""
    conflicts: tuple[str, ...] = ()
    policy: str = ""
    needs_met: tuple[str, ...] = ()
    bites: tuple[Exclusion, ...] = ()
    order: str = ""
    warnings: tuple[str, ...] = ()
    amount_citation: Citation | None = None
    claimant_name: str = ""
    borne: Money | None = None
    borne_percent: Decimal | None = None

    def deadline(self, act: Act) -> Deadline | None:
        """Return the deadline of one act, or None when the rule sets none."""
        return next((found for found in self.deadlines if found.act is act), None)


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Entitlement:
    """Everything one parcel can claim on one day, best remedy first.

    Args:
        remedies: Last among them stand those that give nothing and that somebody might try,
            such as against the airline that carried mail.
        most: What all payers together may pay: the loss, with the postage. What one of them
            pays counts against what the others owe; see :mod:`parcelwright.claims.stacking`.
        left: What is left of it after what was granted or paid; None when the loss is unknown.
        buyer_clocks: What the seller owes the buyer meanwhile.
        unlisted_law: The buyer's country, where it was asked for these and no consumer law of
            it is known, so that what the law adds to them is not known either.
        claim_type: What is taken to have gone wrong, ``type_reason`` why, and ``other_types``
            what else is possible.
        warnings: What endangers all of it, each one sentence.
        explained: Where it is not, papers and texts were not asked for; ``summed`` says whether
            sums were.
        regime_choice: Which law governs; ``holder`` whose the claim is.
    """

    tracking_number: str
    carrier: str
    service: str
    on: date
    regime: str
    remedies: tuple[Remedy, ...]
    most: Money | None = None
    left: Money | None = None
    buyer_clocks: tuple[BuyerClock, ...] = ()
    unlisted_law: str = ""
    claim_type: ClaimType = ClaimType.LOST_IN_TRANSIT
    type_reason: str = ""
    other_types: tuple[PossibleType, ...] = ()
    warnings: tuple[str, ...] = ()
    explained: bool = True
    summed: bool = True
    regime_choice: RegimeChoice | None = None
    holder: Holder | None = None
