"""Tracking events: what somebody said about a parcel, when, and what it means.

An event keeps the carrier's own code and words beside our milestone, and the
digest of the raw payload it came from. A code nobody mapped is ``UNKNOWN``; a time
without a zone stays without one.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.parcels.event_times import EventTime, TimeKind
from parcelwright.records import once

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "SENT_CODES",
    "EventTime",
    "Milestone",
    "ParcelHint",
    "Parsed",
    "Problem",
    "Stage",
    "TimeKind",
    "TrackingEvent",
]

# The fact that holds the codes as a source sent them: the list's owner, then each after a slash.
SENT_CODES = "sent_codes"
_FEW_LETTERS = 500


class Stage(StrEnum):
    """Where on its way a parcel is after an event; ordered as parcels travel."""

    __hash__ = str.__hash__

    ANNOUNCED = "announced"
    ORIGIN = "origin"
    LINE_HAUL = "line_haul"
    IMPORT = "import"
    CUSTOMS = "customs"
    DESTINATION = "destination"
    DELIVERY = "delivery"
    RETURN = "return"
    CLOSED = "closed"


class Milestone(StrEnum):
    """What an event means. "In transit" is computed from these, never stored."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    LABEL_CREATED = "LABEL_CREATED"
    ACCEPTED = "ACCEPTED"
    PROCESSED = "PROCESSED"
    SCANNED = "SCANNED"
    DEPARTED = "DEPARTED"
    ARRIVED = "ARRIVED"
    CUSTOMS_STARTED = "CUSTOMS_STARTED"
    CUSTOMS_CLEARED = "CUSTOMS_CLEARED"
    HELD_BY_CUSTOMS = "HELD_BY_CUSTOMS"
    CUSTOMS_NEEDS_DOCUMENTS = "CUSTOMS_NEEDS_DOCUMENTS"
    DUTIES_UNPAID = "DUTIES_UNPAID"
    SEIZED = "SEIZED"
    HANDED_TO_LAST_MILE = "HANDED_TO_LAST_MILE"
    ARRIVED_AT_DELIVERY_OFFICE = "ARRIVED_AT_DELIVERY_OFFICE"
    OUT_FOR_DELIVERY = "OUT_FOR_DELIVERY"
    DELIVERY_ATTEMPTED = "DELIVERY_ATTEMPTED"
    READY_FOR_PICKUP = "READY_FOR_PICKUP"
    DELIVERED = "DELIVERED"
    HELD = "HELD"
    DELAYED = "DELAYED"
    MISSORTED = "MISSORTED"
    ADDRESS_PROBLEM = "ADDRESS_PROBLEM"
    REFUSED = "REFUSED"
    UNCLAIMED = "UNCLAIMED"
    DAMAGED = "DAMAGED"
    DESTROYED = "DESTROYED"
    DECLARED_LOST = "DECLARED_LOST"
    LOST_OR_DAMAGED = "LOST_OR_DAMAGED"
    INVESTIGATION = "INVESTIGATION"
    RETURNING = "RETURNING"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"
    TROUBLE = "TROUBLE"
    NOTICE = "NOTICE"
    NOT_FOUND = "NOT_FOUND"
    SOURCE_SILENT = "SOURCE_SILENT"
    SOURCE_STOPPED = "SOURCE_STOPPED"
    REPORTED_NOT_RECEIVED = "REPORTED_NOT_RECEIVED"
    REPORTED_RECEIVED = "REPORTED_RECEIVED"
    UNKNOWN = "UNKNOWN"

    @property
    def is_scan(self) -> bool:
        """Whether the event proves that a carrier held the parcel (or handed it over)."""
        return self not in _NOT_SCANS

    @property
    def stage(self) -> Stage | None:
        """Stage that the parcel is in after it, or None when it says nothing about that."""
        return _STAGES.get(self)

    @property
    def closes(self) -> bool:
        """Whether tracking is over after it, unless the buyer or a later scan disputes it."""
        return self in _CLOSING


# Said by sender, source or buyer, or said of the parcel without touching it.
_NOT_SCANS = frozenset({
    Milestone.LABEL_CREATED, Milestone.CANCELLED, Milestone.NOTICE, Milestone.NOT_FOUND,
    Milestone.SOURCE_SILENT, Milestone.SOURCE_STOPPED, Milestone.REPORTED_NOT_RECEIVED,
    Milestone.REPORTED_RECEIVED, Milestone.INVESTIGATION, Milestone.DECLARED_LOST,
    Milestone.LOST_OR_DAMAGED, Milestone.UNKNOWN,
})  # fmt: skip
_CLOSING = frozenset({
    Milestone.DELIVERED, Milestone.RETURNED, Milestone.DECLARED_LOST, Milestone.DESTROYED,
    Milestone.SEIZED, Milestone.CANCELLED, Milestone.REPORTED_RECEIVED,
})  # fmt: skip
_STAGES = {
    Milestone.LABEL_CREATED: Stage.ANNOUNCED,
    Milestone.ACCEPTED: Stage.ORIGIN,
    Milestone.DEPARTED: Stage.LINE_HAUL,
    Milestone.ARRIVED: Stage.IMPORT,
    Milestone.CUSTOMS_STARTED: Stage.CUSTOMS,
    Milestone.HELD_BY_CUSTOMS: Stage.CUSTOMS,
    Milestone.CUSTOMS_NEEDS_DOCUMENTS: Stage.CUSTOMS,
    Milestone.DUTIES_UNPAID: Stage.CUSTOMS,
    Milestone.CUSTOMS_CLEARED: Stage.DESTINATION,
    Milestone.HANDED_TO_LAST_MILE: Stage.DESTINATION,
    Milestone.ARRIVED_AT_DELIVERY_OFFICE: Stage.DELIVERY,
    Milestone.OUT_FOR_DELIVERY: Stage.DELIVERY,
    Milestone.DELIVERY_ATTEMPTED: Stage.DELIVERY,
    Milestone.READY_FOR_PICKUP: Stage.DELIVERY,
    Milestone.RETURNING: Stage.RETURN,
    Milestone.DELIVERED: Stage.CLOSED,
    Milestone.RETURNED: Stage.CLOSED,
    Milestone.SEIZED: Stage.CLOSED,
    Milestone.DESTROYED: Stage.CLOSED,
    Milestone.DECLARED_LOST: Stage.CLOSED,
    Milestone.CANCELLED: Stage.CLOSED,
    Milestone.REPORTED_RECEIVED: Stage.CLOSED,
}


@dataclass(frozen=True, kw_only=True)
class TrackingEvent:
    """One dated statement about one parcel, normalized, with the carrier's own words.

    Args:
        tracking_number: As the source wrote it, without blanks, in capitals.
        carrier: Our slug of the carrier that spoke, empty when unknown.
        occurred_at: When it happened, by the source; None when it gave no usable time.
        received_at: When somebody learned of it (UTC instant), if known.
        milestone: What it means to us.
        code: The source's own code, kept as written.
        code_table: Which list the code belongs to, such as ``aftership.subtag``.
        description: The source's own words, in ``language`` when it says which.
        place: City, office or hub, as written.
        country: ISO 3166-1 alpha-2 of the place, or empty.
        source: Slug of the source, such as ``17track``, ``file`` or ``buyer``.
        payload_digest: SHA-256 (hex) of the raw payload that carried it.
        facts: Further facts the source gave, kept as text; of these ``sent_codes`` belongs to
            the identity of the statement, see :attr:`digest`.
        own_meaning: Whether the milestone is the seller's own reading of the code.
        told_at: When it was last told, by the source's own clock where its payloads bear
            one (UTC instant); None for "when it was received".
    """

    tracking_number: str
    carrier: str = ""
    occurred_at: EventTime | None = None
    received_at: datetime | None = None
    milestone: Milestone = Milestone.UNKNOWN
    code: str = ""
    code_table: str = ""
    description: str = ""
    language: str = ""
    place: str = ""
    country: str = ""
    source: str = ""
    payload_digest: str = ""
    facts: tuple[tuple[str, str], ...] = field(default=())
    own_meaning: bool = False
    told_at: datetime | None = None

    @once
    def digest(self) -> str:
        """Identity of the statement: the same scan heard twice has the same digest.

        Built from what was said: number, source, codes, time, place, and the words where
        the code does not decide alone. Never from what it means to us, so a corrected code
        book makes no second statement; nor from when or through which payload it came.

        The codes are those that the source sent (the fact ``sent_codes``) where we chose
        among them by which to read the event, else code table and code. A code decides
        alone when its list is the carrier's own, and for the state of a whole parcel. The
        statuses of a source that speaks for many carriers are shared by events that differ
        in their words alone; so are codes without a list. Where a file names a milestone and
        gives neither code nor words, the milestone is all that was said.
        """
        when = "" if self.occurred_at is None else self.occurred_at.isoformat()
        said = self._sent_codes or (self.milestone if not self.description else "")
        words = "" if self._code_decides(said) else _plain(self.description)
        parts = (self.tracking_number, self.source, said, when, self.place.casefold(), words)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def but(self, **changes: object) -> TrackingEvent:
        """Return the event with some fields changed, as ``dataclasses.replace`` does.

        Many times faster, for events of large files are changed one by one.
        """
        other = object.__new__(TrackingEvent)
        other.__dict__.update(self.__dict__)
        other.__dict__.pop("digest", None)
        other.__dict__.update(changes)
        return other

    @property
    def last_told_at(self) -> datetime | None:
        """When a payload last told it, if known."""
        return self.told_at or self.received_at

    @property
    def is_state(self) -> bool:
        """Whether it tells how the parcel as a whole stands, beside the dated events."""
        return ("scope", "parcel") in self.facts

    @property
    def _sent_codes(self) -> str:
        for name, text in self.facts:
            if name == SENT_CODES:
                return text
        return f"{self.code_table}/{self.code}" if self.code else ""

    def _code_decides(self, said: str) -> bool:
        return bool(said) and (_owner(said) == self.carrier != "" or self.is_state)


# Words and codes repeat; a stranger can send any, so what is kept is bounded.
def _plain(words: str) -> str:
    return _plain_of_few(words) if len(words) < _FEW_LETTERS else _plain_of_any(words)


def _plain_of_any(words: str) -> str:
    return " ".join(words.split()).casefold()


_plain_of_few = lru_cache(maxsize=8192)(_plain_of_any)


@lru_cache(maxsize=8192)
def _owner(codes: str) -> str:
    return codes.partition("/")[0].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a payload or file that could not be used: where, and what."""

    where: str
    what: str


@dataclass(frozen=True, kw_only=True)
class ParcelHint:
    """What a source says about the parcel itself, beside its events; all optional."""

    tracking_number: str
    carrier: str = ""
    service: str = ""
    origin_country: str = ""
    destination_country: str = ""
    order_number: str = ""
    last_mile_number: str = ""
    last_mile_carrier: str = ""
    weight_g: int | None = None


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """What one payload told: events, hints about parcels, and problems. Nothing is dropped.

    ``made_at`` is when the source made the payload by its own clock, where it says so in a
    way that tells the newer of two payloads.
    """

    events: tuple[TrackingEvent, ...] = ()
    hints: tuple[ParcelHint, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_at: datetime | None = None

    @property
    def unknown_codes(self) -> dict[tuple[str, str], int]:
        """Count events by (code table, code) whose code nobody mapped yet."""
        counts: dict[tuple[str, str], int] = {}
        for event in self.events:
            if event.milestone is Milestone.UNKNOWN:
                key = (event.code_table, event.code)
                counts[key] = counts.get(key, 0) + 1
        return counts
