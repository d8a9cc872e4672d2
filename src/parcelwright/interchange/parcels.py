"""Rows of a parcels file to parcels, and back."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.interchange.cellreader import CellReader
from parcelwright.interchange.problems import CellProblem, Trouble
from parcelwright.interchange.tables import Row
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.parcel import (
    Contents,
    ContractParty,
    Lane,
    Parcel,
    Party,
    Transport,
)
from parcelwright.parcels.recognize import likely_carrier, normalize
from parcelwright.parcels.s10 import s10

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.money import Money
    from parcelwright.parcels.events import EventTime

CARRIER_TEXT = "carrier_text"
CARRIER_GUESSED = "carrier_guessed"
_MANY = " "
# Where it stands in an S10 number.
_CHECK_DIGIT = 10


def parcel_of(cells: CellReader) -> Parcel | None:
    """Return the parcel of a row, or None without a usable number (see ``cells.problems``)."""
    number = cells.number("tracking_number")
    if not number:
        cells.refuse_without("tracking_number")
        return None
    _note_misread(cells, number)
    return Parcel(
        tracking_number=number,
        carrier=carrier_of(cells),
        service=cells.text("service"),
        lane=lane_of(cells),
        contents=_contents_of(cells),
        buyer=buyer_of(cells),
        label_created_at=cells.time("label_created_at"),
        handed_over_at=cells.time("handed_over_at"),
        accepted_at=cells.time("accepted_at"),
        ordered_at=cells.time("ordered_at"),
        paid_at=cells.time("paid_at"),
        promised_by=cells.time("promised_by"),
        latest_delivery_estimate=cells.time("latest_delivery_estimate"),
        order_number=cells.text("order_number"),
        shop=cells.text("shop"),
        sales_channel=cells.text("sales_channel"),
        marketplace_order_id=cells.text("marketplace_order_id"),
        payment_method=cells.text("payment_method"),
        postage=cells.money("postage", "postage_currency", "currency"),
        insurer=cells.text("insurer"),
        insured=cells.money("insured_value", "insured_currency", "currency"),
        carrier_account=cells.text("carrier_account"),
        programme=cells.text("programme"),
        contract_party=cells.word("contract_party", ContractParty),
        transport=cells.word("transport", Transport),
        reference_number=cells.text("reference_number"),
        waybill_number=cells.text("waybill_number"),
        manifest=cells.text("manifest"),
        last_mile_number=cells.number("last_mile_number"),
        last_mile_carrier=cells.carrier("last_mile_carrier"),
        other_numbers=_numbers(cells.text("other_numbers")),
        ioss_number=cells.text("ioss_number"),
        duties_paid_by=cells.text("duties_paid_by"),
        sample_weight=cells.positive("sample_weight", 1.0),
        extra=extra_of(cells),
    )


def parcel_from_row(row: Mapping[str, str]) -> tuple[Parcel, tuple[CellProblem, ...]]:
    """Return the parcel of one row under our own column names, as :func:`parcel_cells` wrote it.

    Raises:
        InputFileError: The row has no tracking number.
    """
    cells = CellReader(row=Row(0, row), mapping={name: (name,) for name in row})
    parcel = parcel_of(cells)
    if parcel is None:
        msg = "a parcel's row has no usable tracking_number; give it as it stands on the label"
        raise InputFileError(msg)
    return parcel, tuple(cells.problems)


def _note_misread(cells: CellReader, number: str) -> None:
    found = s10(number)
    if found is not None and found.posts and found.number[_CHECK_DIGIT] != str(found.check_digit):
        cells.note("tracking_number", Trouble.CHECK_DIGIT, number)


def lane_of(cells: CellReader) -> Lane:
    """Return from where to where the row says the parcel goes."""
    return Lane(
        origin_country=cells.country("origin_country"),
        origin_region=cells.text("origin_region"),
        destination_country=cells.country("destination_country"),
        destination_region=cells.text("destination_region"),
        destination_postal_code=cells.text("destination_postal_code"),
    )


def buyer_of(cells: CellReader) -> Party:
    """Return the buyer named in a row."""
    return Party(
        name=cells.text("buyer_name"),
        email=cells.text("buyer_email"),
        phone=cells.text("buyer_phone"),
        language=cells.text("buyer_language"),
        address_lines=cells.lines("address_lines"),
        city=cells.text("city"),
        country=cells.country("buyer_country"),
        postal_code=cells.text("buyer_postal_code"),
    )


def parcel_cells(parcel: Parcel) -> dict[str, str]:
    """Return the filled cells of a parcel by column; :func:`parcel_of` reads them back."""
    goods = parcel.contents
    cells = {
        "tracking_number": parcel.tracking_number,
        "carrier": parcel.carrier,
        "service": parcel.service,
        "label_created_at": time_text(parcel.label_created_at),
        "handed_over_at": time_text(parcel.handed_over_at),
        "accepted_at": time_text(parcel.accepted_at),
        **lane_cells(parcel.lane),
        "order_number": parcel.order_number,
        "ordered_at": time_text(parcel.ordered_at),
        "promised_by": time_text(parcel.promised_by),
        "contents": goods.description,
        "hs_code": goods.hs_code,
        **money_cells("value", "currency", goods.value),
        **money_cells("cost", "cost_currency", goods.cost),
        **money_cells("postage", "postage_currency", parcel.postage),
        **money_cells("insured_value", "insured_currency", parcel.insured),
        **money_cells("declared_value", "declared_currency", goods.declared),
        "weight_g": _whole(goods.weight_g),
        "items": _whole(goods.items),
        "length_mm": _whole(goods.length_mm),
        "width_mm": _whole(goods.width_mm),
        "height_mm": _whole(goods.height_mm),
        "insurer": parcel.insurer,
        **buyer_cells(parcel.buyer),
        "shop": parcel.shop,
        "sales_channel": parcel.sales_channel,
        "marketplace_order_id": parcel.marketplace_order_id,
        "payment_method": parcel.payment_method,
        "paid_at": time_text(parcel.paid_at),
        "latest_delivery_estimate": time_text(parcel.latest_delivery_estimate),
        "carrier_account": parcel.carrier_account,
        "programme": parcel.programme,
        "contract_party": parcel.contract_party or "",
        "transport": parcel.transport or "",
        "reference_number": parcel.reference_number,
        "waybill_number": parcel.waybill_number,
        "manifest": parcel.manifest,
        "last_mile_number": parcel.last_mile_number,
        "last_mile_carrier": parcel.last_mile_carrier,
        "ioss_number": parcel.ioss_number,
        "duties_paid_by": parcel.duties_paid_by,
        "other_numbers": _MANY.join(parcel.other_numbers),
        "sample_weight": ""
        if parcel.sample_weight == 1
        else f"{Decimal(repr(parcel.sample_weight)):f}",
    }
    return {name: cell for name, cell in (dict(parcel.extra) | cells).items() if cell}


def _contents_of(cells: CellReader) -> Contents:
    return Contents(
        description=cells.text("contents"),
        hs_code=cells.text("hs_code"),
        value=cells.money("value", "currency"),
        cost=cells.money("cost", "cost_currency", "currency"),
        declared=cells.money("declared_value", "declared_currency", "currency"),
        weight_g=cells.grams("weight_g"),
        items=round(cells.positive("items", default=0)) or None,
        length_mm=cells.millimetres("length_mm"),
        width_mm=cells.millimetres("width_mm"),
        height_mm=cells.millimetres("height_mm"),
    )


def _numbers(cell: str) -> tuple[str, ...]:
    return tuple(normalize(number) for number in re.split(r"[\s,]+", cell) if number)


def extra_of(cells: CellReader) -> tuple[tuple[str, str], ...]:
    """Return the cells without a column of ours, and how the carrier is known if not by name."""
    written = cells.text("carrier")
    kept = dict(cells.rest())
    if written and not carrier_of_cell(written):
        kept[CARRIER_TEXT] = written
    if not written and _guessed_carrier(cells):
        kept[CARRIER_GUESSED] = "from the number"
    return tuple(sorted(kept.items()))


def carrier_of(cells: CellReader) -> str:
    """Return the carrier that a row names, or else the one that its number or service tells."""
    return cells.carrier("carrier") or _guessed_carrier(cells)


def _guessed_carrier(cells: CellReader) -> str:
    """Return the one carrier that number or service names where the row names none, or empty.

    Sellers' systems write both into the service, as in ``云途-全球专线挂号``.
    """
    if cells.text("carrier"):
        return ""
    first, dash, _rest = cells.text("service").partition("-")
    return likely_carrier(cells.number("tracking_number")) or (carrier_slug(first) if dash else "")


def lane_cells(lane: Lane) -> dict[str, str]:
    """Return the cells of a lane by column."""
    return {
        "origin_country": lane.origin_country,
        "origin_region": lane.origin_region,
        "destination_country": lane.destination_country,
        "destination_region": lane.destination_region,
        "destination_postal_code": lane.destination_postal_code,
    }


def buyer_cells(buyer: Party) -> dict[str, str]:
    """Return the cells of a buyer by column."""
    return {
        "buyer_name": buyer.name,
        "buyer_email": buyer.email,
        "buyer_phone": buyer.phone,
        "buyer_language": buyer.language,
        "address_lines": "\n".join(buyer.address_lines),
        "city": buyer.city,
        "buyer_country": buyer.country,
        "buyer_postal_code": buyer.postal_code,
    }


def time_text(moment: EventTime | None) -> str:
    """Return the ISO 8601 text of a time, or empty."""
    return "" if moment is None else moment.isoformat()


def money_cells(column: str, currency: str, money: Money | None) -> dict[str, str]:
    """Return the two cells of an amount, or none."""
    return {} if money is None else {column: f"{money.amount:f}", currency: money.currency}


def _whole(number: int | None) -> str:
    return "" if number is None else str(number)
