"""The seller's own tariff: rates of duty that a broker, a carrier or a customs office gave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date  # noqa: TC003 - msgspec reads the annotation at run time
from decimal import Decimal  # noqa: TC003 - the same
from functools import cached_property
from typing import TYPE_CHECKING

from parcelwright.errors import InputFileError
from parcelwright.interchange.tables import open_table
from parcelwright.prevention.cells import Cells
from parcelwright.prevention.customs import union_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import IO

NEEDED = ("hs_prefix", "destination", "percent", "valid_from", "source")
_SHOWN = 10
_SHORTEST, _LONGEST = 2, 10
_UNIONS = {"EU"}


@dataclass(frozen=True, kw_only=True)
class TariffRate:
    """One row of the tariff.

    Args:
        hs_prefix: First digits of the tariff code, two to ten.
        destination: Two letters, or ``EU`` for the whole Union.
        origin: Where the goods were made, two letters; empty is anywhere.
        percent: Of the value of the goods.
        source: Who gave it, as the seller wrote it.
        valid_to: Last day; None is until further notice.
    """

    hs_prefix: str
    destination: str
    percent: Decimal
    valid_from: date
    source: str
    origin: str = ""
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Return whether the rate holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Tariff:
    """All rows, in the order of their file."""

    rates: tuple[TariffRate, ...]

    def rate_of(self, hs_code: str, destination: str, origin: str, on: date) -> TariffRate | None:
        """Return the rate of goods on a day, or None.

        The longest prefix counts; of equal ones that of the origin before that of anywhere, and
        the one that began last.
        """
        digits = "".join(filter(str.isdigit, hs_code))
        places = {destination, union_of(destination).upper()} - {""}
        found = [
            rate
            for length in range(_SHORTEST, min(len(digits), _LONGEST) + 1)
            for rate in self._by_prefix.get(digits[:length], ())
            if rate.destination in places and rate.origin in {"", origin} and rate.holds(on)
        ]
        return max(found, key=_narrowness, default=None)

    @cached_property
    def _by_prefix(self) -> Mapping[str, tuple[TariffRate, ...]]:
        found: dict[str, tuple[TariffRate, ...]] = {}
        for rate in self.rates:
            found[rate.hs_prefix] = (*found.get(rate.hs_prefix, ()), rate)
        return found


def _narrowness(rate: TariffRate) -> tuple[int, bool, date]:
    return len(rate.hs_prefix), bool(rate.origin), rate.valid_from


def read_tariff(path: str | Path | IO[bytes], name: str = "") -> Tariff:
    """Return the tariff of a table with the columns that ``docs/checks.md`` names.

    Args:
        path: A table as :func:`~parcelwright.interchange.tables.open_table` opens it.
        name: To show in messages.

    Raises:
        InputFileError: No table, or rows that cannot be used; the message names up to ten.
    """
    table = open_table(path, name)
    Cells.needs(table, *NEEDED)
    rates, faults = [], []
    for row in table.rows():
        try:
            rates.append(_rate(Cells(table.name, row)))
        except InputFileError as error:
            faults.append(str(error))
    if faults:
        more = f"\nand {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise InputFileError("\n".join(faults[:_SHOWN]) + more)
    if not rates:
        raise InputFileError(f"{table.name} has no rows; add one for each tariff code and country")
    return Tariff(rates=tuple(rates))


def _rate(cells: Cells) -> TariffRate:
    written = cells.needed("hs_prefix")
    digits = written.replace(".", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and _SHORTEST <= len(digits) <= _LONGEST):
        raise cells.refuse("hs_prefix", f'"{written}" is no tariff code', "write 2 to 10 digits")
    cells.needed("percent")
    percent, first, last = cells.number("percent"), cells.day("valid_from"), cells.day("valid_to")
    if percent is None or first is None:
        raise cells.refuse("valid_from", "is empty", "write the first day of the rate")
    if last is not None and last < first:
        raise cells.refuse("valid_to", f"{last} is before {first}", "swap the two days")
    target = cells.needed("destination").upper()
    return TariffRate(
        hs_prefix=digits,
        destination=target if target in _UNIONS else cells.country("destination"),
        origin=cells.country("origin"),
        percent=percent,
        valid_from=first,
        valid_to=last,
        source=cells.needed("source"),
    )
