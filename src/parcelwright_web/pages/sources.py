"""Settings, sources: who may post tracking data for which shop, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_POST, require_safe

from parcelwright import sources
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import connections
from parcelwright_web.models.intake import InboundBody, InboundVerdict, SourceConnection
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 50
_MAX_SECRET = 500


@tenant
@require_safe
def index(request: TenantRequest) -> HttpResponse:
    """Show every shop with every source: connected or not, and how it goes."""
    rows = SourceConnection.objects.for_tenant(request.tenant).select_related("shop")
    found = {(row.shop_id, row.source): row for row in rows}
    aside, late = _counts(request), _late(request)
    lines = [
        {
            "shop": shop,
            "slug": slug,
            "name": sources.by_slug(slug).NAME,
            "header": sources.push_by_slug(slug).SIGNATURE_HEADER,
            "sends_secret": sources.push_by_slug(slug).SECRET_IS_SENT,
            "connection": connection,
            "address": _address(request, connection) if connection else "",
            "aside": aside.get(connection.pk, {}) if connection else {},
            "late": late.get(connection.pk, 0) if connection else 0,
            "old_until": _old_until(connection) if connection else None,
        }
        for shop in request.shops
        for slug in sources.push_slugs()
        for connection in (found.get((shop.pk, slug)),)
    ]
    return render(request, "sources/index.html", {"lines": lines})


def _address(request: TenantRequest, connection: SourceConnection) -> str:
    return request.build_absolute_uri(reverse("receive", args=[connection.token]))


def _old_until(connection: SourceConnection) -> object:
    if not connection.previous_secret or connection.secret_changed_at is None:
        return None
    until = connection.secret_changed_at + connections.OLD_SECRET_VALID
    return until if until > clock.now() else None


def _counts(request: TenantRequest) -> dict[int, dict[str, int]]:
    """Return by connection how many bodies are quarantined, in conflict, or not yet read."""
    rows = InboundBody.objects.for_tenant(request.tenant).exclude(verdict=InboundVerdict.PROJECTED)
    found: dict[int, dict[str, int]] = {}
    for connection_id, verdict, state, count in rows.values_list(
        "connection", "verdict", "state"
    ).annotate(count=Count("pk")):
        name = verdict or ("parked" if state == LeaseState.PARKED else "waiting")
        counts = found.setdefault(connection_id, {})
        counts[name] = counts.get(name, 0) + count
    return found


def _late(request: TenantRequest) -> dict[int, int]:
    """Return by connection how many bodies were signed long before or after they came."""
    rows = InboundBody.objects.for_tenant(request.tenant).filter(late=True)
    return dict(rows.values_list("connection").annotate(count=Count("pk")))


@tenant
@require_POST
def connect(request: TenantRequest) -> HttpResponse:
    """Make an address for a shop and a source."""
    shop = next((s for s in request.shops if str(s.pk) == request.POST.get("shop")), None)
    source = request.POST.get("source", "")
    if shop is None or source not in sources.push_slugs():
        raise Http404
    connections.connect(shop, source, _secret(request), clock.now())
    return redirect("sources")


@tenant
@require_POST
def change_secret(request: TenantRequest, pk: int) -> HttpResponse:
    """Take a new secret; the old one stays good for seven days."""
    connections.change_secret(_connection(request, pk), _secret(request), clock.now())
    return redirect("sources")


@tenant
@require_POST
def change_address(request: TenantRequest, pk: int) -> HttpResponse:
    """Make another address; the old one ends at once."""
    connections.change_address(_connection(request, pk))
    return redirect("sources")


def _secret(request: TenantRequest) -> str:
    return request.POST.get("secret", "").strip()[:_MAX_SECRET]


@tenant
@require_safe
def aside(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the bodies of a connection that were set aside, with the reasons."""
    connection = _connection(request, pk)
    rows = InboundBody.objects.for_tenant(request.tenant).filter(connection=connection)
    found = rows.filter(verdict__in=[InboundVerdict.QUARANTINED, InboundVerdict.CONFLICT])
    parked = rows.filter(state=LeaseState.PARKED)
    page = Paginator((found | parked).order_by("-pk"), _ON_ONE_PAGE).get_page(
        request.GET.get("page")
    )
    name = sources.by_slug(connection.source).NAME
    return render(request, "sources/aside.html", {"page": page, "name": name})


def _connection(request: TenantRequest, pk: int) -> SourceConnection:
    rows = SourceConnection.objects.for_tenant(request.tenant)
    connection = rows.select_related("shop").filter(pk=pk).first()
    if connection is None:
        raise Http404
    return connection


urlpatterns = [
    path("settings/sources/", index, name="sources"),
    path("settings/sources/connect/", connect, name="source_connect"),
    path("settings/sources/<int:pk>/secret/", change_secret, name="source_secret"),
    path("settings/sources/<int:pk>/address/", change_address, name="source_address"),
    path("settings/sources/<int:pk>/set-aside/", aside, name="source_aside"),
]
