"""Codes that nobody has mapped yet, what a shop takes them to mean, and who said so when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright.parcels.events import Milestone
from parcelwright.parcels.own_meanings import READINGS, code_key_of
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import own_meanings
from parcelwright_web.actions.actors import actor_of, names_of
from parcelwright_web.actions.rereading import bearing
from parcelwright_web.models.own_meanings import OwnMeaning
from parcelwright_web.models.parcels import TrackingEventRow
from parcelwright_web.pages.code_choices import choices
from parcelwright_web.pages.code_rows import lines_of, unknown_codes
from parcelwright_web.pages.labels import MILESTONES, carrier_name, label, source_name
from parcelwright_web.pages.settings_access import CODES, must_be

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

# A line holds a list of all meanings, so a page holds few lines.
_LINES = 20
_CHANGES = 50
_LONGEST_REASON = 200


@tenant
@require_safe
def codes(request: TenantRequest) -> HttpResponse:
    """Show the codes that nobody has mapped yet, most frequent first."""
    page = Paginator(unknown_codes(request.tenant), _LINES).get_page(request.GET.get("page"))
    own = OwnMeaning.objects.for_tenant(request.tenant).filter(removed_at=None)
    context = {
        "page": page,
        "lines": lines_of(request.tenant, request.shops, list(page.object_list)),
        "choices": choices(),
        "own": own.count(),
        "several_shops": len(request.shops) > 1,
        "longest_reason": _LONGEST_REASON,
        "may": request.membership.role in CODES,
    }
    return render(request, "sources/codes.html", context)


@tenant
@require_POST
def give_meaning(request: TenantRequest) -> HttpResponse:
    """Have the code of an event mean something for the event's shop."""
    must_be(request, *CODES)
    rows = TrackingEventRow.objects.for_tenant(request.tenant).select_related("parcel__shop")
    event = get_object_or_404(rows, pk=_whole(request.POST.get("event", "")))
    chosen = request.POST.get("milestone", "")
    if chosen not in READINGS:
        messages.error(request, _("Choose what the code means."))
        return redirect("unknown_codes")
    shop, key = event.parcel.shop, code_key_of(event.to_domain())
    reason = " ".join(request.POST.get("reason", "").split())[:_LONGEST_REASON]
    own_meanings.make(
        shop,
        key,
        Milestone(chosen),
        reason=reason,
        actor=actor_of(request.user),
        now=clock.now(),
    )
    count = bearing(request.tenant.pk, shop.pk, key).count()
    text = ngettext(
        "For %(shop)s, %(code)s now means: %(meaning)s. %(n)d event is being read again.",
        "For %(shop)s, %(code)s now means: %(meaning)s. %(n)d events are being read again.",
        count,
    )
    shown = {"code": key.code or key.words[:80], "meaning": label(MILESTONES, chosen)}
    messages.success(request, text % {"shop": shop.name, "n": count, **shown})
    return redirect("own-meanings")


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0  # noqa: PLR2004 - 64 bits


@tenant
@require_safe
def own_list(request: TenantRequest) -> HttpResponse:
    """Show every meaning that somebody gave, the newest first, also those taken back."""
    rows = OwnMeaning.objects.for_tenant(request.tenant).select_related("shop")
    page = Paginator(rows.order_by("-pk"), _CHANGES).get_page(request.GET.get("page"))
    found = list(page.object_list)
    names = names_of({each.made_by for each in found} | {each.removed_by for each in found} - {""})
    lines = [
        {
            "meaning": each,
            "name": label(MILESTONES, each.milestone),
            "source": source_name(each.source),
            "carrier": carrier_name(each.carrier) if each.carrier else "",
            "made_by": names[each.made_by],
            "removed_by": names.get(each.removed_by, ""),
        }
        for each in found
    ]
    context = {"page": page, "lines": lines, "may": request.membership.role in CODES}
    return render(request, "sources/own_meanings.html", context)


@tenant
@require_POST
def take_back(request: TenantRequest, pk: int) -> HttpResponse:
    """End a meaning."""
    must_be(request, *CODES)
    meaning = get_object_or_404(OwnMeaning.objects.for_tenant(request.tenant), pk=pk)
    if own_meanings.take_back(meaning, actor=actor_of(request.user), now=clock.now()):
        messages.success(request, _("Taken back. Its events count as unknown again."))
    return redirect("own-meanings")


urlpatterns = [
    path("settings/codes/", codes, name="unknown_codes"),
    path("settings/codes/meaning/", give_meaning, name="give-meaning"),
    path("settings/codes/own/", own_list, name="own-meanings"),
    path("settings/codes/own/<int:pk>/take-back/", take_back, name="take-back-meaning"),
]
