"""The parcel: one package with one tracking number, and who and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.records import quickly_made

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime


class ContractParty(StrEnum):
    """Who holds the contract with the carrier, and so the claim against it.

    ``last_mile`` is a seller whose own account bought the label of the last-mile carrier.
    """

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    SELF = "self"
    CONSOLIDATOR = "consolidator"
    PLATFORM = "platform"
    LAST_MILE = "last_mile"


class Transport(StrEnum):
    """How a parcel travelled between the countries, as far as somebody said so."""

    # That of the text, as equality is; the enumeration's own is many times slower.
    __hash__ = str.__hash__

    AIR = "air"
    ROAD = "road"
    RAIL = "rail"
    SEA = "sea"
    MULTIMODAL = "multimodal"


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Lane:
    """Where a parcel goes from and to, as ISO 3166-1 alpha-2 codes; empty is unknown."""

    origin_country: str = ""
    origin_region: str = ""
    destination_country: str = ""
    destination_region: str = ""
    destination_postal_code: str = ""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Party:
    """A person or firm on a label or order. Empty text is unknown."""

    name: str = ""
    email: str = ""
    phone: str = ""
    language: str = ""
    address_lines: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    postal_code: str = ""


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Contents:
    """The goods inside: what they are, what they sold for and cost, and how heavy they are.

    ``value`` is what the buyer paid for the goods, ``cost`` what they cost the seller,
    ``declared`` what the customs declaration or the carrier was told.
    """

    description: str = ""
    hs_code: str = ""
    value: Money | None = None
    cost: Money | None = None
    declared: Money | None = None
    weight_g: int | None = None
    items: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One package. Identified by carrier, number and acceptance date, for numbers are reused.

    Args:
        tracking_number: Without blanks, in capitals.
        carrier: Slug such as ``china-post``; empty when unknown.
        service: The carrier's product, as the seller or label names it.
        accepted_at: First proof that the carrier took it; never the label date.
        promised_by: Delivery date promised to the buyer.
        carrier_account: The seller's account or contract under which it was shipped.
        programme: Platform or programme through which label or cover was bought.
        transport: How it travels between the countries; None is not known.
        extra: Columns of the seller's file that have no name of ours, kept as text.
    """

    tracking_number: str
    carrier: str = ""
    service: str = ""
    lane: Lane = field(default_factory=Lane)
    contents: Contents = field(default_factory=Contents)
    buyer: Party = field(default_factory=Party)
    label_created_at: EventTime | None = None
    handed_over_at: EventTime | None = None
    accepted_at: EventTime | None = None
    ordered_at: EventTime | None = None
    paid_at: EventTime | None = None
    promised_by: EventTime | None = None
    latest_delivery_estimate: EventTime | None = None
    order_number: str = ""
    shop: str = ""
    sales_channel: str = ""
    marketplace_order_id: str = ""
    payment_method: str = ""
    postage: Money | None = None
    insurer: str = ""
    insured: Money | None = None
    carrier_account: str = ""
    programme: str = ""
    contract_party: ContractParty | None = None
    transport: Transport | None = None
    reference_number: str = ""
    waybill_number: str = ""
    manifest: str = ""
    last_mile_number: str = ""
    last_mile_carrier: str = ""
    other_numbers: tuple[str, ...] = ()
    ioss_number: str = ""
    duties_paid_by: str = ""
    sample_weight: float = 1.0
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def accepted_on(self) -> date | None:
        """Local calendar day of acceptance, from which most periods are counted."""
        return None if self.accepted_at is None else self.accepted_at.day
