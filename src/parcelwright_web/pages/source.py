"""One source of one shop: how it is set up, what it answered, whom it watches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import connections, watch_counts, watching
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.settings_access import EVERYTHING, WATCHES, must_be
from parcelwright_web.pages.source_forms import AccessForm
from parcelwright_web.pages.source_problems import connection_of
from parcelwright_web.pages.source_rows import rows_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.intake import SourceConnection


@tenant
def source(request: TenantRequest, pk: int) -> HttpResponse:
    """Show a connection, and store what it is asked with when that is posted."""
    must_be(request, *EVERYTHING)
    connection = connection_of(request, pk)
    counts = watch_counts.counts_of(request.tenant.pk)
    (row,) = rows_of(request.tenant, [connection], counts, clock.now())
    form = None
    if row.terms is not None:
        form = AccessForm(row.terms, connection, request.POST or None)
    if request.method == "POST" and form is not None and _store(connection, form):
        messages.success(request, _("Saved. It is asked now; its answer stands here soon."))
        return redirect("source", pk)
    context = {
        "row": row,
        "connection": connection,
        "form": form,
        "address": request.build_absolute_uri(reverse("receive", args=[connection.token])),
        "can_be_removed": connections.can_be_removed(connection),
        "may": request.membership.role in EVERYTHING,
        "may_test": request.membership.role in WATCHES,
        "now": clock.now(),
    }
    return render(request, "sources/source.html", context)


def _store(connection: SourceConnection, form: AccessForm) -> bool:
    if not form.is_valid():
        return False
    found = form.cleaned_data
    try:
        watching.set_access(
            connection,
            form.values,
            clock.now(),
            base_url=found["base_url"],
            calls_per_day=found["calls_per_day"],
        )
    except watching.AccessError as error:
        form.add_error(None, spoken(str(error)))
        return False
    return True


urlpatterns = [path("settings/sources/<int:pk>/", source, name="source")]
