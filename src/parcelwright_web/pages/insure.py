"""Insure or not: the rule of each lane, the parcels worth insuring, and their lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parcelwright.errors import InputFileError
from parcelwright.prevention.insuring.certificates import read_certificates
from parcelwright.prevention.insuring.consider import decisions, rules_of_shop
from parcelwright.prevention.insuring.declaration import declaration, declared
from parcelwright.prevention.scorecards.cards import keys_by_size
from parcelwright.prevention.scorecards.grouping import By
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import declarations as actions
from parcelwright_web.actions import rate_tables
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.actions.scorecards import counted_of
from parcelwright_web.actions.situation import covers_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.scorecards import Declaration
from parcelwright_web.pages import insure_words as words
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.choose import terms_of
from parcelwright_web.pages.downloads import FORMATS
from parcelwright_web.pages.insure_form import CertificatesForm, InsureForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.insuring.decide import Decision
    from parcelwright.prevention.insuring.policy import Policy
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.scorecards import Counted

_ON_ONE_PAGE = 50


@tenant
@require_safe
def insure(request: TenantRequest) -> HttpResponse:
    """Ask for an offer, and show what it is worth on each lane and for each parcel not sent."""
    counted = counted_of(request.tenant.pk)
    form = _form(request)
    context: dict[str, Any] = {
        "form": form,
        "counted": counted,
        "lists": Declaration.objects.for_tenant(request.tenant).order_by("-pk")[:_ON_ONE_PAGE],
        "may": request.membership.role != Role.READER,
    }
    if form.is_bound and form.is_valid() and counted is not None:
        offer, on = form.offer, clock.now().date()
        terms = terms_of(request.tenant.pk)
        keys = keys_by_size(counted.journeys, By.LANE)
        page = Paginator(keys, _ON_ONE_PAGE).get_page(request.GET.get("page"))
        table = rate_tables.current(request.tenant.pk)
        lanes = rules_of_shop(
            counted.journeys,
            offer,
            terms,
            counted.grants,
            on,
            only=set(page),
            offers=() if table is None else table.to_domain(),
        )
        found = _decisions(request, counted, offer)
        context |= {
            "offer": offer,
            "page": page,
            "lanes": [words.lane_of(each, offer.premium.currency) for each in lanes],
            "parcels": [words.parcel_of(each) for each in found[:_ON_ONE_PAGE]],
            "looked_at": len(found),
            "worth": sum(each.insure for each in found),
        }
    return render(request, "lanes/insure.html", context)


@tenant
@require_POST
def declare(request: TenantRequest) -> HttpResponse:
    """Keep the list of parcels that are worth insuring under the offer of the form."""
    may_act(request)
    form = _form(request)
    counted = counted_of(request.tenant.pk)
    if not form.is_valid() or counted is None:
        return redirect("insure")
    offer = form.offer
    rows = declared(_decisions(request, counted, offer))
    if not rows:
        messages.info(request, _("No parcel that waits is worth insuring."))
        return redirect("insure")
    kept = actions.declare(
        request.tenant,
        rows,
        policy=offer.number,
        insurer=offer.insurer,
        actor=actor_of(request.user),
        now=clock.now(),
    )
    return redirect("declaration", kept.pk)


@tenant
def detail(request: TenantRequest, pk: int) -> HttpResponse:
    """Show a list, and take the certificates that came for it."""
    row = _own(request, pk)
    form = CertificatesForm()
    if request.method == "POST":
        may_act(request)
        form = CertificatesForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                actions.answer(row, read_certificates(file.file, file.name), clock.now())
            except InputFileError as error:
                form.add_error("file", spoken(str(error)))
            else:
                return redirect("declaration", row.pk)
    rows = row.to_domain()
    context = {
        "row": row,
        "declared_by": name_of(row.declared_by),
        "rows": rows,
        "answer": row.answer,
        "differing": [words.difference_of(each) for each in row.answer.get("differing", ())],
        "form": form,
        "may": request.membership.role != Role.READER,
    }
    return render(request, "lanes/declaration.html", context)


@tenant
@require_safe
def file(request: TenantRequest, pk: int, extension: str) -> HttpResponse:
    """Hand out a list as the insurer gets it."""
    row = _own(request, pk)
    if extension not in FORMATS:
        raise Http404
    content = declaration(row.to_domain(), f".{extension}")
    response = HttpResponse(content, content_type=FORMATS[extension])
    name = f"to-insure-{row.declared_at:%Y-%m-%d}-{row.pk}.{extension}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@tenant
@require_POST
def delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Delete a list; its parcels can be declared again."""
    may_act(request)
    actions.remove(_own(request, pk))
    messages.success(request, _("Deleted."))
    return redirect("insure")


def _form(request: TenantRequest) -> InsureForm:
    data = request.POST if request.method == "POST" else request.GET
    asked = data if "odds" in data else None
    covers = covers_of(request.tenant.pk)
    return InsureForm(asked, initial={"currency": "USD"}, covers=covers)


def _decisions(request: TenantRequest, counted: Counted, offer: Policy) -> Sequence[Decision]:
    return decisions(
        actions.to_insure(request.tenant),
        counted.journeys,
        offer,
        terms_of(request.tenant.pk),
        counted.grants,
        clock.now().date(),
    )


def _own(request: TenantRequest, pk: int) -> Declaration:
    return get_object_or_404(Declaration.objects.for_tenant(request.tenant), pk=pk)


urlpatterns = [
    path("lanes/insure/", insure, name="insure"),
    path("lanes/insure/declare/", declare, name="declare"),
    path("lanes/insure/<int:pk>/", detail, name="declaration"),
    path("lanes/insure/<int:pk>/list.<str:extension>", file, name="declaration-file"),
    path("lanes/insure/<int:pk>/delete/", delete, name="declaration-delete"),
]
