"""Shops whose lanes lose a known share, to insure or not; shares nothing with what estimates."""

import numpy as np

from drawn_journeys import journeys, lane

DESTINATIONS = ("DE", "BR", "US")
CARRIERS = 4
_USUAL = 0.012


def shop(seed, *, closed=300, parcels=60, alike=False):
    """Return lanes, the true share lost on each, past journeys, and values to send on each.

    Args:
        seed: Of all that is drawn.
        closed: Past journeys of each lane.
        parcels: Values of each lane.
        alike: Whether a lane owes its losses to carrier and destination, and a little to itself;
            else to itself alone, which nothing can be learned about from its neighbors.
    """
    random = np.random.default_rng(seed)
    lanes = [
        lane(f"c{carrier}", destination=country)
        for country in DESTINATIONS
        for carrier in range(CARRIERS)
    ]
    own = random.normal(0, 0.3 if alike else 0.8, len(lanes))
    if alike:
        own += np.repeat(random.normal(0, 0.5, len(DESTINATIONS)), CARRIERS)
        own += np.tile(random.normal(0, 0.5, CARRIERS), len(DESTINATIONS))
    truth = np.clip(_USUAL * np.exp(own), 0.001, 0.15)
    past = journeys([(k, closed, share, 12) for k, share in zip(lanes, truth, strict=True)], seed)
    return lanes, truth, past, random.lognormal(np.log(45), 0.9, (len(lanes), parcels))


def cost(truth, values, insured, premium, gains, carrier):
    """Return what insuring so truly costs: premiums, and losses after all that comes back.

    Args:
        truth: Share lost by lane.
        values: By lane and parcel.
        insured: Which are, alike.
        premium: Of each, alike.
        gains: What the policy adds to what comes back of one loss, alike.
        carrier: What the carrier pays of one loss on average, alike.
    """
    back = carrier + np.where(insured, gains, 0.0)
    return float((np.where(insured, premium, 0.0) + truth[:, None] * (values - back)).sum())
