"""What a shop's earlier parcels say of the addresses and buyers of some orders."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from parcelwright.cases.case import ClosedAs
from parcelwright.parcels.events import Milestone
from parcelwright.prevention.known import BuyerPast, Past
from parcelwright.prevention.past_keys import address_key, buyer_key
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.parcels.draft import Draft

# Addresses are sealed, so each parcel looked at is opened: the newest, and no more than these.
_MOST_LOST = 2000
_MOST_OF_BUYERS = 5000
_LOST = (Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED, Milestone.REPORTED_NOT_RECEIVED)
_NEVER_CAME = (ClosedAs.PAID, ClosedAs.WRITTEN_OFF)
_CAME_BACK = (Milestone.REFUSED, Milestone.UNCLAIMED, Milestone.RETURNED)


def past_of(tenant_id: int, drafts: Sequence[Draft]) -> Past:
    """Return the losses at all addresses, and what became of the buyers of some orders."""
    lost_at: Counter[str] = Counter()
    for parcel in _lost(tenant_id):
        domain = parcel.to_domain()
        buyer, lane = domain.buyer, domain.lane
        country = buyer.country or lane.destination_country
        code = buyer.postal_code or lane.destination_postal_code
        lost_at[address_key(country, code, buyer.address_lines)] += 1
    lost_at.pop("", None)
    return Past(lost_at=lost_at, buyers=_buyers(tenant_id, drafts))


def _lost(tenant_id: int) -> list[Parcel]:
    closed = Case.objects.for_tenant(tenant_id).filter(closed_as__in=_NEVER_CAME)
    ended_so = Q(outcome__in=_LOST) | Q(pk__in=closed.values("parcel_id"))
    rows = Parcel.objects.for_tenant(tenant_id).filter(ended_so)
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
    outcomes: dict[str, list[str]] = defaultdict(list)
    for key, outcome in rows.order_by("-pk").values_list("buyer_index", "outcome")[
        :_MOST_OF_BUYERS
    ]:
        outcomes[names[key]].append(outcome)
    return {
        buyer: BuyerPast(
            parcels=len(ends),
            not_received=sum(end == Milestone.REPORTED_NOT_RECEIVED for end in ends),
            refused=sum(end in _CAME_BACK for end in ends),
        )
        for buyer, ends in outcomes.items()
    }
