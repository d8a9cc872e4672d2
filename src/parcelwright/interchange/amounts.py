"""Amounts, weights and lengths as sellers' files write them."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from unicodedata import category

from parcelwright.currencies import CURRENCIES
from parcelwright.money import MOST_DIGITS

_NUMBER = re.compile(r"(?P<sign>-?)(?P<digits>\d[\d.,'’ \u00a0\u202f]*)")
_CODE = re.compile(r"[A-Z]{3}")
# Symbols of one currency only; "$", "kr" and "¥" stand for several and say nothing.
_SYMBOLS = {"€": "EUR", "£": "GBP", "US$": "USD", "C$": "CAD", "CA$": "CAD", "AU$": "AUD",
            "HK$": "HKD", "R$": "BRL", "₩": "KRW", "₹": "INR", "฿": "THB",
            "₫": "VND", "₱": "PHP", "Rp": "IDR", "zł": "PLN", "元": "CNY", "CN¥": "CNY",
            "JP¥": "JPY"}  # fmt: skip
# What else stands beside an amount and means money of some kind, without blanks and points.
_MONEY_WORDS = frozenset({
    "us", "au", "nz", "nt", "mx", "s", "kr", "kč", "ft", "lei", "лв", "руб", "р", "rm", "rmb", "r",
    "rs", "tl", "ksh", "fr", "sfr", "din", "kn", "dh", "bs", "s/", "b/", "人民币", "美元", "欧元",
    "円", "圆", "块",
})  # fmt: skip
_SIGNS = re.compile(r"[-+()\s'\"\u2212]+")
_GRAMS = {
    "g": Decimal(1), "gram": Decimal(1), "grams": Decimal(1), "克": Decimal(1),
    "kg": Decimal(1000), "kgs": Decimal(1000), "公斤": Decimal(1000), "千克": Decimal(1000),
    "oz": Decimal("28.349523125"), "lb": Decimal("453.59237"), "lbs": Decimal("453.59237"),
}  # fmt: skip
_MILLIMETRES = {
    "mm": Decimal(1), "cm": Decimal(10), "m": Decimal(1000), "in": Decimal("25.4"),
    "inch": Decimal("25.4"),
}  # fmt: skip
_MEASURE = re.compile(r"(?P<number>[\d.,]+)\s*(?P<unit>[^\W\d_]*)")
_UNIT_IN_HEADER = re.compile(r"[(\[_ ](?P<unit>[^\W\d_]+)[)\]]?\s*$")
_THOUSANDS = 3
_WITH_POINT = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_WITH_COMMA = re.compile(r"-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?")
# Files repeat prices and weights; what is kept of them is bounded.
_KEPT = 8192


def split_amount(text: str) -> tuple[str, str]:
    """Return the (number, currency) of a cell; either is empty when not stated.

    What stands beside the number has to be money, or the number is not read at all: of "1,234.5x"
    and "12%" nobody knows what they were to say, and ".50" is not 50.

    >>> split_amount("THB 1,100.50"), split_amount("25.00 €"), split_amount("$9")
    (('1,100.50', 'THB'), ('25.00', 'EUR'), ('9', ''))
    >>> split_amount("1,234.5x"), split_amount("2 x 9.50")
    (('', ''), ('', ''))
    """
    match = _NUMBER.search(text)
    if match is None:
        return "", ""
    rest = (text[: match.start()] + " " + text[match.end() :]).strip()
    negative = match["sign"] or rest.startswith("-") or text.strip().startswith("(")
    number = re.sub(r"['’ \u00a0\u202f]", "", match["digits"]).rstrip(".,")
    if not _means_money(rest):
        return "", ""
    code = _CODE.search(rest)
    symbol = rest.strip("-() ")
    return ("-" if negative else "") + number, code[0] if code else _SYMBOLS.get(symbol, "")


def _means_money(rest: str) -> bool:
    """Return whether all that stands beside a number is signs, currencies and their words."""
    return all(map(_is_money_word, _SIGNS.sub(" ", rest).split()))


def _is_money_word(word: str) -> bool:
    if word in _SYMBOLS or word.upper() in CURRENCIES:
        return True
    bare = "".join(letter for letter in word if category(letter) != "Sc")
    whole = bare.replace(".", "").casefold()
    return whole in _MONEY_WORDS or whole.upper() in CURRENCIES or (not bare and bool(word))


def decimal_comma_shown(number: str) -> bool | None:
    """Return whether a number proves that a comma is the decimal separator; None: no proof.

    >>> [decimal_comma_shown(n) for n in ("1.022,25", "1,022.25", "12,5", "1,022", "0.125")]
    [True, False, True, None, False]
    """
    bare = number.lstrip("-")
    if "," in bare and "." in bare:
        return bare.rfind(",") > bare.rfind(".")
    for mark, is_comma in ((",", True), (".", False)):
        if mark in bare:
            head, *groups = bare.split(mark)
            if len(groups) > 1:
                return not is_comma
            is_group = len(groups[0]) == _THOUSANDS and 1 <= len(head) <= _THOUSANDS
            return is_comma if not is_group or head == "0" else None
    return None


def parse_amount(number: str, *, decimal_comma: bool) -> Decimal | None:
    """Return the number, or None when it does not follow the separators of its file.

    A number of more than 15 digits before the point is no price, weight or count of a parcel.
    """
    if not (_WITH_COMMA if decimal_comma else _WITH_POINT).fullmatch(number):
        return None
    grouping, mark = (".", ",") if decimal_comma else (",", ".")
    value = Decimal(number.replace(grouping, "").replace(mark, "."))
    return value if value.adjusted() < MOST_DIGITS else None


@lru_cache(maxsize=_KEPT)
def unit_of_header(header: str) -> str:
    """Return the unit that a column name states, such as ``kg`` in ``Weight(kg)``, or empty."""
    match = _UNIT_IN_HEADER.search(header.casefold())
    unit = match["unit"] if match else ""
    return unit if unit in _GRAMS or unit in _MILLIMETRES else ""


@lru_cache(maxsize=_KEPT)
def grams(text: str, unit: str) -> int | None:
    """Return a weight in whole grams; ``unit`` counts where the cell states none.

    >>> grams("0.5 kg", ""), grams("3", "oz"), grams("3", "")
    (500, 85, None)
    """
    return _measure(text, unit, _GRAMS)


@lru_cache(maxsize=_KEPT)
def millimetres(text: str, unit: str) -> int | None:
    """Return a length in whole millimetres; ``unit`` counts where the cell states none."""
    return _measure(text, unit, _MILLIMETRES)


def _measure(text: str, unit: str, factors: dict[str, Decimal]) -> int | None:
    match = _MEASURE.fullmatch(text.strip())
    if match is None:
        return None
    factor = factors.get(match["unit"].casefold() or unit)
    shown = decimal_comma_shown(match["number"])
    number = parse_amount(match["number"], decimal_comma=bool(shown))
    if factor is None or number is None:
        return None
    return int((number * factor).quantize(Decimal(1), ROUND_HALF_UP))
