"""Searching a tenant's parcels for incidents, and bringing the stored ones up to date."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from parcelwright.analytics.columns import day_number, moment_of
from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, LOOK_BACK_DAYS, find_incidents
from parcelwright.diagnosis.incidents.incident import stake
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.money import Money
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.incident_matching import Known, match
from parcelwright_web.actions.known_tracks import tracks_known
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.incidents import EndedAs, Incident, IncidentMember, IncidentRound
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parcelwright.diagnosis.incidents.incident import Incident as Found
    from parcelwright.diagnosis.incidents.usual import Usual
    from parcelwright_web.models.tenancy import TenantQuerySet

# At least so long after the last search, and longer the more parcels it read: reading and
# searching cost some 0.3 ms a parcel, so searching a tenant takes about a hundredth of the time.
_EVERY = timedelta(minutes=30)
_PARCELS_A_ROUND = 60_000
# What fell silent is searched among parcels of these days, and the newest so many of them.
_SEARCHED = timedelta(days=120)
_MOST_SEARCHED = 1_000_000
# What was usual is learned once a day from a year and more, so that a peak is not a surprise;
# from as many parcels at most, the newest.
_HISTORY = timedelta(days=400)
# What a person closed is not raised again on the same parcels for as long as groups are searched.
_REMEMBERED = timedelta(days=LOOK_BACK_DAYS)


def to_search(now: datetime) -> list[int]:
    """Return the tenants to search: half an hour or more after the last time, if there is news.

    News is that anything was assessed since.
    """
    rounds = IncidentRound.across_tenants.values_list("tenant_id", "at", "parcels")
    searched = {tenant_id: (at, parcels) for tenant_id, at, parcels in rounds}
    due = []
    for tenant_id in Tenant.objects.order_by("pk").values_list("pk", flat=True):
        at, parcels = searched.get(tenant_id, (None, 0))
        if at is not None and now < at + _EVERY * max(1.0, parcels / _PARCELS_A_ROUND):
            continue
        mine = Parcel.objects.for_tenant(tenant_id)
        news = mine.exclude(assessed_at=None) if at is None else mine.filter(assessed_at__gt=at)
        if news.exists():
            due.append(tenant_id)
    return due


def search(tenant_id: int, now: datetime) -> int:
    """Search the parcels of a tenant and store what was found; return how many are open.

    Reading and reckoning take no lock; only the result is written in a transaction.
    """
    keys, tracks = tracks_known(tenant_id, _newest(tenant_id, now - _SEARCHED))
    found = find_incidents(tracks, _usual(tenant_id, now), day_number(now))
    return _store(tenant_id, found, keys, now)


def _usual(tenant_id: int, now: datetime) -> Usual:
    """Return what was usual, learned once a day, and anew once there are twice the parcels."""
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return _learned(tenant_id, day, _rows(tenant_id, day - _HISTORY).count().bit_length())


@lru_cache(maxsize=16)
def _learned(tenant_id: int, day: datetime, doublings: int) -> Usual:
    del doublings
    _, tracks = tracks_known(tenant_id, _newest(tenant_id, day - _HISTORY))
    return learn_usual(tracks, day_number(day) - LEARN_BEFORE_DAYS)


def _rows(tenant_id: int, after: datetime) -> TenantQuerySet[Parcel]:
    """Return the parcels that were seen, or when never seen were entered, after a moment."""
    seen = Q(last_scan_at__gt=after) | Q(last_scan_at=None, created_at__gt=after)
    return Parcel.objects.for_tenant(tenant_id).filter(seen)


def _newest(tenant_id: int, after: datetime) -> TenantQuerySet[Parcel]:
    """Return the newest parcels since a moment, as many as are searched."""
    rows = _rows(tenant_id, after)
    left_out = rows.order_by("-pk").values_list("pk", flat=True)[_MOST_SEARCHED:]
    last = left_out.first() or 0
    return rows.filter(pk__gt=last)


@transaction.atomic
def _store(tenant_id: int, found: Sequence[Found], keys: Sequence[int], now: datetime) -> int:
    Tenant.objects.select_for_update().get(pk=tenant_id)
    rows = Incident.objects.for_tenant(tenant_id)
    open_rows = list(rows.filter(ended_at=None, by_hand=False).order_by("pk"))
    closed = list(rows.filter(ended_as=EndedAs.CLOSED, ended_at__gt=now - _REMEMBERED))
    known = [_known(row) for row in (*open_rows, *closed)]
    named = [(one, frozenset(keys[row] for row in one.rows)) for one in found]
    matched = match(known, [((one.kind.value, one.what), members) for one, members in named])
    ended: dict[int | None, datetime | None] = {row.pk: row.ended_at for row in closed}
    by_pk: dict[int | None, Incident] = {row.pk: row for row in open_rows}
    held: set[int] = set()
    for (one, members), pk in zip(named, matched, strict=True):
        ended_at = ended.get(pk)
        if ended_at is not None and moment_of(one.started) <= ended_at:
            continue
        row = by_pk.pop(pk, None) or _new(tenant_id, one, now)
        held |= _bring_up(row, one, members, now)
    for row in by_pk.values():
        held |= _perhaps_end(row, now)
    for row in rows.filter(ended_at=None, by_hand=True):
        _perhaps_end(row, now)
    # Who is newly behind an outage, or no longer, is assessed anew.
    Parcel.objects.for_tenant(tenant_id).filter(pk__in=held).update(assess_due=True)
    IncidentRound.objects.for_tenant(tenant_id).update_or_create(
        tenant_id=tenant_id, defaults={"at": now, "parcels": len(keys)}
    )
    return rows.filter(ended_at=None).count()


def _known(row: Incident) -> Known:
    members = row.members.values_list("parcel_id", flat=True)
    return Known(pk=row.pk, name=(row.kind, tuple(row.what)), members=frozenset(members))


def _new(tenant_id: int, one: Found, now: datetime) -> Incident:
    return Incident(
        tenant_id=tenant_id,
        number=next_number(tenant_id),
        made_by=SYSTEM,
        found_at=now,
        started_at=moment_of(one.started),
    )


def next_number(tenant_id: int) -> int:
    """Return the next number of a tenant's incidents; call with the tenant locked."""
    rows = Incident.objects.for_tenant(tenant_id).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


def _bring_up(row: Incident, one: Found, members: frozenset[int], now: datetime) -> set[int]:
    """Write what was found; return parcels that came to be behind an outage, or left it."""
    row.started_at = min(row.started_at, moment_of(one.started))
    row.kind, row.what = one.kind.value, list(one.what)
    row.cause, row.chance, row.by_chance = one.cause.value, one.chance, one.by_chance
    row.reasons = [{"code": each.code, "figures": dict(each.figures)} for each in one.reasons]
    row.group, row.refreshed_at = one.group, now
    write_size(row, members)
    row.save()
    changed = set_members(row, members, now)
    return changed if row.is_outage else set()


def set_members(row: Incident, members: Iterable[int], now: datetime) -> set[int]:
    """Have these parcels be in trouble in an incident; return those that joined or left."""
    wanted = set(members)
    stored = dict(row.members.values_list("parcel_id", "left_at"))
    joined = wanted - set(stored)
    back = {pk for pk in wanted & set(stored) if stored[pk] is not None}
    left = {pk for pk, at in stored.items() if at is None} - wanted
    rows = IncidentMember.objects.for_tenant(row.tenant_id)
    rows.bulk_create(
        IncidentMember(tenant_id=row.tenant_id, incident=row, parcel_id=pk, joined_at=now)
        for pk in sorted(joined)
    )
    row.members.filter(parcel__in=back).update(left_at=None)
    row.members.filter(parcel__in=left).update(left_at=now)
    return joined | back | left


def _perhaps_end(row: Incident, now: datetime) -> set[int]:
    """End an incident that shows no longer: news came, or half of its parcels moved on.

    Until then it stays open: that the search is less sure today ends no trouble.
    """
    members = row.members.select_related("parcel")
    if row.is_outage and not row.by_hand:
        still: set[int] = set()
    else:
        still = {each.parcel_id for each in members if not _moved_on(each.parcel, row)}
    everyone = {each.parcel_id for each in members}
    gone = not still if row.by_hand else 2 * len(still) < len(everyone)
    left = set_members(row, set() if gone else still, now)
    if gone:
        row.ended_at, row.ended_as, row.ended_by = now, EndedAs.PASSED, SYSTEM
    else:
        write_size(row, still)
    row.refreshed_at = now
    row.save()
    return left if row.is_outage else set()


def _moved_on(parcel: Parcel, row: Incident) -> bool:
    ended = bool(parcel.outcome) and parcel.outcome != "DECLARED_LOST"
    seen = parcel.last_scan_at is not None and parcel.last_scan_at > row.found_at
    return ended or seen


def write_size(row: Incident, members: Iterable[int]) -> None:
    """Set how many parcels are in trouble and what they are worth; the caller saves."""
    parcels = Parcel.objects.for_tenant(row.tenant_id).filter(pk__in=list(members))
    values = parcels.values_list("value", "currency")
    row.size = len(values)
    sums = stake(
        Money(value, currency) if value is not None and currency else None
        for value, currency in values
    )
    row.stake = [[str(each.amount), each.currency] for each in sums]
