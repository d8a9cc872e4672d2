"""Orders of a simulated year: whole ones, and the faults put into some of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.money import Money
from parcelwright.parcels.draft import Battery, Draft, Line
from parcelwright.parcels.parcel import Party

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    import numpy as np

# Country, region, town, postal code, street, phone, recipient's number, carrier.
_PLACES = (
    ("DE", "", "Berlin", "10115", "Invalidenstraße {n}", "+49 30 901820", "", "china-post"),
    ("DE", "", "München", "80331", "Sendlinger Straße {n}", "+49 89 23300", "", "dhl-express"),
    ("FR", "", "Paris", "75007", "{n} rue Cler", "+33 1 44 55 66 77", "", "china-post"),
    ("US", "NV", "Reno", "89501", "{n} Sierra Street", "+1 775 334 4636", "", "yunexpress"),
    ("US", "NY", "New York", "10001", "{n} West 31st Street", "+1 212 330 3296", "", "ups"),
    ("GB", "", "London", "SW1A 2AA", "{n} Whitehall", "+44 20 7925 0918", "", "royal-mail"),
    ("BR", "SP", "São Paulo", "01310-100", "Avenida Paulista, {n}", "+55 11 3146 5999",
     "390.533.447-05", "china-post"),
    ("KR", "서울특별시", "중구", "04524", "{n} Sejong-daero", "+82 2 120 0000", "P123456789012",
     "china-post"),
    ("ES", "Madrid", "Madrid", "28014", "Calle de Alcalá {n}", "+34 915 88 10 00", "",
     "china-post"),
    ("AU", "NSW", "Sydney", "2000", "{n} George Street", "+61 2 9265 9333", "", "yunexpress"),
)  # fmt: skip
_GOODS = (
    ("cotton T-shirt", "6109100010", 180),
    ("ceramic coffee mug", "6912004810", 350),
    ("leather belt", "4203300000", 250),
    ("steel bottle opener", "8205510000", 90),
    ("silicone phone case", "3926909989", 60),
)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault as the parameters state it."""

    name: str
    share: float
    loss: float
    by: str
    checks: tuple[str, ...]
    source: str


def whole_order(number: int, draw: np.random.Generator, ships_on: date, goods: float) -> Draft:
    """Return an order without any fault."""
    country, region, city, code, street, phone, own_id, carrier = _PLACES[
        int(draw.integers(len(_PLACES)))
    ]
    name, hs_code, weight = _GOODS[int(draw.integers(len(_GOODS)))]
    value = Money.of(Decimal(f"{goods:.2f}"), "EUR")
    return Draft(
        order_number=f"Y{number}",
        sales_channel="shopify",
        ship_on=ships_on,
        carrier=carrier,
        recipient=Party(
            name=f"Buyer {number}",
            email=f"buyer{number}@example.com",
            phone=phone,
            address_lines=(street.format(n=int(draw.integers(1, 90))),),
            city=city,
            country=country,
            postal_code=code,
        ),
        region=region,
        recipient_id=own_id,
        sender=Party(name="Lumi Home", country="CN"),
        lines=(
            Line(
                description=name,
                quantity=1,
                unit_value=value,
                hs_code=hs_code,
                origin_country="CN",
                unit_weight_g=weight,
                battery=Battery.NO,
            ),
        ),
        value=value,
        declared=value,
        weight_g=weight + 150,
    )


def with_fault(order: Draft, name: str) -> Draft | None:
    """Return the order with a fault in it, or None where it cannot have that one."""
    return _MAKERS[name](order)


def _wrong_code(order: Draft) -> Draft:
    code = order.recipient.postal_code
    return _to(order, postal_code=code[:-1])


def _no_number(order: Draft) -> Draft | None:
    if order.recipient.country == "GB":
        return None
    street = "".join(each for each in order.recipient.address_lines[0] if not each.isdigit())
    return _to(order, address_lines=(street.strip(" ,"),))


def _no_id(order: Draft) -> Draft | None:
    return replace(order, recipient_id="") if order.recipient_id else None


def _box(order: Draft) -> Draft | None:
    if order.carrier not in {"ups", "dhl-express"}:
        return None
    return _to(order, address_lines=("P.O. Box 12",))


def _no_phone(order: Draft) -> Draft:
    return _to(order, phone="12345")


def _vague(order: Draft) -> Draft:
    return _goods(order, description="gift")


def _power_bank(order: Draft) -> Draft:
    return _goods(order, description="power bank 10000 mAh", battery=None, hs_code="8507600000")


def _perfume(order: Draft) -> Draft:
    return _goods(order, description="perfume 50 ml", hs_code="3303001000")


def _cheap(order: Draft) -> Draft | None:
    value = order.value
    return None if value is None else replace(order, declared=Money.of("2", value.currency))


def _to(order: Draft, **changes: object) -> Draft:
    return replace(order, recipient=replace(order.recipient, **changes))  # type: ignore[arg-type]  # fields of a party


def _goods(order: Draft, **changes: object) -> Draft:
    line = replace(order.lines[0], **changes)  # type: ignore[arg-type]  # fields of a line
    return replace(order, lines=(line,))


_MAKERS: dict[str, Callable[[Draft], Draft | None]] = {
    "wrong postal code": _wrong_code,
    "no house number": _no_number,
    "no number for customs": _no_id,
    "post office box by courier": _box,
    "no usable phone number": _no_phone,
    "description that says nothing": _vague,
    "battery alone in the post": _power_bank,
    "liquid that burns": _perfume,
    "declared far below the price": _cheap,
}
