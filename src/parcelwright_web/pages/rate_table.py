"""The rate table: brought as a file, shown, handed out again."""

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
from parcelwright.prevention.choice.rate_table import ANYWHERE, Extra, Rate
from parcelwright.prevention.choice.reading import read_rates
from parcelwright_web import clock
from parcelwright_web.access import tenant
from parcelwright_web.actions import rate_tables as actions
from parcelwright_web.actions.actors import actor_of, name_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.accounts import Role
from parcelwright_web.pages import downloads
from parcelwright_web.pages.case_acting import may_act
from parcelwright_web.pages.choice_words import EXTRAS
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse, HttpResponseBase

    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 50
FILES = ("rates", "example")
COLUMNS = (
    "carrier", "service", "origin_country", "destination_country", "zone", "weight_from_g",
    "weight_to_g", "price", "currency", "per_kg", "transit_days", "cover", "signature_price",
    "photo_price", "code_price", "locker_price", "valid_from", "valid_to",
)  # fmt: skip
_EXAMPLE = (
    {
        "carrier": "yunexpress", "service": "Special line", "origin_country": "CN",
        "destination_country": "DE FR ES", "weight_from_g": "0", "weight_to_g": "2000",
        "price": "3.20", "currency": "USD", "per_kg": "6.50", "transit_days": "12",
        "signature_price": "1.20", "valid_from": "2026-01-01",
    },
    {
        "carrier": "china-post", "service": "Registered small packet", "origin_country": "CN",
        "destination_country": "*", "weight_to_g": "2000", "price": "2.60", "currency": "USD",
        "per_kg": "7.50", "transit_days": "25",
    },
)  # fmt: skip


class RateTableForm(forms.Form):
    """A rate table."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or Excel with the columns of the example. It replaces the whole table."),
    )


@tenant
def rate_table(request: TenantRequest) -> HttpResponse:
    """Show the table that counts, and take another."""
    form, faults = RateTableForm(), []
    if request.method == "POST":
        may_act(request)
        form = RateTableForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            try:
                return _brought(request, read_rates(file.file, file.name), file.name)
            except InputFileError as error:
                faults = [spoken(line) for line in str(error).splitlines()]
    known = actions.current(request.tenant.pk)
    rates = () if known is None else known.to_domain()
    page = Paginator(rates, _ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "known": known,
        "brought_by": "" if known is None else name_of(known.brought_by),
        "page": page,
        "rows": [_row(rate) for rate in page],
        "form": form,
        "faults": faults,
        "may": request.membership.role != Role.READER,
    }
    return render(request, "lanes/rates.html", context)


def _brought(request: TenantRequest, rates: tuple[Rate, ...], name: str) -> HttpResponse:
    actions.bring(request.tenant, rates, name, actor=actor_of(request.user), now=clock.now())
    count = len(rates)
    said = ngettext("Rate table with %(n)d row read.", "Rate table with %(n)d rows read.", count)
    messages.success(request, said % {"n": count})
    return redirect("rate-table")


def _row(rate: Rate) -> dict[str, object]:
    anywhere = ANYWHERE in rate.destinations
    return {
        "rate": rate,
        "carrier": carrier_name(rate.carrier),
        "origin": country_name(rate.origin_country) if rate.origin_country else "",
        "destinations": "" if anywhere else [country_name(code) for code in rate.destinations],
        "extras": [(EXTRAS[extra], money) for extra, money in rate.extras],
    }


@tenant
@require_safe
def file(request: TenantRequest, name: str, extension: str) -> HttpResponseBase:
    """Hand out the table that counts, or an example of one."""
    if name not in FILES or extension not in downloads.FORMATS:
        raise Http404
    known = actions.current(request.tenant.pk) if name == "rates" else None
    rows = _EXAMPLE if known is None else tuple(map(_cells, known.to_domain()))
    return downloads.table(name, extension, COLUMNS, rows)


def _cells(rate: Rate) -> dict[str, str]:
    return dict(_filled(rate))


def _filled(rate: Rate) -> Iterator[tuple[str, str]]:
    """Yield the cells of a rate; :func:`read_rates` reads them back."""
    yield "carrier", rate.carrier
    yield "service", rate.service
    yield "origin_country", rate.origin_country
    yield "destination_country", " ".join(rate.destinations)
    yield "zone", rate.zone
    yield "weight_from_g", str(rate.from_g)
    yield "weight_to_g", "" if rate.to_g is None else str(rate.to_g)
    yield "price", str(rate.price.amount)
    yield "currency", rate.price.currency
    yield "per_kg", "" if rate.per_kg is None else str(rate.per_kg)
    yield "transit_days", "" if rate.transit_days is None else str(rate.transit_days)
    yield "cover", "" if rate.cover is None else str(rate.cover.amount)
    for extra in Extra:
        price = rate.price_with(extra)
        yield f"{extra}_price", "" if price is None else str(price.amount)
    yield "valid_from", "" if rate.valid_from is None else rate.valid_from.isoformat()
    yield "valid_to", "" if rate.valid_to is None else rate.valid_to.isoformat()


urlpatterns = [
    path("lanes/rates/", rate_table, name="rate-table"),
    path("lanes/rates/<str:name>.<str:extension>", file, name="rate-table-file"),
]
