"""``parcelwright parse``: payloads and tables of tracking events to events and problems."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parcelwright import sources
from parcelwright.cli import FINDINGS, _parse_streams, _parsed_rows
from parcelwright.cli._parse_tally import Tally
from parcelwright.errors import InputFileError, OwnMeaningError
from parcelwright.parcels.meaning_files import read_meanings
from parcelwright.parcels.own_meanings import by_key, read_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from parcelwright.cli._parse_streams import Reading
    from parcelwright.parcels.events import Milestone, Parsed, Problem, TrackingEvent
    from parcelwright.parcels.own_meanings import CodeKey
    from parcelwright.sources import Source

_NAMED = 5
_MOST_BYTES = 64 * 1024 * 1024
_TIME = ("%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d %H:%M:%S%z")


@click.command()
@click.option("--source", "slug", help="Source of the files; recognized when not given.")
@click.option(
    "--received-at",
    type=click.DateTime(_TIME),
    help="When the payloads arrived, with zone, such as 2026-01-05T10:00:00+0000.",
)
@click.option(
    "--meanings",
    "meaning_file",
    type=click.Path(path_type=Path),
    help="TOML file of what you take unknown codes to mean.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file, or a payload of it.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def command(
    *,
    slug: str | None,
    received_at: datetime | None,
    meaning_file: Path | None,
    as_json: bool,
    files: tuple[Path, ...],
) -> None:
    """Show what tracking payloads and message files tell: events, problems, unknown codes.

    Payloads are JSON bodies of trackers, one a file or one a line; message files are
    UN/EDIFACT IFTSTA, ANSI X12 214, postal event lists and carriers' mails (.eml). Tables of
    events are CSV, XLSX, NDJSON and Parquet. Tables and payloads on lines may have any size;
    their events are counted by milestone, and listed with --json.

    Several files end with counts per source. Exit code 1 means that there are problems or
    codes nobody mapped.
    """
    meanings = {} if meaning_file is None else _meanings(meaning_file)
    read = partial(_as_read, meanings=meanings, received_at=received_at)
    counts: dict[str, Counter[str]] = {}
    for file in files:
        source, tally = _parsed_file(file, slug, read, received_at, as_json=as_json)
        counts.setdefault(source, Counter()).update(tally.counts())
    if len(files) > 1 and not as_json:
        _print_counts(counts)
    if any(count["problems"] or count["unknown"] for count in counts.values()):
        sys.exit(FINDINGS)


def _parsed_file(
    file: Path, slug: str | None, read: Reading, received_at: datetime | None, *, as_json: bool
) -> tuple[str, Tally]:
    """Read a file the way that suits it, print it, and return its source and its counts."""
    head = _head(file)
    named = None if slug is None else _named(slug)
    of_lines = _parse_streams.source_of_lines(head)
    if of_lines is not None and (named is None or named.SLUG == of_lines.SLUG):
        parse = partial(_parse, of_lines, received_at, read)
        tally = _parse_streams.lines(file, of_lines, parse, as_json=as_json)
        if not as_json:
            _print_tally(f"{file}: {of_lines.NAME}, a payload on each line", tally)
        return of_lines.SLUG, tally
    is_message = named is not None or sources.recognize_file(head) is not None
    if not is_message and _parse_streams.is_table(head):
        tally = _parse_streams.table(file, read, as_json=as_json)
        if not as_json:
            _print_tally(f"{file}: table of tracking events", tally)
        return _parse_streams.TABLE, tally
    payload = _read(file)
    source = named or _recognized(file, payload)
    parsed = _parse(source, received_at, read, payload)
    if as_json:
        found = _parsed_rows.report(str(file), source.SLUG, parsed)
        click.echo(json.dumps(found, ensure_ascii=False))
    else:
        _print(file, source, parsed)
    return source.SLUG, _tally(parsed)


def _parse(source: Source, received_at: datetime | None, read: Reading, payload: bytes) -> Parsed:
    parsed = source.parse(payload, received_at)
    return replace(parsed, events=tuple(read(event) for event in parsed.events))


def _tally(parsed: Parsed) -> Tally:
    tally = Tally()
    for event in parsed.events:
        tally.count(event)
    tally.note(parsed.problems)
    return tally


def _print_counts(counts: dict[str, Counter[str]]) -> None:
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("Source", no_wrap=True)
    for name in ("Files", "Events", "Unknown", "Problems"):
        table.add_column(name, justify="right", no_wrap=True)
    for slug, count in sorted(counts.items()):
        cells = (str(count[name]) for name in ("files", "events", "unknown", "problems"))
        table.add_row(slug, *cells)
    Console().print(table)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(sources.HEAD_BYTES)
    except OSError as error:
        raise _unreadable(file, error) from error


def _read(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > _MOST_BYTES:
            raise InputFileError(
                f"{file}: one payload of {size / 1024**2:,.0f} MB is not read; at most "
                f"{_MOST_BYTES // 1024**2} MB are. "
                "A table, or a file with a payload on each line, may have any size"
            )
        return file.read_bytes()
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: OSError) -> InputFileError:
    return InputFileError(f"{file}: cannot be read ({error.strerror}); check the path")


def _meanings(file: Path) -> Mapping[CodeKey, Milestone]:
    try:
        return by_key(read_meanings(_read(file).decode()))
    except (OwnMeaningError, UnicodeDecodeError) as error:
        raise InputFileError(f"{file}: {error}") from error


def _as_read(
    event: TrackingEvent, meanings: Mapping[CodeKey, Milestone], received_at: datetime | None
) -> TrackingEvent:
    if event.received_at is None and received_at is not None:
        event = event.but(received_at=received_at)
    return read_own(event, meanings)


def _named(slug: str) -> Source:
    known = sources.slugs()
    if slug not in known:
        raise click.BadParameter(f"{slug!r} is none of {', '.join(known)}", param_hint="--source")
    return sources.by_slug(slug)


def _recognized(file: Path, payload: bytes) -> Source:
    found = sources.recognize(payload)
    if found is None:
        raise InputFileError(
            f"{file}: not recognized as a payload of a known source; "
            f"name it with --source ({', '.join(sources.slugs())})"
        )
    return found


def _print(file: Path, source: Source, parsed: Parsed) -> None:
    numbers = sorted({event.tracking_number for event in parsed.events})
    more = f" and {len(numbers) - _NAMED} more" if len(numbers) > _NAMED else ""
    named = ", ".join(numbers[:_NAMED]) or "none"
    click.echo(_printable(f"{file}: {source.NAME}, parcel {named}{more}"))
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in ("Time", "Milestone"):
        table.add_column(name, no_wrap=True)
    table.add_column("What the source said", overflow="fold")
    for event in parsed.events:
        when = event.occurred_at.isoformat() if event.occurred_at else "no time"
        words = (event.code, event.description, event.place, event.country)
        said = "; ".join(part for part in words if part)
        # Text, not markup: a carrier's words may hold square brackets.
        milestone = event.milestone.replace("_", " ").lower()
        own = " (your meaning)" if event.own_meaning else ""
        table.add_row(when, f"{milestone}{own}", Text(_printable(said)))
    if parsed.events:
        Console().print(table)
    _print_open(parsed.problems, parsed.unknown_codes)


def _print_tally(title: str, tally: Tally) -> None:
    """Print what a file of any size tells, counted by milestone."""
    click.echo(_printable(title))
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("Milestone", no_wrap=True)
    table.add_column("Events", justify="right", no_wrap=True)
    for milestone, count in tally.milestones.most_common():
        table.add_row(milestone.replace("_", " ").lower(), f"{count:,}")
    Console().print(table)
    _print_open(tally.problems, tally.unknown)
    if tally.unnamed_codes:
        click.echo(f"{tally.unnamed_codes:,} events with further unknown codes")
    if tally.unlisted_problems:
        click.echo(f"{tally.unlisted_problems:,} further problems are not listed")


def _print_open(problems: Iterable[Problem], unknown: Mapping[tuple[str, str], int]) -> None:
    for note in problems:
        click.echo(_printable(f"problem at {note.where}: {note.what}"))
    for (name, code), count in sorted(unknown.items()):
        click.echo(
            _printable(f"unknown code in {name or 'no list'}: {code or 'none given'} ({count:,})")
        )


def _printable(text: str) -> str:
    """Return a stranger's words without characters that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
