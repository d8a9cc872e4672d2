"""Rule, Citation and what a rule is made of: one dated, cited provision as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.calendars import Unit
    from parcelwright.rulebook.spans import Since, Span
    from parcelwright.rulebook.terms import Basis, Term


class Act(StrEnum):
    """What a deadline is for."""

    INQUIRY = "inquiry"
    CLAIM = "claim"
    PAPERS = "papers"
    APPEAL = "appeal"
    COURT = "court"


class Confidence(StrEnum):
    """How well a figure is sourced: high gives it, medium marks it "confirm", low withholds it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class PayerKind(StrEnum):
    """What sort of party pays."""

    CARRIER = "carrier"
    INSURER = "insurer"
    PLATFORM = "platform"
    MARKETPLACE = "marketplace"


class ClaimType(StrEnum):
    """What went wrong; payers ask different proof and set different periods for each."""

    NOT_ACCEPTED = "not_accepted"
    LOST_IN_WAREHOUSE = "lost_in_warehouse"
    LOST_IN_TRANSIT = "lost_in_transit"
    DELIVERED_NOT_RECEIVED = "delivered_not_received"

    @property
    def spoken(self) -> str:
        """Plain name, such as "lost in transit"."""
        return self.value.replace("_", " ")


class HeldBy(StrEnum):
    """Whose right it is: that of the contract with the post, or of the account with a firm."""

    POSTING_CONTRACT = "posting_contract"
    ACCOUNT = "account"


class RefundOrder(StrEnum):
    """Whether the buyer must, or must not, have been refunded before the claim is filed."""

    REQUIRED = "required"
    FORBIDDEN = "forbidden"
    EITHER = "either"


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Where a statement comes from.

    Args:
        seen: Date of the copy that was read, if known.
        checked: When somebody last compared the rule with the issuer's page; None is never.
        lead: A mirror, copy or index entry, not the issuer's own page; supports low only.
    """

    title: str
    section: str = ""
    url: str = ""
    seen: date | None = None
    checked: date | None = None
    confidence: Confidence = Confidence.LOW
    lead: bool = False

    def __str__(self) -> str:
        """Return title and section as a line of text."""
        return f"{self.title}, {self.section}" if self.section else self.title


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days for one act; each end may be open."""

    act: Act
    earliest: Span | None = None
    latest: Span | None = None
    confidence: Confidence
    citation: Citation
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What comes on top of the limited amount, such as postage without the registration fee."""

    of: Basis
    less: str = ""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """What the rule pays at most, and what comes on top; ``term`` is None when unknown."""

    term: Term | None
    adds: tuple[Addition, ...] = ()
    confidence: Confidence
    citation: Citation
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper that the payer asks for; ``when`` is empty when it always does."""

    code: str
    who: str = "seller"
    when: str = ""


@dataclass(frozen=True, kw_only=True)
class ReplyClock:
    """How long the payer has to answer an act."""

    act: Act
    n: int
    unit: Unit
    since: Since


@dataclass(frozen=True, kw_only=True)
class Example:
    """Inputs of one worked case and what the rule must make of them, as written in the file."""

    given: tuple[tuple[str, str], ...]
    expect: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Head of a rule file: who pays, where it sits, and how parcels name it.

    Args:
        kind: ``post``, ``express``, ``consolidator``, ``parcel`` or ``law``.
        zone: IANA zone of whoever must receive an inquiry or claim.
        s10_country: Country code at the end of the postal numbers it issues.
        aliases: Further slugs under which parcels name it.
    """

    slug: str
    name: str
    kind: str
    country: str = ""
    zone: str = "UTC"
    s10_country: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One provision: for whom and when it holds, what it pays, and until when.

    Args:
        id: Stable, ``<file>/<rule>``.
        services: Slugs of services it covers; empty covers those that no other rule names.
        s10: First one or two letters of postal numbers it covers.
        carriers: Slugs it binds; empty binds the payer of its file.
        account: Carrier account of the seller's own contract; empty for public terms.
        origins, destinations: ISO countries; empty is any.
        claim_types: What it pays for.
        excluded: Why it grants nothing at all, or empty.
        needs: Conditions before filing, such as ``inquiry_answer``.
        valid_from, valid_to: Acceptance days it holds for, both inclusive; None is open.
    """

    id: str
    title: str
    payer: Carrier
    kind: PayerKind = PayerKind.CARRIER
    regime: str
    held_by: HeldBy
    services: tuple[str, ...] = ()
    s10: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    account: str = ""
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    claim_types: tuple[ClaimType, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    windows: tuple[Window, ...] = ()
    amount: Amount | None = None
    needs: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    excluded: str = ""
    papers: tuple[Paper, ...] = ()
    claimant: str = "sender"
    channel: str = ""
    refund_before_claim: RefundOrder = RefundOrder.EITHER
    replies: tuple[ReplyClock, ...] = ()
    notes: tuple[str, ...] = ()
    confidence: Confidence
    citation: Citation
    examples: tuple[Example, ...] = ()

    def holds_on(self, day: date) -> bool:
        """Return whether the rule covers parcels accepted on that day."""
        starts, ends = self.valid_from, self.valid_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)
