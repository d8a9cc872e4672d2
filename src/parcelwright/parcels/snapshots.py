"""Snapshots: payloads that tell a parcel's whole history, so that what they leave out is withdrawn.

Carriers rewrite, delete and re-time their events. A source that tells the whole history each
time says by its silence that a statement no longer holds. The answer is a function of the set
of payloads, never of the order in which they came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from parcelwright.parcels.events import TrackingEvent

# Said of the source's own watch, once; the next history does not repeat it and takes nothing back.
_ABOUT_THE_SOURCE = frozenset({
    Milestone.NOT_FOUND, Milestone.SOURCE_SILENT, Milestone.SOURCE_STOPPED,
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """A payload that told the whole history of one number, with at least one dated event.

    Args:
        source: Slug of the source.
        number: The tracking number it tells of.
        told_at: When it was made, by the source's clock where payloads bear one, else received.
        digest: SHA-256 (hex) of the payload.
        oldest_at: Instant of its first event.
        newest_at: Instant of its last event.
        in_order: Whether ``told_at`` tells which of two payloads is the newer one. Posts
            without a time of their own may overtake each other.
    """

    source: str
    number: str
    told_at: datetime
    digest: str
    oldest_at: datetime
    newest_at: datetime
    in_order: bool

    @property
    def key(self) -> tuple[str, str]:
        """Source and number, of which only the newest snapshot counts."""
        return self.source, self.number

    def is_newer_than(self, other: Snapshot) -> bool:
        """Return whether it is the one that counts: told last, then of the smallest digest."""
        return (self.told_at, other.digest) > (other.told_at, self.digest)

    def withdraws(self, event: TrackingEvent) -> bool:
        """Return whether its silence takes an event of the same source and number back.

        The event was last told before, and is not older than all that the snapshot tells: a
        source may forget the beginning. An event later than all that it tells is taken back
        only where the order of payloads is known; else the snapshot may be an old one that
        came late.
        """
        told = event.last_told_at
        if told is None or told >= self.told_at or event.milestone in _ABOUT_THE_SOURCE:
            return False
        happened = event.received_at if event.occurred_at is None else event.occurred_at.utc
        if happened is None or happened < self.oldest_at:
            return False
        return self.in_order or happened <= self.newest_at


def snapshots_in(
    events: Iterable[TrackingEvent], *, told_at: datetime, digest: str, in_order: bool
) -> tuple[Snapshot, ...]:
    """Return the snapshots that a payload is, given all events it tells; see :class:`Snapshot`."""
    times: dict[tuple[str, str], list[datetime]] = {}
    for event in events:
        if event.occurred_at is not None and event.milestone not in _ABOUT_THE_SOURCE:
            key = (event.source, event.tracking_number)
            times.setdefault(key, []).append(event.occurred_at.utc)
    return tuple(
        Snapshot(
            source=source,
            number=number,
            told_at=told_at,
            digest=digest,
            oldest_at=min(moments),
            newest_at=max(moments),
            in_order=in_order,
        )
        for (source, number), moments in times.items()
    )


def newest(snapshots: Iterable[Snapshot]) -> dict[tuple[str, str], Snapshot]:
    """Return, by source and number, the snapshot that counts."""
    found: dict[tuple[str, str], Snapshot] = {}
    for snapshot in snapshots:
        known = found.get(snapshot.key)
        if known is None or snapshot.is_newer_than(known):
            found[snapshot.key] = snapshot
    return found


def is_withdrawn(event: TrackingEvent, counted: Mapping[tuple[str, str], Snapshot]) -> bool:
    """Return whether the snapshot that counts for an event's source and number withdraws it."""
    snapshot = counted.get((event.source, event.tracking_number))
    return snapshot is not None and snapshot.withdraws(event)
