"""Whether a draft crosses a customs border."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Purpose
from parcelwright.prevention.customs import same_customs
from parcelwright.prevention.zones_by_code import ZoneKind, zone_of

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.parcels.draft import Draft


def is_declared(draft: Draft, on: date) -> bool:
    """Return whether the parcel needs a customs declaration; False where it cannot be told."""
    buyer, sender = draft.recipient, draft.sender
    if not buyer.country or not sender.country or draft.purpose is Purpose.DOCUMENTS:
        return False
    if not same_customs(sender.country, buyer.country):
        return True
    zone = zone_of(buyer.country, draft.region, buyer.postal_code, on)
    return zone is not None and zone[0].kind is ZoneKind.CUSTOMS_TERRITORY


def goes_by_military_mail(draft: Draft, on: date) -> bool:
    """Return whether it leaves the country for its military or diplomatic mail abroad.

    Such mail has an address at home, and what may travel in it is as for mail abroad
    (USPS, Publication 699).
    """
    buyer = draft.recipient
    if not buyer.country or draft.sender.country != buyer.country:
        return False
    zone = zone_of(buyer.country, draft.region, buyer.postal_code, on)
    return zone is not None and zone[0].kind is ZoneKind.MILITARY
