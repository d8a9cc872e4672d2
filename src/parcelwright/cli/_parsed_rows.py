"""What ``parcelwright parse`` found, as JSON objects."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from parcelwright.parcels.events import Parsed, Problem, TrackingEvent


def report(name: str, source: str, parsed: Parsed) -> dict[str, object]:
    """Return all that one payload tells, events in the columns of an events table."""
    return {
        "file": name,
        "source": source,
        "events": [row(event) for event in parsed.events],
        "problems": problems(parsed.problems),
        "unknown_codes": unknown_codes(parsed.unknown_codes),
    }


def problems(found: Iterable[Problem]) -> list[dict[str, str]]:
    """Return problems, each with its place."""
    return [{"where": note.where, "what": note.what} for note in found]


def unknown_codes(counts: Mapping[tuple[str, str], int]) -> list[dict[str, object]]:
    """Return how often each unknown code was met, sorted by table and code."""
    return [
        {"code_table": table, "code": code, "count": count}
        for (table, code), count in sorted(counts.items())
    ]


def row(event: TrackingEvent) -> dict[str, object]:
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
