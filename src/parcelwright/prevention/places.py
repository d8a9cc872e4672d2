"""Words of addresses that name a box, a locker, a counter or a building instead of a house."""

from __future__ import annotations

import re
from enum import StrEnum

# Where nearly every delivery address has a number. Left out: Ireland, Great Britain and the
# countryside of others, where houses have names; the Gulf, where post goes to boxes.
NUMBERED_STREETS = frozenset({
    "AT", "AU", "BE", "BG", "BR", "CA", "CH", "CN", "CZ", "DE", "DK", "ES", "FI", "FR", "HR",
    "HU", "IT", "JP", "KR", "LT", "LU", "LV", "MX", "NL", "NO", "NZ", "PL", "PT", "RO", "RU",
    "SE", "SG", "SI", "SK", "TR", "TW", "UA", "US",
})  # fmt: skip


class PlaceKind(StrEnum):
    """What stands in an address in place of a door."""

    PO_BOX = "po_box"
    LOCKER = "locker"
    COUNTER = "counter"
    BUILDING = "building"


def _word(words: str, anywhere: str) -> re.Pattern[str]:
    """Return a pattern of words, tried where a word begins, and of texts between any letters."""
    return re.compile(rf"\b(?:{words})|{anywhere}", re.IGNORECASE)


_WORDS: dict[PlaceKind, re.Pattern[str]] = {
    PlaceKind.PO_BOX: _word(
        r"p\.? ?o\.? ?box\b|post ?office box\b|postfach\b|postbus\b|postbox\b|postboks\b"
        r"|bo[iî]te postale\b|b\.?p\.? ?\d|casella postale\b|c\.?p\.? \d{1,5}$"
        r"|apartado( postal| de correos)?\b|apdo\b|caixa postal\b|skrytka\b|gpo box\b"
        r"|locked bag\b|private bag\b|skrzynka pocztowa\b",
        r"а/я|абонентский ящик|私書箱|邮政信箱|郵政信箱|사서함|ص\.? ?ب",
    ),
    PlaceKind.LOCKER: _word(
        r"packstation\b|paczkomat\b|inpost\b|parcel ?locker\b|amazon locker\b|amazon hub\b"
        r"|pickup ?station\b|parcel ?box\b|pakkeboks\b|paketbox\b|consigne\b.*\bpickup\b"
        r"|postomat\b|постамат\b|citypaq\b",
        r"快递柜|丰巢|宅配ボックス",
    ),
    PlaceKind.COUNTER: _word(
        r"postfiliale\b|paketshop\b|postlagernd\b|poste restante\b|general delivery\b"
        r"|lista de correos\b|fermo posta\b|point relais\b|relais colis\b|parcel ?collect\b",
        r"до востребования|郵便局留|局留",
    ),
    PlaceKind.BUILDING: re.compile(
        r"\b(university|hospital|airport|hotel|museum|station|school|embassy|town hall|city hall"
        r"|rathaus|museo|mus[ée]e|aeropuerto|aeroporto|a[ée]roport|mairie|h[ôo]tel|universit[àéäy]t?"
        r"|universidad\w*|krankenhaus|flughafen|palacio|palazzo|pal[áa]cio|platz|plaza|piazza"
        r"|pra[çc]a|place|plac|n[áa]m[ěe]st[íi]|s/?n|rynek|castle|ch[âa]teau|kaserne)\b",
        re.IGNORECASE,
    ),
}


def names_place(written: str, kind: PlaceKind) -> bool:
    """Return whether an address names a kind of place in words.

    >>> names_place("P.O. Box 12", PlaceKind.PO_BOX)
    True
    """
    return _WORDS[kind].search(written) is not None


def place_words(written: str) -> frozenset[PlaceKind]:
    """Return which kinds of place an address names in words.

    >>> sorted(place_words("DHL Packstation 145"))
    [<PlaceKind.LOCKER: 'locker'>]
    """
    return frozenset(kind for kind, pattern in _WORDS.items() if pattern.search(written))
