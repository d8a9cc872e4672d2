"""Military addresses, territories and islands: another way, other customs, more days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.prevention.customs import same_customs
from parcelwright.prevention.finding import Found, Says, Severity, told
from parcelwright.prevention.services import carrier_name, is_courier
from parcelwright.prevention.zones_by_code import ZoneKind, zone_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from parcelwright.parcels.draft import Draft
    from parcelwright.prevention.known import Known
    from parcelwright.prevention.zones_by_code import Zone

SAYS = {
    "zone_military_by_courier": Says(
        severity=Severity.STOP,
        reason="{name} is served by its post alone, and {carrier} is a courier.",
        fix="Send it by a postal service.",
    ),
    "zone_military": Says(
        severity=Severity.HINT,
        reason="The address is a {name}: parcels travel by military mail and are scanned rarely.",
        fix="Fill in a customs form, plan more days, and keep the receipt of posting.",
    ),
    "zone_customs_territory": Says(
        severity=Severity.HINT,
        reason="{name} has customs or tax rules of its own, unlike the rest of {country}.",
        fix="Declare the goods as for a parcel from abroad, and ask the carrier for its price.",
    ),
    "zone_territory": Says(
        severity=Severity.HINT,
        reason="{name} is reached through {country}, with more days than its mainland.",
        fix="Promise a later date, and see that the service covers it.",
    ),
    "zone_remote": Says(
        severity=Severity.HINT,
        reason="{name} takes more days than the rest of {country}, often for a surcharge.",
        fix="Promise a later date, and see whether the carrier adds a surcharge.",
    ),
}
_CODES = {ZoneKind.ISLAND: "zone_remote"}


def check(draft: Draft, known: Known) -> Iterator[Found]:
    """Yield what is special about where the parcel goes.

    >>> from datetime import date
    >>> from parcelwright.parcels.draft import Draft
    >>> from parcelwright.parcels.parcel import Party
    >>> from parcelwright.prevention.known import Known
    >>> known = Known(on=date(2026, 3, 2))
    >>> buyer = Party(country="US", city="APO", postal_code="09464")
    >>> order = Draft(order_number="1", recipient=buyer, region="AE", carrier="ups")
    >>> [each.code for each in check(order, known)]
    ['zone_military_by_courier']
    >>> buyer = Party(country="US", city="Reno", postal_code="89501")
    >>> list(check(Draft(order_number="1", recipient=buyer, region="NV"), known))
    []
    """
    buyer = draft.recipient
    found = zone_of(buyer.country, draft.region, buyer.postal_code, draft.ship_on or known.on)
    if found is None:
        return
    zone, citation = found
    code = _CODES.get(zone.kind, f"zone_{zone.kind}")
    if zone.kind is ZoneKind.MILITARY and is_courier(draft.carrier):
        code = "zone_military_by_courier"
    figures = told(name=zone.name, country=buyer.country, carrier=carrier_name(draft.carrier))
    yield Found(
        code=code,
        field="destination_postal_code",
        figures=figures,
        severity=Severity.WARN if _is_undeclared(draft, zone) else None,
        citation=citation,
    )


def _is_undeclared(draft: Draft, zone: Zone) -> bool:
    """Return whether a parcel leaves the customs territory unnoticed, as its countries are one."""
    leaves = zone.kind is ZoneKind.CUSTOMS_TERRITORY
    return leaves and not draft.form and same_customs(draft.sender.country, draft.recipient.country)
