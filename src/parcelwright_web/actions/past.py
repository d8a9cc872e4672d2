"""What earlier parcels and orders of a shop say of addresses, buyers and goods."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, OuterRef, Q

from parcelwright.cases.case import ClosedAs
from parcelwright.parcels.events import Milestone
from parcelwright.prevention.known import BuyerPast, Past
from parcelwright.prevention.past_keys import address_key, buyer_key
from parcelwright_web.actions.past_goods import goods_past
from parcelwright_web.actions.past_parcels import parcels_past
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from parcelwright.parcels.draft import Draft
    from parcelwright_web.models.accounts import Shop

# Addresses are sealed, so each parcel looked at is opened: the newest, and no more than these.
_MOST_LOST = 2000
_MOST_OF_BUYERS = 5000
_MOST_TO_COUNTRIES = 5000
# Fewer losses at an address say nothing of it, so nobody asks how many parcels went there.
_LOSSES_TO_COUNT = 2
_LOST = (Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED, Milestone.REPORTED_NOT_RECEIVED)
_NEVER_CAME = (ClosedAs.PAID, ClosedAs.WRITTEN_OFF)
_CAME_BACK = frozenset({Milestone.REFUSED, Milestone.UNCLAIMED, Milestone.RETURNED})


def past_of(shop: Shop, drafts: Sequence[Draft]) -> Past:
    """Return what the past says of the addresses, buyers and goods of some orders of a shop."""
    tenant_id = shop.tenant_id
    lost = [(row.pk, _address(row)) for row in lost_parcels(tenant_id)]
    lost_at = Counter(key for _, key in lost if key)
    parcels_at, since = _parcels_at(tenant_id, lost_at, drafts)
    for pk, key in lost:
        if pk < since and key in parcels_at:
            lost_at[key] -= 1
    goods = goods_past(shop, drafts)
    return Past(
        lost_at=lost_at,
        parcels_at=parcels_at,
        prices=goods.prices,
        weights=goods.weights,
        buyers=_buyers(tenant_id, drafts),
        parcels=parcels_past(shop, drafts),
    )


def _parcels_at(
    tenant_id: int, lost_at: Counter[str], drafts: Sequence[Draft]
) -> tuple[Counter[str], int]:
    """Return how many parcels went to the addresses of orders at which several were lost.

    Returns:
        Counts by address, and the key of the oldest parcel that was looked at: losses before it
        are not to be held against parcels that were not counted. It is 0 where all were.
    """
    wanted = {}
    for draft in drafts:
        buyer = draft.recipient
        key = address_key(buyer.country, buyer.postal_code, buyer.address_lines)
        if lost_at[key] >= _LOSSES_TO_COUNT:
            wanted[key] = buyer.country
    if not wanted:
        return Counter(), 0
    rows = Parcel.objects.for_tenant(tenant_id).filter(
        destination_country__in=["", *wanted.values()]
    )
    seen = list(rows.order_by("-pk")[:_MOST_TO_COUNTRIES])
    counts = Counter(key for row in seen if (key := _address(row)) in wanted)
    return counts, seen[-1].pk if len(seen) == _MOST_TO_COUNTRIES else 0


def _address(parcel: Parcel) -> str:
    domain = parcel.to_domain()
    buyer, lane = domain.buyer, domain.lane
    country = buyer.country or lane.destination_country
    code = buyer.postal_code or lane.destination_postal_code
    return address_key(country, code, buyer.address_lines)


def lost_parcels(tenant_id: int) -> list[Parcel]:
    """Return the newest parcels of a tenant that never came, as far as anybody said so."""
    closed = Case.objects.for_tenant(tenant_id).filter(closed_as__in=_NEVER_CAME)
    told = TrackingEventRow.objects.for_tenant(tenant_id)
    reported = told.filter(milestone=Milestone.REPORTED_NOT_RECEIVED)
    delivered = told.filter(milestone=Milestone.DELIVERED, parcel=OuterRef("parcel"))
    disputed = reported.filter(Exists(delivered)).values("parcel_id")
    ended_so = Q(outcome__in=_LOST) | Q(pk__in=closed.values("parcel_id"))
    # A report after the delivery opens the journey again; one before it was merely early.
    rows = Parcel.objects.for_tenant(tenant_id).filter(ended_so | Q(outcome="", pk__in=disputed))
    return list(rows.order_by("-pk")[:_MOST_LOST])


def _buyers(tenant_id: int, drafts: Sequence[Draft]) -> dict[str, BuyerPast]:
    index = Parcel._meta.get_field("buyer_index")  # noqa: SLF001 - Django's documented name
    names = {
        index.of(draft.recipient.email, tenant_id): buyer_key(draft.recipient)
        for draft in drafts
        if draft.recipient.email
    }
    if not names:
        return {}
    rows = Parcel.objects.for_tenant(tenant_id).filter(buyer_index__in=names)
    told = list(rows.order_by("-pk").values_list("pk", "buyer_index", "outcome")[:_MOST_OF_BUYERS])
    marks = _marks(tenant_id, [pk for pk, _, _ in told])
    ends: dict[str, list[_End]] = defaultdict(list)
    for pk, key, outcome in told:
        ends[names[key]].append(_End(outcome=outcome, marks=marks[pk]))
    return {
        buyer: BuyerPast(
            parcels=len(each),
            not_received=sum(end.is_missing for end in each),
            refused=sum(end.came_back for end in each),
        )
        for buyer, each in ends.items()
    }


def _marks(tenant_id: int, parcels: Collection[int]) -> dict[int, set[str]]:
    """Return what was told of parcels beside how they ended: reports, refusals, deliveries."""
    found: dict[int, set[str]] = defaultdict(set)
    wanted = (Milestone.DELIVERED, Milestone.REPORTED_NOT_RECEIVED, *_CAME_BACK)
    rows = TrackingEventRow.objects.for_tenant(tenant_id).filter(
        parcel__among=parcels, milestone__in=[mark.value for mark in wanted]
    )
    for parcel, milestone in rows.values_list("parcel_id", "milestone"):
        found[parcel].add(milestone)
    return found


class _End(NamedTuple):
    """How a parcel ended, empty while it is open, and what else was told of it."""

    outcome: str
    marks: set[str]

    @property
    def is_missing(self) -> bool:
        """Whether the buyer reported it, and it was lost or called delivered before.

        A report before the delivery was merely early; one after it opens the journey again.
        """
        if Milestone.REPORTED_NOT_RECEIVED not in self.marks:
            return False
        return self.outcome in _LOST or (not self.outcome and Milestone.DELIVERED in self.marks)

    @property
    def came_back(self) -> bool:
        """Whether it was refused, not fetched, or returned."""
        return self.outcome in _CAME_BACK or not _CAME_BACK.isdisjoint(self.marks)
