"""The first page: three ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse

from parcelwright_web.access import tenant
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.navigation import entries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


@tenant
def start(request: TenantRequest) -> HttpResponse:
    """Show the ways to bring parcels in; a way without a page is not shown."""
    ways = {name: _address(name) for name in ("imports", "sources", "samples")}
    return render(request, "start.html", {"ways": ways})


@tenant
def home(request: TenantRequest) -> HttpResponse:
    """Go to the start page while there is no parcel, else to the first line of the rail."""
    if not Parcel.objects.for_tenant(request.tenant).exists():
        return redirect("start")
    first = next((entry.url for entry in entries() if not entry.at_end), "start")
    return redirect(first)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


urlpatterns = [
    path("", home, name="home"),
    path("start/", start, name="start"),
]
