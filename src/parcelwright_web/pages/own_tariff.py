"""The seller's own rates of duty: brought as a file, shown, handed out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parcelwright.errors import InputFileError
from parcelwright.prevention.tariff import Tariff, TariffRate, read_tariff
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import own_tariff as actions
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.pages import downloads
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 50
FILES = ("tariff", "example")
COLUMNS = (
    "hs_prefix", "destination", "origin", "percent", "valid_from", "valid_to", "source",
)  # fmt: skip
# A form to fill, and no rate of anybody: 12.5 stands for what a broker gave.
_EXAMPLE = (
    {
        "hs_prefix": "6109.10", "destination": "US", "origin": "CN", "percent": "12.5",
        "valid_from": "2026-01-01", "source": "Your broker, letter of 5 January 2026",
    },
    {
        "hs_prefix": "69", "destination": "EU", "percent": "12.5", "valid_from": "2026-01-01",
        "valid_to": "2026-12-31", "source": "Your broker, letter of 5 January 2026",
    },
)  # fmt: skip


class TariffForm(forms.Form):
    """A tariff."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or Excel with the columns of the example. It replaces the whole table."),
    )


@tenant
def own_tariff(request: TenantRequest) -> HttpResponse:
    """Show the tariff that counts, and take another."""
    form, faults = TariffForm(), []
    if request.method == "POST":
        may_act(request)
        form = TariffForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                return _brought(request, read_tariff(file.file, file.name), file.name)
            except InputFileError as error:
                faults = [spoken(line) for line in str(error).splitlines()]
    known = actions.current(request.tenant.pk)
    rates = () if known is None else known.to_domain().rates
    page = Paginator(rates, _ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "known": known,
        "brought_by": "" if known is None else name_of(known.brought_by),
        "page": page,
        "rows": [(rate, country_name(rate.destination), _origin(rate)) for rate in page],
        "form": form,
        "faults": faults,
        "may": request.membership.role != Role.READER,
    }
    return render(request, "checks/tariff.html", context)


def _brought(request: TenantRequest, tariff: Tariff, name: str) -> HttpResponse:
    actions.bring(request.tenant, tariff, name, actor=actor_of(request.user), now=clock.now())
    count = len(tariff.rates)
    said = ngettext("Tariff with %(n)d row read.", "Tariff with %(n)d rows read.", count)
    messages.success(request, said % {"n": count})
    return redirect("own-tariff")


def _origin(rate: TariffRate) -> str:
    return country_name(rate.origin) if rate.origin else ""


@tenant
@require_safe
def file(request: TenantRequest, name: str, extension: str) -> HttpResponseBase:
    """Hand out the tariff that counts, or an example of one."""
    if name not in FILES or extension not in downloads.FORMATS:
        raise Http404
    known = actions.current(request.tenant.pk) if name == "tariff" else None
    rows = _EXAMPLE if known is None else tuple(map(_cells, known.to_domain().rates))
    return downloads.table(name, extension, COLUMNS, rows)


def _cells(rate: TariffRate) -> dict[str, str]:
    """Return the cells of a rate; :func:`read_tariff` reads them back."""
    return {
        "hs_prefix": rate.hs_prefix,
        "destination": rate.destination,
        "origin": rate.origin,
        "percent": str(rate.percent),
        "valid_from": rate.valid_from.isoformat(),
        "valid_to": "" if rate.valid_to is None else rate.valid_to.isoformat(),
        "source": rate.source,
    }


urlpatterns = [
    path("checks/tariff/", own_tariff, name="own-tariff"),
    path("checks/tariff/<str:name>.<str:extension>", file, name="own-tariff-file"),
]
