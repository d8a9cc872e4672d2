"""The simulated world in one call: parcels sent, what truly happened, what was heard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate import parameters as shipped
from parcelwright.simulate.buyers import Buyers, buyers
from parcelwright.simulate.feed import Feed, feed
from parcelwright.simulate.network import Network, network
from parcelwright.simulate.sendings import Sendings, send
from parcelwright.simulate.truth import Truth, travel

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.simulate.parameters import Parameters, Placed


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """One world. ``truth`` never enters the feed's tables.

    Args:
        now: The moment up to which anything is known.
        seed: What it was made from.
        numbers: Its parameters.
        network: Clocks and outages.
        sent: The parcels.
        truth: What happens to them, also after ``now``.
        feed: What was heard by ``now``.
    """

    now: datetime
    seed: int
    numbers: Parameters
    network: Network
    sent: Sendings
    truth: Truth
    feed: Feed

    @cached_property
    def buyers(self) -> Buyers:
        """The buyer of each parcel."""
        return buyers(self.sent)


def simulate(
    parcels: int,
    seed: int,
    now: datetime,
    *,
    numbers: Parameters | None = None,
    placed: tuple[Placed, ...] = (),
) -> Simulated:
    """Return ``parcels`` journeys that began in the months before ``now``.

    The same arguments give the same result to the byte.

    Args:
        parcels: How many, at least 1.
        seed: Any non-negative integer.
        now: An instant with zone.
        numbers: Other parameters than the shipped ones.
        placed: Losses placed by hand (the sample shop's).

    Raises:
        ValueError: No parcels, a negative seed, or a ``now`` without zone.
    """
    if parcels < 1 or seed < 0 or now.tzinfo is None:
        msg = (
            f"parcels={parcels}, seed={seed}, now={now}: expected 1 or more, 0 or more, and a zone"
        )
        raise ValueError(msg)
    known = shipped.parameters() if numbers is None else numbers
    # A stream of its own for each part, so that a draw more in one changes no other.
    streams = [np.random.Generator(np.random.PCG64([seed, part])) for part in range(4)]
    now = now.replace(microsecond=0)
    shared = network(now, known, streams[0])
    sent = send(parcels, now, known, streams[1], placed)
    truth = travel(sent, shared, known, streams[2])
    heard = feed(sent, truth, shared, now=now.timestamp(), numbers=known, rng=streams[3])
    return Simulated(
        now=now, seed=seed, numbers=known, network=shared, sent=sent, truth=truth, feed=heard
    )
