"""The tab-separated table of the International Monetary Fund: currencies by name, days across.

https://www.imf.org/external/np/fin/data/rms_five.aspx?tsvflag=Y, read in copies and programs of
others, not live. A line of titles stands above each of two tables, the XDR for one unit and the
units for one XDR; which one it is, the yen tells. A line that does not have as many fields as
there are days may have slipped, and is left out.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from parcelwright.errors import RateFeedError

_DIGITS = Decimal("0.00000001")
_NAMES = {
    "algerian dinar": "DZD", "australian dollar": "AUD", "botswana pula": "BWP",
    "brazilian real": "BRL", "brunei dollar": "BND", "canadian dollar": "CAD",
    "chilean peso": "CLP", "chinese yuan": "CNY", "colombian peso": "COP",
    "czech koruna": "CZK", "danish krone": "DKK", "euro": "EUR", "indian rupee": "INR",
    "israeli new shekel": "ILS", "japanese yen": "JPY", "korean won": "KRW",
    "kuwaiti dinar": "KWD", "malaysian ringgit": "MYR", "mauritian rupee": "MUR",
    "mexican peso": "MXN", "new zealand dollar": "NZD", "norwegian krone": "NOK",
    "omani rial": "OMR", "peruvian sol": "PEN", "philippine peso": "PHP",
    "polish zloty": "PLN", "qatari riyal": "QAR", "russian ruble": "RUB",
    "saudi arabian riyal": "SAR", "singapore dollar": "SGD", "south african rand": "ZAR",
    "swedish krona": "SEK", "swiss franc": "CHF", "thai baht": "THB",
    "trinidadian dollar": "TTD", "u.a.e. dirham": "AED", "u.k. pound": "GBP",
    "u.s. dollar": "USD", "uruguayan peso": "UYU",
}  # fmt: skip
_DAY_FORMATS = ("%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%d-%b-%Y")


def imf_days(text: str) -> tuple[dict[date, dict[str, Decimal]], dict[str, str]]:
    """Return units of each currency for one XDR by day, and what was left out with the reason.

    Raises:
        RateFeedError: No line of days is in it.
    """
    days: dict[date, dict[str, Decimal]] = {}
    left_out: dict[str, str] = {}
    titled = False
    for header, lines in _tables(text):
        titled = True
        found = {}
        for name, *fields in lines:
            code = _NAMES.get(name.casefold())
            if code is None:
                continue
            if len(fields) != len(header):
                left_out[code] = f"{name}: {len(fields)} values for {len(header)} days"
                continue
            found[code] = [_number(field) for field in fields]
        _add(days, header, found)
    if not titled:
        raise RateFeedError('the answer is no table of rates: no line begins with "Currency"')
    return days, left_out


def _tables(text: str) -> list[tuple[list[date], list[list[str]]]]:
    """Return each table as its days and its lines of fields."""
    tables: list[tuple[list[date], list[list[str]]]] = []
    for raw in text.splitlines():
        name, *fields = (field.strip() for field in raw.rstrip().split("\t"))
        if name.casefold() == "currency":
            tables.append(([_day(field) for field in fields if field], []))
        elif tables and name and fields:
            tables[-1][1].append([name, *fields])
    return tables


def _day(text: str) -> date:
    for form in _DAY_FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise RateFeedError(f'the answer is no table of rates: "{text}" is no day')


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number > 0 else None


def _add(
    days: dict[date, dict[str, Decimal]],
    header: list[date],
    found: dict[str, list[Decimal | None]],
) -> None:
    """Put a table among the days; what an earlier table said of a currency stays."""
    for at, day in enumerate(header):
        rates = {code: values[at] for code, values in found.items()}
        yen = rates.get("JPY")
        if yen is None:
            continue
        for code, rate in rates.items():
            if rate is not None:
                units = rate if yen > 1 else (1 / rate).quantize(_DIGITS)
                days.setdefault(day, {}).setdefault(code, units)
