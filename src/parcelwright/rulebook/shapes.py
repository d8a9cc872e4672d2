"""How a rule file looks before it is understood: the fields TOML may hold, typed."""

from __future__ import annotations

# msgspec reads these annotations at run time.
from datetime import date  # noqa: TC003 - see above
from typing import Literal

from msgspec import Struct

from parcelwright.calendars import Unit  # noqa: TC001 - see above
from parcelwright.parcels.parcel import Transport  # noqa: TC001 - see above
from parcelwright.rulebook.rule import (
    Act,
    ClaimType,
    Confidence,
    EarlyFiling,
    HeldBy,
    PayerKind,
    RefundOrder,
    ServiceFamily,
)
from parcelwright.rulebook.scope import Customer  # noqa: TC001 - see above
from parcelwright.rulebook.spans import Since  # noqa: TC001 - see above
from parcelwright.rulebook.terms import Basis


class Shape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A misspelled field is an error, never ignored."""


class CarrierShape(Shape, frozen=True, kw_only=True):
    """The ``[carrier]`` head of a file."""

    slug: str
    name: str
    kind: str
    country: str = ""
    zone: str = ""
    s10_country: str = ""
    aliases: tuple[str, ...] = ()
    unknown: str = ""


class SourceShape(Shape, frozen=True, kw_only=True):
    """One ``[source.<key>]``: what a rule rests on."""

    title: str
    confidence: Confidence
    section: str = ""
    url: str = ""
    seen: date | None = None
    checked: date | None = None
    lead: bool = False


class SeasonShape(Shape, frozen=True, kw_only=True):
    """Days of the year, such as ``from = "11-01"`` and ``to = "01-31"``."""

    first: str
    last: str


class ScopeShape(Shape, frozen=True, kw_only=True):
    """For which parcels something holds; zones are those of the file.

    ``touches`` and ``touches_zones`` ask that origin or destination be among the countries.
    """

    carriers: tuple[str, ...] = ()
    not_carriers: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    not_programmes: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    not_destinations: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    not_zones: tuple[str, ...] = ()
    origin_zones: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    touches_zones: tuple[str, ...] = ()
    not_touches: tuple[str, ...] = ()
    transports: tuple[Transport, ...] = ()
    claim_types: tuple[ClaimType, ...] = ()
    customers: tuple[Customer, ...] = ()
    seasons: tuple[SeasonShape, ...] = ()
    order_seasons: tuple[SeasonShape, ...] = ()
    domestic: bool | None = None
    certain: bool = False


class ValueTierShape(Shape, frozen=True, kw_only=True):
    """One step of value; ``up_to`` left out is any value above."""

    pay: str
    up_to: str | None = None


class ZoneShape(Shape, frozen=True, kw_only=True):
    """One ``[zone.<name>]``: countries that a payer treats alike.

    Beside those named, the states that a treaty binds, without those that another does.
    """

    countries: tuple[str, ...] = ()
    bound_by: str = ""
    not_bound_by: str = ""


class TierShape(Shape, frozen=True, kw_only=True):
    """One weight step; ``up_to_g`` left out is any weight above."""

    pay: str
    up_to_g: int | None = None


class TermShape(Shape, frozen=True, kw_only=True):
    """An amount of exactly one kind.

    ``times``, ``otherwise`` (a sum, or an amount of any kind) and ``less`` go with ``of``;
    ``deductible`` or ``deductible_percent`` with ``after``; ``by`` with ``value_tiers``.
    """

    fixed: str | None = None
    per_item: str | None = None
    after: TermShape | None = None
    deductible: str | None = None
    deductible_percent: str | None = None
    value_tiers: tuple[ValueTierShape, ...] | None = None
    by: Basis = Basis.SALE
    less: str = ""
    per_kg: str | None = None
    per_started_kg: str | None = None
    of: Basis | None = None
    times: str = "1"
    otherwise: str | TermShape | None = None
    total: tuple[TermShape, ...] | None = None
    lowest: tuple[TermShape, ...] | None = None
    highest: tuple[TermShape, ...] | None = None
    tiers: tuple[TierShape, ...] | None = None


class SpanShape(Shape, frozen=True, kw_only=True):
    """A period: ``n``, ``unit`` and ``since`` or ``after``, or one of four lists."""

    n: int | None = None
    unit: Unit | None = None
    since: Since | None = None
    after: SpanShape | None = None
    inclusive: bool = False
    calendar: str = ""
    earliest_of: tuple[SpanShape, ...] | None = None
    latest_of: tuple[SpanShape, ...] | None = None
    first_known_of: tuple[SpanShape, ...] | None = None
    earliest_known_of: tuple[SpanShape, ...] | None = None


class WindowShape(Shape, frozen=True, kw_only=True):
    """One ``[[rule.window]]``; source and confidence default to the rule's."""

    act: Act
    earliest: SpanShape | None = None
    latest: SpanShape | None = None
    confidence: Confidence | None = None
    source: str = ""
    note: str = ""
    only: ScopeShape | None = None
    early: EarlyFiling | None = None
    level: int = 1
    to: str = ""


class AdditionShape(Shape, frozen=True, kw_only=True):
    """What comes on top of the limited amount."""

    of: Basis
    less: str = ""


class AmountShape(Shape, frozen=True, kw_only=True):
    """The ``[rule.amount]``; no ``term`` says that the figure is unknown."""

    term: TermShape | None = None
    adds: tuple[AdditionShape, ...] = ()
    confidence: Confidence | None = None
    source: str = ""
    note: str = ""
    only: ScopeShape | None = None


class PaperShape(Shape, frozen=True, kw_only=True):
    """One paper that is asked for."""

    code: str
    who: str = "seller"
    when: str = ""
    dated_after: Since | None = None
    dated_before: Since | None = None
    dated_within: SpanShape | None = None
    must_show: tuple[str, ...] = ()
    signed: Literal["", "wet", "electronic", "somehow"] = ""
    original: bool = False


class NoteShape(Shape, frozen=True, kw_only=True):
    """A note that holds for some parcels only, such as a country's reservation to a treaty."""

    text: str
    only: ScopeShape


class ExclusionShape(Shape, frozen=True, kw_only=True):
    """One ``[[rule.excluded_for]]``; source and confidence default to the rule's."""

    text: str
    only: ScopeShape
    confidence: Confidence | None = None
    source: str = ""


class ReplyShape(Shape, frozen=True, kw_only=True):
    """One reply clock."""

    act: Act
    n: int
    unit: Unit
    since: Since
    means: str = ""


class ExampleShape(Shape, frozen=True, kw_only=True):
    """One ``[[rule.example]]``."""

    given: dict[str, object]
    expect: dict[str, object]


class RuleShape(Shape, frozen=True, kw_only=True):
    """One ``[[rule]]``."""

    id: str
    title: str
    regime: str
    edition: str = ""
    held_by: HeldBy
    source: str
    confidence: Confidence
    kind: PayerKind = PayerKind.CARRIER
    services: tuple[str, ...] = ()
    families: frozenset[ServiceFamily] = frozenset()
    s10: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    carrier_kinds: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    claim_types: tuple[ClaimType, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    only: ScopeShape | None = None
    window: tuple[WindowShape, ...] = ()
    amount: AmountShape | None = None
    amount_for: tuple[AmountShape, ...] = ()
    needs: tuple[str, ...] = ()
    needs_any: tuple[tuple[str, ...], ...] = ()
    excess_of: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    excluded: str = ""
    excluded_for: tuple[ExclusionShape, ...] = ()
    papers: tuple[PaperShape, ...] = ()
    claimant: str = "sender"
    transferable_by: Literal["", "waiver", "assignment"] = ""
    channel: str = ""
    refund_before_claim: RefundOrder = RefundOrder.EITHER
    reply: tuple[ReplyShape, ...] = ()
    notes: tuple[str, ...] = ()
    note_for: tuple[NoteShape, ...] = ()
    conflicts: tuple[str, ...] = ()
    review_by: date | None = None
    example: tuple[ExampleShape, ...] = ()
