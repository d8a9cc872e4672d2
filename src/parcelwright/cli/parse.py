"""``parcelwright parse``: payloads of tracking sources to events and problems."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from parcelwright import sources
from parcelwright.cli import FINDINGS
from parcelwright.errors import InputFileError, OwnMeaningError
from parcelwright.parcels.meaning_files import read_meanings
from parcelwright.parcels.own_meanings import by_key, read_own

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.parcels.events import Milestone, Parsed, TrackingEvent
    from parcelwright.parcels.own_meanings import CodeKey
    from parcelwright.sources import Source

_NAMED = 5
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
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file.")
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

    Payloads are JSON bodies of trackers; message files are UN/EDIFACT IFTSTA, ANSI X12 214,
    postal event lists and carriers' mails (.eml). Several files end with counts per source.
    Exit code 1 means that there are problems or codes nobody mapped.
    """
    meanings = {} if meaning_file is None else _meanings(meaning_file)
    counts: dict[str, Counter[str]] = {}
    for file in files:
        payload = _read(file)
        source = _source(slug, file, payload)
        parsed = _as_read(source.parse(payload, received_at), meanings)
        counts.setdefault(source.SLUG, Counter()).update(_counted(parsed))
        if as_json:
            click.echo(json.dumps(_report(file, source, parsed), ensure_ascii=False))
        else:
            _print(file, source, parsed)
    if len(files) > 1 and not as_json:
        _print_counts(counts)
    if any(count["problems"] or count["unknown"] for count in counts.values()):
        sys.exit(FINDINGS)


def _counted(parsed: Parsed) -> dict[str, int]:
    return {
        "files": 1,
        "events": len(parsed.events),
        "unknown": sum(parsed.unknown_codes.values()),
        "problems": len(parsed.problems),
    }


def _print_counts(counts: dict[str, Counter[str]]) -> None:
    table = Table(box=None, pad_edge=False, show_edge=False)
    table.add_column("Source", no_wrap=True)
    for name in ("Files", "Events", "Unknown", "Problems"):
        table.add_column(name, justify="right", no_wrap=True)
    for slug, count in sorted(counts.items()):
        cells = (str(count[name]) for name in ("files", "events", "unknown", "problems"))
        table.add_row(slug, *cells)
    Console().print(table)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputFileError(
            f"{file}: cannot be read ({error.strerror}); check the path"
        ) from error


def _meanings(file: Path) -> Mapping[CodeKey, Milestone]:
    try:
        return by_key(read_meanings(_read(file).decode()))
    except (OwnMeaningError, UnicodeDecodeError) as error:
        raise InputFileError(f"{file}: {error}") from error


def _as_read(parsed: Parsed, meanings: Mapping[CodeKey, Milestone]) -> Parsed:
    return replace(parsed, events=tuple(read_own(event, meanings) for event in parsed.events))


def _source(slug: str | None, file: Path, payload: bytes) -> Source:
    known = sources.slugs()
    if slug is not None:
        if slug not in known:
            raise click.BadParameter(
                f"{slug!r} is none of {', '.join(known)}", param_hint="--source"
            )
        return sources.by_slug(slug)
    found = sources.recognize(payload)
    if found is None:
        raise InputFileError(
            f"{file}: not recognized as a payload of a known source; "
            f"name it with --source ({', '.join(known)})"
        )
    return found


def _report(file: Path, source: Source, parsed: Parsed) -> dict[str, object]:
    return {
        "file": str(file),
        "source": source.SLUG,
        "events": [_row(event) for event in parsed.events],
        "problems": [{"where": note.where, "what": note.what} for note in parsed.problems],
        "unknown_codes": [
            {"code_table": table, "code": code, "count": count}
            for (table, code), count in sorted(parsed.unknown_codes.items())
        ],
    }


def _row(event: TrackingEvent) -> dict[str, object]:
    """Return an event under the column names of the events table."""
    return {
        "tracking_number": event.tracking_number,
        "carrier": event.carrier,
        "occurred_at": event.occurred_at.isoformat() if event.occurred_at else None,
        "received_at": event.received_at.isoformat() if event.received_at else None,
        "milestone": event.milestone.value,
        "code": event.code,
        "code_table": event.code_table,
        "description": event.description,
        "language": event.language,
        "place": event.place,
        "country": event.country,
        "source": event.source,
        "payload_digest": event.payload_digest,
        "facts": dict(event.facts),
        "own_meaning": event.own_meaning,
    }


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
    for note in parsed.problems:
        click.echo(_printable(f"problem at {note.where}: {note.what}"))
    for (name, code), count in sorted(parsed.unknown_codes.items()):
        click.echo(_printable(f"unknown code in {name}: {code or 'none given'} ({count})"))


def _printable(text: str) -> str:
    """Return a stranger's words without characters that steer a terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
