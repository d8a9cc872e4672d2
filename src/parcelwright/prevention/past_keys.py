"""The forms in which addresses, buyers and goods are compared with those of earlier parcels."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.parcels.draft import Draft
    from parcelwright.parcels.parcel import Party


def address_key(country: str, postal_code: str, lines: tuple[str, ...]) -> str:
    """Return one form for all spellings of an address, or empty when too little is known.

    >>> address_key("DE", "10115", ("Hauptstr. 5",)) == address_key("DE", "10115", ("hauptstr 5 ",))
    True
    """
    street = _plain(" ".join(lines))
    return f"{country}|{_plain(postal_code)}|{street}" if country and street else ""


def buyer_key(party: Party) -> str:
    """Return one form for one buyer: the mail address, else the phone, or empty."""
    phone = "".join(letter for letter in party.phone if letter.isdigit())
    return party.email.strip().casefold() or phone


def goods_key(goods: Draft | str) -> str:
    """Return one form for the goods of a parcel, or of an order with one line, else empty.

    >>> goods_key("Ceramic mug, 300 ml"), goods_key("")
    ('ceramicmug300ml', '')
    """
    if isinstance(goods, str):
        return _plain(goods)
    return _plain(goods.lines[0].description) if len(goods.lines) == 1 else ""


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())
