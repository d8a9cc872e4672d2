"""Icons and the favicon, made once per process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.views.decorators.http import require_safe

from parcelwright_web import icons
from parcelwright_web.access import public

if TYPE_CHECKING:
    from django.http import HttpRequest


@public
@require_safe
def sprite(request: HttpRequest, digest: str) -> HttpResponse:
    """Answer all icons as one SVG; the address changes with its content."""
    del request, digest
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return HttpResponse(icons.sprite(), content_type="image/svg+xml", headers=headers)


@public
def favicon(request: HttpRequest) -> HttpResponse:
    """Send browsers that ask for the old name to the mark."""
    del request
    return redirect(static("img/mark.svg"))


urlpatterns = [
    path("sprite-<slug:digest>.svg", sprite, name="sprite"),
    path("favicon.ico", favicon, name="favicon"),
]
