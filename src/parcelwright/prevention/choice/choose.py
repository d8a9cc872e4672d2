"""The services on offer for a parcel, ranked by what they cost in the end, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from statistics import NormalDist
from typing import TYPE_CHECKING

from parcelwright.errors import MoneyError
from parcelwright.prevention.beliefs import LEVEL
from parcelwright.prevention.choice.expected import Expected, expected_of
from parcelwright.prevention.choice.prospects import prospects_of
from parcelwright.prevention.choice.rate_table import on_offer
from parcelwright.prevention.choice.reasons import Reason, reason_of
from parcelwright.prevention.choice.recoverable import Terms, recoverable
from parcelwright.rulebook.exchange import convert

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.money import Money
    from parcelwright.prevention.choice.grants import Grants
    from parcelwright.prevention.choice.rate_table import Rate
    from parcelwright.prevention.choice.sending import Sending, Stakes
    from parcelwright.prevention.scorecards.journeys import Journeys

# Journeys of a service on the lane that are old enough to tell a loss, before it is chosen by them.
LEAST = 300


class Sure(StrEnum):
    """How sure it is that the first of the ranking is the cheapest in the end."""

    CLEAR = "clear"
    CLOSE = "close"
    NOT_ENOUGH = "not_enough"
    ONLY_ONE = "only_one"
    NONE = "none"


@dataclass(frozen=True, kw_only=True)
class WouldChange:
    """What would put the second in the first place.

    Args:
        price_up_to: Price of the first at which both cost the same.
        loss_share_up_to: Loss share of the first at which they do; None where no share of
            losses would.
    """

    price_up_to: float
    loss_share_up_to: float | None


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The ranking for one parcel.

    Args:
        ranked: Cheapest in the end first.
        too_few: Services that could be the cheapest and have too few journeys to tell.
        needed: Journeys that it takes.
        unpriced: Rows whose price has no exchange rate.
    """

    sending: Sending
    currency: str
    ranked: tuple[Expected, ...]
    sure: Sure
    reason: Reason
    would_change: WouldChange | None
    too_few: tuple[Expected, ...] = ()
    needed: int = LEAST
    unpriced: tuple[Rate, ...] = ()

    @property
    def alike(self) -> tuple[Expected, ...]:
        """The first, and the services that cannot be told to cost more with 95 % certainty."""
        return tuple(each for each in self.ranked if not _costs_more(each, self.ranked[0]))


def choose(
    sending: Sending,
    stakes: Stakes,
    rates: Sequence[Rate],
    journeys: Journeys,
    terms: Terms,
    grants: Grants,
) -> Choice:
    """Return the services on offer ranked by price, expected loss and delay, less what comes back.

    Sums are in the currency of the parcel's value.

    Raises:
        MoneyError: The stakes are in a currency without rate.
    """
    currency = sending.value.currency
    offers = on_offer(
        rates, sending.origin_country, sending.destination_country, sending.weight_g, sending.on
    )
    prospects = prospects_of(journeys, offers, sending.origin_country, sending.destination_country)
    found, unpriced = [], []
    for rate in offers:
        try:
            price = _in(currency, rate.price_of(sending.weight_g), sending, terms)
        except MoneyError:
            unpriced.append(rate)
            continue
        parcel = sending.parcel(rate.carrier, rate.service, postage=price)
        owed = recoverable(parcel, terms, grants, currency, included=rate.cover)
        found.append(
            expected_of(
                rate,
                prospects[rate.carrier, rate.service],
                owed,
                price=price,
                value=sending.value,
                handling=_in(currency, stakes.handling, sending, terms),
                per_day=_in(currency, stakes.per_day, sending, terms),
                promised_days=stakes.promised_days,
            )
        )
    ranked = tuple(sorted(found, key=lambda each: (each.total, each.price)))
    too_few = _too_few(ranked)
    sure = _sure(ranked, too_few)
    return Choice(
        sending=sending,
        currency=currency,
        ranked=ranked,
        sure=sure,
        reason=reason_of(ranked, too_few, LEAST),
        would_change=_would_change(ranked),
        too_few=too_few,
        unpriced=tuple(unpriced),
    )


def _in(currency: str, money: Money, sending: Sending, terms: Terms) -> Money:
    return convert(money, currency, sending.on, terms.rates).money


def _too_few(ranked: Sequence[Expected]) -> tuple[Expected, ...]:
    """Return the first, and what could undercut it, where their own journeys are too few."""
    if len(ranked) < 2:  # noqa: PLR2004 - one alone competes with nobody
        return ()
    reach = NormalDist().inv_cdf(1 - (1 - LEVEL) / 2)
    best = ranked[0]
    rivals = [best, *(each for each in ranked[1:] if each.total - reach * each.unsure < best.total)]
    return tuple(each for each in rivals if each.prospect.closed < LEAST)


def _sure(ranked: Sequence[Expected], too_few: Sequence[Expected]) -> Sure:
    if len(ranked) < 2:  # noqa: PLR2004 - one alone competes with nobody
        return Sure.ONLY_ONE if ranked else Sure.NONE
    if too_few:
        return Sure.NOT_ENOUGH
    told_apart = all(_costs_more(other, ranked[0]) for other in ranked[1:])
    return Sure.CLEAR if told_apart else Sure.CLOSE


def _costs_more(other: Expected, best: Expected) -> bool:
    """Return whether a service costs more than another with 95 % certainty."""
    apart = NormalDist().inv_cdf(LEVEL) * (best.unsure**2 + other.unsure**2) ** 0.5
    return other is not best and other.total - best.total >= apart


def _would_change(ranked: Sequence[Expected]) -> WouldChange | None:
    if len(ranked) < 2:  # noqa: PLR2004 - one alone competes with nobody
        return None
    best, second = ranked[:2]
    gap = second.total - best.total
    share = None
    if best.per_loss > 0:
        level = best.prospect.losses.mean + gap / best.per_loss
        share = level if level < 1 else None
    return WouldChange(
        price_up_to=best.price + gap / (1 + best.prospect.losses.mean), loss_share_up_to=share
    )
