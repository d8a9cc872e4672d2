"""Scheme files to schemes with their clocks; each error names file, clock and field."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import msgspec

from parcelwright.errors import RuleFileError
from parcelwright.plugins import data_files
from parcelwright.rulebook.clock_shapes import ClockShape, SchemeShape
from parcelwright.rulebook.clocks import Clock, Forces, Scheme, Who
from parcelwright.rulebook.faults import FieldError
from parcelwright.rulebook.sources_named import sources_of
from parcelwright.rulebook.tables import Tables
from parcelwright.rulebook.understand import citation_of, example_of, supported
from parcelwright.rulebook.understand_scope import scope
from parcelwright.rulebook.understand_spans import span
from parcelwright.rulebook.zones import zones_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from parcelwright.rulebook.rule import Citation

FOLDERS = ("consumer_laws", "payments", "marketplaces")


_shipped: list[tuple[Scheme, ...]] = []


def shipped_schemes(kept_in: Path | None = None) -> tuple[Scheme, ...]:
    """Return the schemes of this release, by file name, read once in each process.

    Args:
        kept_in: Folder that keeps tables between runs; counts on the first call only.

    Raises:
        RuleFileError: A shipped file is broken; the message lists every fault.
    """
    if not _shipped:
        _shipped.append(load_schemes(kept_in))
    return _shipped[0]


def load_schemes(kept_in: Path | None = None) -> tuple[Scheme, ...]:
    """Return the schemes of this release, read anew.

    Raises:
        RuleFileError: A shipped file is broken; the message lists every fault.
    """
    schemes: list[Scheme] = []
    problems: list[str] = []
    tables = Tables(kept_in, "schemes")
    for folder in FOLDERS:
        for stem, entry in data_files(f"parcelwright.rulebook.{folder}", ".toml").items():
            text = entry.read_text(encoding="utf-8")
            scheme, wrong = read_scheme(f"{folder}/{stem}.toml", text, tables.read)
            problems += wrong
            if scheme is not None:
                schemes.append(scheme)
    tables.keep()
    if problems:
        raise RuleFileError("\n".join(problems))
    return tuple(schemes)


def read_scheme(
    name: str, text: str, read: Callable[[str], dict[str, object]] = tomllib.loads
) -> tuple[Scheme | None, list[str]]:
    """Return the scheme of one file, and every fault in it; ``read`` reads its TOML."""
    try:
        table = read(text)
        head = msgspec.convert(table.get("scheme", {}), SchemeShape)
        sources, zones = sources_of(table), zones_of(table)
        raw_clocks = msgspec.convert(table.get("clock", []), list[dict[str, object]])
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        return None, [f"{name}: {error}"]
    unknown = sorted(set(table) - {"scheme", "source", "zone", "clock"})
    problems = [f"{name}: {key}: is no table of a scheme file" for key in unknown]
    clocks: list[Clock] = []
    stem = name.rpartition("/")[2].removesuffix(".toml")
    for at, raw in enumerate(raw_clocks, start=1):
        try:
            shape = msgspec.convert(raw, ClockShape)
            clocks.append(_clock(shape, stem, sources, zones))
        except (msgspec.ValidationError, FieldError) as error:
            problems.append(f"{name}, clock {at} ({raw.get('id', 'without id')}): {error}")
    return _scheme(head, tuple(clocks)), problems


def _scheme(head: SchemeShape, clocks: tuple[Clock, ...]) -> Scheme:
    return Scheme(
        slug=head.slug,
        name=head.name,
        kind=head.kind,
        country=head.country,
        zone=head.zone,
        channels=frozenset(head.channels),
        payments=frozenset(head.payments),
        destinations=frozenset(head.destinations),
        pays_out=head.pays_out,
        notes=head.notes,
        clocks=clocks,
    )


def _clock(
    shape: ClockShape,
    stem: str,
    sources: Mapping[str, Citation],
    zones: Mapping[str, frozenset[str]],
) -> Clock:
    citation = citation_of("source", shape.source, sources)
    return Clock(
        id=f"{stem}/{shape.id}",
        title=shape.title,
        who=shape.who,
        act=shape.act,
        opens=None if shape.opens is None else span("opens", shape.opens),
        closes=None if shape.closes is None else span("closes", shape.closes),
        seller_owes=shape.seller_owes,
        forces=_forces(shape),
        about=shape.about,
        done_by=shape.done_by,
        zone=shape.zone,
        only=scope("only", shape.only, zones),
        confidence=supported("confidence", shape.confidence, citation),
        citation=citation,
        note=shape.note,
        examples=tuple(example_of(each) for each in shape.example),
    )


def _forces(shape: ClockShape) -> Forces:
    if shape.forces is not None:
        return shape.forces
    return Forces.WITHIN if shape.who is Who.BUYER else Forces.NOTHING
