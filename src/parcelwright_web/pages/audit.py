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
from parcelwright_web.models.claims import AuditLine
from parcelwright_web.pages import audit_figures, downloads, words
from parcelwright_web.pages.labels import carrier_name, label
from parcelwright_web.pages.links import address, with_query
from parcelwright_web.pages.open_cases import open_cases

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpResponse, QueryDict
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
    Bucket.NOT_COVERED: _("Nothing is owed: the terms exclude it, or the parcel came back."),
}
_FILTERS = {
    "bucket": "bucket",
    "payer": "payer",
    "rule": "rule",
    "account": "parcel__carrier_account",
    "lacks": "lacks",
    "why": "why__contains",
}
_COLUMNS = (
    "bucket", "tracking_number", "carrier", "origin_country", "destination_country",
    "order_number", "carrier_account", "payer", "rule", "amount", "currency", "deadline",
    "deadline_zone", "deadline_assumed", "first_chance", "chance_arrives", "why", "lacks", "as_of",
)  # fmt: skip


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
    groups = audit_figures.groups(lines)
    now_or_soon = audit_figures.tally(groups, Bucket.EXPIRING, Bucket.CLAIMABLE)
    context = {
        "progress": audit_figures.progress(request.tenant),
        "claimable": now_or_soon,
        "expiring": audit_figures.tally(groups, Bucket.EXPIRING),
        "expired": audit_figures.tally(groups, Bucket.EXPIRED),
        "unknown": audit_figures.tally(groups, Bucket.UNKNOWN),
        "sections": [_section(bucket, groups) for bucket in Bucket],
        "repairs": [_repair(each) for each in audit_figures.repairs(lines)],
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


def _repair(repair: audit_figures.Repair) -> dict[str, object]:
    """Return a repair with the address where it is done and that of its parcels."""
    done_at, query = "", {"bucket": Bucket.UNKNOWN.value, "payer": repair.payer}
    match repair.kind:
        case "contract":
            done_at = with_query(address("contract-new"), account=repair.what)
            query |= {"rule": words.NO_CONTRACT, "account": repair.what}
        case "account":
            done_at = address("imports")
            query |= {"rule": words.NO_CONTRACT, "account": "-"}
        case "fact":
            done_at, query = address("imports"), {"lacks": repair.what}
        case _:
            query |= {"why": repair.what}
    return {"repair": repair, "done_at": done_at, "parcels_at": f"?{_encoded(query)}"}


def _encoded(query: dict[str, str]) -> str:
    return with_query("", **query).removeprefix("?")


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
        if not value or name == "bucket":
            continue
        rest = asked.copy()
        rest.pop(name)
        rest.pop("page", None)
        chips.append({"text": _chip(name, value), "without": f"?{rest.urlencode()}"})
    return chips


def _chip(name: str, value: str) -> str:
    match name:
        case "payer":
            return carrier_name(value)
        case "rule":
            return words.rule_title(value)
        case "account" if value == "-":
            return str(_("No carrier account"))
        case "account":
            return f"{_('Account')} {value}"
        case _:
            return value


@tenant
@require_safe
def export(request: TenantRequest, extension: str) -> HttpResponse:
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
            "amount": "" if line.amount is None else _plain(line),
            "currency": line.currency,
            "deadline": "" if line.deadline is None else line.deadline.isoformat(),
            "deadline_zone": line.zone,
            "deadline_assumed": "yes" if line.assumed else "",
            "first_chance": "" if line.first_chance is None else line.first_chance.isoformat(),
            "chance_arrives": "" if chance is None else f"{chance:.3f}",
            "why": line.why,
            "lacks": line.lacks,
            "as_of": line.on.isoformat(),
        }


def _plain(line: AuditLine) -> str:
    return str(Money.of(line.amount or 0, line.currency).rounded().amount)


urlpatterns = [
    path("audit/", audit, name="audit"),
    path("audit/export.<str:extension>", export, name="audit-export"),
]
