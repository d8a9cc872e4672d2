"""Settings, sources: who tells us about parcels, for which shop, and how that goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from parcelwright import sources
from parcelwright.watch.standing import WatchStanding
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import connections, watch_counts, watching
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.pages.settings_access import EVERYTHING, WATCHES, must_be
from parcelwright_web.pages.source_problems import connection_of
from parcelwright_web.pages.source_rows import rows_of, watched_as

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Shop

_MAX_SECRET = 500


@tenant
@require_safe
def index(request: TenantRequest) -> HttpResponse:
    """Show each shop's sources with how they stand, and those it can still connect."""
    rows = SourceConnection.objects.for_tenant(request.tenant).select_related("shop")
    counts = watch_counts.counts_of(request.tenant.pk)
    found = rows_of(request.tenant, list(rows.order_by("source")), counts, clock.now())
    context = {
        "shops": [
            {
                "shop": shop,
                "rows": [row for row in found if row.connection.shop_id == shop.pk],
                "others": _others({row.connection.source for row in found
                                   if row.connection.shop_id == shop.pk}),
            }
            for shop in request.shops
        ],
        "nobody": watched_as(WatchStanding.NOBODY, counts.nobody) if counts.nobody else None,
        "counted_at": counts.at,
        "is_counted": counts.is_known,
        "several_shops": len(request.shops) > 1,
        "may": request.membership.role in EVERYTHING,
        "may_test": request.membership.role in WATCHES,
        "now": clock.now(),
    }  # fmt: skip
    return render(request, "sources/index.html", context)


def _others(connected: set[str]) -> list[dict[str, object]]:
    """Return the sources that a shop is not connected to, by name, with what they can do."""
    return sorted(
        (
            {
                "slug": slug,
                "name": sources.by_slug(slug).NAME,
                "posts": slug in sources.push_slugs(),
                "asked": sources.terms_of(slug) is not None,
            }
            for slug in {*sources.push_slugs(), *sources.pull_slugs()} - connected
        ),
        key=lambda each: str(each["name"]).casefold(),
    )


@tenant
@require_POST
def connect(request: TenantRequest) -> HttpResponse:
    """Connect a shop to a source, and go on to setting it up."""
    must_be(request, *EVERYTHING)
    shop = _shop(request)
    source = request.POST.get("source", "")
    if source not in {*sources.push_slugs(), *sources.pull_slugs()}:
        raise Http404
    made = connections.connect(shop, source, _secret(request), clock.now())
    return redirect("source", made.pk)


def _shop(request: TenantRequest) -> Shop:
    shop = next((s for s in request.shops if str(s.pk) == request.POST.get("shop")), None)
    if shop is None:
        raise Http404
    return shop


@tenant
@require_POST
def change_secret(request: TenantRequest, pk: int) -> HttpResponse:
    """Take a new secret; the old one stays good for seven days."""
    must_be(request, *EVERYTHING)
    connections.change_secret(connection_of(request, pk), _secret(request), clock.now())
    messages.success(request, _("Secret changed."))
    return redirect("source", pk)


def _secret(request: TenantRequest) -> str:
    return request.POST.get("secret", "").strip()[:_MAX_SECRET]


@tenant
@require_POST
def change_address(request: TenantRequest, pk: int) -> HttpResponse:
    """Make another address; the old one ends at once."""
    must_be(request, *EVERYTHING)
    connections.change_address(connection_of(request, pk))
    messages.success(request, _("The address is new. Paste it into the settings of the source."))
    return redirect("source", pk)


@tenant
@require_POST
def check(request: TenantRequest, pk: int) -> HttpResponse:
    """Have the worker ask the source whether it answers."""
    must_be(request, *WATCHES)
    connection = connection_of(request, pk)
    if not connection.is_asked:
        raise Http404
    watching.check_access(connection, clock.now())
    messages.success(request, _("Asked. Its answer stands here in a moment."))
    return redirect("source", pk)


@tenant
@require_POST
def stop_asking(request: TenantRequest, pk: int) -> HttpResponse:
    """Ask a source no more, and forget what it was asked with."""
    must_be(request, *EVERYTHING)
    watching.stop_asking(connection_of(request, pk), clock.now())
    messages.success(request, _("It is asked no more, and its credentials are forgotten."))
    return redirect("source", pk)


@tenant
@require_POST
def remove(request: TenantRequest, pk: int) -> HttpResponse:
    """Remove a connection from which nothing ever came."""
    must_be(request, *EVERYTHING)
    if connections.remove(connection_of(request, pk)):
        messages.success(request, _("Source removed."))
        return redirect("sources")
    messages.error(request, _("It has told something, so it stays: its payloads are evidence."))
    return redirect("source", pk)


urlpatterns = [
    path("settings/sources/", index, name="sources"),
    path("settings/sources/connect/", connect, name="source_connect"),
    path("settings/sources/<int:pk>/secret/", change_secret, name="source_secret"),
    path("settings/sources/<int:pk>/address/", change_address, name="source_address"),
    path("settings/sources/<int:pk>/check/", check, name="source-check"),
    path("settings/sources/<int:pk>/stop-asking/", stop_asking, name="source-stop-asking"),
    path("settings/sources/<int:pk>/remove/", remove, name="source-remove"),
]
