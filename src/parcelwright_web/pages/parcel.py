"""One parcel: its journey with the carrier's own words, how it stands, what it can claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.parcels.events import Milestone
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.packing_photos import photos_of_parcel
from parcelwright_web.actions.situation import situation
from parcelwright_web.models.cases import Case
from parcelwright_web.models.intake import InboundBody
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages import parcel_facts, parcel_journey, parcel_remedies, words
from parcelwright_web.pages.causes import cause_name, causes_of, disagree
from parcelwright_web.pages.chances import chance_of
from parcelwright_web.pages.contradictions import shown_of
from parcelwright_web.pages.incident_rows import banners_of
from parcelwright_web.pages.labels import (
    MILESTONES,
    STAGES,
    STANDINGS,
    WIDTHS,
    carrier_name,
    label,
)
from parcelwright_web.pages.law import law_view
from parcelwright_web.pages.meanwhile import meanwhile_card
from parcelwright_web.pages.open_cases import case_link
from parcelwright_web.pages.parcel_clocks import clock_views, notes_of
from parcelwright_web.pages.parcel_curve import curve_of
from parcelwright_web.pages.parcel_watch import watches_of
from parcelwright_web.pages.parcels import value_of
from parcelwright_web.pages.readiness import order_of, policies_of
from parcelwright_web.pages.sentences import sentence
from parcelwright_web.pages.settings_access import WATCHES
from parcelwright_web.pages.when import when_rows
from parcelwright_web.pages.withdrawn import changes_shown

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.situation import Situation

_MOST_RELATED = 20


@tenant
@require_safe
def parcel(request: TenantRequest, pk: int) -> HttpResponse:
    """Show a parcel as it stands now."""
    rows = Parcel.objects.for_tenant(request.tenant).select_related("shop")
    row = get_object_or_404(rows, pk=pk)
    now = clock.now()
    stated = parcel_remedies.stated_type(request.GET.get("went_wrong", ""))
    found = replace(situation(row, now), went_wrong=stated)
    digests = {event.payload_digest for event in found.journey.everything} - {""}
    bodies = InboundBody.objects.for_tenant(request.tenant).filter(digest__in=digests)
    raw = set(bodies.values_list("digest", flat=True))
    cases = Case.objects.for_tenant(request.tenant).filter(parcel=row).order_by("-number")
    all_cases = list(cases.values_list("number", "closed_at"))
    open_number = next((number for number, closed in all_cases if closed is None), None)
    has_open_case = open_number is not None
    # Of a parcel that arrived undisputed nothing is owed any more.
    is_owed = has_open_case or found.journey.outcome is None or stated is not None
    context = {
        "parcel": row,
        "carrier": carrier_name(row.carrier) if row.carrier else "",
        "value": value_of(row),
        "journey": found.journey,
        "moments": parcel_journey.moments_of(found.journey, raw),
        "unknown": found.journey.unknown,
        "contradictions": shown_of(found.contradictions),
        "changes": changes_shown(found.journey),
        "strip": parcel_journey.strip_of(found.journey, found.diagnosis),
        "facts": parcel_facts.facts_of(row, found.parcel),
        "remedies": parcel_remedies.remedy_views(found.entitlement),
        "law": law_view(found.entitlement),
        "type": parcel_remedies.type_view(found.entitlement),
        "limit": parcel_remedies.limit_of(found.entitlement),
        "gaps": found.gaps if is_owed else (),
        "policies": policies_of(found),
        "order": order_of(found),
        "clocks": clock_views(found.entitlement.buyer_clocks, found.today) if is_owed else [],
        "clock_notes": notes_of(found.parcel) if is_owed else [],
        "meanwhile": meanwhile_card(found) if is_owed else None,
        "related": _related(row),
        "photos": photos_of_parcel(row),
        "watches": watches_of(row),
        "may_watch": request.membership.role in WATCHES,
        "cases": [(case_link(number), closed) for number, closed in all_cases],
        "has_open_case": has_open_case,
        "open_number": open_number,
        "incidents": banners_of(request.tenant.pk, row.pk),
        "when": when_rows(found) if is_owed else [],
        "shop_id": row.shop_id,
        "now": now,
        **_standing(found, now),
    }
    return render(request, "parcels/parcel.html", context)


def _standing(found: Situation, now: datetime) -> dict[str, object]:
    """Return the verdict of now with its reasons, and the curve behind the chance."""
    stand, diagnosis = found.assessment, found.diagnosis
    outcome = found.journey.outcome
    shown: dict[str, object] = {
        "outcome": label(MILESTONES, outcome.value) if outcome else "",
        "arrived": outcome is not None and outcome.value in {"DELIVERED", "REPORTED_RECEIVED"},
        "cause": cause_name(diagnosis),
        "likely_causes": causes_of(diagnosis),
        "causes_disagree": disagree(diagnosis, found.assessment),
        "custodian": carrier_name(diagnosis.custodian) if diagnosis.custodian else "",
        "silent_leg": label(STAGES, diagnosis.silent_leg.value),
    }
    if stand is None:
        return shown
    chance = chance_of(stand.chance_arrives, stand.chance_low, stand.chance_high, stand.journeys)
    return shown | {
        "stand": stand,
        "tone": words.STANDING_TONES[stand.standing],
        "standing": label(STANDINGS, stand.standing.value),
        "chance": chance,
        "width": label(WIDTHS, stand.based_on),
        "silent_days": int(stand.silent_days),
        "reasons": [sentence(each.code, dict(each.figures)) for each in stand.reasons],
        "curve": None if outcome is Milestone.DECLARED_LOST else curve_of(found, now),
    }


def _related(row: Parcel) -> list[Parcel]:
    """Return further parcels of the same order."""
    if not row.order_key:
        return []
    rows = Parcel.objects.for_tenant(row.tenant_id).filter(order_key=row.order_key)
    return list(rows.exclude(pk=row.pk).defer("personal").order_by("pk")[:_MOST_RELATED])


_SHOWN_BYTES = 200_000


@tenant
@require_safe
def payload(request: TenantRequest, pk: int, digest: str) -> HttpResponse:
    """Show a body exactly as a source sent it, or answer it as a text file to save."""
    body = _body(request, pk, digest)
    content = bytes(body.body)
    if "save" in request.GET:
        return _file(content, digest)
    text = content[:_SHOWN_BYTES].decode("utf-8", errors="replace")
    context = {
        "parcel": Parcel.objects.for_tenant(request.tenant).get(pk=pk),
        "body": body,
        "text": text,
        "size": len(content),
        "is_cut": len(content) > _SHOWN_BYTES,
        "title": _("Raw payload"),
    }
    return render(request, "parcels/payload.html", context)


def _body(request: TenantRequest, pk: int, digest: str) -> InboundBody:
    """Return the body with this digest that told something of this parcel.

    Raises:
        Http404: There is none; a body of another tenant is none.
    """
    row = get_object_or_404(Parcel.objects.for_tenant(request.tenant), pk=pk)
    if not row.events.filter(payload_digest=digest).exists():
        raise Http404
    bodies = InboundBody.objects.for_tenant(request.tenant).select_related("connection")
    body = bodies.filter(digest=digest).order_by("received_at").first()
    if body is None:
        raise Http404
    return body


def _file(content: bytes, digest: str) -> HttpResponse:
    # Plain text that is saved and never shown: what a stranger sent cannot run here.
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="payload-{digest[:12]}.txt"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


urlpatterns = [
    path("parcels/<int:pk>/", parcel, name="parcel"),
    path("parcels/<int:pk>/payload/<slug:digest>/", payload, name="parcel-payload"),
]
