"""The money audit: what can be claimed, what lapses, what has lapsed, and what is unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.claims.audit import Bucket
from parcelwright.money import Money
from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.pages import audit_figures, audit_waiting, downloads, words
from parcelwright_web.pages.labels import carrier_name, label
from parcelwright_web.pages.links import address
from parcelwright_web.pages.open_cases import open_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from decimal import Decimal

    from django.http import HttpResponse, QueryDict
    from django.http.response import HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.tenancy import TenantQuerySet

NAV = navigation.Entry(order=50, label=_("Money audit"), icon="hand-coins", url="audit")
_ROWS = 50
_HINTS: dict[str, StrOrPromise] = {
    Bucket.EXPIRING: _("The last day is at most seven days away. Act on these first."),
    Bucket.CLAIMABLE: _("Open now, with more than seven days left."),
    Bucket.TOO_EARLY: _("The payer does not accept these yet."),
    Bucket.EXPIRED: _("The last day has passed. What could have been claimed is shown as it was."),
    Bucket.UNKNOWN: _("No date or sum can be worked out yet."),
    Bucket.CLAIMED: _(
        "A claim is with the payer. Nothing else is claimed for the same loss meanwhile."
    ),
    Bucket.SETTLED: _("The payers paid or refused, and nobody else can be asked."),
    Bucket.NOT_COVERED: _("Nothing is owed: the terms exclude it, or the parcel came back."),
}
_FILTERS = {
    "bucket": "bucket",
    "payer": "payer",
    "rule": "rule",
    "account": "parcel__carrier_account",
    "lacks": "lacks",
    "of": "lacks_of",
    "paid": "paid",
}
_COLUMNS = (
    "bucket", "tracking_number", "carrier", "origin_country", "destination_country",
    "order_number", "carrier_account", "payer", "rule", "amount", "currency", "deadline",
    "deadline_zone", "deadline_assumed", "first_chance", "chance_arrives", "why", "lacks",
    "lacks_of", "what_to_do", "waits_up_to", "waits_currency", "paid", "paid_currency", "as_of",
)  # fmt: skip
_GROUP_COLUMNS = (
    "bucket", "payer", "rule", "parcels", "total", "currency", "without_a_sum", "paid",
    "next_deadline", "deadline_zone", "assumed_dates", "dates_passed",
)  # fmt: skip
_SHOWN_REPAIRS = 12
# What a dash in the address asks for.
_WITHOUT: dict[str, StrOrPromise] = {
    "account": _("No carrier account"),
    "rule": _("No rule in the rule book"),
}


@dataclass(frozen=True, kw_only=True)
class Section:
    """A bucket with its groups, as a table of the page."""

    bucket: str
    title: StrOrPromise
    hint: StrOrPromise
    groups: list[audit_figures.Group]
    tally: audit_figures.Tally


@tenant
@require_safe
def audit(request: TenantRequest) -> HttpResponse:
    """Show the audit, or the parcels of one part of it when the address names one."""
    if any(name in request.GET for name in _FILTERS):
        return _parcels(request)
    lines = AuditLine.objects.for_tenant(request.tenant)
    found = audit_figures.groups(lines)
    repairs = _repairs(request.tenant)
    now_or_soon = audit_figures.tally(found, Bucket.EXPIRING, Bucket.CLAIMABLE)
    context = {
        "progress": audit_figures.progress(request.tenant),
        "claimable": now_or_soon,
        "expiring": audit_figures.tally(found, Bucket.EXPIRING),
        "expired": audit_figures.tally(found, Bucket.EXPIRED),
        "unknown": audit_figures.tally(found, Bucket.UNKNOWN),
        "claimed": audit_figures.tally(found, Bucket.CLAIMED),
        "paid": audit_figures.paid(found),
        "sections": [_section(bucket, found) for bucket in Bucket],
        "repairs": repairs[:_SHOWN_REPAIRS],
        "more_repairs": len(repairs) - _SHOWN_REPAIRS,
        "import_address": address("imports"),
        "now": clock.now(),
    }
    return render(request, "audit/audit.html", context)


def _section(bucket: Bucket, groups: Iterable[audit_figures.Group]) -> Section:
    mine = [group for group in groups if group.bucket == bucket]
    return Section(
        bucket=bucket.value,
        title=words.BUCKETS[bucket],
        hint=_HINTS[bucket],
        groups=mine,
        tally=audit_figures.tally(mine, bucket),
    )


def _repairs(tenant: Tenant) -> list[audit_waiting.Repair]:
    lines = AuditLine.objects.for_tenant(tenant)
    return audit_waiting.waiting(lines, clock.now().date(), rates_of(tenant.pk))


def _parcels(request: TenantRequest) -> HttpResponse:
    lines = _filtered(request.tenant, request.GET)
    page = Paginator(_ordered(lines), _ROWS).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    cases = open_cases(request.tenant, [row.parcel_id for row in rows])
    bucket = request.GET.get("bucket", "")
    context = {
        "page": page,
        "rows": [_row(row, cases.get(row.parcel_id)) for row in rows],
        "title": label(words.BUCKETS, bucket) if bucket else _("Parcels of the audit"),
        "hint": _HINTS.get(bucket, ""),
        "chips": _chips(request.GET),
        "query": request.GET.urlencode(),
        "now": clock.now(),
    }
    return render(request, "audit/parcels.html", context)


def _filtered(tenant: Tenant, asked: QueryDict) -> TenantQuerySet[AuditLine]:
    lines = AuditLine.objects.for_tenant(tenant).select_related("parcel")
    for name, lookup in _FILTERS.items():
        value = asked.get(name, "")
        if value:
            if name == "paid":
                lines = lines.exclude(paid=None)
                continue
            # A dash asks for parcels without any.
            lines = lines.filter(**{lookup: "" if value == "-" else value})
    return lines


def _ordered(lines: TenantQuerySet[AuditLine]) -> TenantQuerySet[AuditLine]:
    return lines.order_by(
        F("deadline").asc(nulls_last=True), F("amount").desc(nulls_last=True), "pk"
    )


def _row(line: AuditLine, case: object) -> dict[str, object]:
    amount = None if line.amount is None else Money.of(line.amount, line.currency)
    return {
        "line": line,
        "lacks": "" if (want := audit_waiting.want_of(line)) is None else audit_waiting.title(want),
        "paid": None if line.paid is None else Money.of(line.paid, line.paid_currency),
        "parcel": line.parcel,
        "amount": amount,
        "ends": audit_figures.ends(line.deadline, line.zone),
        "case": case,
        "carrier": carrier_name(line.parcel.carrier) if line.parcel.carrier else "",
    }


def _chips(asked: QueryDict) -> list[dict[str, str]]:
    """Return what the list is narrowed to; following one takes it away."""
    chips = []
    for name in _FILTERS:
        value = asked.get(name, "")
        if not value or name == "bucket" or (name == "of" and value == "-"):
            continue
        rest = asked.copy()
        rest.pop(name)
        rest.pop("page", None)
        chips.append({"text": _chip(name, value), "without": f"?{rest.urlencode()}"})
    return chips


def _chip(name: str, value: str) -> str:
    if value == "-":
        return str(_WITHOUT.get(name, "-"))
    named: dict[str, Callable[[str], str]] = {
        "payer": carrier_name,
        "rule": words.rule_title,
        "account": lambda account: f"{_('Account')} {account}",
        "lacks": lambda lack: str(words.LACKS.get(lack, lack)),
        "paid": lambda _value: str(_("With payments")),
    }
    return named.get(name, str)(value)


@tenant
@require_safe
def export(request: TenantRequest, extension: str) -> HttpResponseBase:
    """Answer the lines that the same address without its end shows, as a file."""
    if extension not in downloads.FORMATS:
        raise Http404
    lines = _ordered(_filtered(request.tenant, request.GET))
    return downloads.table("money-audit", extension, _COLUMNS, _cells(lines))


def _cells(lines: TenantQuerySet[AuditLine]) -> Iterator[dict[str, str]]:
    for line in lines.iterator(chunk_size=2000):
        parcel = line.parcel
        chance = parcel.chance_arrives
        yield {
            "bucket": line.bucket,
            "tracking_number": parcel.tracking_number,
            "carrier": parcel.carrier,
            "origin_country": parcel.origin_country,
            "destination_country": parcel.destination_country,
            "order_number": parcel.order_number,
            "carrier_account": parcel.carrier_account,
            "payer": line.payer_name or line.payer,
            "rule": line.rule,
            "amount": _plain(line.amount, line.currency),
            "currency": line.currency,
            "deadline": "" if line.deadline is None else line.deadline.isoformat(),
            "deadline_zone": line.zone,
            "deadline_assumed": "yes" if line.assumed else "",
            "first_chance": "" if line.first_chance is None else line.first_chance.isoformat(),
            "chance_arrives": "" if chance is None else f"{chance:.3f}",
            "why": line.why,
            "lacks": line.lacks,
            "lacks_of": line.lacks_of,
            "what_to_do": "" if (want := audit_waiting.want_of(line)) is None else want.text,
            "waits_up_to": _plain(line.waits, line.waits_currency),
            "waits_currency": line.waits_currency,
            "paid": _plain(line.paid, line.paid_currency),
            "paid_currency": line.paid_currency,
            "as_of": line.on.isoformat(),
        }


def _plain(amount: Decimal | None, currency: str) -> str:
    return "" if amount is None else str(Money.of(amount, currency).rounded().amount)


@tenant
@require_safe
def groups(request: TenantRequest, extension: str) -> HttpResponseBase:
    """Answer the groups of the whole audit as a file, one row for each currency."""
    if extension not in downloads.FORMATS:
        raise Http404
    found = audit_figures.groups(AuditLine.objects.for_tenant(request.tenant))
    order = list(Bucket)
    found.sort(key=lambda group: order.index(Bucket(group.bucket)))
    rows = (row for group in found for row in _group_cells(group))
    return downloads.table("money-audit-groups", extension, _GROUP_COLUMNS, rows)


def _group_cells(group: audit_figures.Group) -> Iterator[dict[str, str]]:
    totals: list[Money | None] = [*group.tally.totals] or [None]
    for money in totals:
        yield {
            "bucket": group.bucket,
            "payer": group.payer_name or group.payer,
            "rule": group.rule,
            "parcels": str(group.tally.parcels),
            "total": "" if money is None else str(money.rounded().amount),
            "currency": "" if money is None else money.currency,
            "without_a_sum": str(group.tally.without_sum),
            "paid": ", ".join(str(paid.rounded()) for paid in group.paid.totals),
            "next_deadline": "" if group.next_deadline is None else group.next_deadline.isoformat(),
            "deadline_zone": group.zone,
            "assumed_dates": str(group.assumed),
            "dates_passed": str(group.passed),
        }


@tenant
@require_safe
def waiting(request: TenantRequest, extension: str) -> HttpResponseBase:
    """Answer what would turn unknowns into knowns as a file, the most money first."""
    if extension not in downloads.FORMATS:
        raise Http404
    rows = audit_waiting.cells(_repairs(request.tenant))
    return downloads.table("money-audit-waiting", extension, audit_waiting.COLUMNS, rows)


urlpatterns = [
    path("audit/", audit, name="audit"),
    path("audit/export.<str:extension>", export, name="audit-export"),
    path("audit/groups.<str:extension>", groups, name="audit-groups"),
    path("audit/waiting.<str:extension>", waiting, name="audit-waiting"),
]
