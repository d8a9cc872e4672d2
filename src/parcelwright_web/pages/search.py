"""The search box of every page: one exact hit opens it, everything else becomes a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from parcelwright_web.access import tenant
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.pages.links import address, with_query
from parcelwright_web.pages.parcel_filters import has_number, has_words, numbers_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from parcelwright_web.access import TenantRequest

_CASE = "PW-"
# A list has several words of the length of a tracking number; names of people have not.
_SHORTEST_NUMBER, _FEWEST_DIGITS = 8, 4


@tenant
@require_safe
def search(request: TenantRequest) -> HttpResponse:
    """Send the reader to the parcel, the case, or the list that fits."""
    sought = request.GET.get("q", "").strip()[:20_000]
    if not sought:
        return redirect("parcels")
    if _is_list(sought):
        numbers = " ".join(numbers_of(sought))
        return redirect(with_query(reverse("parcels"), numbers=numbers))
    hit = _case(request, sought) or _parcel(request, sought)
    return redirect(hit or with_query(reverse("parcels"), q=sought))


def _is_list(text: str) -> bool:
    numbers = numbers_of(text)
    return len(numbers) > 1 and all(
        len(number) >= _SHORTEST_NUMBER and sum(map(str.isdigit, number)) >= _FEWEST_DIGITS
        for number in numbers
    )


def _case(request: TenantRequest, text: str) -> str:
    """Return the address of the case that is named as cases are, or empty text."""
    number = text.upper().removeprefix(_CASE)
    named = text.upper().startswith(_CASE) and number.isascii() and number.isdecimal()
    if not named or len(number) > len(str(_LARGEST)) or int(number) > _LARGEST:
        return ""
    case = Case.objects.for_tenant(request.tenant).filter(number=int(number)).first()
    if case is None:
        return ""
    return address("case", case.number) or reverse("parcel", args=[case.parcel_id])


_LARGEST = 2**31 - 1


def _parcel(request: TenantRequest, text: str) -> str:
    """Return the address of the one parcel that fits exactly, or else alone, or empty text."""
    rows = Parcel.objects.for_tenant(request.tenant).order_by("pk")
    number = "".join(text.split()).upper()
    for condition in (has_number((number,), request.tenant.pk), has_words(text, request.tenant.pk)):
        found = list(rows.filter(condition).values_list("pk", flat=True)[:2])
        if len(found) == 1:
            return reverse("parcel", args=found)
        if found:
            return ""
    return ""


urlpatterns = [path("search/", search, name="search")]
