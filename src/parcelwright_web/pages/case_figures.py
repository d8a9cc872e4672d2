"""The four money figures of the queue, and the counts of its views, per currency."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Sum

from parcelwright.claims.audit import Bucket
from parcelwright.money import Money
from parcelwright_web import clock
from parcelwright_web.models.cases import Case
from parcelwright_web.models.claims import AuditLine, LedgerEntry, LedgerKind
from parcelwright_web.pages.case_views import OPEN, VIEWS, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal
    from typing import Any

    from parcelwright_web.access import TenantRequest

_LOST_DAYS = 30


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many cases each view holds, and what the open ones are worth."""

    views: dict[str, int]
    at_risk: list[Money] = field(default_factory=list)
    claimable: list[Money] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Ledger:
    """What payers paid this month, what was asked of them, and what passed unasked."""

    paid: list[Money]
    asked: list[Money]
    missed: list[Money]


def counts_of(request: TenantRequest) -> Counts:
    """Return the counts, read once a request: rail, tabs and figures share them."""
    known: Counts | None = getattr(request, "case_counts", None)
    if known is None:
        known = _counts(request)
        request.case_counts = known  # type: ignore[attr-defined]  # kept for this request only
    return known


def _counts(request: TenantRequest) -> Counts:
    at = moment_of(request, clock.now())
    wanted: dict[str, Any] = {
        name: Count("pk", filter=condition(at)) for name, (_label, condition) in VIEWS.items()
    }
    rows: list[Any] = list(
        Case.objects.for_tenant(request.tenant)
        .order_by()
        .values("currency")
        .annotate(
            risk=Sum("at_risk", filter=OPEN), can_claim=Sum("claimable", filter=OPEN), **wanted
        )
    )
    return Counts(
        views={name: sum(row[name] for row in rows) for name in VIEWS},
        at_risk=_sums((row["currency"], row["risk"]) for row in rows),
        claimable=_sums((row["currency"], row["can_claim"]) for row in rows),
    )


def ledger_of(request: TenantRequest, today: date) -> Ledger:
    """Return the money of this month, and what was lost to deadlines in the last 30 days."""
    entries = LedgerEntry.objects.for_tenant(request.tenant).filter(on__gte=today.replace(day=1))
    rows = list(
        entries.filter(kind__in=[LedgerKind.PAID, LedgerKind.ASKED])
        .order_by()
        .values("kind", "currency")
        .annotate(total=Sum("amount"))
    )
    missed = (
        AuditLine.objects.for_tenant(request.tenant)
        .filter(
            bucket=Bucket.EXPIRED,
            deadline__gte=today - timedelta(days=_LOST_DAYS),
            deadline__lt=today,
        )
        .order_by()
        .values("currency")
        .annotate(total=Sum("amount"))
    )
    return Ledger(
        paid=_sums((r["currency"], r["total"]) for r in rows if r["kind"] == LedgerKind.PAID),
        asked=_sums((r["currency"], r["total"]) for r in rows if r["kind"] == LedgerKind.ASKED),
        missed=_sums((r["currency"], r["total"]) for r in missed),
    )


def _sums(pairs: Iterable[tuple[str, Decimal | None]]) -> list[Money]:
    found = [Money(total, currency) for currency, total in pairs if currency and total]
    return sorted(found, key=lambda money: (-money.amount, money.currency))
