"""Opening a case by hand, from a parcel's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.actions.opening import CaseExistsError, open_by_hand
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages.case_acting import may_act

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_LONGEST_KEY = 18


@tenant
@require_POST
def open_case(request: TenantRequest, parcel_id: int | None = None) -> HttpResponse:
    """Open a case on a parcel, named by the address or by the field ``parcel``.

    Where one is open already, the answer leads to that one.
    """
    may_act(request)
    if parcel_id is None:
        parcel_id = number_of(request.POST.get("parcel", ""))
    parcel = Parcel.objects.for_tenant(request.tenant).filter(pk=parcel_id).first()
    if parcel is None:
        raise Http404
    try:
        case = open_by_hand(parcel, actor_of(request.user), clock.now())
    except CaseExistsError:
        case = Case.objects.for_tenant(request.tenant).get(parcel=parcel, closed_at=None)
        messages.info(request, _("%(parcel)s has this open case already.") % {"parcel": parcel})
        return redirect("case", number=case.number)
    messages.success(request, _("%(case)s is open.") % {"case": case})
    return redirect("case", number=case.number)


def number_of(text: str) -> int:
    """Return the key that a form field holds; 0, which no row has, when it holds none."""
    return int(text) if text.isdecimal() and len(text) <= _LONGEST_KEY else 0


urlpatterns = [
    path("cases/open/", open_case, name="open-case"),
    path("parcels/<int:parcel_id>/open-case/", open_case, name="open-case"),
]
