"""The seller's rate table: which services are on offer, at what price, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - msgspec reads the annotation at run time
from decimal import Decimal  # noqa: TC003 - the same
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.money import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

ANYWHERE = "*"


class Extra(StrEnum):
    """What can be added to a service so that a delivery is proven or safe."""

    SIGNATURE = "signature"
    PHOTO = "photo"
    CODE = "code"
    LOCKER = "locker"


@dataclass(frozen=True, kw_only=True)
class Rate:
    """One row of the table.

    Args:
        carrier: Slug; ``service`` as the seller names it.
        origin_country: Empty for any.
        destinations: Two-letter codes; ``*`` is anywhere.
        zone: Name of the zone, where the row names one.
        from_g: Lightest parcel, above it; ``to_g`` the heaviest, that included.
        price: Of one parcel, before ``per_kg``.
        per_kg: On top, for each kilogram of its weight.
        transit_days: Promised by the carrier, or None.
        cover: Paid for a loss without further premium, or None where the table does not say.
        extras: Price of each that is on offer; nothing where it is included.
        valid_from: First day of posting; ``valid_to`` the last. None is open.
        row: Where it stands in the file.
    """

    carrier: str
    service: str
    price: Money
    origin_country: str = ""
    destinations: tuple[str, ...] = (ANYWHERE,)
    zone: str = ""
    from_g: int = 0
    to_g: int | None = None
    per_kg: Decimal | None = None
    transit_days: int | None = None
    cover: Money | None = None
    extras: tuple[tuple[Extra, Money], ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    row: int = 0

    def price_of(self, weight_g: int) -> Money:
        """Return the price of a parcel of this weight, without extras."""
        if self.per_kg is None:
            return self.price.rounded()
        return Money(
            self.price.amount + self.per_kg * weight_g / 1000, self.price.currency
        ).rounded()

    def price_with(self, wanted: Extra) -> Money | None:
        """Return the price of an extra, or None where it is not on offer."""
        return next((price for extra, price in self.extras if extra is wanted), None)

    def carries(self, origin: str, destination: str, weight_g: int, on: date) -> bool:
        """Return whether the row holds for such a parcel on that day."""
        return (
            self.origin_country in {"", origin}
            and (ANYWHERE in self.destinations or destination in self.destinations)
            and (self.from_g < weight_g or self.from_g == weight_g == 0)
            and (self.to_g is None or weight_g <= self.to_g)
            and (self.valid_from is None or self.valid_from <= on)
            and (self.valid_to is None or on <= self.valid_to)
        )


def on_offer(
    rates: Sequence[Rate], origin: str, destination: str, weight_g: int, on: date
) -> tuple[Rate, ...]:
    """Return one row for each service that carries such a parcel.

    Where several rows of a service do, the one that names the destination counts before one
    for anywhere, then the one that began last.
    """
    chosen: dict[tuple[str, str], Rate] = {}
    for rate in rates:
        if rate.carries(origin, destination, weight_g, on):
            key = (rate.carrier, rate.service)
            known = chosen.get(key)
            if known is None or _precedence(rate) > _precedence(known):
                chosen[key] = rate
    return tuple(chosen[key] for key in sorted(chosen))


def _precedence(rate: Rate) -> tuple[bool, bool, str]:
    return ANYWHERE not in rate.destinations, bool(rate.origin_country), str(rate.valid_from or "")
