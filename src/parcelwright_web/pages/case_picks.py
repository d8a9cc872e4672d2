"""Which cases a bulk act is meant for: rows that were picked, a page, or a whole view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict

from parcelwright_web.models.cases import Case
from parcelwright_web.pages.case_views import filters_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from parcelwright_web.access import TenantRequest
    from parcelwright_web.pages.case_views import Moment

# A bulk act runs while the person waits; the page says so when there are more.
MOST = 200
_LONGEST_NUMBER = 9


@dataclass(frozen=True, kw_only=True)
class Picked:
    """The cases of a bulk act.

    Args:
        cases: With parcel, shop and owner at hand.
        scope: ``pick``, ``page`` or ``view``.
        address: The view, as in its address.
        was: How many the view held when the page was made.
        now: How many it holds now.
        too_many: There are more than :data:`MOST`; nothing is offered.
    """

    cases: list[Case]
    scope: str
    address: str
    was: int
    now: int
    too_many: bool

    @property
    def changed(self) -> bool:
        """Whether a whole view was meant and its size is no longer the one that was seen."""
        return self.scope == "view" and self.was != self.now


def picked(request: TenantRequest, at: Moment) -> Picked:
    """Return what a form of the queue, or of a page that confirms it, asks for."""
    scopes = request.POST.getlist("scope")
    scope = "view" if "view" in scopes else "page" if "page" in scopes else "pick"
    address = request.POST.get("address", "")
    held = 0
    if scope == "view":
        found = view_of(request, at)
        held = found.count()
    else:
        rows = Case.objects.for_tenant(request.tenant).select_related("parcel__shop", "owner")
        numbers = _numbers(request.POST.getlist("shown" if scope == "page" else "pick"))
        found = rows.filter(number__in=numbers).order_by("number")
    cases = list(found[: MOST + 1])
    return Picked(
        cases=cases[:MOST],
        scope=scope,
        address=address,
        was=next(iter(_numbers([request.POST.get("count", "")])), 0),
        now=held,
        too_many=len(cases) > MOST,
    )


def view_of(request: TenantRequest, at: Moment) -> QuerySet[Case]:
    """Return every case of the view that a form of the queue was sent from."""
    filters = filters_of(QueryDict(request.POST.get("address", "")))
    return filters.rows(request.tenant.pk, at).select_related("parcel__shop", "owner")


def revisions(request: TenantRequest) -> dict[int, int]:
    """Return the revision of each case as the confirming page saw it, by number."""
    pairs = (text.partition(":") for text in request.POST.getlist("seen"))
    return {
        int(number): int(revision)
        for number, _colon, revision in pairs
        if number.isdecimal()
        and revision.isdecimal()
        and len(number + revision) < 2 * _LONGEST_NUMBER
    }


def _numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) <= _LONGEST_NUMBER]
