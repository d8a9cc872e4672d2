"""What was wrong in the bodies of a source: what, where, how often; and those set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_safe

from parcelwright import sources
from parcelwright_web.access import tenant
from parcelwright_web.models.intake import InboundBody, InboundVerdict, SourceConnection
from parcelwright_web.models.leases import LeaseState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_ON_ONE_PAGE = 50
# The newest so many bodies with problems are counted; older ones are seldom still wrong.
NEWEST = 1000
_SHOWN_BYTES = 200_000
_INDEX = re.compile(r"\[\d+\]")


@dataclass(frozen=True, kw_only=True)
class ProblemLine:
    """One kind of problem: what is wrong where, how often, and in which body last.

    ``where`` leaves out the places in lists: ``checkpoints[]`` stands for each of them.
    """

    where: str
    what: str
    times: int
    bodies: int
    last_at: datetime
    last_body: int


def problem_lines(bodies: Iterable[InboundBody]) -> list[ProblemLine]:
    """Return the problems of bodies, newest body first, the most frequent kind first."""
    found: dict[tuple[str, str], list[InboundBody]] = {}
    for body in bodies:
        for where, what in body.problems:
            found.setdefault((_INDEX.sub("[]", where), what), []).append(body)
    lines = [
        ProblemLine(
            where=where,
            what=what,
            times=len(of),
            bodies=len({body.pk for body in of}),
            last_at=of[0].received_at,
            last_body=of[0].pk,
        )
        for (where, what), of in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.bodies, -line.times, line.where, line.what))


def connection_of(request: TenantRequest, pk: int) -> SourceConnection:
    """Return a connection of the tenant.

    Raises:
        Http404: There is none, or it is another tenant's.
    """
    rows = SourceConnection.objects.for_tenant(request.tenant).select_related("shop")
    connection = get_object_or_404(rows, pk=pk)
    if connection.source not in sources.slugs():
        raise Http404
    return connection


def _bodies(request: TenantRequest, connection: SourceConnection) -> list[InboundBody]:
    rows = InboundBody.objects.for_tenant(request.tenant).filter(connection=connection)
    wrong = rows.filter(problem_count__gt=0).order_by("-pk")
    return list(wrong.only("pk", "problems", "received_at", "tenant")[:NEWEST])


@tenant
@require_safe
def problems(request: TenantRequest, pk: int) -> HttpResponse:
    """Show what was wrong in the newest bodies of a connection, by kind."""
    connection = connection_of(request, pk)
    bodies = _bodies(request, connection)
    page = Paginator(problem_lines(bodies), _ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "connection": connection,
        "name": sources.by_slug(connection.source).NAME,
        "newest": len(bodies),
        "is_cut": len(bodies) == NEWEST,
    }
    return render(request, "sources/problems.html", context)


@tenant
@require_safe
def aside(request: TenantRequest, pk: int) -> HttpResponse:
    """Show the bodies of a connection that were set aside, with the reasons."""
    connection = connection_of(request, pk)
    rows = InboundBody.objects.for_tenant(request.tenant).filter(connection=connection)
    found = rows.filter(verdict__in=[InboundVerdict.QUARANTINED, InboundVerdict.CONFLICT])
    parked = rows.filter(state=LeaseState.PARKED)
    page = Paginator((found | parked).order_by("-pk"), _ON_ONE_PAGE).get_page(
        request.GET.get("page")
    )
    name = sources.by_slug(connection.source).NAME
    return render(
        request, "sources/aside.html", {"page": page, "name": name, "connection": connection}
    )


@tenant
@require_safe
def body(request: TenantRequest, pk: int, body: int) -> HttpResponse:
    """Show a body exactly as it came, with what was wrong in it."""
    connection = connection_of(request, pk)
    rows = InboundBody.objects.for_tenant(request.tenant).filter(connection=connection)
    found = get_object_or_404(rows, pk=body)
    content = bytes(found.body)
    context = {
        "connection": connection,
        "name": sources.by_slug(connection.source).NAME,
        "body": found,
        "text": content[:_SHOWN_BYTES].decode("utf-8", errors="replace"),
        "size": len(content),
        "is_cut": len(content) > _SHOWN_BYTES,
    }
    return render(request, "sources/body.html", context)


urlpatterns = [
    path("settings/sources/<int:pk>/set-aside/", aside, name="source_aside"),
    path("settings/sources/<int:pk>/problems/", problems, name="source-problems"),
    path("settings/sources/<int:pk>/bodies/<int:body>/", body, name="source-body"),
]
