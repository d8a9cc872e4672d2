"""Whose turn it is to tell its orders: one call to each shop that is due, counted and held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import F, Q

from parcelwright import sources
from parcelwright.asking.calls import Access
from parcelwright.watch.budget import Budget, left_today, made_today
from parcelwright.watch.order_reading import Place
from parcelwright_web.models.intake import SourceConnection

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.asking.calls import Call
    from parcelwright.sources import OrderSource

LEASE = timedelta(minutes=2)
# They are asked one after another, and the last must be done within its lease.
_AT_ONCE = 4


@dataclass(frozen=True, kw_only=True)
class Errand:
    """One call to a shop that was claimed for it.

    Args:
        connection: Whom to ask; no other worker asks it until ``held_until``.
        source: Its module.
        call: For the next page of orders, or to see whether it answers.
        place: Where the reading of its orders stands.
    """

    connection: SourceConnection
    source: OrderSource
    call: Call
    place: Place


def claim(now: datetime) -> list[Errand]:
    """Return one call for each of some shops whose turn it is, asked longest ago first."""
    rows = SourceConnection.across_tenants.filter(
        is_asked=True, source__in=sources.order_slugs()
    ).order_by(F("last_asked_at").asc(nulls_first=True), "pk")
    due = (row for row in rows if _wants_check(row, now) or _is_due(row, now))
    held = (errand for row in due if (errand := _claimed(row, now)) is not None)
    return list(islice(held, _AT_ONCE))


def _wants_check(row: SourceConnection, now: datetime) -> bool:
    return row.check_due_at is not None and row.check_due_at <= now


def _is_due(row: SourceConnection, now: datetime) -> bool:
    rests = row.quiet_until is not None and row.quiet_until > now
    if rests or row.access_refused_at is not None or left_today(_budget(row), now) == 0:
        return False
    per_second = sources.orders_by_slug(row.source).TERMS.per_second
    next_at = Place.restored(row.cursor, now).next_at(row.last_asked_at, per_second)
    return next_at is None or next_at <= now


def _claimed(row: SourceConnection, now: datetime) -> Errand | None:
    """Hold a shop and count its call before it is made; None when another worker was first."""
    free = SourceConnection.across_tenants.filter(
        Q(held_until=None) | Q(held_until__lt=now), pk=row.pk
    )
    made, today = made_today(_budget(row), now) + 1, now.astimezone(UTC).date()
    if not free.update(held_until=now + LEASE, calls_on=today, calls_made=made):
        return None
    row.held_until = now + LEASE
    source, place = sources.orders_by_slug(row.source), Place.restored(row.cursor, now)
    access = Access(base_url=row.base_url, values=row.access or {}, at=now)
    call = (
        source.check_call(access)
        if _wants_check(row, now)
        else source.order_call(place.since, place.page, access)
    )
    return Errand(connection=row, source=source, call=call, place=place)


def _budget(row: SourceConnection) -> Budget:
    terms = sources.orders_by_slug(row.source).TERMS
    per_day = terms.per_day if row.calls_per_day is None else row.calls_per_day
    return Budget(per_day=per_day, made=row.calls_made, on=row.calls_on)
