"""Carriers and lanes: what they did with the shop's parcels, and what can be told apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.analytics.columns import LaneKey
from parcelwright.prevention.scorecards.cards import keys_by_size, scorecards
from parcelwright.prevention.scorecards.compare import Aspect, comparisons, ranks
from parcelwright.prevention.scorecards.grouping import By, key_of
from parcelwright_web import navigation
from parcelwright_web.access import tenant
from parcelwright_web.actions.scorecards import counted_of
from parcelwright_web.models.accounts import Role
from parcelwright_web.models.scorecards import CarrierReview
from parcelwright_web.pages import lane_words as words
from parcelwright_web.pages.review_form import ReviewForm
from parcelwright_web.pages.review_lines import review_lines

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright.prevention.scorecards.compare import Comparison
    from parcelwright_web.access import TenantRequest
    from parcelwright_web.actions.scorecards import Counted

_ON_ONE_PAGE = 50
# Every pair of so many groups is compared; more pairs would prove nothing of any.
_MOST_COMPARED = 8
NAV = navigation.Entry(
    order=45, label=_("Carriers & lanes"), icon="route", url="lanes", on_phone=False
)


@tenant
@require_safe
def lanes(request: TenantRequest) -> HttpResponse:
    """Show the scorecards of all carriers, services, lanes or regions."""
    by = _by(request)
    counted = counted_of(request.tenant.pk)
    context: dict[str, Any] = {"by": by, "views": words.VIEWS.items(), "counted": counted}
    if counted is not None and len(counted.journeys):
        keys = keys_by_size(counted.journeys, by)
        page = Paginator(keys, _ON_ONE_PAGE).get_page(request.GET.get("page"))
        cards = scorecards(counted.journeys, by, counted.claims, only=set(page))
        found = _comparisons(counted, by, set(keys[:_MOST_COMPARED]))
        place = ranks(tuple(each for each in found if each.aspect is Aspect.LOSSES))
        said, lacking = words.told_apart(found)
        told_apart = len(set(place.values())) > 1
        context |= {
            "page": page,
            "rows": [words.row_of(card, by, place if told_apart else {}) for card in cards],
            "told_apart": told_apart,
            "comparisons": said,
            "lacking": lacking,
            "closed": int(counted.journeys.closed.sum()),
            "mature": round(counted.journeys.mature_days),
        }
    return render(request, "lanes/index.html", context)


@tenant
@require_safe
def lane(request: TenantRequest) -> HttpResponse:
    """Show one scorecard with all figures, its comparisons, and what people say."""
    by = _by(request)
    asked = LaneKey(**{name: request.GET.get(name, "") for name in LaneKey._fields})
    key = key_of(asked, by)
    counted = counted_of(request.tenant.pk)
    if counted is None:
        raise Http404
    keys = keys_by_size(counted.journeys, by)
    if key not in keys:
        raise Http404
    (card,) = scorecards(counted.journeys, by, counted.claims, only={key})
    rivals = {
        each
        for each in keys
        if each == key or by in {By.CARRIER, By.SERVICE} or _way(each) == _way(key)
    }
    found = [each for each in _comparisons(counted, by, rivals) if key in {each.one, each.other}]
    said, lacking = words.told_apart(found)
    reviews = CarrierReview.objects.for_tenant(request.tenant).filter(carrier=key.carrier)
    context = {
        "by": by,
        "views": words.VIEWS.items(),
        "counted": counted,
        "card": card,
        "title": words.title_of(key),
        "way": words.way_of(key),
        "figures": [words.shown(figure) for figure in card.figures],
        "comparisons": said,
        "lacking": lacking,
        "reviews": review_lines(reviews.order_by("-said_on", "-pk")),
        "form": ReviewForm(initial={"carrier": key.carrier, "service": key.service}),
        "may": request.membership.role != Role.READER,
    }
    return render(request, "lanes/lane.html", context)


def _comparisons(counted: Counted, by: By, keys: set[LaneKey]) -> tuple[Comparison, ...]:
    """Return every pair of these groups compared, by losses and by days."""
    of_lane = np.array([key_of(each, by) in keys for each in counted.journeys.lanes], np.bool_)
    chosen = counted.journeys.take(of_lane[counted.journeys.lane])
    return tuple(each for aspect in Aspect for each in comparisons(chosen, by, aspect))


def _way(key: LaneKey) -> tuple[str, str, str]:
    return key.origin_country, key.destination_country, key.destination_region


def _by(request: TenantRequest) -> By:
    text = request.GET.get("by", "")
    return By(text) if text in set(By) else By.CARRIER


urlpatterns = [
    path("lanes/", lanes, name="lanes"),
    path("lanes/one/", lane, name="lane"),
]
