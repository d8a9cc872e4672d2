"""Which parcels have an open case, for lists that link to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright_web.models.cases import Case
from parcelwright_web.pages.links import address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from parcelwright_web.models.accounts import Tenant


@dataclass(frozen=True, kw_only=True)
class CaseLink:
    """A case as a list names it; ``href`` is empty where there is no page of cases."""

    name: str
    href: str


def case_link(number: int) -> CaseLink:
    """Return how a list names a case."""
    return CaseLink(name=f"PW-{number}", href=address("case", number))


def open_cases(tenant: Tenant, parcels: Iterable[int] | None) -> dict[int, CaseLink]:
    """Return the open case of each parcel that has one, in one query; None is all parcels."""
    rows = Case.objects.for_tenant(tenant).filter(closed_at=None)
    if parcels is not None:
        rows = rows.filter(parcel__in=list(parcels))
    found = rows.values_list("parcel_id", "number")
    return {parcel: case_link(number) for parcel, number in found}
