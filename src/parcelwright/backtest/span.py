"""From when to when a history can be judged."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from parcelwright.backtest.history import SCORED_DAYS
from parcelwright.backtest.walk import WARM_UP_DAYS

if TYPE_CHECKING:
    from collections.abc import Mapping

# Days that a history must span at least: some to learn from, one parcel followed to its end.
LEAST_DAYS = WARM_UP_DAYS + SCORED_DAYS + 1


@dataclass(frozen=True, kw_only=True)
class Span:
    """Parcels accepted after ``train_until`` are judged, by what was known up to ``until``."""

    train_until: date
    until: date


def suggested(accepted: Mapping[date, int], until: date) -> Span | None:
    """Return a span that learns from the first half of a history and judges by the second.

    Args:
        accepted: Parcels accepted on each day.
        until: Last day of which anything is known.

    Returns:
        None where the history is too short for any span.
    """
    last = until - timedelta(days=SCORED_DAYS)
    followed = sorted(day for day, parcels in accepted.items() if day <= last and parcels)
    if not followed:
        return None
    so_far = list(accumulate(accepted[day] for day in followed))
    middle = followed[bisect_left(so_far, (so_far[-1] + 1) // 2)]
    train_until = max(middle, followed[0] + timedelta(days=WARM_UP_DAYS))
    if not any(day > train_until for day in followed):
        train_until = followed[0] + timedelta(days=WARM_UP_DAYS)
    if train_until >= followed[-1]:
        return None
    return Span(train_until=train_until, until=until)


def first_train_until(first: date) -> date:
    """Return the earliest day to learn until, where parcels were accepted from ``first`` on."""
    return first + timedelta(days=WARM_UP_DAYS)


def first_until(train_until: date) -> date:
    """Return the earliest day to judge until, so that one parcel is followed to its end."""
    return train_until + timedelta(days=SCORED_DAYS + 1)
