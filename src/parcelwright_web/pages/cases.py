"""The queue: open cases by the day that must not pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from parcelwright_web import clock, navigation
from parcelwright_web.access import tenant
from parcelwright_web.models.accounts import User
from parcelwright_web.models.cases import Case
from parcelwright_web.pages.case_figures import counts_of, ledger_of
from parcelwright_web.pages.case_rows import group_counts, grouped, rows_of
from parcelwright_web.pages.case_views import (
    PAGE_SIZES,
    SORTS,
    VIEWS,
    filters_of,
    moment_of,
)
from parcelwright_web.pages.labels import STATES, carrier_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse, QueryDict
    from django_stubs_ext import StrOrPromise

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.pages.case_views import Filters

NAV = navigation.Entry(
    order=10,
    label=_("Cases"),
    icon="layout-list",
    url="cases",
    count=lambda request: counts_of(_member(request)).views["action"],
)
# Above this many values a list of choices stops; the address takes any value still.
_MOST_CHOICES = 200


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A saved view above the queue."""

    label: StrOrPromise
    href: str
    count: int
    current: bool


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One value of a filter."""

    value: str
    label: StrOrPromise
    chosen: bool


class _Counted(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Pages of a view whose size is known already."""

    known = 0

    @cached_property
    def count(self) -> int:
        return self.known


@tenant
def cases(request: TenantRequest) -> HttpResponse:
    """Show the queue in one of its views."""
    now = clock.now()
    at, filters = moment_of(request, now), filters_of(request.GET)
    found = filters.rows(request.tenant.pk, at)
    groups = group_counts(found, at)
    pages = _Counted(found.select_related("parcel", "owner"), filters.size)
    pages.known = sum(groups.values())
    page = pages.get_page(request.GET.get("page"))
    rows = rows_of(page.object_list, at)
    counts = counts_of(request)
    return render(
        request,
        "cases/queue.html",
        {
            "now": now,
            "counts": counts,
            "ledger": ledger_of(request, now.astimezone(at.zone).date()),
            "tabs": _tabs(filters, counts.views),
            "filters": filters,
            "choices": _choices(request, filters),
            "page": page,
            "total": pages.known,
            "rows": rows,
            "groups": grouped(rows, groups) if filters.sort == "deadline" else [],
            "next": _next_deadline(request) if not rows else None,
            "address": _address(request.GET),
        },
    )


def _member(request: HttpRequest) -> TenantRequest:
    # The rail is drawn on members' pages only.
    return request  # type: ignore[return-value]  # has a user


def _tabs(filters: Filters, counts: dict[str, int]) -> list[Tab]:
    return [
        Tab(
            label=label,
            href=f"?view={name}",
            count=counts[name],
            current=name == filters.view,
        )
        for name, (label, _condition) in VIEWS.items()
        if name != "snoozed" or counts[name] or filters.view == name
    ]


def _choices(request: TenantRequest, filters: Filters) -> dict[str, list[Choice]]:
    """Return the values of each filter that occur in the tenant's cases, in one query."""
    rows = list(
        Case.objects.for_tenant(request.tenant)
        .order_by()
        .values_list(
            "parcel__carrier", "parcel__origin_country", "parcel__destination_country", "owner_id"
        )
        .distinct()
    )
    carriers = {row[0] for row in rows if row[0]} | {filters.carrier} - {""}
    lanes = {f"{row[1]}-{row[2]}" for row in rows if row[1] and row[2]} | {filters.lane} - {""}
    owners = {row[3] for row in rows} - {None}
    people = {user.pk: str(user) for user in _people(owners, request.user)}
    return {
        "state": _listed(((code, name) for code, (_tone, name) in STATES.items()), filters.state),
        "carrier": _listed(
            sorted((slug, carrier_name(slug)) for slug in carriers), filters.carrier
        ),
        "lane": _listed(((lane, lane.replace("-", " → ")) for lane in sorted(lanes)), filters.lane),
        "owner": _listed(
            [("none", _("Nobody")), *((str(key), name) for key, name in people.items())],
            filters.owner,
        ),
        "sort": _listed(((name, label) for name, (label, _c) in SORTS.items()), filters.sort),
        "size": _listed(((str(size), str(size)) for size in PAGE_SIZES), str(filters.size)),
    }


def _people(keys: set[int], user: User) -> Iterable[User]:
    others = keys - {user.pk}
    return [user, *(User.objects.filter(pk__in=others).order_by("name") if others else ())]


def _listed(pairs: Iterable[tuple[str, StrOrPromise]], chosen: str) -> list[Choice]:
    listed = [Choice(value=value, label=label, chosen=value == chosen) for value, label in pairs]
    return listed[:_MOST_CHOICES]


def _next_deadline(request: TenantRequest) -> Case | None:
    """Return the open case whose day comes first, for an empty view."""
    rows = Case.objects.for_tenant(request.tenant).filter(closed_at=None)
    return rows.exclude(deadline_at=None).order_by("deadline_at").first()


def _address(query: QueryDict) -> str:
    kept = query.copy()
    kept.pop("page", None)
    return kept.urlencode()


urlpatterns = [path("cases/", cases, name="cases")]
