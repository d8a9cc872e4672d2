"""Rates as JSON: rows of day, base, quote and rate, or one object with a table of rates.

The first is the form of Frankfurter's second version, the other of its first and of many
services like it (https://frankfurter.dev). Without the XDR among the currencies its worth is
worked out from its basket.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from parcelwright.errors import RateFeedError
from parcelwright.rulebook.plausible import BASKET

_DIGITS = Decimal("0.00000001")
# The amounts of the basket are fixed until then.
_BASKET_DAYS = (date(2022, 8, 1), date(2027, 7, 31))


class _Row(msgspec.Struct, frozen=True):
    date: date
    base: str
    quote: str
    rate: Decimal


class _Object(msgspec.Struct, frozen=True):
    base: str
    date: date
    rates: dict[str, Decimal]
    amount: Decimal = Decimal(1)


def json_days(text: str) -> tuple[dict[date, dict[str, Decimal]], dict[str, str]]:
    """Return units of each currency for one XDR by day, and what was left out with the reason.

    Raises:
        RateFeedError: It is no such JSON; the message says where.
    """
    try:
        rows = (
            msgspec.json.decode(text, type=list[_Row])
            if text.startswith("[")
            else _rows(msgspec.json.decode(text, type=_Object))
        )
    except msgspec.DecodeError as error:
        raise RateFeedError(f"the answer is no table of rates: {error}") from error
    by_day: dict[tuple[date, str], dict[str, Decimal]] = {}
    for row in rows:
        by_day.setdefault((row.date, row.base.upper()), {})[row.quote.upper()] = row.rate
    days: dict[date, dict[str, Decimal]] = {}
    left_out: dict[str, str] = {}
    for (day, base), rates in by_day.items():
        units = _against_xdr(day, rates | {base: Decimal(1)})
        if units is None:
            left_out[base] = f"{base} of {day}: neither the XDR nor all of its basket is named"
        else:
            days.setdefault(day, {}).update(units)
    return days, left_out


def _rows(told: _Object) -> list[_Row]:
    if told.amount <= 0:
        raise RateFeedError(f"the answer is no table of rates: for an amount of {told.amount}")
    return [
        _Row(date=told.date, base=told.base, quote=code, rate=rate / told.amount)
        for code, rate in told.rates.items()
    ]


def _against_xdr(day: date, rates: dict[str, Decimal]) -> dict[str, Decimal] | None:
    """Return units for one XDR from units for one of the base, or None without a way to it."""
    if any(not rate.is_finite() or rate <= 0 for rate in rates.values()):
        return {code: rate for code, rate in rates.items() if code != "XDR"}
    xdr = rates.get("XDR")
    if xdr is None:
        if not _BASKET_DAYS[0] <= day <= _BASKET_DAYS[1] or not rates.keys() >= BASKET.keys():
            return None
        xdr = 1 / sum((amount / rates[code] for code, amount in BASKET.items()), Decimal(0))
    return {
        code: rate if xdr == 1 else (rate / xdr).quantize(_DIGITS)
        for code, rate in rates.items()
        if code != "XDR" and len(code) == 3  # noqa: PLR2004 - an ISO 4217 code
    }
