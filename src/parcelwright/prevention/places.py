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


_WORDS: dict[PlaceKind, re.Pattern[str]] = {
    PlaceKind.PO_BOX: re.compile(
        r"\bp\.? ?o\.? ?box\b|\bpost ?office box\b|\bpostfach\b|\bpostbus\b|\bpostbox\b"
        r"|\bpostboks\b|\bbo[iî]te postale\b|\bb\.?p\.? ?\d|\bcasella postale\b|\bc\.?p\.? \d{1,5}$"
        r"|\bapartado( postal| de correos)?\b|\bapdo\b|\bcaixa postal\b|\bskrytka\b|\bgpo box\b"
        r"|\blocked bag\b|\bprivate bag\b|\bskrzynka pocztowa\b|а/я|абонентский ящик"
        r"|私書箱|邮政信箱|郵政信箱|사서함|ص\.? ?ب",
        re.IGNORECASE,
    ),
    PlaceKind.LOCKER: re.compile(
        r"\bpackstation\b|\bpaczkomat\b|\binpost\b|\bparcel ?locker\b|\bamazon locker\b"
        r"|\bamazon hub\b|\bpickup ?station\b|\bparcel ?box\b|\bpakkeboks\b|\bpaketbox\b"
        r"|\bconsigne\b.*\bpickup\b|\bpostomat\b|\bпостамат\b|快递柜|丰巢|宅配ボックス|\bcitypaq\b",
        re.IGNORECASE,
    ),
    PlaceKind.COUNTER: re.compile(
        r"\bpostfiliale\b|\bpaketshop\b|\bpostlagernd\b|\bposte restante\b|\bgeneral delivery\b"
        r"|\blista de correos\b|\bfermo posta\b|\bpoint relais\b|\brelais colis\b|до востребования"
        r"|\bparcel ?collect\b|郵便局留|局留",
        re.IGNORECASE,
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
