"""The case page: what to do, and everything it follows from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcelwright.cases.next_step import next_step
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.actions.stepping import case_facts
from parcelwright_web.models.cases import Case, EvidenceEntry
from parcelwright_web.models.messages import Effect, EffectVerdict
from parcelwright_web.pages.case_before import warned_before
from parcelwright_web.pages.case_chart import chart_of
from parcelwright_web.pages.case_claims import (
    deadline_rows,
    evidence_of,
    missing_of,
    money_card,
)
from parcelwright_web.pages.case_journey import stops, timeline
from parcelwright_web.pages.case_log import log_of, said_of
from parcelwright_web.pages.case_next import next_card
from parcelwright_web.pages.case_rows import asleep_until
from parcelwright_web.pages.case_told import days_of
from parcelwright_web.pages.causes import cause_name, causes_of, disagree
from parcelwright_web.pages.contradictions import shown_of
from parcelwright_web.pages.incident_rows import banners_of
from parcelwright_web.pages.labels import STATES, carrier_name
from parcelwright_web.pages.meanwhile import meanwhile_card
from parcelwright_web.pages.parcel_clocks import clock_views
from parcelwright_web.pages.readiness import order_of, policies_of
from parcelwright_web.pages.when import when_rows
from parcelwright_web.svg.strip import custody_strip

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.situation import Situation

# The road of a case, and which states stand on each stretch of it.
_ROAD: Mapping[StrOrPromise, frozenset[str]] = {
    gettext_lazy("Opened"): frozenset({"watch"}),
    gettext_lazy("Buyer told"): frozenset({"ask_buyer", "dispute"}),
    gettext_lazy("Inquire with carrier"): frozenset({"inquire"}),
    gettext_lazy("Carrier answers"): frozenset({"with_carrier", "carrier_replied"}),
    gettext_lazy("Claim"): frozenset({"claim", "with_payer", "refused"}),
    gettext_lazy("Paid"): frozenset({"granted", "paid"}),
    gettext_lazy("Closed"): frozenset({"closed"}),
}
# What a browser may show by itself; anything else is downloaded.
_SHOWABLE = frozenset({"application/pdf", "image/jpeg", "image/png", "text/plain"})


@tenant
def case(request: TenantRequest, number: int) -> HttpResponse:
    """Show one case."""
    row, now = case_or_404(request, number), clock.now()
    found = situation_of(row, now)
    facts = case_facts(row, found, now)
    step = next_step(facts)
    shown, older = timeline(found.journey)
    lines, log_count = log_of(row)
    items, decisions = evidence_of(row)
    return render(
        request,
        "cases/case.html",
        {
            "case": row,
            "parcel": found.parcel,
            "found": found,
            "now": now,
            "carrier": carrier_name(found.parcel.carrier) if found.parcel.carrier else "",
            "state": STATES[row.state],
            "asleep_until": asleep_until(row, found.today),
            "days": days_of(row),
            "road": _road(row),
            "incidents": banners_of(request.tenant.pk, row.parcel_id),
            "card": next_card(row, step, facts),
            "strip": _strip(found),
            "cause": cause_name(found.diagnosis),
            "likely_causes": causes_of(found.diagnosis),
            "causes_disagree": disagree(found.diagnosis, found.assessment),
            "chart": chart_of(found, step, found.today),
            "silent_days": None if found.assessment is None else int(found.assessment.silent_days),
            "contradictions": shown_of(found.contradictions),
            "moments": shown,
            "older": older,
            "said": said_of(row),
            "log": lines,
            "log_count": log_count,
            "deadlines": deadline_rows(row, found.entitlement),
            "meanwhile": meanwhile_card(found) if row.closed_at is None else None,
            "clocks": clock_views(found.entitlement.buyer_clocks, found.today)
            if row.state == "dispute"
            else [],
            "money": money_card(row, found.parcel, found.entitlement),
            "policies": policies_of(found),
            "order": order_of(found),
            "evidence": items,
            "decisions": decisions,
            "missing": missing_of(found.entitlement.remedies),
            "waiting": _waiting(row),
            "when": when_rows(found) if row.closed_at is None else [],
            "shop_id": found.row.shop_id,
            "before": warned_before(row, now),
            "can_reopen": row.state == "closed",
        },
    )


@tenant
def evidence(request: TenantRequest, number: int, seq: int) -> HttpResponse:
    """Hand out one evidence item as it was sealed, always as an attachment or a safe kind."""
    row = case_or_404(request, number)
    items = EvidenceEntry.objects.for_tenant(request.tenant).filter(case=row, seq=seq)
    item = items.first()
    if item is None:
        raise Http404
    plain = item.media_type.partition(";")[0]
    inline = plain in _SHOWABLE and "save" not in request.GET
    answer = HttpResponse(
        item.payload, content_type=item.media_type if inline else "application/octet-stream"
    )
    name = _safe_name(item.title, plain)
    way = "inline" if inline else "attachment"
    answer.headers["Content-Disposition"] = f'{way}; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # Browsers show no PDF in a sandbox of the page's own making; their viewer has its own.
    alone = "" if plain == "application/pdf" else "; sandbox"
    answer.headers["Content-Security-Policy"] = f"default-src 'none'{alone}"
    return answer


def case_or_404(request: TenantRequest, number: int) -> Case:
    """Return a case of the tenant; one of another tenant is not found, like a missing one."""
    rows = Case.objects.for_tenant(request.tenant).select_related("parcel__shop", "owner")
    found = rows.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _road(row: Case) -> list[tuple[StrOrPromise, str]]:
    place = next(i for i, states in enumerate(_ROAD.values()) if row.state in states)
    return [
        (name, "done" if i < place else "current" if i == place else "ahead")
        for i, name in enumerate(_ROAD)
    ]


def _strip(found: Situation) -> str:
    drawn = stops(found.journey, found.diagnosis)
    if not drawn:
        return ""
    return mark_safe(custody_strip(drawn, _("Custody of the parcel")))  # noqa: S308  # our own drawing


def _waiting(row: Case) -> list[Effect]:
    """Return the mails of a case that have not left, or of which nobody knows."""
    mails = Effect.objects.for_tenant(row.tenant_id).filter(case=row)
    return list(mails.filter(verdict__in=["", EffectVerdict.UNKNOWN]).order_by("pk"))


def _safe_name(title: str, media_type: str) -> str:
    stem = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in title)
    ending = {"application/json": ".json", "text/plain": ".txt", "application/pdf": ".pdf"}
    wanted = ending.get(media_type, "")
    name = stem.strip("._ ")[:100] or "evidence"
    return name if name.endswith(wanted) else f"{name}{wanted}"


urlpatterns = [
    path("cases/<int:number>/", case, name="case"),
    path("cases/<int:number>/evidence/<int:seq>/", evidence, name="case-evidence"),
]
