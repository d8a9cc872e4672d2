"""A rule for the shop: on each lane, from which value to which to insure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.prevention.insuring.weigh import Carriage, insured_values, weigh

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from parcelwright.analytics.columns import LaneKey
    from parcelwright.prevention.beliefs import Belief
    from parcelwright.prevention.insuring.policy import Policy


@dataclass(frozen=True, kw_only=True)
class LaneRule:
    """What to insure on one lane; sums in the policy's currency.

    Args:
        losses: Share lost.
        closed: Journeys it rests on.
        carriage: What the carrier pays for a loss there.
        ranges: Values for which insuring pays, lowest first; empty for none up to ``most``.
        most: The highest value looked at.
        usual: A usual value of a parcel.
        break_even: Loss share from which insuring a parcel of that value pays; None where no
            share does.
    """

    key: LaneKey
    losses: Belief
    closed: int
    carriage: Carriage
    ranges: tuple[tuple[float, float], ...]
    most: float
    usual: float
    break_even: float | None


def lane_rules(
    lanes: Sequence[tuple[LaneKey, Belief, int]],
    policy: Policy,
    carriage_of: Callable[[LaneKey], Carriage],
    *,
    usual: float,
    most: float,
) -> tuple[LaneRule, ...]:
    """Return the rule of each lane.

    Args:
        lanes: Each with its share lost and the journeys that it rests on.
        policy: What is on offer.
        carriage_of: What the carrier pays for a lost parcel of a lane.
        usual: A usual value of a parcel.
        most: The highest value to look at.
    """
    found = []
    for key, losses, closed in lanes:
        carriage = carriage_of(key)
        left_out = key.destination_country in policy.cover.not_destinations
        found.append(
            LaneRule(
                key=key,
                losses=losses,
                closed=closed,
                carriage=carriage,
                ranges=()
                if left_out
                else insured_values(losses, policy.premium, policy.cover, carriage, most),
                most=most,
                usual=usual,
                break_even=None
                if left_out
                else weigh(usual, losses, policy.premium, policy.cover, carriage).break_even,
            )
        )
    return tuple(found)
