"""Counting what carriers did with a tenant's parcels, and giving back what was counted last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from django.db import transaction

from parcelwright.cases.case import CarrierAnswer
from parcelwright.prevention.choice.grants import Grants, grants_of
from parcelwright.prevention.scorecards.claim_records import ClaimRecord
from parcelwright.prevention.scorecards.stored import (
    journeys_from,
    read_journeys,
    write_journeys,
)
from parcelwright_web.actions.journeys import journeys_of
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.models.accounts import Tenant
from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import LedgerEntry, LedgerKind
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.scorecards import KeptJourneys

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel as DomainParcel
    from parcelwright.prevention.scorecards.journeys import Journeys

_CHUNK = 2000
_EVERY = timedelta(days=1)


class ClaimOf(msgspec.Struct, frozen=True):
    """A claim with the place of its parcel among the journeys and the parcel's carrier."""

    place: int
    carrier: str
    record: ClaimRecord


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What was counted last of a tenant."""

    at: datetime
    journeys: Journeys
    claims: dict[int, list[ClaimRecord]]
    grants: Grants


def counted_of(tenant_id: int) -> Counted | None:
    """Return what was counted last, or None when nothing was yet."""
    rows = KeptJourneys.objects.for_tenant(tenant_id).order_by("-at")
    newest = rows.values_list("pk", flat=True).first()
    return None if newest is None else _read(tenant_id, newest)


def count_for(tenant_id: int, now: datetime) -> KeptJourneys:
    """Count all journeys known now, and keep that in place of what was kept before."""
    keys: list[tuple[int, str]] = []
    journeys = journeys_from(_pairs(tenant_id, keys), now, rates_of(tenant_id))
    place = {key: at for at, (key, _) in enumerate(keys)}
    claims = [
        ClaimOf(place=place[parcel], carrier=keys[place[parcel]][1], record=record)
        for parcel, record in _claims(tenant_id)
        if parcel in place
    ]
    kept = KeptJourneys(
        tenant_id=tenant_id,
        at=now,
        journeys=len(journeys),
        content=write_journeys(journeys),
        claims=msgspec.to_builtins(claims),
    )
    _keep(kept)
    return kept


def to_count(now: datetime) -> list[int]:
    """Return the tenants whose journeys were never counted, or more than a day ago."""
    fresh = KeptJourneys.across_tenants.filter(at__gt=now - _EVERY).values("tenant")
    with_parcels = Parcel.across_tenants.values("tenant").distinct()
    rows = Tenant.objects.filter(pk__in=with_parcels).exclude(pk__in=fresh)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _pairs(tenant_id: int, keys: list[tuple[int, str]]) -> Iterator[tuple[DomainParcel, Journey]]:
    """Yield every parcel with its journey, in portions, and note the key and carrier of each."""
    rows = Parcel.objects.for_tenant(tenant_id).order_by("pk")
    last = 0
    while chunk := list(rows.filter(pk__gt=last)[:_CHUNK]):
        journeys = journeys_of(chunk)
        for row in chunk:
            keys.append((row.pk, row.carrier))
            yield row.to_domain(), journeys[row.pk]
        last = chunk[-1].pk


def _claims(tenant_id: int) -> Iterator[tuple[int, ClaimRecord]]:
    """Yield the inquiries of cases, and the claims of the ledger, with the key of their parcel."""
    cases = Case.objects.for_tenant(tenant_id).filter(inquiry_sent_on__isnull=False)
    for case in cases.select_related("parcel").order_by("pk"):
        yield (
            case.parcel_id,
            ClaimRecord(
                tracking_number=case.parcel.tracking_number,
                inquired_on=case.inquiry_sent_on,
                answered_on=None
                if case.answer == CarrierAnswer.NO_ANSWER.value
                else case.answered_on,
                closed_on=None if case.closed_at is None else case.closed_at.date(),
            ),
        )
    entries = LedgerEntry.objects.for_tenant(tenant_id).select_related("case__parcel")
    claims: dict[tuple[int, str], list[LedgerEntry]] = defaultdict(list)
    for entry in entries.order_by("pk"):
        claims[entry.case_id, entry.payer].append(entry)
    for found in claims.values():
        parcel = found[0].case.parcel
        yield parcel.pk, _record(parcel.tracking_number, found)


def _record(number: str, entries: list[LedgerEntry]) -> ClaimRecord:
    first: dict[str, date] = {}
    for entry in entries:
        first.setdefault(entry.kind, entry.on)
    paid = first.get(LedgerKind.PAID)
    granted = first.get(LedgerKind.GRANTED, paid)
    return ClaimRecord(
        tracking_number=number,
        payer=entries[0].payer,
        claimed_on=first.get(LedgerKind.ASKED),
        decided_on=granted or first.get(LedgerKind.REFUSED),
        paid_on=paid,
        granted=granted is not None,
    )


@transaction.atomic
def _keep(kept: KeptJourneys) -> None:
    kept.save(force_insert=True)
    rows = KeptJourneys.objects.for_tenant(kept.tenant_id)
    rows.exclude(pk=kept.pk).delete()


@lru_cache(maxsize=4)
def _read(tenant_id: int, key: int) -> Counted:
    """Return what is kept under a key, which is never changed."""
    kept = KeptJourneys.objects.for_tenant(tenant_id).get(pk=key)
    found = msgspec.convert(kept.claims, list[ClaimOf])
    claims: dict[int, list[ClaimRecord]] = defaultdict(list)
    for each in found:
        claims[each.place].append(each.record)
    return Counted(
        at=kept.at,
        journeys=read_journeys(bytes(kept.content)),
        claims=dict(claims),
        grants=grants_of((each.carrier, each.record) for each in found),
    )
