"""Parcels, lines of the audit and claims of a tenant, for the tests of list pages."""

from datetime import UTC, date, datetime
from decimal import Decimal

from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import AuditLine, LedgerEntry
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def parcel(shop, number="RV482917305CN", **fields):
    given = {
        "shop": shop, "tracking_number": number, "carrier": "china-post", "origin_country": "CN",
        "destination_country": "DE", "currency": "USD", "value": Decimal("24.00"),
        "created_at": NOW, "assessed_at": NOW, "assess_due": False, **fields,
    }  # fmt: skip
    return Parcel.objects.for_tenant(shop.tenant).create(**given)


def event(row, milestone="ACCEPTED", **fields):
    given = {
        "parcel": row, "digest": f"{row.pk}-{milestone}", "received_at": NOW,
        "milestone": milestone, "source": "aftership", "tracking_number": row.tracking_number,
        "carrier": "china-post", "occurred_local": datetime(2026, 10, 1, 9, 30, tzinfo=UTC),
        "occurred_kind": "local", **fields,
    }  # fmt: skip
    return TrackingEventRow.objects.for_tenant(row.tenant).create(**given)


def line(row, bucket="claimable", amount="24.00", deadline=date(2027, 1, 20), **fields):
    given = {
        "parcel": row, "bucket": bucket, "payer": "china-post", "payer_name": "China Post",
        "rule": "china-post/registered", "amount": None if amount is None else Decimal(amount),
        "currency": "" if amount is None else "USD", "deadline": deadline,
        "zone": "Asia/Shanghai", "on": TODAY, "why": "Open until the end of 20 Jan 2027.", **fields,
    }  # fmt: skip
    return AuditLine.objects.for_tenant(row.tenant).create(**given)


def case(row, number=1, **fields):
    given = {"parcel": row, "number": number, "state": "watch", "opened_at": NOW, **fields}
    return Case.objects.for_tenant(row.tenant).create(opened_by="system", **given)


def entry(of, kind, amount="20.00", on=TODAY, currency="USD", **fields):
    given = {
        "case": of, "kind": kind, "payer": "china-post", "payer_name": "China Post",
        "rule": "china-post/registered", "amount": Decimal(amount), "currency": currency,
        "on": on, "entered_at": NOW, **fields,
    }  # fmt: skip
    return LedgerEntry.objects.for_tenant(of.tenant).create(**given)
