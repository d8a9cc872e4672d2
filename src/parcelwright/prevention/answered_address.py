"""Finds the one address in a buyer's words, by the postal code of its country."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.parcels.countries import country_code
from parcelwright.prevention.address_format import address_format

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.parcels.parcel import Party
    from parcelwright.prevention.address_format import AddressFormat

_MOST_LINES = 4
_MOST_CODE_WORDS = 2
_EDGES = " \t,;.-–•*"
# Words before what is meant, as in "address: 12 Main St".
_LABEL = re.compile(r"^[^\d,:：]{1,40}[:：]\s*")


def address_in(text: str, country: str, name: str) -> dict[str, str]:
    r"""Return the cells of the address around the only postal code of a text, else nothing.

    Read are "12 High St, 10115 Berlin" and "12 High St, Reno, NV 89501", on one line or several.

    Args:
        text: Words of a buyer.
        country: To which the order goes.
        name: Of the recipient; a line that holds nothing else is no part of the address.

    >>> address_in("Hi, it is\nHauptstr. 5\n10115 Berlin", "DE", "")
    {'address_lines': 'Hauptstr. 5', 'destination_postal_code': '10115', 'city': 'Berlin'}
    """
    form = address_format(country)
    if form is None or not form.has_codes:
        return {}
    lines = [_LABEL.sub("", line.strip(_EDGES)).strip(_EDGES) for line in text.splitlines()]
    found = [(at, code) for at, line in enumerate(lines) for code in _codes(line, form)]
    if len(found) != 1:
        return {}
    ((at, code),) = found
    before, _, after = lines[at].partition(code)
    town, region = after.split(",")[0].strip(_EDGES), ""
    parts = [part for each in before.split(",") if (part := each.strip(_EDGES))]
    if not town or country_code(town):
        region = parts.pop() if parts and form.region_code(parts[-1]) else ""
        town = parts.pop() if parts else ""
    street = [", ".join(parts)] if parts else _above(lines[:at], name)
    if not town or not any(letter.isdigit() for line in street for letter in line):
        return {}
    cells = {
        "address_lines": "\n".join(street),
        "destination_postal_code": code,
        "city": town,
        "destination_region": region,
    }
    return {column: cell for column, cell in cells.items() if cell}


def parts_of(buyer: Party) -> dict[str, str]:
    """Return the cells of an address that was written into the street lines as a whole.

    >>> from parcelwright.parcels.parcel import Party
    >>> parts_of(Party(country="DE", address_lines=("Torstr. 140, 10119 Berlin, Germany",)))["city"]
    'Berlin'
    """
    return address_in("\n".join(buyer.address_lines), buyer.country, buyer.name)


def _codes(line: str, form: AddressFormat) -> Iterator[str]:
    """Yield what in a line has the form of a postal code, the longest at each place."""
    words = re.sub(r"[,;()]", " ", line).split()
    at = 0
    while at < len(words):
        for count in range(_MOST_CODE_WORDS, 0, -1):
            code = " ".join(words[at : at + count])
            is_one = any(letter.isdigit() for letter in code) and form.fits(code.upper())
            if is_one and code in line:
                yield code
                at += count - 1
                break
        at += 1


def _above(lines: Sequence[str], name: str) -> list[str]:
    """Return the lines right above, up to an empty one, from the first that has a number on."""
    kept: list[str] = []
    for line in reversed(lines[-_MOST_LINES:]):
        if not line:
            break
        kept.insert(0, line)
    first = next((at for at, line in enumerate(kept) if any(map(str.isdigit, line))), 0)
    return [line for line in kept[first:] if line.casefold() != name.strip().casefold()]
