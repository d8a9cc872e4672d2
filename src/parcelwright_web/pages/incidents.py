"""The list of incidents: parcels in trouble together, open ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.actions import incident_acts
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.incidents import Incident, IncidentRound
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.incident_rows import row_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from parcelwright_web.access import TenantRequest

_ROWS = 50
_LONGEST_NUMBER = 9


def _open_ones(request: HttpRequest) -> int:
    rows = Incident.objects.for_tenant(request.tenant)  # type: ignore[attr-defined]  # see TenantRequest
    return rows.filter(ended_at=None).count()


NAV = navigation.Entry(
    order=25, label=gettext_lazy("Incidents"), icon="siren", url="incidents", count=_open_ones,
    on_phone=False,
)  # fmt: skip


@tenant
@require_safe
def incidents(request: TenantRequest) -> HttpResponse:
    """Show the open incidents, largest first, or those that are over, newest first."""
    rows = Incident.objects.for_tenant(request.tenant)
    over = request.GET.get("view") == "over"
    shown = (
        rows.exclude(ended_at=None).order_by("-ended_at", "-pk")
        if over
        else rows.filter(ended_at=None).order_by("-size", "pk")
    )
    page = Paginator(shown, _ROWS).get_page(request.GET.get("page"))
    searched = IncidentRound.objects.for_tenant(request.tenant).first()
    context = {
        "page": page,
        "rows": [row_of(each) for each in page.object_list],
        "over": over,
        "counts": {
            "open": rows.filter(ended_at=None).count(),
            "over": rows.exclude(ended_at=None).count(),
        },
        "searched_at": None if searched is None else searched.at,
        "may": request.membership.role != Role.READER,
    }
    return render(request, "incidents/index.html", context)


@tenant
@require_POST
def close(request: TenantRequest) -> HttpResponse:
    """Close the incidents that were picked; their cases stay as they are."""
    may_act(request)
    numbers = [
        int(text)
        for text in request.POST.getlist("pick")
        if text.isdecimal() and len(text) <= _LONGEST_NUMBER
    ]
    rows = Incident.objects.for_tenant(request.tenant).filter(number__in=numbers)
    closed = incident_acts.close(rows.order_by("pk"), actor=actor_of(request.user), now=clock.now())
    said = ngettext("%(n)d incident closed.", "%(n)d incidents closed.", closed)
    messages.success(request, said % {"n": closed})
    return redirect("incidents")


urlpatterns = [
    path("incidents/", incidents, name="incidents"),
    path("incidents/close/", close, name="incidents-close"),
]
