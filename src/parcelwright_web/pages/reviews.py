"""Reviews of carriers: read, added by hand or as a table, deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from parcelwright.errors import InputFileError
from parcelwright.prevention.scorecards.reviews import read_reviews
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import reviews as actions
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.scorecards import CarrierReview
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.review_form import ReviewFileForm, ReviewForm
from parcelwright_web.pages.review_lines import review_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from parcelwright.prevention.scorecards.reviews import Review
    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 50


@tenant
def reviews(request: TenantRequest) -> HttpResponse:
    """Show all reviews, and take one or a table of them."""
    form = ReviewForm(initial={"who": name_of(actor_of(request.user)), "said_on": clock.now()})
    file_form = ReviewFileForm()
    if request.method == "POST":
        may_act(request)
        if request.FILES:
            file_form = ReviewFileForm(request.POST, request.FILES)
            if file_form.is_valid():
                file = file_form.cleaned_data["file"]
                try:
                    return _added(request, read_reviews(file.file, file.name))
                except InputFileError as error:
                    file_form.add_error("file", spoken(str(error)))
        else:
            form = ReviewForm(request.POST)
            if form.is_valid():
                return _added(request, [form.review])
    rows = CarrierReview.objects.for_tenant(request.tenant).order_by("-said_on", "-pk")
    page = Paginator(rows, _ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "reviews": review_lines(page),
        "form": form,
        "file_form": file_form,
        "may": request.membership.role != Role.READER,
    }
    return render(request, "lanes/reviews.html", context)


def _added(request: TenantRequest, found: Sequence[Review]) -> HttpResponse:
    count = actions.add(request.tenant, found, actor=actor_of(request.user), now=clock.now())
    said = ngettext("%(n)d review added.", "%(n)d reviews added.", count)
    messages.success(request, said % {"n": count})
    return redirect("reviews")


@tenant
@require_POST
def delete(request: TenantRequest, pk: int) -> HttpResponse:
    """Delete a review."""
    may_act(request)
    actions.remove(get_object_or_404(CarrierReview.objects.for_tenant(request.tenant), pk=pk))
    messages.success(request, _("Deleted."))
    return redirect("reviews")


urlpatterns = [
    path("lanes/reviews/", reviews, name="reviews"),
    path("lanes/reviews/<int:pk>/delete/", delete, name="review-delete"),
]
