"""Which cells of an orders file become which field of a draft, and how each is read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.problems import Trouble
from parcelwright.parcels.draft import Battery, Chemistry, DutyPayer, Purpose
from parcelwright.parcels.parcel import ContractParty

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date

    from parcelwright.parcels.event_times import EventTime

    Reads = Callable[[CellReader, str], object]


class Part(StrEnum):
    """What of a draft a cell belongs to."""

    LINE = "line"
    ORDER = "order"
    RECIPIENT = "recipient"
    SENDER = "sender"
    PACKING = "packing"


@dataclass(frozen=True)
class Asked:
    """One cell to read: what it fills, how, and which columns decide beside its own."""

    part: Part
    field: str
    column: str
    read: Reads
    beside: tuple[str, ...] = ()


def plan_of(columns: Collection[str]) -> tuple[Asked, ...]:
    """Return what to read of each row of a file that has some of our columns.

    Goods come first, then the order, so that problems stand in the order of the columns.
    """
    return tuple(asked for asked in _ALL if asked.column in columns)


def _money(part: Part, field: str, column: str, *currencies: str) -> Asked:
    return Asked(part, field, column, lambda cells, own: cells.money(own, *currencies), currencies)


def _word(words: type[StrEnum]) -> Reads:
    return lambda cells, column: cells.word(column, words)


def _folded(cells: CellReader, column: str) -> str:
    return cells.text(column).casefold()


def _marks(cells: CellReader, column: str) -> tuple[str, ...]:
    return tuple(cells.text(column).replace(",", " ").replace(";", " ").casefold().split())


def _sale_time(cells: CellReader, column: str) -> EventTime | None:
    """Return a time of the sale or the shipping, or None; one in no year of ours is a problem."""
    moment = cells.time(column)
    if moment is None or moment.day.year in _YEARS:
        return moment
    cells.note(column, Trouble.DATE, cells.text(column))
    return None


def _ship_day(cells: CellReader, column: str) -> date | None:
    moment = _sale_time(cells, column)
    return None if moment is None else moment.day


# What follows from these days is reckoned from them, some years back and ahead.
_YEARS = range(2000, 2200)
_text, _day = CellReader.text, CellReader.day
_lines, _country = CellReader.lines, CellReader.country
_grams, _millimetres = CellReader.grams, CellReader.millimetres
_whole, _decimal, _yes = CellReader.whole, CellReader.decimal, CellReader.yes

_LINE = (
    Asked(Part.LINE, "description", "contents", _text),
    Asked(Part.LINE, "sku", "sku", _text),
    Asked(Part.LINE, "quantity", "quantity", _whole),
    _money(Part.LINE, "unit_value", "unit_value", "unit_currency", "currency"),
    Asked(Part.LINE, "hs_code", "hs_code", _text),
    Asked(Part.LINE, "origin_country", "goods_origin", _country),
    Asked(Part.LINE, "unit_weight_g", "unit_weight_g", _grams),
    Asked(Part.LINE, "length_mm", "item_length_mm", _millimetres),
    Asked(Part.LINE, "width_mm", "item_width_mm", _millimetres),
    Asked(Part.LINE, "height_mm", "item_height_mm", _millimetres),
    Asked(Part.LINE, "battery", "battery", _word(Battery)),
    Asked(Part.LINE, "chemistry", "chemistry", _word(Chemistry)),
    Asked(Part.LINE, "battery_wh", "battery_wh", _decimal),
    Asked(Part.LINE, "lithium_g", "lithium_g", _decimal),
    Asked(Part.LINE, "batteries", "batteries", _whole),
    Asked(Part.LINE, "liquid_ml", "liquid_ml", _decimal),
    Asked(Part.LINE, "fragile", "fragile", _yes),
)
_CARRIAGE = (
    Asked(Part.ORDER, "shop", "shop", _text),
    Asked(Part.ORDER, "sales_channel", "sales_channel", _text),
    Asked(Part.ORDER, "payment_method", "payment_method", _text),
    Asked(Part.ORDER, "ordered_at", "ordered_at", _sale_time),
    Asked(Part.ORDER, "promised_by", "promised_by", _sale_time),
    Asked(Part.ORDER, "ship_on", "ship_on", _ship_day),
    Asked(Part.ORDER, "carrier", "carrier", CellReader.carrier),
    Asked(Part.ORDER, "service", "service", _text),
    Asked(Part.ORDER, "carrier_account", "carrier_account", _text),
    Asked(Part.ORDER, "programme", "programme", _text),
    Asked(Part.ORDER, "contract_party", "contract_party", _word(ContractParty)),
    Asked(Part.ORDER, "tracking_number", "tracking_number", CellReader.number),
)
_RECIPIENT = (
    Asked(Part.RECIPIENT, "name", "buyer_name", _text),
    Asked(Part.RECIPIENT, "email", "buyer_email", _text),
    Asked(Part.RECIPIENT, "phone", "buyer_phone", _text),
    Asked(Part.RECIPIENT, "language", "buyer_language", _text),
    Asked(Part.RECIPIENT, "address_lines", "address_lines", _lines),
    Asked(Part.RECIPIENT, "city", "city", _text),
    Asked(Part.RECIPIENT, "country", "destination_country", _country),
    Asked(Part.RECIPIENT, "postal_code", "destination_postal_code", _text),
    Asked(Part.ORDER, "company", "company", _text),
    Asked(Part.ORDER, "region", "destination_region", _text),
    Asked(Part.ORDER, "recipient_id", "recipient_id", _text),
    Asked(Part.ORDER, "recipient_id_kind", "recipient_id_kind", _folded),
    Asked(Part.ORDER, "recipient_id_until", "recipient_id_until", _day),
)
_SENDER = (
    Asked(Part.SENDER, "name", "sender_name", _text),
    Asked(Part.SENDER, "phone", "sender_phone", _text),
    Asked(Part.SENDER, "address_lines", "sender_address_lines", _lines),
    Asked(Part.SENDER, "city", "sender_city", _text),
    Asked(Part.SENDER, "country", "origin_country", _country),
    Asked(Part.SENDER, "postal_code", "sender_postal_code", _text),
)
_CUSTOMS = (
    Asked(Part.ORDER, "purpose", "purpose", _word(Purpose)),
    _money(Part.ORDER, "value", "value", "currency"),
    _money(Part.ORDER, "declared", "declared_value", "declared_currency", "currency"),
    _money(Part.ORDER, "postage", "postage", "postage_currency", "currency"),
    Asked(Part.ORDER, "weight_g", "weight_g", _grams),
    Asked(Part.ORDER, "length_mm", "length_mm", _millimetres),
    Asked(Part.ORDER, "width_mm", "width_mm", _millimetres),
    Asked(Part.ORDER, "height_mm", "height_mm", _millimetres),
    Asked(Part.ORDER, "duty_payer", "duties_paid_by", _word(DutyPayer)),
    Asked(Part.ORDER, "ioss_number", "ioss_number", _text),
    Asked(Part.ORDER, "voec_number", "voec_number", _text),
    Asked(Part.ORDER, "sender_vat", "sender_vat", _text),
    Asked(Part.ORDER, "eori_number", "eori_number", _text),
    Asked(Part.ORDER, "form", "customs_form", _folded),
    Asked(Part.ORDER, "signed", "signed", _yes),
    Asked(Part.ORDER, "insurer", "insurer", _text),
    _money(Part.ORDER, "insured", "insured_value", "insured_currency", "currency"),
    Asked(Part.ORDER, "proof_of_posting", "proof_of_posting", _yes),
)
_PACKING = (
    Asked(Part.PACKING, "marks", "marks", _marks),
    Asked(Part.PACKING, "board_ect", "board_ect", _whole),
    Asked(Part.PACKING, "double_wall", "double_wall", _yes),
    Asked(Part.PACKING, "cushion_mm", "cushion_mm", _millimetres),
    Asked(Part.PACKING, "void_filled", "void_filled", _yes),
    Asked(Part.PACKING, "double_boxed", "double_boxed", _yes),
    Asked(Part.PACKING, "tape_mm", "tape_mm", _millimetres),
)
_ALL = (*_LINE, *_CARRIAGE, *_RECIPIENT, *_SENDER, *_CUSTOMS, *_PACKING)
