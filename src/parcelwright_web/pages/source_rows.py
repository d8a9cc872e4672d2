"""What the pages of sources show of a connection: who posts, who is asked, what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse

from parcelwright import sources
from parcelwright.watch.budget import Budget, made_today
from parcelwright.watch.standing import WatchStanding
from parcelwright_web.actions import connections
from parcelwright_web.models.intake import InboundBody, InboundVerdict, SourceConnection
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.watches import Watch
from parcelwright_web.pages.source_state import State, state_of
from parcelwright_web.pages.watch_words import STANDINGS, seen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from parcelwright.asking.terms import Terms
    from parcelwright.sources import PushSource
    from parcelwright_web.actions.watch_counts import WatchCounts
    from parcelwright_web.models.accounts import Tenant


@dataclass(frozen=True, kw_only=True)
class Watched:
    """How many parcels stand one way with a source, and where they are listed."""

    name: StrOrPromise
    tone: str
    parcels: int
    href: str


@dataclass(frozen=True, kw_only=True)
class Bodies:
    """What became of the bodies of a connection that were not simply used."""

    waiting: int = 0
    unreadable: int = 0
    conflict: int = 0
    parked: int = 0
    late: int = 0
    with_problems: int = 0

    @property
    def set_aside(self) -> int:
        """How many were not used."""
        return self.unreadable + self.conflict + self.parked


@dataclass(frozen=True, kw_only=True)
class SourceRow:
    """A connection with its source, and what is counted of it.

    Args:
        push: The source where it posts to us, else None.
        terms: On which terms it is asked, None where it cannot be.
        old_secret_until: Until when the secret before the last also opens, or None.
        per_day: Calls a day that it takes, None for no limit known.
        next_at: When the next number is looked at, None when none waits.
    """

    connection: SourceConnection
    name: str
    push: PushSource | None
    terms: Terms | None
    state: State
    bodies: Bodies
    old_secret_until: datetime | None
    watched: Sequence[Watched]
    calls_today: int
    per_day: int | None
    next_at: datetime | None


def rows_of(
    tenant: Tenant, found: Sequence[SourceConnection], counts: WatchCounts, now: datetime
) -> list[SourceRow]:
    """Return what is shown of some connections of a tenant, in three queries."""
    bodies, watched, due = _bodies(tenant), _watched(counts), _due(tenant)
    return [
        _row(each, bodies.get(each.pk, Bodies()), watched.get(each.pk, []), due.get(each.pk), now)
        for each in found
        if each.source in sources.slugs()
    ]


def _row(
    connection: SourceConnection,
    bodies: Bodies,
    watched: Sequence[Watched],
    due: datetime | None,
    now: datetime,
) -> SourceRow:
    source = sources.by_slug(connection.source)
    terms = sources.terms_of(connection.source)
    limit = connection.calls_per_day or (terms.per_day if terms else None)
    budget = Budget(per_day=limit, made=connection.calls_made, on=connection.calls_on)
    waits = [at for at in (due, connection.quiet_until) if at is not None]
    return SourceRow(
        connection=connection,
        name=source.NAME,
        push=source if sources.is_push(source) else None,
        terms=terms,
        state=state_of(connection, now, set_aside=bodies.set_aside),
        bodies=bodies,
        old_secret_until=_old_until(connection, now),
        watched=watched,
        calls_today=made_today(budget, now),
        per_day=limit,
        next_at=max(waits) if due is not None else None,
    )


def _old_until(connection: SourceConnection, now: datetime) -> datetime | None:
    if not connection.previous_secret or connection.secret_changed_at is None:
        return None
    until = connection.secret_changed_at + connections.OLD_SECRET_VALID
    return until if until > now else None


def _bodies(tenant: Tenant) -> dict[int, Bodies]:
    """Return by connection how many bodies are not simply used, for whatever reason."""
    counts: dict[int, dict[str, int]] = {}
    rows = InboundBody.objects.for_tenant(tenant)
    names = {InboundVerdict.QUARANTINED: "unreadable", InboundVerdict.CONFLICT: "conflict"}
    unused = rows.exclude(verdict=InboundVerdict.PROJECTED)
    for pk, verdict, state, count in unused.values_list("connection", "verdict", "state").annotate(
        count=Count("pk")
    ):
        name = names.get(verdict) or ("parked" if state == LeaseState.PARKED else "waiting")
        of = counts.setdefault(pk, {})
        of[name] = of.get(name, 0) + count
    for name, some in (
        ("late", rows.filter(late=True)),
        ("with_problems", rows.filter(problem_count__gt=0)),
    ):
        for pk, count in some.values_list("connection").annotate(count=Count("pk")):
            counts.setdefault(pk, {})[name] = count
    return {pk: Bodies(**of) for pk, of in counts.items()}


def _watched(counts: WatchCounts) -> dict[int, list[Watched]]:
    """Return by connection how many parcels stand each way with it, in a fixed order."""
    named: dict[int, dict[str, int]] = {}
    for pk, standings in counts.standings.items():
        of = named.setdefault(pk, {})
        for standing, count in standings.items():
            name = seen(standing, has_connection=True)
            of[name] = of.get(name, 0) + count
    return {
        pk: [watched_as(name, of[name], source=pk) for name in STANDINGS if name in of]
        for pk, of in named.items()
    }


def watched_as(standing: str, parcels: int, **narrowed: int) -> Watched:
    """Return a count of parcels that stand one way, with the list that shows them."""
    tone, name = STANDINGS[WatchStanding(standing)]
    query = urlencode({"watch": standing, **narrowed})
    return Watched(name=name, tone=tone, parcels=parcels, href=f"{reverse('parcels')}?{query}")


def _due(tenant: Tenant) -> Mapping[int, datetime | None]:
    """Return by connection when its next number is looked at; one step in its line each."""
    line = Watch.objects.for_tenant(tenant).filter(
        connection=OuterRef("pk"), state=LeaseState.READY
    )
    first = Subquery(line.order_by("run_at").values("run_at")[:1])
    rows = SourceConnection.objects.for_tenant(tenant).annotate(first=first)
    return dict(rows.values_list("pk", "first"))
