#!/usr/bin/env python
"""Score the choice of services, and insure-or-not, on shops whose truth is known.

Usage: python scripts/choice_scores.py [--shops N] [--first SEED] [--closed N ...]

Each shop has four services on one lane, with drawn price, loss rate and days; so many journeys
of each are drawn, written as tables and read back. Right is the service that truly costs least in
the end; near is one that costs at most two percent more; among_alike is how often the best is one
of those that are said not to be told apart from the first, of which there are so many.

The limit is what somebody reaches who knows how shops are drawn and judges by the same journeys:
how often that choice is right, and how often it can be expected to be (the mean of its chances;
limit_of_counted looks at the journeys only that are old enough to tell a loss). Nobody who sees
no more can do better.

The second part draws twelve lanes and compares the rule of the shop with that of somebody who knows
the true losses of each lane (not which parcels will be lost). What draws shares no code with what
estimates, and is not the simulator. Prints one line of JSON for each number of journeys, and two
for insurance. Figures of shops come with their standard error.
"""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from drawn_knower import chances
from drawn_lanes import cost, shop
from drawn_shops import HANDLING, NOW, ON, PER_DAY, VALUE, drawn_services, tables
from parcelwright.money import Money
from parcelwright.prevention.beliefs import Belief
from parcelwright.prevention.choice.choose import Sure, choose
from parcelwright.prevention.choice.grants import NO_CLAIMS
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.sending import Sending, Stakes
from parcelwright.prevention.insuring.premium import Premium
from parcelwright.prevention.insuring.weigh import Carriage, Cover, gain_if_lost, insured_values
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.prevention.scorecards.grouping import By, groups_of
from parcelwright.prevention.scorecards.losses import loss_beliefs
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.exchange import shipped_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

CLOSED = (100, 299, 300, 600, 1500)
TERMS = Terms(book=RuleBook(carriers=(), rules=()), rates=shipped_rates())
PREMIUM = Premium(currency="USD", percent=Decimal("1.5"), least=Decimal("0.5"))
COVER = Cover(odds=0.8, deductible=5, paperwork=2)
CARRIAGE = Carriage(most=20, odds=0.5)


def main() -> None:
    """Score, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shops", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--closed", type=int, nargs="*", default=CLOSED)
    asked = parser.parse_args()
    seeds = range(asked.first, asked.first + asked.shops)
    for closed in asked.closed:
        print(json.dumps(_choices(closed, seeds)))
    for alike in (True, False):
        print(json.dumps(_insurance(seeds, alike=alike)))


def _choices(closed: int, seeds: range) -> dict[str, float]:
    sending = Sending(
        origin_country="CN", destination_country="DE", weight_g=400, value=_usd(VALUE), on=ON
    )
    stakes = Stakes(handling=_usd(HANDLING), per_day=_usd(PER_DAY))
    right, near, more, among, alike = [], [], [], [], []
    limit, expected, counted = [], [], []
    said: list[Sure] = []
    for seed in seeds:
        random = np.random.default_rng(seed)
        services = drawn_services(random)
        past = journeys_of(*tables(random, services, closed), NOW, TERMS.rates)
        rates = [each.rate for each in services]
        found = choose(sending, stakes, rates, past, TERMS, NO_CLAIMS)
        truth = {each.carrier: each.cost for each in services}
        best, first = min(truth.values()), truth[found.ranked[0].rate.carrier]
        right.append(first == best)
        near.append(first <= best * 1.02)
        more.append(first / best - 1)
        said.append(found.sure)
        among.append(best in [truth[each.rate.carrier] for each in found.alike])
        alike.append(len(found.alike))
        known = chances(services, past)
        limit.append(services[known.argmax()].cost == best)
        expected.append(float(known.max()))
        counted.append(float(chances(services, past.take(past.counted)).max()))
    clear = [hit for hit, word in zip(right, said, strict=True) if word is Sure.CLEAR]
    return {
        "closed_of_each": closed,
        "shops": len(seeds),
        "right": float(np.mean(right)),
        "right_error": _error(right),
        "limit": float(np.mean(limit)),
        "limit_expected": round(float(np.mean(expected)), 4),
        "limit_expected_error": _error(expected),
        "limit_of_counted": round(float(np.mean(counted)), 4),
        "below_limit_error": _error(np.subtract(limit, right, dtype=float)),
        "among_alike": float(np.mean(among)),
        "alike": float(np.mean(alike)),
        "within_2_percent": float(np.mean(near)),
        "costs_more": round(float(np.mean(more)), 5),
        "said_not_enough": float(np.mean([word is Sure.NOT_ENOUGH for word in said])),
        "said_clear": float(np.mean([word is Sure.CLEAR for word in said])),
        "right_when_clear": float(np.mean(clear)) if clear else float("nan"),
    }


def _error(each: Sequence[float]) -> float:
    """Return the standard error of a mean over shops."""
    return round(float(np.std(each, ddof=1)) / len(each) ** 0.5, 5)


def _insurance(seeds: range, *, alike: bool) -> dict[str, object]:
    ours, best = [], []
    for seed in seeds:
        lanes, truth, past, values = shop(seed, alike=alike)
        groups = groups_of(past, By.LANE)
        found = dict(zip(groups.keys, loss_beliefs(past, groups), strict=True))
        known = [Belief(yes=share * 1e7, no=(1 - share) * 1e7) for share in truth]
        ours.append(_cost(truth, values, [found[key] for key in lanes]))
        best.append(_cost(truth, values, known))
    each = np.array(ours) / np.array(best)
    ratio = sum(ours) / sum(best)
    apart = np.array(ours) - ratio * np.array(best)
    return {
        "lanes_alike": alike,
        "shops": len(seeds),
        "cost_against_knowing": round(ratio, 4),
        "error": round(float(np.sqrt((apart**2).sum()) / sum(best)), 5),
        "worst_tenth_of_shops": round(float(np.quantile(each, 0.9)), 4),
    }


def _cost(truth: np.ndarray, values: np.ndarray, beliefs: list[Belief]) -> float:
    ranges = [insured_values(each, PREMIUM, COVER, CARRIAGE, 5000.0) for each in beliefs]
    chosen = np.array(
        [
            [any(first < value < last for first, last in found) for value in row]
            for found, row in zip(ranges, values, strict=True)
        ]
    )
    premium = PREMIUM.of_each(values)
    gains = np.array([gain_if_lost(row, COVER, CARRIAGE) for row in values])
    carrier = CARRIAGE.odds * np.minimum(values, CARRIAGE.most)
    return cost(truth, values, chosen, premium, gains, carrier)


def _usd(amount: float) -> Money:
    return Money.of(str(amount), "USD")


if __name__ == "__main__":
    main()
