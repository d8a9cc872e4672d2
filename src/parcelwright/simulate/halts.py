"""Parcels that wait for somebody: duties that nobody paid, addresses that nobody finds.

Drawn from a stream of its own, so that their shares change nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate.stages import CUSTOMS, OFFICE, Cause

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from parcelwright.simulate.parameters import Parameters
    from parcelwright.simulate.sendings import Sendings


@dataclass(frozen=True, kw_only=True)
class Halt:
    """Which parcels wait in one stage.

    Args:
        cause: Why they wait.
        who: Whether each parcel does, should it come so far.
        days: Operational days of waiting, 0 for all others.
        turns_back: Whether it is then sent back.
    """

    cause: Cause
    who: NDArray[np.bool_]
    days: NDArray[np.float64]
    turns_back: NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Halts:
    """The halts by the stage in which parcels wait."""

    by_stage: Mapping[int, Halt]

    def of(self, stage: int) -> Halt:
        """Return the halt in a stage that has one."""
        return self.by_stage[stage]

    def days_in(self, stage: int) -> NDArray[np.float64] | float:
        """Return operational days of waiting in a stage per parcel, 0 where nobody waits."""
        return self.by_stage[stage].days if stage in self.by_stage else 0.0


def draw_halts(sent: Sendings, numbers: Parameters, rng: np.random.Generator) -> Halts:
    """Return who will wait for duties or for a better address; placed losses never do."""
    risks, plain = numbers.risks, sent.placed_stage < 0

    def halt(cause: Cause, share: float, median: float, sigma: float, back: float) -> Halt:
        count = len(plain)
        who = (rng.random(count) < share) & plain
        days = rng.lognormal(np.log(median), sigma, count)
        return Halt(
            cause=cause,
            who=who,
            days=np.where(who, days, 0.0),
            turns_back=who & (rng.random(count) < back),
        )

    duty = halt(
        Cause.UNPAID_DUTY,
        risks.unpaid_duty,
        risks.unpaid_duty_median,
        risks.unpaid_duty_sigma,
        risks.unpaid_duty_return,
    )
    address = halt(
        Cause.ADDRESS_PROBLEM,
        risks.address_problem,
        risks.address_problem_median,
        risks.address_problem_sigma,
        risks.address_problem_return,
    )
    return Halts(by_stage={CUSTOMS: duty, OFFICE: address})
