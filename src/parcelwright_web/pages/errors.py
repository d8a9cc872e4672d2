"""What people see when a page cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest


def _page(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    return render(request, "error.html", {"title": title, "text": text}, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400."""
    del exception
    title = _("This request could not be read")
    return _page(request, 400, title, _("Go back, reload the page and try once more."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403."""
    del exception
    title = _("You may not open this page")
    return _page(request, 403, title, _("Ask an owner of your team to give you access."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 when a form's protection mark is missing or old."""
    del reason
    title = _("This form is too old to be sent")
    text = _("Go back, reload the page and send the form again. Nothing was changed.")
    return _page(request, 403, title, text)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404, with the same words whether a thing is missing or someone else's."""
    del exception
    title = _("There is no such page")
    return _page(request, 404, title, _("Check the address, or search for the parcel."))


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database."""
    del request
    return HttpResponse(render_to_string("broken.html"), status=500)
