"""Every parcel: views with counts, filters, order, search, pasted lists, export."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from parcelwright.money import Money
from parcelwright_web import navigation
from parcelwright_web.access import tenant
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages import downloads, words
from parcelwright_web.pages.chances import Chance, chance_of
from parcelwright_web.pages.labels import MILESTONES, STAGES, STANDINGS, carrier_name, label
from parcelwright_web.pages.links import address
from parcelwright_web.pages.open_cases import open_cases
from parcelwright_web.pages.parcel_filters import (
    MOST_NUMBERS,
    SORTS,
    VIEWS,
    filters_of,
    has_number,
)
from parcelwright_web.pages.watch_words import STANDINGS as WATCH_STANDINGS
from parcelwright_web.pages.when import move_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse, QueryDict
    from django.http.response import HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.models.tenancy import TenantQuerySet
    from parcelwright_web.pages.open_cases import CaseLink
    from parcelwright_web.pages.parcel_filters import Filters

NAV = navigation.Entry(order=20, label=_("Parcels"), icon="package", url="parcels")
_ROWS = 50
# Above this many, a list of choices stops; the address takes any value still.
_MOST_CHOICES = 200
_CELLS = (
    "tracking_number", "carrier", "service", "origin_country", "destination_country",
    "order_number", "carrier_account", "last_mile_number", "value", "currency",
)  # fmt: skip
_COLUMNS = (
    *_CELLS, "standing", "chance_arrives", "chance_low", "chance_high", "journeys",
    "silent_days", "last_scan_at", "stage", "outcome", "act_move", "act_on",
    "unknown_codes", "case",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Row:
    """A parcel as the list shows it."""

    parcel: Parcel
    tone: str
    standing: StrOrPromise
    carrier: str
    stage: StrOrPromise
    outcome: StrOrPromise
    chance: Chance
    silent_days: int | None
    value: Money | None
    case: CaseLink | None
    act: StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A view above the list."""

    label: StrOrPromise
    href: str
    count: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A list to choose one value from; of an order one value always holds."""

    name: str
    label: StrOrPromise
    chosen: str
    values: list[tuple[str, StrOrPromise]]
    is_order: bool = False


class _Counted(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Pages of a list whose length is known already."""

    known = 0

    @cached_property
    def count(self) -> int:
        return self.known


@tenant
@require_safe
def parcels(request: TenantRequest) -> HttpResponse:
    """Show the list."""
    filters = filters_of(request.GET)
    counts = filters.counts(request.tenant)
    pages = _Counted(filters.listed(request.tenant), _ROWS)
    pages.known = counts[filters.view]
    page = pages.get_page(request.GET.get("page"))
    found = list(page.object_list)
    cases = open_cases(request.tenant, [parcel.pk for parcel in found])
    context = {
        "filters": filters,
        "tabs": _tabs(filters, counts, request.GET),
        "choices": _choices(request, filters),
        "page": page,
        "rows": [_row(parcel, cases.get(parcel.pk)) for parcel in found],
        "missing": _missing(request, filters),
        "most_numbers": MOST_NUMBERS,
        "query": _without(request.GET, "page"),
        "import_address": address("imports"),
    }
    return render(request, "parcels/list.html", context)


def _row(parcel: Parcel, case: CaseLink | None) -> Row:
    days = parcel.silent_days
    return Row(
        parcel=parcel,
        tone=words.STANDING_TONES.get(parcel.standing, "quiet"),
        standing=label(STANDINGS, parcel.standing) if parcel.standing else "",
        carrier=carrier_name(parcel.carrier) if parcel.carrier else "",
        stage=label(STAGES, parcel.stage) if parcel.stage else "",
        outcome=label(MILESTONES, parcel.outcome) if parcel.outcome else "",
        chance=chance_of(
            parcel.chance_arrives, parcel.chance_low, parcel.chance_high, parcel.journeys
        ),
        silent_days=None if days is None else int(days),
        value=value_of(parcel),
        case=case,
        act="" if parcel.outcome else move_name(parcel.act_move),
    )


def value_of(parcel: Parcel) -> Money | None:
    """Return what the buyer paid for the goods, when amount and currency are known."""
    if parcel.value is None or not parcel.currency:
        return None
    return Money.of(parcel.value, parcel.currency)


def _without(query: QueryDict, *names: str) -> str:
    rest = query.copy()
    for name in names:
        rest.pop(name, None)
    return rest.urlencode()


def _tabs(filters: Filters, counts: dict[str, int], query: QueryDict) -> list[Tab]:
    rest = _without(query, "view", "page")
    return [
        Tab(
            label=text,
            href=f"?view={name}&{rest}" if rest else f"?view={name}",
            count=counts[name],
            current=name == filters.view,
        )
        for name, (text, _condition) in VIEWS.items()
    ]


def _choices(request: TenantRequest, filters: Filters) -> list[Choice]:
    """Return the lists to choose from, with the values that occur, in two queries."""
    rows = Parcel.objects.for_tenant(request.tenant).order_by()
    pairs = list(rows.values_list("carrier", "destination_country").distinct())
    stages = set(rows.values_list("stage", flat=True).distinct()) - {""}
    carriers = sorted({carrier for carrier, _to in pairs} - {""})[:_MOST_CHOICES]
    countries = sorted({to for _carrier, to in pairs} - {""}, key=words.country_name)
    lists = [
        Choice(
            name="carrier",
            label=_("Carrier"),
            chosen=filters.values.get("carrier", ""),
            values=[(slug, carrier_name(slug)) for slug in carriers],
        ),
        Choice(
            name="to",
            label=_("Destination"),
            chosen=filters.values.get("to", ""),
            values=[(code, words.country_name(code)) for code in countries],
        ),
        Choice(
            name="stage",
            label=_("Stage"),
            chosen=filters.values.get("stage", ""),
            values=[(code, name) for code, name in STAGES.items() if code in stages],
        ),
    ]
    standings = [(code, name) for code, (_tone, name) in WATCH_STANDINGS.items()]
    watch = filters.values.get("watch", "")
    lists.append(Choice(name="watch", label=_("Watched"), chosen=watch, values=standings))
    if len(request.shops) > 1:
        shops: list[tuple[str, StrOrPromise]] = [(str(s.pk), s.name) for s in request.shops]
        chosen = filters.values.get("shop", "")
        lists.append(Choice(name="shop", label=_("Shop"), chosen=chosen, values=shops))
    orders = [(name, text) for name, (text, _order) in SORTS.items()]
    sort = Choice(name="sort", label=_("Order"), chosen=filters.sort, values=orders, is_order=True)
    return [*lists, sort]


def _missing(request: TenantRequest, filters: Filters) -> list[str]:
    """Return the pasted numbers that no parcel bears."""
    if not filters.numbers:
        return []
    rows = Parcel.objects.for_tenant(request.tenant).order_by()
    asked = rows.filter(has_number(filters.numbers, request.tenant.pk))
    found = asked.values_list("tracking_number", "last_mile_number", "numbers__number")
    borne = {number for numbers in found for number in numbers}
    return [number for number in filters.numbers if number not in borne]


@tenant
@require_safe
def export(request: TenantRequest, extension: str) -> HttpResponseBase:
    """Answer exactly what the list with the same address holds, as a file."""
    if extension not in downloads.FORMATS:
        raise Http404
    rows = filters_of(request.GET).listed(request.tenant)
    cases = open_cases(request.tenant, None)
    return downloads.table("parcels", extension, _COLUMNS, _cells(rows, cases))


def _cells(rows: TenantQuerySet[Parcel], cases: dict[int, CaseLink]) -> Iterator[dict[str, str]]:
    for parcel in rows.defer("personal", "facts", "reasons").iterator(chunk_size=2000):
        case = cases.get(parcel.pk)
        worth = value_of(parcel)
        yield {
            **{name: str(getattr(parcel, name) or "") for name in _CELLS},
            "value": "" if worth is None else str(worth.rounded().amount),
            "standing": parcel.standing,
            "chance_arrives": _share(parcel.chance_arrives),
            "chance_low": _share(parcel.chance_low),
            "chance_high": _share(parcel.chance_high),
            "journeys": "" if parcel.journeys is None else str(parcel.journeys),
            "silent_days": "" if parcel.silent_days is None else f"{parcel.silent_days:.1f}",
            "last_scan_at": "" if parcel.last_scan_at is None else parcel.last_scan_at.isoformat(),
            "stage": parcel.stage,
            "outcome": parcel.outcome,
            "act_move": parcel.act_move,
            "act_on": "" if parcel.act_on is None else parcel.act_on.isoformat(),
            "unknown_codes": str(parcel.unknown_count),
            "case": "" if case is None else case.name,
        }


def _share(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


urlpatterns = [
    path("parcels/", parcels, name="parcels"),
    path("parcels/export.<str:extension>", export, name="parcels-export"),
]
