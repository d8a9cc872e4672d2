"""Reads from the words of an exclusion what can be held against a parcel."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from parcelwright.money import Money

_GOODS = {
    "jewelry": r"jewel\w*|necklaces?|bracelets?|earrings?",
    "gems": r"gems?|gemstones?|loose stones?|diamonds?|pearls?",
    "bullion": r"bullion|gold bars?|silver bars?|precious metals?",
    "cash": r"currency|cash|coins?|bank ?notes?",
    "securities": r"securities|deeds?|negotiable papers?|bonds?",
    "tickets": r"tickets?|gift cards?|vouchers?",
    "papers": r"documents?|contents of paper",
    "laptops": r"laptops?|notebook computers?",
    "phones": r"(?:mobile |cell |smart ?)?phones?",
    "tablets": r"tablets?",
    "televisions": r"televisions?|tvs?",
    "chips": r"(?:computer |micro)chips?|semiconductors?|(?<=, )chips(?=,)",
    "art": r"fine art|paintings?|sculptures?",
    "antiques": r"antiques?",
    "furs": r"furs?",
    "animals": r"(?:live )?animals?",
    "weapons": r"weapons?|firearms?|ammunition",
    "remains": r"human remains",
    "counterfeits": r"counterfeits?|replicas?",
    "perishables": r"perishables?|perishable goods",
    "fragile": r"fragile\w*|glassware|porcelain|ceramics?",
    "rock": r"rock slabs?",
}
# A case for a phone is no phone.
_PART_OF = (
    r"(?! ?(?:accessor|bag|box|cable|case|charger|cover|holder|mount|pouch|purse|sleeve|stand))"
)
_KINDS = {
    kind: re.compile(rf"(?<![\w-])(?:{words})(?!\w){_PART_OF}") for kind, words in _GOODS.items()
}
# What a description rarely says of goods that are so all the same.
_VAGUE = frozenset({"fragile", "perishables"})
_COUNTRIES = {
    "israel": "IL", "lebanon": "LB", "mexico": "MX", "russia": "RU", "south africa": "ZA",
}  # fmt: skip
_ISO = re.compile(r"\b[A-Z]{2}\b")
_PROGRAMME = re.compile(r"^under ([^:]+):")
_ABOVE = re.compile(r"\babove ([\d,]+(?:\.\d+)?) ([A-Z]{3})\b")
_SUM = re.compile(r"[\d,.]+ [A-Z]{3}\b")
_HEAVIER = re.compile(r"\bover (\d+) kg\b")
_NOT_ALL = re.compile(r"\bsome destinations\b|\babout \d+ destinations\b|\bamong them\b")
_BY_LIST = re.compile(r"\b(?:its|the post's|of its) list\b|\blist of\b")


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What an exclusion turns on, as far as its words can be held against a parcel.

    Args:
        goods: Kinds of contents.
        further_goods: The words point to more goods than they name.
        destinations: ISO countries.
        some_destinations: The words name not all of them.
        above: Value above which it applies.
        above_g: Weight in grams above which it applies.
        programme: Slug of the programme it belongs to, or empty.
        all_must_hold: Goods and value are one condition, as in "jewelry above 1000 USD".
    """

    goods: frozenset[str] = frozenset()
    further_goods: bool = False
    destinations: frozenset[str] = frozenset()
    some_destinations: bool = False
    above: Money | None = None
    above_g: int | None = None
    programme: str = ""
    all_must_hold: bool = False


@lru_cache(maxsize=4096)
def condition_of(text: str) -> Condition:
    """Return what the words turn on; a condition without parts can be told by a person only.

    >>> condition_of("over 15 kg or oversize").above_g
    15000
    """
    low = text.casefold()
    goods = frozenset(kind for kind, words in _KINDS.items() if words.search(low))
    countries = {code for name, code in _COUNTRIES.items() if name in low}
    listed = set(_ISO.findall(text)) if "destination" in low or "parcels to" in low else set()
    sums, heavier = list(_SUM.finditer(text)), _HEAVIER.search(text)
    # Of several sums nobody can tell from the words which one counts.
    above = _ABOVE.search(text) if len(sums) == 1 else None
    programme = _PROGRAMME.match(text)
    some = bool(_NOT_ALL.search(low)) or low.startswith("destinations without any")
    return Condition(
        goods=goods,
        further_goods=bool(_BY_LIST.search(low) or "personal goods" in low or goods & _VAGUE),
        destinations=frozenset(countries | listed),
        some_destinations=some,
        above=Money.of(Decimal(above[1].replace(",", "")), above[2]) if above else None,
        above_g=int(heavier[1]) * 1000 if heavier else None,
        programme=re.sub(r"[^\w]+", "-", programme[1].casefold()).strip("-") if programme else "",
        all_must_hold=len(goods) == 1 and above is not None,
    )
