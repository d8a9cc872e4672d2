"""One incident: size, money, suspected cause, its parcels, and acts on all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import incident_acts
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.cases import Case
from parcelwright_web.models.incidents import Incident
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.case_picks import MOST
from parcelwright_web.pages.chances import Chance, chance_of
from parcelwright_web.pages.incident_rows import row_of
from parcelwright_web.pages.labels import MILESTONES, STANDINGS, label
from parcelwright_web.pages.open_cases import open_cases
from parcelwright_web.pages.parcels import value_of
from parcelwright_web.pages.words import STANDING_TONES

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from parcelwright.money import Money
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.incidents import IncidentMember
    from parcelwright_web.models.parcels import Parcel
    from parcelwright_web.pages.open_cases import CaseLink

_ROWS = 100


@dataclass(frozen=True, kw_only=True)
class MemberRow:
    """A parcel of an incident as the page shows it."""

    parcel: Parcel
    left_at: datetime | None
    tone: str
    standing: StrOrPromise
    chance: Chance
    value: Money | None
    case: CaseLink | None


@tenant
@require_safe
def incident(request: TenantRequest, number: int) -> HttpResponse:
    """Show one incident with its parcels, those in trouble first."""
    row = _incident_or_404(request, number)
    members = row.members.select_related("parcel").order_by("left_at", "parcel__tracking_number")
    members = members.defer("parcel__personal")
    page = Paginator(members, _ROWS).get_page(request.GET.get("page"))
    parcels = [each.parcel_id for each in page.object_list]
    cases = open_cases(request.tenant, parcels)
    picks = _open_numbers(request, row)
    context = {
        "row": row_of(row),
        "incident": row,
        "page": page,
        "members": [_member(each, cases.get(each.parcel_id)) for each in page.object_list],
        "picks": picks[:MOST],
        "cases": len(picks),
        "without_case": row.size - len(picks) if row.size > len(picks) else 0,
        "left": row.members.exclude(left_at=None).count(),
        "made_by": name_of(row.made_by) if row.by_hand else "",
        "may": request.membership.role != Role.READER,
        "most": MOST,
    }
    return render(request, "incidents/incident.html", context)


@tenant
@require_POST
def open_all(request: TenantRequest, number: int) -> HttpResponse:
    """Open a case on every parcel in trouble that has none."""
    may_act(request)
    row = _incident_or_404(request, number)
    opened = incident_acts.open_cases(row, actor=actor_of(request.user), now=clock.now())
    said = ngettext("%(n)d case opened.", "%(n)d cases opened.", opened)
    messages.success(request, said % {"n": opened})
    return redirect("incident", number=number)


def _incident_or_404(request: TenantRequest, number: int) -> Incident:
    row = Incident.objects.for_tenant(request.tenant).filter(number=number).first()
    if row is None:
        raise Http404
    return row


def _open_numbers(request: TenantRequest, row: Incident) -> list[int]:
    """Return the numbers of the open cases of the parcels in trouble."""
    cases = Case.objects.for_tenant(request.tenant).filter(
        closed_at=None, parcel__in=row.members.filter(left_at=None).values("parcel")
    )
    return list(cases.order_by("number").values_list("number", flat=True))


def _member(member: IncidentMember, case: CaseLink | None) -> MemberRow:
    parcel = member.parcel
    tone, standing = _standing(parcel)
    known = parcel.chance_arrives is not None and not parcel.outcome
    return MemberRow(
        parcel=parcel,
        left_at=member.left_at,
        tone=tone,
        standing=standing,
        chance=chance_of(
            parcel.chance_arrives if known else None,
            parcel.chance_low,
            parcel.chance_high,
            parcel.journeys,
        ),
        value=value_of(parcel),
        case=case,
    )


def _standing(parcel: Parcel) -> tuple[str, StrOrPromise]:
    """Return tone and name of how a parcel stands."""
    if parcel.outcome:
        return "quiet", label(MILESTONES, parcel.outcome)
    if parcel.standing:
        return STANDING_TONES[parcel.standing], label(STANDINGS, parcel.standing)
    return "quiet", _("Not assessed yet")


urlpatterns = [
    path("incidents/<int:number>/", incident, name="incident"),
    path("incidents/<int:number>/open-cases/", open_all, name="incident-open-cases"),
]
