"""Searching a tenant's parcels for incidents, and bringing the stored ones up to date."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from parcelwright.analytics.columns import day_number, moment_of
from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, LOOK_BACK_DAYS, find_incidents
from parcelwright.diagnosis.incidents.gather import tracks_of
from parcelwright.diagnosis.incidents.incident import stake
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.money import Money
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.incident_matching import Known, match
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.incidents import EndedAs, Incident, IncidentMember, IncidentRound
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from parcelwright.diagnosis.incidents.incident import Incident as Found
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel as DomainParcel

_EVERY = timedelta(minutes=30)
# What was usual is learned from a year and more, so that a peak is not a surprise.
_HISTORY = timedelta(days=400)
# What a person closed is not raised again on the same parcels for as long as groups are searched.
_REMEMBERED = timedelta(days=LOOK_BACK_DAYS)
_CHUNK = 2000


def to_search(now: datetime) -> list[int]:
    """Return the tenants to search: half an hour after the last time, if anything was assessed."""
    searched = dict(IncidentRound.across_tenants.values_list("tenant_id", "at"))
    assessed = Parcel.across_tenants.values("tenant_id").annotate(last=Max("assessed_at"))
    news = {row["tenant_id"]: row["last"] for row in assessed if row["last"] is not None}
    return [
        tenant_id
        for tenant_id in sorted(news)
        if (before := searched.get(tenant_id)) is None
        or (now >= before + _EVERY and news[tenant_id] > before)
    ]


def search(tenant_id: int, now: datetime) -> int:
    """Search the parcels of a tenant and store what was found; return how many are open.

    Reading and reckoning take no lock; only the result is written in a transaction.
    """
    keys: list[int] = []
    tracks = tracks_of(_journeys(tenant_id, now, keys))
    today = day_number(now)
    usual = learn_usual(tracks, today - LEARN_BEFORE_DAYS)
    found = find_incidents(tracks, usual, today)
    return _store(tenant_id, found, keys, now)


def _journeys(
    tenant_id: int, now: datetime, keys: list[int]
) -> Iterator[tuple[DomainParcel, Journey]]:
    """Yield parcels with their journeys, and note the key of each."""
    rows = Parcel.objects.for_tenant(tenant_id).filter(created_at__gt=now - _HISTORY)
    last = 0
    while chunk := list(rows.filter(pk__gt=last).order_by("pk")[:_CHUNK]):
        journeys = journeys_of(chunk)
        for row in chunk:
            keys.append(row.pk)
            yield row.to_domain(), journeys[row.pk]
        last = chunk[-1].pk


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
        tenant_id=tenant_id, defaults={"at": now}
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
