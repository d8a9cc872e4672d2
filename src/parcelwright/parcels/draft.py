"""The draft: an order that is ready to ship, with its goods, its addresses and its packing."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from parcelwright.parcels.parcel import ContractParty, Lane, Party
from parcelwright.records import quickly_made

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime


class Battery(StrEnum):
    """Whether and how a battery travels: what the packing instructions tell apart."""

    NO = "no"
    IN_EQUIPMENT = "in_equipment"
    WITH_EQUIPMENT = "with_equipment"
    ALONE = "alone"


class Chemistry(StrEnum):
    """What a battery is made of, as far as dangerous goods rules tell apart."""

    LITHIUM_ION = "lithium_ion"
    LITHIUM_METAL = "lithium_metal"
    SODIUM_ION = "sodium_ion"
    OTHER = "other"


class Purpose(StrEnum):
    """Why goods are sent, as a customs declaration asks."""

    SALE = "sale"
    GIFT = "gift"
    SAMPLE = "sample"
    RETURN = "return"
    DOCUMENTS = "documents"
    OTHER = "other"


class DutyPayer(StrEnum):
    """Who pays duties and import taxes."""

    SENDER = "sender"
    RECIPIENT = "recipient"


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of an order. None and empty text are unknown, never "no".

    Args:
        unit_value: What the buyer paid for one piece.
        hs_code: As written, digits and dots.
        origin_country: Where the goods were made, ISO 3166-1 alpha-2.
        battery: None is not known.
        battery_wh: Watt-hours of one battery; grams of lithium stand in ``lithium_g``.
        batteries: Cells or batteries in one piece.
    """

    description: str = ""
    sku: str = ""
    quantity: int | None = None
    unit_value: Money | None = None
    hs_code: str = ""
    origin_country: str = ""
    unit_weight_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    battery: Battery | None = None
    chemistry: Chemistry | None = None
    battery_wh: float | None = None
    lithium_g: float | None = None
    batteries: int | None = None
    liquid_ml: float | None = None
    fragile: bool | None = None


@quickly_made
@dataclass(frozen=True, kw_only=True)
class Packing:
    """How a parcel is packed, as far as somebody said so.

    Args:
        board_ect: Edge crush of the board in pounds per inch, as its stamp says.
        double_wall: Whether the board has two walls.
        cushion_mm: Least cushioning between goods and wall.
        void_filled: Whether nothing can move.
        tape_mm: Width of the tape.
        marks: Such as ``fragile`` or ``lithium``.
    """

    board_ect: int | None = None
    double_wall: bool | None = None
    cushion_mm: int | None = None
    void_filled: bool | None = None
    double_boxed: bool | None = None
    tape_mm: int | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An order that is to be shipped as one parcel.

    Args:
        recipient: Who gets it; ``recipient.country`` is the destination.
        region: Province or state of the recipient, as written.
        recipient_id: Personal or tax number of the recipient, where customs asks for one.
        recipient_id_kind: Which one, such as ``cpf`` or ``pccc``; empty is not said.
        recipient_id_until: Last day on which the number is valid.
        value: What the buyer paid for the goods, all lines together.
        declared: What the customs declaration says.
        weight_g: Of the packed parcel.
        sender_vat: VAT or tax number of the sender in the destination.
        form: Customs form used, ``cn22`` or ``cn23``.
        signed: Whether the customs declaration is signed and dated.
        proof_of_posting: Whether a receipt of posting will exist.
        ship_on: Day on which the carrier gets it.
        extra: Columns of the seller's file that have no name of ours, kept as text.
    """

    order_number: str
    shop: str = ""
    sales_channel: str = ""
    payment_method: str = ""
    ordered_at: EventTime | None = None
    promised_by: EventTime | None = None
    ship_on: date | None = None
    carrier: str = ""
    service: str = ""
    carrier_account: str = ""
    programme: str = ""
    contract_party: ContractParty | None = None
    tracking_number: str = ""
    recipient: Party = field(default_factory=Party)
    company: str = ""
    region: str = ""
    recipient_id: str = ""
    recipient_id_kind: str = ""
    recipient_id_until: date | None = None
    sender: Party = field(default_factory=Party)
    lines: tuple[Line, ...] = ()
    purpose: Purpose | None = None
    value: Money | None = None
    declared: Money | None = None
    postage: Money | None = None
    weight_g: int | None = None
    length_mm: int | None = None
    width_mm: int | None = None
    height_mm: int | None = None
    duty_payer: DutyPayer | None = None
    ioss_number: str = ""
    voec_number: str = ""
    sender_vat: str = ""
    eori_number: str = ""
    form: str = ""
    signed: bool | None = None
    insurer: str = ""
    insured: Money | None = None
    proof_of_posting: bool | None = None
    packing: Packing = field(default_factory=Packing)
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def lane(self) -> Lane:
        """Where the parcel goes from and to."""
        return Lane(
            origin_country=self.sender.country,
            destination_country=self.recipient.country,
            destination_region=self.region,
            destination_postal_code=self.recipient.postal_code,
        )

    @cached_property
    def lines_value(self) -> Money | None:
        """What all lines are worth, or None where one lacks price or quantity."""
        total: Money | None = None
        for line in self.lines:
            if line.unit_value is None or line.quantity is None:
                return None
            value = line.unit_value * line.quantity
            if total is not None and total.currency != value.currency:
                return None
            total = value if total is None else total + value
        return total

    @property
    def goods_value(self) -> Money | None:
        """What the goods are worth: as told for the order, else the sum of its lines."""
        return self.value or self.lines_value

    @cached_property
    def lines_weight_g(self) -> int | None:
        """What all lines weigh in grams, or None where one lacks weight or quantity."""
        total = 0
        for line in self.lines:
            if line.unit_weight_g is None or line.quantity is None:
                return None
            total += line.unit_weight_g * line.quantity
        return total if self.lines else None
