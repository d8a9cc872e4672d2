"""The seller's own rates of duty: brought as a file, shown, handed out again."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from django.urls import path
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from parcelwright.prevention.tariff import Tariff, TariffRate, read_tariff
from parcelwright_web.access import tenant
from parcelwright_web.actions import own_tariff as actions
from parcelwright_web.pages.own_tables import OwnTable
from parcelwright_web.pages.words import country_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.http import HttpResponse, HttpResponseBase

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.accounts import Tenant
    from parcelwright_web.models.own_tariff import OwnTariff

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


def _read(file: IO[bytes], name: str) -> Sequence[TariffRate]:
    return read_tariff(file, name).rates


def _bring(
    tenant: Tenant, rows: Sequence[TariffRate], name: str, /, *, actor: str, now: datetime
) -> object:
    return actions.bring(tenant, Tariff(rates=tuple(rows)), name, actor=actor, now=now)


def _current(tenant_id: int) -> tuple[OwnTariff | None, Sequence[TariffRate]]:
    known = actions.current(tenant_id)
    return known, () if known is None else known.to_domain().rates


def _shown(rate: TariffRate) -> tuple[TariffRate, str, str]:
    origin = country_name(rate.origin) if rate.origin else ""
    return rate, country_name(rate.destination), origin


def _cells(rate: TariffRate) -> dict[str, str]:
    return {
        "hs_prefix": rate.hs_prefix,
        "destination": rate.destination,
        "origin": rate.origin,
        "percent": str(rate.percent),
        "valid_from": rate.valid_from.isoformat(),
        "valid_to": "" if rate.valid_to is None else rate.valid_to.isoformat(),
        "source": rate.source,
    }


def _said(count: int) -> str:
    said = ngettext("Tariff with %(n)d row read.", "Tariff with %(n)d rows read.", count)
    return said % {"n": count}


TABLE = OwnTable(
    page="own-tariff",
    template="checks/tariff.html",
    saved_as="tariff",
    columns=COLUMNS,
    example=_EXAMPLE,
    read=_read,
    bring=_bring,
    current=_current,
    shown=_shown,
    cells=_cells,
    said=_said,
)


@tenant
def own_tariff(request: TenantRequest) -> HttpResponse:
    """Show the tariff that counts, and take another."""
    return TABLE.answer(request)


@tenant
@require_safe
def file(request: TenantRequest, name: str, extension: str) -> HttpResponseBase:
    """Hand out the tariff that counts, or an example of one."""
    return TABLE.file(request, name, extension)


urlpatterns = [
    path("checks/tariff/", own_tariff, name="own-tariff"),
    path("checks/tariff/<str:name>.<str:extension>", file, name="own-tariff-file"),
]
