"""Premium against expected loss: what insuring one parcel is worth, and from which value on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.prevention.beliefs import Belief
    from parcelwright.prevention.insuring.premium import Premium

_POINTS = 4001


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What a policy pays for one lost parcel; sums in the currency of the premium.

    Args:
        limit: Most for one parcel; None without limit.
        deductible: Sum that stays with the seller.
        deductible_share: Share of the loss that does.
        odds: Share of claims that the insurer grants.
        paperwork: What a claim costs in work.
        excess: Pays only what the carrier does not.
        not_destinations: Countries it leaves out.
    """

    limit: float | None = None
    deductible: float = 0.0
    deductible_share: float = 0.0
    odds: float = 0.8
    paperwork: float = 0.0
    excess: bool = True
    not_destinations: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Carriage:
    """What the carrier pays for the same loss: up to ``most``, with ``odds``.

    ``known`` is whether anybody can say; where nobody can, nothing is reckoned with.
    """

    most: float = 0.0
    odds: float = 0.5
    known: bool = False


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """Whether to insure one parcel.

    Args:
        premium: What it costs for certain.
        worth: What comes back on average because of it, less the paperwork.
        break_even: Loss share at which the two are equal; None where no share reaches it.
        chance: How sure it is that insuring pays, from what is not known of the losses.
    """

    premium: float
    worth: float
    break_even: float | None
    chance: float

    @property
    def insure(self) -> bool:
        """Whether insuring pays on average."""
        return self.worth > self.premium


def weigh(
    value: float, losses: Belief, premium: Premium, cover: Cover, carriage: Carriage
) -> Weighed:
    """Return what insuring a parcel of this value costs and brings."""
    gain = float(gain_if_lost(np.array([value]), cover, carriage)[0])
    cost = premium.of(value)
    share = cost / gain if gain > 0 else None
    certain = 1.0 if cost == 0 < gain else 0.0
    if share is not None and 0 < share < 1:
        certain = 1.0 - losses.below(share)
    return Weighed(
        premium=cost,
        worth=losses.mean * gain,
        break_even=share if share is not None and share < 1 else None,
        chance=certain,
    )


def gain_if_lost(
    values: NDArray[np.float64], cover: Cover, carriage: Carriage
) -> NDArray[np.float64]:
    """Return what a policy adds to what comes back of one loss, less the work of the claim.

    A policy in excess pays what the carrier left, and the whole loss where the carrier refused;
    one that is not pays beside it, never more than the loss together.
    """
    carrier = np.minimum(values, carriage.most)
    paid = _paid(values - carrier, cover)
    refused = _paid(values, cover)
    beside = np.minimum(refused, values - carrier)
    where_paid = paid if cover.excess else beside
    each = carriage.odds * where_paid + (1 - carriage.odds) * refused
    # Nobody files a claim that brings less than the work.
    return np.maximum(cover.odds * each - cover.paperwork, 0.0)


def _paid(loss: NDArray[np.float64], cover: Cover) -> NDArray[np.float64]:
    capped = loss if cover.limit is None else np.minimum(loss, cover.limit)
    return np.maximum(capped * (1 - cover.deductible_share) - cover.deductible, 0.0)


def insured_values(
    losses: Belief, premium: Premium, cover: Cover, carriage: Carriage, most: float
) -> tuple[tuple[float, float], ...]:
    """Return the ranges of values for which insuring pays, up to ``most``, lowest first.

    The two sides of the scale are straight lines with a few bends, so the ends are found
    between two neighbors of a fine grid.
    """
    values = np.linspace(0.0, most, _POINTS)
    net = losses.mean * gain_if_lost(values, cover, carriage) - premium.of_each(values)
    pays = net > 0
    ends = np.flatnonzero(np.diff(pays.astype(np.int8)))
    step = values[1] - values[0]
    crossings = [float(values[at] + step * net[at] / (net[at] - net[at + 1])) for at in ends]
    edges = [0.0] * bool(pays[0]) + crossings + [most] * bool(pays[-1])
    return tuple(zip(edges[::2], edges[1::2], strict=True))
