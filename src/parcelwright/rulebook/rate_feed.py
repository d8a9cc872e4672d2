"""Reads what a service of exchange rates publishes: tables of days, checked against known ones.

Two forms are understood: rows or an object of JSON with a base currency, as central banks'
rates are passed on by Frankfurter (https://frankfurter.dev), and the tab-separated table of
the International Monetary Fund.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from parcelwright.errors import RateFeedError
from parcelwright.rulebook.exchange import RateTable
from parcelwright.rulebook.feed_imf import imf_days
from parcelwright.rulebook.feed_json import json_days
from parcelwright.rulebook.plausible import impossible, leaps, slipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from parcelwright.rulebook.exchange import Rates


@dataclass(frozen=True, kw_only=True)
class Feed:
    """What a body of rates amounts to.

    Args:
        tables: Days that can be believed, oldest first.
        refused: Days that cannot, with the reason.
        left_out: Single currencies that cannot, or that lack a day, with the reason.
    """

    tables: tuple[RateTable, ...] = ()
    refused: Mapping[date, str] = field(default_factory=dict)
    left_out: Mapping[str, str] = field(default_factory=dict)


def read_feed(body: bytes, known: Rates, today: date, *, title: str = "", url: str = "") -> Feed:
    """Return the tables of a body, without what cannot be true.

    Args:
        body: As it came.
        known: Rates believed so far, which each day is compared with.
        today: No day after tomorrow's date can be published yet.
        title: Who publishes it.
        url: Where it was read.

    Raises:
        RateFeedError: The body is of neither form, or holds no rate at all.
    """
    text = body.decode("utf-8", "replace").lstrip("\ufeff").strip()
    days, left_out = json_days(text) if text[:1] in {"{", "["} else imf_days(text)
    if not days:
        raise RateFeedError("the answer holds no exchange rates against the XDR")
    tables: list[RateTable] = []
    refused: dict[date, str] = {}
    for day in sorted(days):
        units = days[day]
        if wrong := _wrong(units, day, today):
            refused[day] = wrong
            continue
        before = tables[-1] if tables else _last_before(known, day)
        jumps = leaps(units, day, before.units, before.as_of) if before else {}
        if slipped(jumps):
            refused[day] = next(iter(jumps.values()))
            continue
        left_out |= jumps
        kept = {code: rate for code, rate in units.items() if code not in jumps}
        tables.append(RateTable(as_of=day, units=kept, title=title, url=url))
    return Feed(tables=tuple(tables), refused=refused, left_out=left_out)


def _wrong(units: Mapping[str, Decimal], day: date, today: date) -> str:
    if (day - today).days > 1:
        return f"{day} has not come yet"
    return impossible(units)


def _last_before(known: Rates, day: date) -> RateTable | None:
    return next((table for table in reversed(known.tables) if table.as_of <= day), None)
