"""What checks would have found in parcels before they left, had they been asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parcelwright.parcels.draft import Draft, Line
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.run import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TypeAlias

    from parcelwright.parcels.parcel import Parcel
    from parcelwright.prevention.finding import Finding
    from parcelwright.prevention.known import Known

    _Lane: TypeAlias = tuple[str, str]
    _Shared: TypeAlias = defaultdict[_Lane, Counter[tuple[str, str]]]

_GRAVE = (Severity.STOP, Severity.WARN)
# What our records lack may well have been on the parcel, so its absence shows nothing.
_ABSENT = "_missing"
# Checks of the calendar and of what is owed say nothing of why a parcel was lost.
_NO_CAUSES = frozenset(
    {"timing", "cover", "duties", "import_charges", "promised_date", "lost_address"}
)


@dataclass(frozen=True, kw_only=True)
class Missed:
    """A finding that lost parcels of one lane share: what to repair, or to switch on.

    Args:
        lane: From and to, as country codes.
        with_it: Of ``losses`` on the lane, so many had the finding.
        arrived_with_it: Of ``arrived`` parcels on the lane that were looked at, so many had it.
    """

    lane: tuple[str, str]
    check: str
    code: str
    with_it: int
    losses: int
    arrived_with_it: int = 0
    arrived: int = 0

    @property
    def telling(self) -> bool:
        """Whether losses had it more often than parcels that arrived, as far as those are known."""
        return self.with_it * self.arrived > self.arrived_with_it * self.losses or not self.arrived


def would_have_caught(
    lost: Iterable[Parcel], known: Known, arrived: Iterable[Parcel] = ()
) -> tuple[Missed, ...]:
    """Return what checks would have found in lost parcels before they left.

    Each lane's losses are its own measure; a finding in one loss alone is left out. What losses
    had more often than parcels that arrived stands first, and what most of them had.

    Args:
        lost: Parcels that never came.
        known: What checks are held against.
        arrived: Parcels that came, on whatever lanes.
    """
    losses, shared = _shared(lost, known)
    others, as_usual = _shared(arrived, known)
    found = [
        Missed(
            lane=lane,
            check=check,
            code=code,
            with_it=count,
            losses=losses[lane],
            arrived_with_it=as_usual[lane][check, code],
            arrived=others[lane],
        )
        for lane, codes in shared.items()
        for (check, code), count in codes.items()
        if count > 1
    ]
    return tuple(
        sorted(found, key=lambda each: (not each.telling, -each.with_it, each.lane, each.code))
    )


def seen_before(parcel: Parcel, known: Known) -> tuple[Finding, ...]:
    """Return what checks would have warned of before a parcel left, as far as it is recorded."""
    return tuple(
        each
        for each in findings_of(draft_of(parcel), known, _NO_CAUSES)
        if each.severity in _GRAVE and not each.code.endswith(_ABSENT)
    )


def lane_of(parcel: Parcel) -> tuple[str, str]:
    """Return the countries from and to, empty where not known."""
    return parcel.lane.origin_country, parcel.buyer.country or parcel.lane.destination_country


def _shared(parcels: Iterable[Parcel], known: Known) -> tuple[Counter[_Lane], _Shared]:
    """Return the parcels of each lane, and how many of them have each finding."""
    count: Counter[_Lane] = Counter()
    shared: _Shared = defaultdict(Counter)
    for parcel in parcels:
        lane = lane_of(parcel)
        count[lane] += 1
        shared[lane].update({(each.check, each.code) for each in seen_before(parcel, known)})
    return count, shared


def draft_of(parcel: Parcel) -> Draft:
    """Return the order that a parcel was, as far as the parcel still tells it."""
    goods, lane, buyer = parcel.contents, parcel.lane, parcel.buyer
    line = Line(description=goods.description, hs_code=goods.hs_code, quantity=goods.items)
    country = buyer.country or lane.destination_country
    code = buyer.postal_code or lane.destination_postal_code
    return Draft(
        order_number=parcel.order_number or parcel.tracking_number,
        shop=parcel.shop,
        sales_channel=parcel.sales_channel,
        ordered_at=parcel.ordered_at,
        ship_on=parcel.accepted_on,
        carrier=parcel.carrier,
        service=parcel.service,
        tracking_number=parcel.tracking_number,
        recipient=replace(buyer, country=country, postal_code=code),
        region=lane.destination_region,
        sender=Party(country=lane.origin_country),
        lines=(line,) if goods.description or goods.hs_code else (),
        value=goods.value,
        declared=goods.declared,
        weight_g=goods.weight_g,
        length_mm=goods.length_mm,
        width_mm=goods.width_mm,
        height_mm=goods.height_mm,
        ioss_number=parcel.ioss_number,
    )
