"""What the watch knows: of a parcel, of the watch over one number, of whom it may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from parcelwright.asking.replies import Standing
    from parcelwright.asking.terms import Terms
    from parcelwright.parcels.events import Milestone

SILENT_AFTER = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What of a parcel matters to the watch over one of its numbers; all times aware.

    Args:
        number: The number that is watched.
        carriers: Our slugs of those who may carry it under this number; empty when unknown.
        outcome: What ended the journey, or None while it is open.
        closed_at: When the journey was first seen to be over; None while it is open.
        case_is_open: Whether a case is open.
        case_is_settled: Whether a case was closed and none is open.
        deadline_at: Next deadline of the case or the remedies, past or not.
        is_urgent: Whether somebody waits for news.
        moved_at: Last scan.
        pushed_at: When a source last posted about the parcel by itself.
    """

    number: str
    carriers: frozenset[str] = frozenset()
    outcome: Milestone | None = None
    closed_at: datetime | None = None
    case_is_open: bool = False
    case_is_settled: bool = False
    deadline_at: datetime | None = None
    is_urgent: bool = False
    moved_at: datetime | None = None
    pushed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Tried:
    """How a source that could not help stood to the number, how often, and when it may again."""

    standing: Standing
    times: int
    again_at: datetime


@dataclass(frozen=True, kw_only=True)
class Watched:
    """One watch over one number, as far as its next step depends on it.

    Args:
        started_at: When the watch began.
        key: Of the candidate that is asked; None while nobody is.
        reference: The source's own id of the number.
        registered_at: When the source took it on.
        last_asked_at: When it was last asked about the number.
        last_told_at: When an answer last told anything.
        last_digest: Digest of what that answer told of the number.
        changed_at: When an answer last told something else than before.
        stopped_at: When the source said that it stopped; None when it watches.
        not_found_since: First of ``misses`` answers in a row that knew no such parcel.
        misses: How many.
        retracks: How often the source was told to start again.
        tried: Sources that could not help, by the key of the candidate.
    """

    started_at: datetime
    key: int | None = None
    reference: str = ""
    registered_at: datetime | None = None
    last_asked_at: datetime | None = None
    last_told_at: datetime | None = None
    last_digest: str = ""
    changed_at: datetime | None = None
    stopped_at: datetime | None = None
    not_found_since: datetime | None = None
    misses: int = 0
    retracks: int = 0
    tried: Mapping[int, Tried] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A connection that may be asked.

    Args:
        key: Which connection.
        name: What a person calls the source.
        terms: On which terms it answers.
        quiet_until: It is left alone before.
        failing_since: First trouble since its last good answer.
        is_refused: Whether it refuses the credentials.
        is_spent: Whether no call of today is left.
    """

    key: int
    name: str
    terms: Terms
    quiet_until: datetime | None = None
    failing_since: datetime | None = None
    is_refused: bool = False
    is_spent: bool = False

    def is_open(self, now: datetime) -> bool:
        """Return whether it may be asked at this moment."""
        is_quiet = self.quiet_until is not None and self.quiet_until > now
        return not (is_quiet or self.is_refused or self.is_spent)

    def is_silent(self, now: datetime) -> bool:
        """Return whether it has not answered for a day or more."""
        return self.failing_since is not None and now - self.failing_since >= SILENT_AFTER
