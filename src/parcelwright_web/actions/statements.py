"""Makes events fit for storage: within column lengths, with times that can be computed."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter, gt
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Problem
from parcelwright.parcels.snapshots import snapshots_in
from parcelwright_web.actions.parcel_columns import Origin, Word, hinted
from parcelwright_web.models.parcels import TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parcelwright.parcels.events import Parsed, TrackingEvent
    from parcelwright.parcels.snapshots import Snapshot

_TEXTS = frozenset({
    "tracking_number", "carrier", "code", "code_table", "language", "place", "country", "source",
    "payload_digest",
})  # fmt: skip
_LIMITS: dict[str, int] = {
    field.name: field.max_length or 0
    for field in TrackingEventRow._meta.concrete_fields  # noqa: SLF001 - Django's documented name
    if field.name in _TEXTS
}
_texts_of, _LENGTHS = attrgetter(*_LIMITS), tuple(_LIMITS.values())
# Years before the first tracked parcel, or far off, are placeholders, not times.
_FIRST_YEAR, _LAST_YEAR = 1980, 2200
# Shorter ones are words or counters, not numbers of packages.
_FURTHER_LETTERS, _FURTHER_DIGITS = 8, 5


@dataclass(frozen=True, kw_only=True)
class Named:
    """What somebody said about a package itself, by its number.

    Args:
        at: Moment that tells which package is meant when the number was used again.
        starts: When its label was made or its carrier took it, where that is stated.
        further: Other numbers that the package bears.
        is_alone: Whether the seller names it, so that it is a package of its own.
    """

    number: str
    word: Word
    at: datetime
    starts: tuple[datetime, ...] = ()
    further: frozenset[str] = frozenset()
    is_alone: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one body or one part of a file told, for one shop.

    ``batch_id`` is the import that brought it, when a file did; ``snapshots`` are the whole
    histories that a body holds.
    """

    shop_id: int
    events: tuple[TrackingEvent, ...] = ()
    named: tuple[Named, ...] = ()
    snapshots: tuple[Snapshot, ...] = ()
    batch_id: int | None = None


def told(
    parsed: Parsed,
    *,
    shop_id: int,
    received_at: datetime,
    digest: str,
    batch_id: int | None = None,
    tells_all: bool = False,
    in_order: bool = False,
) -> tuple[Told, list[Problem]]:
    """Return what a payload told, fit for storage, and the problems met.

    Args:
        parsed: What the source read in it.
        shop_id: Shop that it belongs to.
        received_at: When it came.
        digest: SHA-256 (hex) of it.
        batch_id: The import that brought it.
        tells_all: Whether it holds the whole history of its numbers.
        in_order: Whether payloads like it come in the order in which they are made, as
            answers to our own questions do.
    """
    problems = list(parsed.problems)
    made_at = min(parsed.made_at or received_at, received_at)
    events = tuple(
        _fit(event, received_at, digest, problems) for event in _numbered(parsed.events, problems)
    )
    whole = snapshots_in(
        events if tells_all else (),
        told_at=made_at,
        digest=digest,
        in_order=in_order or parsed.made_at is not None,
    )
    latest: dict[str, datetime] = {}
    for event in events:
        moment = received_at if event.occurred_at is None else event.occurred_at.utc
        latest[event.tracking_number] = max(latest.get(event.tracking_number, moment), moment)
    named = tuple(
        Named(
            number=hint.tracking_number,
            word=Word(
                values=hinted(hint), origin=Origin.SOURCE, received_at=received_at, digest=digest
            ),
            at=latest.get(hint.tracking_number, received_at),
            further=further_numbers(hint.tracking_number, hint.last_mile_number),
        )
        for hint in parsed.hints
        if is_number(hint.tracking_number)
    )
    found = Told(shop_id=shop_id, events=events, named=named, snapshots=whole, batch_id=batch_id)
    return found, problems


def further_numbers(number: str, *others: str) -> frozenset[str]:
    """Return those of the other numbers that can tell a package: long enough, with digits."""
    found = {"".join(other.split()).upper() for other in others}
    return frozenset(
        other
        for other in found - {number}
        if len(other) >= _FURTHER_LETTERS and is_number(other) and _has_digits(other)
    )


def is_number(text: str) -> bool:
    """Return whether a text can be stored as the number of a parcel."""
    return 0 < len(text) <= _LIMITS["tracking_number"]


def _has_digits(text: str) -> bool:
    return sum(letter.isdigit() for letter in text) >= _FURTHER_DIGITS


def _numbered(events: Iterable[TrackingEvent], problems: list[Problem]) -> Iterable[TrackingEvent]:
    for event in events:
        if is_number(event.tracking_number):
            yield event
        else:
            what = (
                f"tracking number {event.tracking_number[:80]!r} is not one; the event is not used"
            )
            problems.append(Problem("tracking_number", what))


def _fit(
    event: TrackingEvent, received_at: datetime, digest: str, problems: list[Problem]
) -> TrackingEvent:
    changes: dict[str, object] = {}
    if any(map(gt, map(len, _texts_of(event)), _LENGTHS)):
        changes = {
            name: getattr(event, name)[:limit]
            for name, limit in _LIMITS.items()
            if len(getattr(event, name)) > limit
        }
    when = event.occurred_at
    if when is not None and not _FIRST_YEAR <= when.local.year < _LAST_YEAR:
        problems.append(Problem("occurred_at", f"{when.isoformat()} is not a time; it is left out"))
        changes["occurred_at"] = None
    if event.received_at is None:
        changes["received_at"] = received_at
    if not event.payload_digest:
        changes["payload_digest"] = digest
    if event.told_at is not None and event.told_at > received_at:
        # The source's clock is ahead of ours; nothing is told before it is heard.
        changes["told_at"] = received_at
    return event.but(**changes) if changes else event
