"""Reads a rate table; every row that cannot be used is named, not only the first."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError, MoneyError
from parcelwright.interchange.carriers import carrier_of_cell
from parcelwright.interchange.tables import open_table
from parcelwright.money import Money
from parcelwright.parcels.countries import country_code
from parcelwright.prevention.cells import Cells
from parcelwright.prevention.choice.rate_table import ANYWHERE, Extra, Rate
from parcelwright.rulebook.select import slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal
    from pathlib import Path
    from typing import IO

NEEDED = ("carrier", "service", "price", "currency")
_SHOWN = 10
_BETWEEN = re.compile(r"[\s,;/|]+")


def read_rates(path: str | Path | IO[bytes], name: str = "") -> tuple[Rate, ...]:
    """Return the rows of a rate table, in the order of the file.

    Args:
        path: A table as :func:`~parcelwright.interchange.tables.open_table` opens it, with the
            columns that ``docs/choosing.md`` names.
        name: To show in messages.

    Raises:
        InputFileError: No table, or rows that cannot be used; the message names up to ten.
    """
    table = open_table(path, name)
    Cells.needs(table, *NEEDED)
    rows = [Cells(table.name, row) for row in table.rows()]
    faults: list[str] = []
    zones = dict(_zones(rows, faults))
    rates = []
    for cells in rows:
        try:
            rates.append(_rate(cells, zones))
        except InputFileError as error:
            faults.append(str(error))
    faults += _twice(table.name, rates)
    if faults:
        more = f"\nand {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise InputFileError("\n".join(faults[:_SHOWN]) + more)
    if not rates:
        raise InputFileError(f"{table.name} has no rows; add one for each service and weight")
    return tuple(rates)


def _zones(
    rows: Sequence[Cells], faults: list[str]
) -> Iterator[tuple[tuple[str, str], tuple[str, ...]]]:
    """Yield the countries of each zone of each carrier; one row of a zone has to name them."""
    for cells in rows:
        if cells.text("zone") and cells.text("zone_countries"):
            try:
                named = _countries(cells, "zone_countries")
            except InputFileError as error:
                faults.append(str(error))
                named = (ANYWHERE,)
            yield (_carrier(cells), cells.text("zone").casefold()), named


def _rate(cells: Cells, zones: Mapping[tuple[str, str], tuple[str, ...]]) -> Rate:
    cells.needed("carrier")
    currency = cells.needed("currency").upper()
    price = _money(cells, "price", currency)
    if price is None:
        raise cells.refuse("price", "is empty", "write it as 12.50")
    from_g, to_g = _grams(cells, "weight_from_g") or 0, _grams(cells, "weight_to_g")
    if to_g is not None and to_g <= from_g:
        raise cells.refuse("weight_to_g", f"{to_g} is not above {from_g}", "swap the two weights")
    first, last = cells.day("valid_from"), cells.day("valid_to")
    if first and last and last < first:
        raise cells.refuse("valid_to", f"{last} is before {first}", "swap the two days")
    extras = ((extra, _money(cells, f"{extra}_price", currency)) for extra in Extra)
    days = cells.number("transit_days")
    return Rate(
        carrier=_carrier(cells),
        service=cells.needed("service"),
        origin_country=cells.country("origin_country"),
        destinations=_destinations(cells, zones),
        zone=cells.text("zone"),
        from_g=from_g,
        to_g=to_g,
        price=price,
        per_kg=cells.number("per_kg"),
        transit_days=None if days is None else round(days),
        cover=_money(cells, "cover", currency),
        extras=tuple((extra, money) for extra, money in extras if money is not None),
        valid_from=first,
        valid_to=last,
        row=cells.row.number,
    )


def _carrier(cells: Cells) -> str:
    named = cells.text("carrier")
    return carrier_of_cell(named) or slug(named)


def _destinations(
    cells: Cells, zones: Mapping[tuple[str, str], tuple[str, ...]]
) -> tuple[str, ...]:
    if cells.text("destination_country"):
        return _countries(cells, "destination_country")
    zone = cells.text("zone")
    if not zone:
        raise cells.refuse(
            "destination_country", "is empty, and no zone is named", "write DE, a zone or *"
        )
    found = zones.get((_carrier(cells), zone.casefold()))
    if found is None:
        raise cells.refuse(
            "zone",
            f'no row of this carrier says which countries "{zone}" holds',
            "name them in one row's zone_countries, such as DE FR ES",
        )
    return found


def _countries(cells: Cells, column: str) -> tuple[str, ...]:
    text = cells.text(column)
    if text == ANYWHERE:
        return (ANYWHERE,)
    if whole := country_code(text):
        return (whole,)
    found = []
    for part in filter(None, _BETWEEN.split(text)):
        code = country_code(part)
        if not code:
            raise cells.refuse(column, f'"{part}" is no country', "write codes such as DE FR ES")
        found.append(code)
    return tuple(dict.fromkeys(found))


def _grams(cells: Cells, column: str) -> int | None:
    value: Decimal | None = cells.number(column)
    return None if value is None else round(value)


def _money(cells: Cells, column: str, currency: str) -> Money | None:
    value = cells.number(column)
    if value is None:
        return None
    try:
        return Money.of(value, currency)
    except MoneyError as error:
        raise cells.refuse("currency", str(error), "write three letters such as USD") from error


def _twice(name: str, rates: Sequence[Rate]) -> Iterator[str]:
    """Yield rows that price the same parcel on the same day twice."""
    by_service: dict[tuple[str, str, str], list[Rate]] = defaultdict(list)
    for rate in rates:
        for known in by_service[rate.carrier, rate.service, rate.origin_country]:
            if _overlap(rate, known):
                yield (
                    f"{name}, rows {known.row} and {rate.row}: both price {rate.carrier} "
                    f"{rate.service} for the same weight, country and days; keep one"
                )
                break
        by_service[rate.carrier, rate.service, rate.origin_country].append(rate)


def _overlap(one: Rate, other: Rate) -> bool:
    if not set(one.destinations) & set(other.destinations):
        return False
    apart_by_weight = (one.to_g is not None and one.to_g <= other.from_g) or (
        other.to_g is not None and other.to_g <= one.from_g
    )
    apart_by_day = bool(
        (one.valid_to and other.valid_from and one.valid_to < other.valid_from)
        or (other.valid_to and one.valid_from and other.valid_to < one.valid_from)
    )
    # A later edition replaces an earlier one that was left open.
    replaced = one.valid_from != other.valid_from
    return not (apart_by_weight or apart_by_day or replaced)
