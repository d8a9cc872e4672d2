"""How a scheme file looks before it is understood: the fields TOML may hold, typed."""

from __future__ import annotations

# msgspec reads these annotations at run time.
from parcelwright.rulebook.clocks import About, Forces, SchemeKind, Who
from parcelwright.rulebook.rule import Confidence  # noqa: TC001 - see above
from parcelwright.rulebook.shapes import ExampleShape, ScopeShape, Shape, SpanShape
from parcelwright.rulebook.spans import Since  # noqa: TC001 - see above


class SchemeShape(Shape, frozen=True, kw_only=True):
    """The ``[scheme]`` head of a file."""

    slug: str
    name: str
    kind: SchemeKind
    country: str = ""
    zone: str = "UTC"
    channels: tuple[str, ...] = ()
    payments: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    pays_out: bool = False
    notes: tuple[str, ...] = ()


class ClockShape(Shape, frozen=True, kw_only=True):
    """One ``[[clock]]``; a buyer's act forces a refund within its days unless it says otherwise."""

    id: str
    title: str
    who: Who
    act: str
    source: str
    confidence: Confidence
    opens: SpanShape | None = None
    closes: SpanShape | None = None
    seller_owes: str = ""
    forces: Forces | None = None
    about: About = About.NON_RECEIPT
    done_by: Since | None = None
    zone: str = ""
    only: ScopeShape | None = None
    note: str = ""
    example: tuple[ExampleShape, ...] = ()
