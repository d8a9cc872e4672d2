"""Rows of watches and connections as the core's facts, and back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Max

from parcelwright import sources
from parcelwright.asking.replies import Standing
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.recognize import recognize
from parcelwright.watch.budget import Budget, left_today
from parcelwright.watch.facts import Candidate, Subject, Tried, Watched
from parcelwright_web.models.cases import Case
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.parcels import TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.sources import PullSource
    from parcelwright_web.models.watches import Watch

OPEN_CASE = "open"
# Columns that :func:`store_watched` sets.
WATCHED = (
    "connection", "reference", "registered_at", "last_asked_at", "last_told_at", "last_digest",
    "changed_at", "stopped_at", "not_found_since", "misses", "retracks", "tried",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Desk:
    """All connections that are asked, and whom each shop may ask, at one moment."""

    connections: Mapping[int, SourceConnection]
    candidates: Mapping[int, tuple[Candidate, ...]]
    now: datetime

    def of_shop(self, shop_id: int) -> tuple[Candidate, ...]:
        """Return whom a shop may ask."""
        return self.candidates.get(shop_id, ())

    def candidate(self, connection: SourceConnection) -> Candidate:
        """Return a connection as a candidate."""
        found = self.of_shop(connection.shop_id)
        return next(each for each in found if each.key == connection.pk)


def desk(now: datetime) -> Desk:
    """Return the connections of all tenants that can be asked, the one asked longest ago first."""
    slugs = sources.pull_slugs()
    rows = SourceConnection.across_tenants.filter(is_asked=True, source__in=slugs)
    connections = {row.pk: row for row in rows}
    candidates: dict[int, tuple[Candidate, ...]] = {}
    for row in connections.values():
        candidates[row.shop_id] = (*candidates.get(row.shop_id, ()), _candidate(row, now))
    return Desk(connections=connections, candidates=candidates, now=now)


def budget_of(connection: SourceConnection) -> Budget:
    """Return the calls a day that a connection may make, and has made."""
    terms = sources.pull_by_slug(connection.source).TERMS
    given = connection.calls_per_day
    return Budget(
        per_day=terms.per_day if given is None else given,
        made=connection.calls_made,
        on=connection.calls_on,
    )


def subjects_of(rows: Sequence[Watch]) -> list[Subject]:
    """Return what matters of the parcels of some watches, in order; a few queries for all.

    Sets ``case`` on the rows as it is now: no assessment tells that a case was closed on a
    parcel that arrived.
    """
    pushed = _pushed(rows)
    cases = case_states([row.parcel_id for row in rows])
    for row in rows:
        row.case = cases.get(row.parcel_id, "")
    return [subject_of(row, pushed.get(row.parcel_id)) for row in rows]


def subject_of(row: Watch, pushed_at: datetime | None = None) -> Subject:
    """Return what matters of the parcel of a watch.

    What was posted counts only when it came after the last answer that we fetched.
    """
    parcel = row.parcel
    is_later = pushed_at is not None and (row.last_told_at is None or pushed_at > row.last_told_at)
    return Subject(
        number=row.number,
        carriers=_carriers(row),
        outcome=Milestone(parcel.outcome) if parcel.outcome else None,
        closed_at=row.closed_at,
        case_is_open=row.case == OPEN_CASE,
        case_is_settled=row.case not in {"", OPEN_CASE},
        deadline_at=row.deadline_at,
        is_urgent=row.urgent,
        moved_at=parcel.last_scan_at,
        pushed_at=pushed_at if is_later else None,
    )


def case_states(parcel_ids: Sequence[int]) -> dict[int, str]:
    """Return by parcel ``open``, or how its last case was closed; nothing where none was."""
    cases = Case.across_tenants.filter(parcel__in=parcel_ids).order_by("opened_at", "pk")
    found: dict[int, str] = {}
    for parcel_id, closed_at, closed_as in cases.values_list("parcel", "closed_at", "closed_as"):
        if found.get(parcel_id) != OPEN_CASE:
            found[parcel_id] = OPEN_CASE if closed_at is None else closed_as or "closed"
    return found


def watched_of(row: Watch) -> Watched:
    """Return the watch itself."""
    return Watched(
        started_at=row.started_at,
        key=row.connection_id,
        reference=row.reference,
        registered_at=row.registered_at,
        last_asked_at=row.last_asked_at,
        last_told_at=row.last_told_at,
        last_digest=row.last_digest,
        changed_at=row.changed_at,
        stopped_at=row.stopped_at,
        not_found_since=row.not_found_since,
        misses=row.misses,
        retracks=row.retracks,
        tried={int(key): _tried(stored) for key, stored in row.tried.items()},
    )


def store_watched(row: Watch, watched: Watched) -> None:
    """Set the columns of a row that hold the watch itself."""
    row.connection_id = watched.key
    row.reference = watched.reference[:120]
    row.registered_at = watched.registered_at
    row.last_asked_at = watched.last_asked_at
    row.last_told_at = watched.last_told_at
    row.last_digest = watched.last_digest
    row.changed_at = watched.changed_at
    row.stopped_at = watched.stopped_at
    row.not_found_since = watched.not_found_since
    row.misses = watched.misses
    row.retracks = watched.retracks
    row.tried = {
        str(key): [tried.standing.value, tried.times, tried.again_at.isoformat()]
        for key, tried in watched.tried.items()
    }


def source_of(connection: SourceConnection) -> PullSource:
    """Return the source that a connection asks."""
    return sources.pull_by_slug(connection.source)


def _candidate(row: SourceConnection, now: datetime) -> Candidate:
    source = source_of(row)
    return Candidate(
        key=row.pk,
        name=source.NAME,
        terms=source.TERMS,
        quiet_until=row.quiet_until,
        failing_since=row.failing_since,
        is_refused=row.access_refused_at is not None,
        is_spent=left_today(budget_of(row), now) == 0,
    )


def _carriers(row: Watch) -> frozenset[str]:
    if row.carrier:
        return frozenset(row.carrier.split())
    return frozenset(each.carrier for each in recognize(row.number) if each.valid)


def _tried(stored: Sequence[str | int]) -> Tried:
    standing, times, again_at = stored
    return Tried(
        standing=Standing(str(standing)),
        times=int(times),
        again_at=datetime.fromisoformat(str(again_at)),
    )


def _pushed(rows: Sequence[Watch]) -> dict[int, datetime]:
    """Return by parcel when a source last posted about it, as its events tell."""
    shops = {row.parcel.shop_id for row in rows}
    posting: dict[int, set[str]] = defaultdict(set)
    named = SourceConnection.across_tenants.filter(shop__in=shops, last_received_at__isnull=False)
    for shop_id, source in named.values_list("shop_id", "source"):
        posting[shop_id].add(source)
    found: dict[int, datetime] = {}
    for shop_id, slugs in posting.items():
        parcels = [row.parcel_id for row in rows if row.parcel.shop_id == shop_id]
        events = TrackingEventRow.across_tenants.filter(parcel__in=parcels, source__in=slugs)
        found |= dict(events.values_list("parcel").annotate(last=Max("received_at")))
    return found
