"""A parcel that is to be sent, and what its loss and its delay cost the seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.parcels.event_times import EventTime
from parcelwright.parcels.parcel import Contents, Lane, Parcel

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.parcel import ContractParty


@dataclass(frozen=True, kw_only=True)
class Sending:
    """What is to be sent.

    Args:
        on: Day of posting.
        value: What the buyer paid for the goods.
        cost: What the goods cost the seller, where known.
        contents: Words for the goods, which exclusions are read from.
        number: Order number or whatever else tells parcels apart.
        postage: What sending it costs, where known; some carriers pay a multiple of it.
        declared: Value on the customs form, which caps what some pay; what the buyer paid where
            it is None.
        carrier_account: The account it goes under; where the seller has several with one
            carrier, it decides whose terms count.
        programme: Programme through which label or cover is bought.
        contract_party: Who holds the contract with the carrier; None is not known.
    """

    origin_country: str
    destination_country: str
    weight_g: int
    value: Money
    on: date
    cost: Money | None = None
    contents: str = ""
    number: str = ""
    destination_region: str = ""
    shop: str = ""
    postage: Money | None = None
    declared: Money | None = None
    carrier_account: str = ""
    programme: str = ""
    contract_party: ContractParty | None = None

    def parcel(
        self,
        carrier: str,
        service: str,
        *,
        postage: Money | None = None,
        insured: Money | None = None,
        insurer: str = "",
    ) -> Parcel:
        """Return it as a parcel that this service took on the day of posting."""
        return Parcel(
            tracking_number=self.number or "NOT SENT YET",
            carrier=carrier,
            service=service,
            shop=self.shop,
            lane=Lane(
                origin_country=self.origin_country,
                destination_country=self.destination_country,
                destination_region=self.destination_region,
            ),
            contents=Contents(
                description=self.contents,
                value=self.value,
                cost=self.cost,
                declared=self.declared or self.value,
                weight_g=self.weight_g,
            ),
            accepted_at=EventTime.on(self.on),
            handed_over_at=EventTime.on(self.on),
            postage=postage or self.postage,
            insured=insured,
            insurer=insurer,
            carrier_account=self.carrier_account,
            programme=self.programme,
            contract_party=self.contract_party,
        )


@dataclass(frozen=True, kw_only=True)
class Stakes:
    """What goes wrong costs, beside the goods; all of one currency.

    Args:
        handling: Work for one lost parcel: the buyer's questions, the claim, packing again.
        per_day: What a day of waiting costs; nothing where it is not known.
        promised_days: Days promised to the buyer: only later ones cost. None counts every day.
    """

    handling: Money
    per_day: Money
    promised_days: float | None = None
