"""What checks came to: the monthly report, the worth of each check, and what losses share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.prevention.check_scores import LEAST_FINDINGS, Worth
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions.hindsight import hindsight_of
from parcelwright_web.pages.check_names import check_name
from parcelwright_web.pages.lane_words import number
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_WORTH = {
    Worth.COMES_TRUE: ("ok", _("Comes true")),
    Worth.OPEN: ("info", _("Cannot be told yet")),
    Worth.NOISY: ("soon", _("Noisy")),
    Worth.NOT_ENOUGH: ("quiet", _("Not enough closed orders")),
}


@tenant
@require_safe
def report(request: TenantRequest) -> HttpResponse:
    """Show what the checks of a year came to."""
    found = hindsight_of(request.tenant, clock.now())
    context = {
        "months": found.months,
        "scores": [
            {
                "score": each,
                "name": check_name(each.check),
                "tone": _WORTH[each.worth][0],
                "label": _WORTH[each.worth][1],
                "times": None if each.times is None else number(each.times),
                "low": None if each.low is None else number(each.low),
                "high": None if each.high is None else number(each.high),
            }
            for each in found.scores
        ],
        "missed": [
            {
                "missed": each,
                "name": check_name(each.check),
                "lane": " → ".join(country_name(code) if code else "?" for code in each.lane),
            }
            for each in found.missed
        ],
        "least": LEAST_FINDINGS,
        "noisy": any(each.worth is Worth.NOISY for each in found.scores),
        "shops": request.shops,
    }
    return render(request, "checks/report.html", context)


urlpatterns = [path("checks/report/", report, name="check-report")]
