"""The rate table: brought as a file, shown, handed out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parcelwright.prevention.choice.rate_table import ANYWHERE, Extra, Rate
from parcelwright.prevention.choice.reading import read_rates
from parcelwright_web.access import tenant
from parcelwright_web.actions import rate_tables as actions
from parcelwright_web.pages.choice_words import EXTRAS
from parcelwright_web.pages.labels import carrier_name
from parcelwright_web.pages.own_tables import OwnTable
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django.http import HttpResponse, HttpResponseBase

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.scorecards import RateTable

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


def _current(tenant_id: int) -> tuple[RateTable | None, Sequence[Rate]]:
    known = actions.current(tenant_id)
    return known, () if known is None else known.to_domain()


def _shown(rate: Rate) -> dict[str, object]:
    anywhere = ANYWHERE in rate.destinations
    return {
        "rate": rate,
        "carrier": carrier_name(rate.carrier),
        "origin": country_name(rate.origin_country) if rate.origin_country else "",
        "destinations": "" if anywhere else [country_name(code) for code in rate.destinations],
        "extras": [(EXTRAS[extra], money) for extra, money in rate.extras],
    }


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


def _said(count: int) -> str:
    said = ngettext("Rate table with %(n)d row read.", "Rate table with %(n)d rows read.", count)
    return said % {"n": count}


TABLE = OwnTable(
    page="rate-table",
    template="lanes/rates.html",
    saved_as="rates",
    columns=COLUMNS,
    example=_EXAMPLE,
    read=read_rates,
    bring=actions.bring,
    current=_current,
    shown=_shown,
    cells=_cells,
    said=_said,
)


@tenant
def rate_table(request: TenantRequest) -> HttpResponse:
    """Show the table that counts, and take another."""
    return TABLE.answer(request)


@tenant
@require_safe
def file(request: TenantRequest, name: str, extension: str) -> HttpResponseBase:
    """Hand out the table that counts, or an example of one."""
    return TABLE.file(request, name, extension)


urlpatterns = [
    path("lanes/rates/", rate_table, name="rate-table"),
    path("lanes/rates/<str:name>.<str:extension>", file, name="rate-table-file"),
]
