"""Rule, Citation and what a rule is made of: one dated, cited provision as data."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from parcelwright.rulebook.scope import EVERYWHERE

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.calendars import Unit
    from parcelwright.rulebook.scope import Scope
    from parcelwright.rulebook.spans import Since, Span
    from parcelwright.rulebook.terms import Basis, Term


class Act(StrEnum):
    """What a deadline is for."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    LOSS_PRESUMED = "loss_presumed"
    HAND_IN = "hand_in"
    NOTICE = "notice"
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


RANK = {Confidence.LOW: 0, Confidence.MEDIUM: 1, Confidence.HIGH: 2}


class EarlyFiling(StrEnum):
    """What becomes of a claim that comes before its first day."""

    REFUSED = "refused"
    HELD = "held"
    ACCEPTED = "accepted"


class PayerKind(StrEnum):
    """What sort of party pays."""

    CARRIER = "carrier"
    INSURER = "insurer"
    PLATFORM = "platform"
    MARKETPLACE = "marketplace"


class ClaimType(StrEnum):
    """What went wrong; payers ask different proof and set different periods for each."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    NOT_ACCEPTED = "not_accepted"
    LOST_IN_WAREHOUSE = "lost_in_warehouse"
    LOST_IN_TRANSIT = "lost_in_transit"
    DELIVERED_NOT_RECEIVED = "delivered_not_received"
    DAMAGED = "damaged"
    PARTLY_LOST = "partly_lost"
    DELAYED = "delayed"
    RETURNED_WITHOUT_REASON = "returned_without_reason"

    @property
    def spoken(self) -> str:
        """Plain name, such as "lost in transit"."""
        return self.value.replace("_", " ")


class HeldBy(StrEnum):
    """Whose right it is: of the contract with the post, the account with a firm, the cover."""

    POSTING_CONTRACT = "posting_contract"
    ACCOUNT = "account"
    POLICY = "policy"


class ServiceFamily(StrEnum):
    """What kind of service firms sell under many names."""

    EXPRESS = "express"
    POSTAL = "postal"
    LINE = "line"


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
        checked: When somebody last compared the rule's figures with the source as seen, or with
            the notes taken of it; None is never.
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
    """The days for one act; each end may be open.

    Args:
        only: For which parcels these days hold; of several windows for one act the first
            that holds counts.
        early: What becomes of an act before its first day; None is not known.
        level: Which step of several of one kind, such as a second appeal.
        to: Whom it goes to, where that is another than the payer.
    """

    act: Act
    earliest: Span | None = None
    latest: Span | None = None
    confidence: Confidence
    citation: Citation
    note: str = ""
    only: Scope = EVERYWHERE
    early: EarlyFiling | None = None
    level: int = 1
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Addition:
    """What comes on top of the limited amount, such as postage without the registration fee."""

    of: Basis
    less: str = ""


@dataclass(frozen=True, kw_only=True)
class Amount:
    """What the rule pays at most, and what comes on top; ``term`` is None when unknown.

    ``only`` says for which parcels; of several amounts the first that holds counts.
    """

    term: Term | None
    adds: tuple[Addition, ...] = ()
    confidence: Confidence
    citation: Citation
    note: str = ""
    only: Scope = EVERYWHERE


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A paper that the payer asks for; ``when`` is empty when it always does.

    Args:
        dated_after, dated_before: Moments after or before which it must be dated.
        dated_within: Period by whose end it must be dated.
        must_show: What must stand on it.
        signed: ``wet``, ``electronic`` where that is enough, or ``somehow`` where a signature is
            asked for and nothing says of what kind.
        original: Whether a copy is refused.
    """

    code: str
    who: str = "seller"
    when: str = ""
    dated_after: Since | None = None
    dated_before: Since | None = None
    dated_within: Span | None = None
    must_show: tuple[str, ...] = ()
    signed: str = ""
    original: bool = False


@dataclass(frozen=True, kw_only=True)
class ScopedNote:
    """A note for those parcels of which it is certain that the scope holds."""

    text: str
    only: Scope


@dataclass(frozen=True, kw_only=True)
class ScopedExclusion:
    """Why the rule grants nothing to those parcels for which the scope holds.

    Where it cannot be told whether it holds, the exclusion may bite.
    """

    text: str
    only: Scope
    confidence: Confidence
    citation: Citation


@dataclass(frozen=True, kw_only=True)
class ReplyClock:
    """How long the payer has to answer an act; ``means`` is what its silence means."""

    act: Act
    n: int
    unit: Unit
    since: Since
    means: str = ""


@dataclass(frozen=True, kw_only=True)
class Example:
    """Inputs of one worked case and what the rule must make of them, as written in the file."""

    given: tuple[tuple[str, str], ...]
    expect: tuple[tuple[str, str], ...]


# Cover can be bought far from where parcels are posted, and a law has no desk.
_WITHOUT_OFFICES = frozenset({"insurer", "platform", "law"})


@dataclass(frozen=True, kw_only=True)
class Carrier:
    """Head of a rule file: who pays, where it sits, and how parcels name it.

    Args:
        kind: ``post``, ``express``, ``consolidator``, ``parcel`` or ``law``.
        zone: IANA zone of whoever must receive an inquiry or claim; empty for a carrier with
            offices in many countries, whose days end where the parcel was posted.
        s10_country: Country code at the end of the postal numbers it issues.
        aliases: Further slugs under which parcels name it.
        unknown: What could not be found of it, said to whoever asks; the contract decides.
    """

    slug: str
    name: str
    kind: str
    country: str = ""
    zone: str = ""
    s10_country: str = ""
    aliases: tuple[str, ...] = ()
    unknown: str = ""

    @property
    def ends_where_posted(self) -> bool:
        """Whether its days end in the country of posting, where its office takes claims."""
        return not self.zone and self.kind not in _WITHOUT_OFFICES


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One provision: for whom and when it holds, what it pays, and until when.

    Args:
        id: Stable, ``<file>/<rule>``.
        edition: Which of several texts of a treaty it restates, such as ``Doha 2012``.
        services: Slugs of services it covers; empty covers those that no other rule names.
        families: Kinds of its services, so that terms which nobody entered can be compared with
            it; empty leaves that to the names of the services.
        s10: First one or two letters of postal numbers it covers.
        carriers: Slugs it binds; empty binds the payer of its file.
        carrier_kinds: Kinds of carriers it binds once it is known how the parcel travelled.
        account: Carrier account of the seller's own contract; empty for public terms.
        policy: Number of the shop's policy that it stands under; empty for none.
        origins, destinations: ISO countries; empty is any.
        claim_types: What it pays for.
        excluded: Why it grants nothing at all, or empty; ``excluded_for`` says why it grants
            nothing to some parcels, such as those of one programme to some countries.
        only: Further conditions on the parcels it covers.
        claimant_name: Company in whose name claims are made, where the contract names one.
        needs: Conditions before filing, such as ``inquiry_answer``; all must hold.
        needs_any: Groups of conditions of each of which one must hold.
        excess_of: Other cover that must be used up first, such as ``carrier``.
        transferable_by: How another may claim: ``waiver``, ``assignment`` or empty.
        notes_for: Notes for some parcels only, such as a country's reservation to a treaty.
        conflicts: Where sources disagree, and which reading was taken.
        review_by: Day by which the text is known to change.
        amounts: Sums that hold for some parcels only; ``amount`` holds for the others.
        valid_from, valid_to: Acceptance days it holds for, both inclusive; None is open.
    """

    id: str
    title: str
    payer: Carrier
    kind: PayerKind = PayerKind.CARRIER
    regime: str
    edition: str = ""
    held_by: HeldBy
    services: tuple[str, ...] = ()
    families: frozenset[ServiceFamily] = frozenset()
    s10: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    carrier_kinds: tuple[str, ...] = ()
    account: str = ""
    policy: str = ""
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    claim_types: tuple[ClaimType, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    only: Scope = EVERYWHERE
    windows: tuple[Window, ...] = ()
    amount: Amount | None = None
    amounts: tuple[Amount, ...] = ()
    needs: tuple[str, ...] = ()
    needs_any: tuple[tuple[str, ...], ...] = ()
    excess_of: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    excluded: str = ""
    excluded_for: tuple[ScopedExclusion, ...] = ()
    papers: tuple[Paper, ...] = ()
    claimant: str = "sender"
    claimant_name: str = ""
    transferable_by: str = ""
    channel: str = ""
    refund_before_claim: RefundOrder = RefundOrder.EITHER
    replies: tuple[ReplyClock, ...] = ()
    notes: tuple[str, ...] = ()
    notes_for: tuple[ScopedNote, ...] = ()
    conflicts: tuple[str, ...] = ()
    review_by: date | None = None
    confidence: Confidence
    citation: Citation
    examples: tuple[Example, ...] = ()

    def __hash__(self) -> int:
        """Hash what tells editions apart; caches ask often, and hashing all figures is slow."""
        return hash((self.id, self.valid_from, self.payer.slug))

    @cached_property
    def has_cases(self) -> bool:
        """Whether some of its figures hold for some of its parcels only."""
        acts = {(window.act, window.level) for window in self.windows}
        return bool(self.amounts or len(acts) < len(self.windows) or self.scopes_inside)

    @cached_property
    def scopes_inside(self) -> tuple[Scope, ...]:
        """The scopes of its parts, whatever they are, where they are narrower than its own."""
        values = [getattr(self, field.name) for field in fields(self)]
        parts = [part for v in values for part in (v if isinstance(v, tuple) else (v,))]
        scopes = [getattr(part, "only", EVERYWHERE) for part in parts]
        return tuple(scope for scope in scopes if scope is not EVERYWHERE)

    def holds_on(self, day: date) -> bool:
        """Return whether the rule covers parcels accepted on that day."""
        starts, ends = self.valid_from, self.valid_to
        return (starts is None or starts <= day) and (ends is None or day <= ends)
