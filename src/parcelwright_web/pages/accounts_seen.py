"""Carrier accounts that parcels name and that have no contract yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from parcelwright.claims.audit import Bucket
from parcelwright_web.models.claims import Contract
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages.words import NO_CONTRACT

if TYPE_CHECKING:
    from parcelwright_web.models.accounts import Tenant


_WAITING = Q(audit_line__rule=NO_CONTRACT, audit_line__bucket=Bucket.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class SeenAccount:
    """An account, its parcels, and how many of them wait for the contract in the audit."""

    account: str
    parcels: int
    waiting: int


def without_contract(tenant: Tenant) -> list[SeenAccount]:
    """Return the accounts without contract, those with the most waiting parcels first."""
    standing = Contract.objects.for_tenant(tenant).filter(ended_at=None)
    entered = standing.values("carrier_account")
    rows = Parcel.objects.for_tenant(tenant).exclude(carrier_account="")
    rows = rows.exclude(carrier_account__in=entered).order_by()
    counted = rows.values("carrier_account").annotate(
        parcels=Count("pk"), waiting=Count("pk", filter=_WAITING)
    )
    found = [
        SeenAccount(account=row["carrier_account"], parcels=row["parcels"], waiting=row["waiting"])
        for row in counted
    ]
    return sorted(found, key=lambda each: (-each.waiting, -each.parcels, each.account))


def carrier_of(tenant: Tenant, account: str) -> str:
    """Return the carrier that most parcels of an account name, or empty text."""
    rows = Parcel.objects.for_tenant(tenant).filter(carrier_account=account).exclude(carrier="")
    counted = rows.order_by().values_list("carrier").annotate(parcels=Count("pk"))
    first = counted.order_by("-parcels", "carrier").first()
    return "" if first is None else first[0]
