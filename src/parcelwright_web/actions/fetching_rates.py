"""Asks a service of exchange rates once or twice a day, and keeps what can be believed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from parcelwright.asking.calls import Call, Purpose
from parcelwright.asking.replies import Trouble, http_trouble
from parcelwright.errors import RateFeedError
from parcelwright.rulebook.rate_feed import read_feed
from parcelwright_web.actions.rates import common_rates
from parcelwright_web.models.rates import FetchedRates, RateFeed

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.asking.calls import Answer
    from parcelwright.rulebook.exchange import RateTable

_AGAIN = timedelta(hours=12)
_AGAIN_AFTER_TROUBLE = timedelta(hours=1)
_LEASE = timedelta(minutes=2)


def claim(url: str, now: datetime) -> Call | None:
    """Return the call to make, held for this worker; None while there is nothing to ask."""
    if not url:
        return None
    feed, _ = RateFeed.objects.get_or_create(url=url)
    wait = _AGAIN_AFTER_TROUBLE if feed.trouble else _AGAIN
    if feed.asked_at is not None and now < feed.asked_at + wait:
        return None
    free = RateFeed.objects.filter(Q(held_until=None) | Q(held_until__lt=now), pk=url)
    if not free.update(held_until=now + _LEASE, asked_at=now):
        return None
    return Call(purpose=Purpose.READ, url=url, headers=(("Accept", "application/json, */*"),))


@transaction.atomic
def settle(url: str, answer: Answer | Trouble, now: datetime) -> int:
    """Keep the days that an answer tells; return how many are new or changed."""
    feed = RateFeed.objects.select_for_update().get(pk=url)
    feed.held_until = None
    kept, feed.trouble = _kept(url, answer, now)
    if not feed.trouble:
        feed.answered_at = now
    feed.save()
    return kept


def _kept(url: str, answer: Answer | Trouble, now: datetime) -> tuple[int, str]:
    if isinstance(answer, Trouble):
        return 0, answer.what
    if trouble := http_trouble(answer):
        return 0, trouble.what
    try:
        feed = read_feed(answer.body, common_rates(), now.date(), url=url)
    except RateFeedError as error:
        return 0, str(error)
    changed = sum(_keep(table, url, now) for table in feed.tables)
    wrong = [f"{day}: {why}" for day, why in feed.refused.items()]
    return changed, "; ".join([*wrong, *feed.left_out.values()])


def _keep(table: RateTable, url: str, now: datetime) -> bool:
    units = {code: f"{rate:f}" for code, rate in sorted(table.units.items())}
    known = FetchedRates.objects.filter(day=table.as_of).first()
    if known is not None and known.units == units:
        return False
    values = {"units": units, "url": url, "fetched_at": now}
    FetchedRates.objects.update_or_create(day=table.as_of, defaults=values)
    return True
