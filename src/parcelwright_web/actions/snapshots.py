"""Keeps the newest whole history that each source told of each number."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from parcelwright.parcels.snapshots import newest
from parcelwright_web.models import bulk
from parcelwright_web.models.snapshots import SnapshotRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.snapshots import Snapshot

    ByNumber = Mapping[str, list[Snapshot]]

_values = attrgetter(*SnapshotRow.FIELDS)


def counted(tenant_id: int, numbers: Iterable[str]) -> ByNumber:
    """Return by number the snapshots that count, one for each source."""
    return _by_number(row.to_domain() for row in _rows(tenant_id, numbers))


def keep(tenant_id: int, numbers: Iterable[str], told: Iterable[Snapshot]) -> ByNumber:
    """Keep what is told and newer than stored; return what then counts, by number.

    Call in the transaction that holds the tenant's recording. ``numbers`` are those asked
    for; what is told of others is kept too.
    """
    heard = newest(told)
    rows = list(_rows(tenant_id, {*numbers, *(number for _, number in heard)}))
    known = {row.to_domain().key: row for row in rows}
    news = {
        key: snapshot
        for key, snapshot in heard.items()
        if key not in known or snapshot.is_newer_than(known[key].to_domain())
    }
    fresh = [each for key, each in news.items() if key not in known]
    names = ("tenant_id", *SnapshotRow.FIELDS)
    bulk.insert_values(SnapshotRow, names, ((tenant_id, *_values(each)) for each in fresh))
    renewed = [known[key] for key in news if key in known]
    for row in renewed:
        row.take(news[row.source, row.number])
    bulk.update(renewed, SnapshotRow.FIELDS)
    return _by_number([*(row.to_domain() for row in rows), *fresh])


def of_events(events: Iterable[TrackingEvent], by_number: ByNumber) -> list[Snapshot]:
    """Return the snapshots that count for the numbers of some events."""
    if not by_number:
        return []
    numbers = {event.tracking_number for event in events}
    return [each for number in numbers for each in by_number.get(number, ())]


def _rows(tenant_id: int, numbers: Iterable[str]) -> Iterator[SnapshotRow]:
    return iter(SnapshotRow.objects.for_tenant(tenant_id).filter(number__among=numbers))


def _by_number(snapshots: Iterable[Snapshot]) -> dict[str, list[Snapshot]]:
    found: dict[str, list[Snapshot]] = {}
    for snapshot in snapshots:
        found.setdefault(snapshot.number, []).append(snapshot)
    return found
