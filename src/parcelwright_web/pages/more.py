"""All pages and the way out, for phones, where the rail is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from parcelwright_web.access import tenant

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest


@tenant
@require_safe
def more(request: TenantRequest) -> HttpResponse:
    """List every line of the rail."""
    return render(request, "more.html")


urlpatterns = [path("more/", more, name="more")]
