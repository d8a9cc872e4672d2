"""How a rule file looks before it is understood: the fields TOML may hold, typed."""

from __future__ import annotations

# msgspec reads these annotations at run time.
from datetime import date  # noqa: TC003 - see above

from msgspec import Struct

from parcelwright.calendars import Unit  # noqa: TC001 - see above
from parcelwright.rulebook.rule import (
    Act,
    ClaimType,
    Confidence,
    HeldBy,
    PayerKind,
    RefundOrder,
)
from parcelwright.rulebook.spans import Since  # noqa: TC001 - see above
from parcelwright.rulebook.terms import Basis  # noqa: TC001 - see above


class _Shape(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A misspelled field is an error, never ignored."""


class CarrierShape(_Shape, frozen=True, kw_only=True):
    """The ``[carrier]`` head of a file."""

    slug: str
    name: str
    kind: str
    country: str = ""
    zone: str = "UTC"
    s10_country: str = ""
    aliases: tuple[str, ...] = ()


class SourceShape(_Shape, frozen=True, kw_only=True):
    """One ``[source.<key>]``: what a rule rests on."""

    title: str
    confidence: Confidence
    section: str = ""
    url: str = ""
    seen: date | None = None
    checked: date | None = None
    lead: bool = False


class TierShape(_Shape, frozen=True, kw_only=True):
    """One weight step; ``up_to_g`` left out is any weight above."""

    pay: str
    up_to_g: int | None = None


class TermShape(_Shape, frozen=True, kw_only=True):
    """An amount; exactly one of the fields is set (``times`` and ``otherwise`` go with ``of``)."""

    fixed: str | None = None
    per_kg: str | None = None
    per_started_kg: str | None = None
    of: Basis | None = None
    times: str = "1"
    otherwise: str | None = None
    total: tuple[TermShape, ...] | None = None
    lowest: tuple[TermShape, ...] | None = None
    highest: tuple[TermShape, ...] | None = None
    tiers: tuple[TierShape, ...] | None = None


class SpanShape(_Shape, frozen=True, kw_only=True):
    """A period: ``n``, ``unit`` and ``since``, or one of two lists."""

    n: int | None = None
    unit: Unit | None = None
    since: Since | None = None
    inclusive: bool = False
    calendar: str = ""
    earliest_of: tuple[SpanShape, ...] | None = None
    latest_of: tuple[SpanShape, ...] | None = None


class WindowShape(_Shape, frozen=True, kw_only=True):
    """One ``[[rule.window]]``; source and confidence default to the rule's."""

    act: Act
    earliest: SpanShape | None = None
    latest: SpanShape | None = None
    confidence: Confidence | None = None
    source: str = ""
    note: str = ""


class AdditionShape(_Shape, frozen=True, kw_only=True):
    """What comes on top of the limited amount."""

    of: Basis
    less: str = ""


class AmountShape(_Shape, frozen=True, kw_only=True):
    """The ``[rule.amount]``; no ``term`` says that the figure is unknown."""

    term: TermShape | None = None
    adds: tuple[AdditionShape, ...] = ()
    confidence: Confidence | None = None
    source: str = ""
    note: str = ""


class PaperShape(_Shape, frozen=True, kw_only=True):
    """One paper that is asked for."""

    code: str
    who: str = "seller"
    when: str = ""


class ReplyShape(_Shape, frozen=True, kw_only=True):
    """One reply clock."""

    act: Act
    n: int
    unit: Unit
    since: Since


class ExampleShape(_Shape, frozen=True, kw_only=True):
    """One ``[[rule.example]]``."""

    given: dict[str, object]
    expect: dict[str, object]


class RuleShape(_Shape, frozen=True, kw_only=True):
    """One ``[[rule]]``."""

    id: str
    title: str
    regime: str
    held_by: HeldBy
    source: str
    confidence: Confidence
    kind: PayerKind = PayerKind.CARRIER
    services: tuple[str, ...] = ()
    s10: tuple[str, ...] = ()
    carriers: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    claim_types: tuple[ClaimType, ...]
    valid_from: date | None = None
    valid_to: date | None = None
    window: tuple[WindowShape, ...] = ()
    amount: AmountShape | None = None
    needs: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    excluded: str = ""
    papers: tuple[PaperShape, ...] = ()
    claimant: str = "sender"
    channel: str = ""
    refund_before_claim: RefundOrder = RefundOrder.EITHER
    reply: tuple[ReplyShape, ...] = ()
    notes: tuple[str, ...] = ()
    example: tuple[ExampleShape, ...] = ()
