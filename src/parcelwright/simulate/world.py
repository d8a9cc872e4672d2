"""The simulated world in one call: parcels sent, what truly happened, what was heard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from parcelwright.simulate import parameters as shipped
from parcelwright.simulate.buyers import Buyers, buyers
from parcelwright.simulate.draws import Purpose, stream
from parcelwright.simulate.feed import Feed, feed
from parcelwright.simulate.halts import draw_halts
from parcelwright.simulate.network import Network, network
from parcelwright.simulate.sendings import Sendings, send
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.truth import Truth, travel

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np

    from parcelwright.simulate.parameters import Parameters, Placed


@dataclass(frozen=True, kw_only=True)
class Simulated:
    """One world. ``truth`` never enters the feed's tables.

    Args:
        now: The moment up to which anything is known.
        seed: What it was made from.
        part: Which part of a large world it is; 0 for a world of one part.
        numbers: Its parameters.
        network: Clocks and outages.
        sent: The parcels.
        truth: What happens to them, also after ``now``.
        feed: What was heard by ``now``.
    """

    now: datetime
    seed: int
    part: int
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
    lost_bag_days: tuple[int, int] | None = None,
) -> Simulated:
    """Return ``parcels`` journeys that began in the months before ``now``.

    The same arguments give the same result to the byte.

    Args:
        parcels: How many, at least 1.
        seed: Any non-negative integer.
        now: An instant with zone.
        numbers: Other parameters than the shipped ones.
        placed: Losses placed by hand (the sample shop's).
        lost_bag_days: When given, the fullest bag that departed so many days before ``now``,
            from the fewer to the more, is lost with all its parcels.

    Raises:
        ValueError: No parcels, a negative seed, or a ``now`` without zone.
    """
    check_world(parcels, seed, now)
    known = shipped.parameters() if numbers is None else numbers
    now = now.replace(microsecond=0)
    shared = shared_network(seed, now, known)
    return simulate_part(
        parcels, seed, now, 0, numbers=known, shared=shared, placed=placed,
        lost_bag_days=lost_bag_days,
    )  # fmt: skip


def check_world(parcels: int, seed: int, now: datetime) -> None:
    """Refuse what no world can be made of.

    Raises:
        ValueError: No parcels, a negative seed, or a ``now`` without zone.
    """
    if parcels < 1 or seed < 0 or now.tzinfo is None:
        msg = (
            f"parcels={parcels}, seed={seed}, now={now}: expected 1 or more, 0 or more, and a zone"
        )
        raise ValueError(msg)


def shared_network(seed: int, now: datetime, numbers: Parameters) -> Network:
    """Return the network that all parts of a world share; see :func:`simulate`."""
    return network(now, numbers, stream(seed, Purpose.NETWORK), stream(seed, Purpose.CARRIERS))


def simulate_part(
    parcels: int,
    seed: int,
    now: datetime,
    part: int,
    *,
    numbers: Parameters,
    shared: Network,
    placed: tuple[Placed, ...] = (),
    lost_bag_days: tuple[int, int] | None = None,
) -> Simulated:
    """Return one part of a world that is too large to be held at once.

    A part depends on its arguments and on nothing in other parts: they share the network
    (speed, strikes, outages), while every bag lies wholly in one part.

    Args:
        parcels: How many in this part, at least 1.
        seed: The world's.
        now: An instant with zone, whole seconds.
        part: Its number, from 0; part 0 is the world that :func:`simulate` makes.
        numbers: The parameters.
        shared: The network, from :func:`shared_network`.
        placed: Losses placed by hand.
        lost_bag_days: As for :func:`simulate`.
    """

    def draws(purpose: Purpose) -> np.random.Generator:
        return stream(seed, purpose, part)

    sent = send(parcels, now, numbers, draws(Purpose.SENDINGS), placed, part)
    halts = draw_halts(sent, numbers, draws(Purpose.HALTS))
    crash = None
    if lost_bag_days is not None:
        fewest, most = lost_bag_days
        crash = (now.timestamp() - most * DAY, now.timestamp() - fewest * DAY)
    truth = travel(sent, shared, numbers, draws(Purpose.TRUTH), halts, crash)
    heard = feed(
        sent,
        truth,
        shared,
        now=now.timestamp(),
        numbers=numbers,
        rng=draws(Purpose.FEED),
        slips=draws(Purpose.SLIPS),
    )
    return Simulated(
        now=now,
        seed=seed,
        part=part,
        numbers=numbers,
        network=shared,
        sent=sent,
        truth=truth,
        feed=heard,
    )
