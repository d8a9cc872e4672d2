"""What bodies and files told, as each shop reads the codes that nobody has mapped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.parcels.own_meanings import by_key, read_own
from parcelwright_web.models.own_meanings import OwnMeaning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.parcels.events import Milestone
    from parcelwright.parcels.own_meanings import CodeKey
    from parcelwright.parcels.own_meanings import OwnMeaning as DomainOwnMeaning
    from parcelwright_web.actions.families import Family
    from parcelwright_web.actions.statements import Told


def read_tolds(tenant_id: int, tolds: Sequence[Told], family: Family) -> list[Told]:
    """Return what was told with the events of each shop as that shop reads them.

    Call it under the lock of the tenant, so that no meaning is made unseen. The shop is that
    of the stored parcel, or the one that heard of it first.
    """
    meanings = _by_shop(tenant_id)
    if not meanings:
        return list(tolds)
    shops = {parcel.tracking_number: parcel.shop_id for parcel in family.parcels.values()}
    for number, pk in sorted(family.further):
        shops.setdefault(number, family.parcels[pk].shop_id)
    return [_read(told, shops, meanings) for told in tolds]


def _by_shop(tenant_id: int) -> dict[int, dict[CodeKey, Milestone]]:
    rows = OwnMeaning.objects.for_tenant(tenant_id).filter(removed_at=None)
    found: dict[int, list[DomainOwnMeaning]] = {}
    for row in rows:
        found.setdefault(row.shop_id, []).append(row.to_domain())
    return {shop_id: by_key(each) for shop_id, each in found.items()}


def _read(
    told: Told, shops: Mapping[str, int], meanings: Mapping[int, Mapping[CodeKey, Milestone]]
) -> Told:
    events = tuple(
        read_own(event, meanings.get(shops.get(event.tracking_number, told.shop_id), {}))
        for event in told.events
    )
    return replace(told, events=events)
