"""All parcels of a list and all lanes of a shop, weighed under one policy."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import LaneKey
from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.prevention.choice.rate_table import on_offer
from parcelwright.prevention.choice.recoverable import recoverable
from parcelwright.prevention.choice.sending import Sending
from parcelwright.prevention.insuring.decide import carriage_of, decide
from parcelwright.prevention.insuring.shop_rule import lane_rules
from parcelwright.prevention.scorecards.cards import keys_by_size
from parcelwright.prevention.scorecards.grouping import By, groups_of
from parcelwright.prevention.scorecards.losses import loss_beliefs
from parcelwright.rulebook.exchange import convert
from parcelwright.rulebook.select import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from parcelwright.parcels.parcel import Parcel
    from parcelwright.prevention.choice.grants import Grants
    from parcelwright.prevention.choice.rate_table import Rate
    from parcelwright.prevention.choice.recoverable import Terms
    from parcelwright.prevention.insuring.decide import Decision
    from parcelwright.prevention.insuring.policy import Policy
    from parcelwright.prevention.insuring.shop_rule import LaneRule
    from parcelwright.prevention.insuring.weigh import Carriage
    from parcelwright.prevention.scorecards.journeys import Journeys

# Where a parcel names no weight; a carrier's cover can grow with it.
_USUAL_GRAMS = 500
# Where no value is known in a currency with a rate.
_USUAL_VALUE = 50.0
# How far above a usual value the rule of a lane looks.
_REACH = 50


def decisions(
    parcels: Sequence[Parcel],
    journeys: Journeys,
    policy: Policy,
    terms: Terms,
    grants: Grants,
    on: date,
) -> tuple[Decision, ...]:
    """Return for each parcel with a value whether to insure it, in their order.

    Args:
        parcels: Not yet sent; what has no value cannot be weighed and is left out.
        journeys: The shop's past.
        policy: What is on offer.
        terms: The rule book and the shop's own terms.
        grants: How often each payer grants what is claimed.
        on: Day of posting of those that name none.
    """
    keys = [_key(parcel) for parcel in parcels]
    groups = groups_of(journeys, By.LANE, keys)
    beliefs = dict(zip(groups.keys, loss_beliefs(journeys, groups), strict=True))
    closed = _closed(journeys, groups.of, len(groups.keys))
    count = dict(zip(groups.keys, closed, strict=True))
    found = []
    for parcel, key in zip(parcels, keys, strict=True):
        sending = _sending(parcel, on)
        if sending is not None:
            found.append(
                decide(
                    sending,
                    parcel.carrier,
                    parcel.service,
                    beliefs[key],
                    policy,
                    terms,
                    grants,
                    closed=count[key],
                )
            )
    return tuple(found)


def rules_of_shop(
    journeys: Journeys,
    policy: Policy,
    terms: Terms,
    grants: Grants,
    on: date,
    *,
    only: Collection[LaneKey] | None = None,
    offers: Sequence[Rate] = (),
) -> tuple[LaneRule, ...]:
    """Return from which value to insure on each lane of the shop, those with most parcels first.

    Args:
        journeys: The shop's past.
        policy: What is on offer.
        terms: The rule book and the shop's own terms.
        grants: How often each payer grants what is claimed.
        on: Day of posting.
        only: The lanes wanted; all by default.
        offers: The shop's rate table, for carriers that pay a multiple of the postage.
    """
    groups = groups_of(journeys, By.LANE)
    beliefs = loss_beliefs(journeys, groups)
    closed = _closed(journeys, groups.of, len(groups.keys))
    place = {key: at for at, key in enumerate(groups.keys)}
    wanted = [key for key in keys_by_size(journeys, By.LANE) if only is None or key in only]
    lanes = [(key, beliefs[place[key]], closed[place[key]]) for key in wanted]
    currency = policy.premium.currency
    usual = _usual_value(journeys, currency, on, terms)
    plain = replace(terms, covers=())

    def carriage(key: LaneKey) -> Carriage:
        most = Money.of(str(round(usual * _REACH, 2)), currency)
        sending = Sending(
            origin_country=key.origin_country,
            destination_country=key.destination_country,
            weight_g=_USUAL_GRAMS,
            value=most,
            on=on,
            postage=_postage(key, offers, on),
        )
        parcel = sending.parcel(key.carrier, key.service)
        return carriage_of(recoverable(parcel, plain, grants, currency))

    return lane_rules(lanes, policy, carriage, usual=usual, most=usual * _REACH)


def _postage(key: LaneKey, offers: Sequence[Rate], on: date) -> Money | None:
    """Return what a usual parcel costs to post on a lane, by the rate table."""
    origin, destination = key.origin_country, key.destination_country
    found = on_offer(offers, origin, destination, _USUAL_GRAMS, on)
    mine = (
        each.price_of(_USUAL_GRAMS)
        for each in found
        if each.carrier == key.carrier and slug(each.service) == slug(key.service)
    )
    return next(mine, None)


def _usual_value(journeys: Journeys, currency: str, on: date, terms: Terms) -> float:
    """Return the middle of all known values in the policy's currency."""
    known = journeys.value[~np.isnan(journeys.value)]
    if not len(known):
        return _USUAL_VALUE
    middle = Money.of(str(round(float(np.median(known)), 2)), journeys.currency)
    try:
        return float(convert(middle, currency, on, terms.rates).money.amount)
    except MoneyError:
        return _USUAL_VALUE


def _key(parcel: Parcel) -> LaneKey:
    return LaneKey(
        carrier=parcel.carrier,
        service=parcel.service,
        origin_country=parcel.lane.origin_country,
        destination_country=parcel.lane.destination_country,
    )


def _closed(journeys: Journeys, of: np.typing.NDArray[np.intp], groups: int) -> list[int]:
    return [int(n) for n in np.bincount(of[journeys.counted], minlength=groups)]


def _sending(parcel: Parcel, on: date) -> Sending | None:
    value = parcel.contents.value or parcel.contents.cost
    if value is None:
        return None
    handed = parcel.handed_over_at
    return Sending(
        origin_country=parcel.lane.origin_country,
        destination_country=parcel.lane.destination_country,
        destination_region=parcel.lane.destination_region,
        weight_g=parcel.contents.weight_g or _USUAL_GRAMS,
        value=value,
        cost=parcel.contents.cost,
        contents=parcel.contents.description,
        on=parcel.accepted_on or (handed.day if handed else on),
        number=parcel.tracking_number,
        shop=parcel.shop,
        postage=parcel.postage,
        declared=parcel.contents.declared,
        carrier_account=parcel.carrier_account,
        programme=parcel.programme,
        contract_party=parcel.contract_party,
    )
