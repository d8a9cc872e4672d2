"""Strikes, holidays, closures and peaks: entered, brought as a file, listed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from parcelwright.analytics.clock import SPEED_PART
from parcelwright.analytics.published import SPEED
from parcelwright.analytics.published_files import read_calendar_bytes
from parcelwright.errors import InputFileError
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import announced as actions
from parcelwright_web.actions.actors import actor_of, names_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.announced import AnnouncedDays
from parcelwright_web.pages import downloads
from parcelwright_web.pages.announced_form import WHAT, AnnouncedFileForm, AnnouncedForm
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.settings_access import CONTRACTS, must_be
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.http import HttpResponse, HttpResponseBase

    from parcelwright.analytics.published import Announcement
    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 50
FILES = ("calendar", "example")
COLUMNS = ("country", "region", "carrier", "from", "to", "what", "source")
_EXAMPLE = (
    {
        "country": "BR", "from": "2018-05-21", "to": "2018-06-02", "what": "strike",
        "source": "notice of the post of 21 May 2018",
    },
    {
        "carrier": "canada-post", "country": "CA", "from": "2024-11-15", "to": "2024-12-16",
        "what": "strike", "source": "notice of the post of 15 November 2024",
    },
    {
        "country": "DE", "from": "2026-01-01", "to": "2026-12-31", "what": "public holidays",
        "source": "holidays package",
    },
)  # fmt: skip


@tenant
def announced(request: TenantRequest) -> HttpResponse:
    """Show what is announced, and take one line or a file of them."""
    must_be(request, *CONTRACTS)
    form, file_form = AnnouncedForm(), AnnouncedFileForm()
    if request.method == "POST" and request.FILES:
        file_form = AnnouncedFileForm(request.POST, request.FILES)
        if file_form.is_valid():
            file = file_form.cleaned_data["file"]
            try:
                return _added(request, read_calendar_bytes(file, file.name).announcements)
            except InputFileError as error:
                file_form.add_error("file", spoken(str(error)))
    elif request.method == "POST":
        form = AnnouncedForm(request.POST)
        if form.is_valid():
            return _added(request, [form.announcement])
    rows = actions.in_force(request.tenant.pk).order_by("-last", "-pk")
    page = Paginator(rows, _ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _rows(page),
        "form": form,
        "file_form": file_form,
        "may": request.membership.role in CONTRACTS,
    }
    status = 422 if form.errors or file_form.errors else 200
    return render(request, "settings/announced.html", context, status=status)


def _added(request: TenantRequest, found: Sequence[Announcement]) -> HttpResponse:
    count = actions.add(request.tenant, found, actor=actor_of(request.user), now=clock.now())
    if count:
        said = ngettext(
            "%(n)d announcement added. Open parcels are judged with it in about ten minutes.",
            "%(n)d announcements added. Open parcels are judged with them in about ten minutes.",
            count,
        )
        messages.success(request, said % {"n": count})
    else:
        messages.info(request, _("Nothing new: all of it stands here already."))
    return redirect("announced")


def _rows(page: Iterable[AnnouncedDays]) -> list[dict[str, object]]:
    rows = list(page)
    names = names_of({row.entered_by for row in rows})
    today = clock.now().date()
    return [
        {
            "row": row,
            "what": WHAT[(said := row.to_domain()).what],
            "percent": round(100 * (1 - SPEED_PART * (1 - SPEED[said.what]))),
            "country": country_name(row.country) if row.country else "",
            "carrier": carrier_name(row.carrier) if row.carrier else "",
            "is_now": row.first <= today <= row.last,
            "is_ahead": today < row.first,
            "entered_by": names[row.entered_by],
        }
        for row in rows
    ]


@tenant
@require_POST
def remove(request: TenantRequest, pk: int) -> HttpResponse:
    """End an announcement."""
    must_be(request, *CONTRACTS)
    row = get_object_or_404(AnnouncedDays.objects.for_tenant(request.tenant), pk=pk)
    if actions.remove(row, actor=actor_of(request.user), now=clock.now()):
        messages.success(request, _("Removed. Parcels are judged without it in about ten minutes."))
    return redirect("announced")


@tenant
@require_safe
def file(request: TenantRequest, name: str, extension: str) -> HttpResponseBase:
    """Hand out what is announced, or an example of a file."""
    if name not in FILES or extension != "csv":
        raise Http404
    rows = actions.in_force(request.tenant.pk).order_by("first", "pk")
    cells = map(_cells, rows) if name == "calendar" else _EXAMPLE
    return downloads.table(name, extension, COLUMNS, cells)


def _cells(row: AnnouncedDays) -> dict[str, str]:
    return {
        "country": row.country,
        "region": row.region,
        "carrier": row.carrier,
        "from": row.first.isoformat(),
        "to": row.last.isoformat(),
        "what": row.what,
        "source": row.source,
    }


urlpatterns = [
    path("settings/announced/", announced, name="announced"),
    path("settings/announced/<int:pk>/remove/", remove, name="announced-remove"),
    path("settings/announced/<str:name>.<str:extension>", file, name="announced-file"),
]
