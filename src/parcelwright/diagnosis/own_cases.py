"""What a shop's closed cases teach about causes: how much oftener each is than was told.

The weights of causes know simulated parcels only. Whose cases are closed with a known cause
knows better how often parcels are stolen or held by customs on his lanes. So each chance is
multiplied by how much oftener its cause was true than told, and all are brought back to one:
one step of the usual correction for a changed prior (Saerens, Latinne and Decaestecker, 2002,
Neural Computation 14, "Adjusting the outputs of a classifier to new a priori probabilities").
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.diagnosis import CauseKind  # noqa: TC001 - a key of mappings made here
from parcelwright.diagnosis.weighing import shipped_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

# With fewer closed cases nothing is corrected.
FEWEST_CASES = 20
# What was told counts as so many further cases that were just as told: a choice, so that twenty
# cases move a chance half as far as they would alone.
_WORTH = 20.0
# Chances below a hundredth are not kept; half of that stands for them.
_NOT_TOLD = 0.005
# No cause is made more than so many times likelier or less likely.
_MOST = 4.0


@dataclass(frozen=True, kw_only=True)
class ClosedCase:
    """A closed case whose cause became known.

    Args:
        cause: What had happened.
        told: The chance of each cause when the case was opened.
    """

    cause: CauseKind
    told: Mapping[CauseKind, float]


@dataclass(frozen=True, kw_only=True)
class OwnCases:
    """What closed cases teach.

    Args:
        cases: How many were counted; 0 while too few.
        factors: By how much the chance of a cause is multiplied; 1 for those left out.
    """

    cases: int = 0
    factors: Mapping[CauseKind, float] = field(default_factory=dict)


def learn_causes(closed: Iterable[ClosedCase]) -> OwnCases:
    """Return what closed cases teach; nothing from fewer than :data:`FEWEST_CASES`.

    Cases of which no chances were told, or whose cause is never weighed, are left out.
    """
    causes = shipped_weights().causes
    counted = [one for one in closed if one.told and one.cause in causes]
    if len(counted) < FEWEST_CASES:
        return OwnCases()
    expected: dict[CauseKind, float] = {}
    seen: dict[CauseKind, int] = {}
    for one in counted:
        seen[one.cause] = seen.get(one.cause, 0) + 1
        for cause in causes:
            expected[cause] = expected.get(cause, 0.0) + one.told.get(cause, _NOT_TOLD)
    factors = {
        cause: _factor(seen.get(cause, 0), told, told / len(counted))
        for cause, told in expected.items()
    }
    return OwnCases(cases=len(counted), factors=factors)


def corrected(
    chances: NDArray[np.float64], causes: Sequence[CauseKind], own: Sequence[OwnCases]
) -> NDArray[np.float64]:
    """Return chances as the closed cases of each parcel's shop correct them.

    Args:
        chances: Shape (parcels, causes).
        causes: Of the columns.
        own: What the shop of each parcel taught, one a parcel.

    Returns:
        Chances whose rows add up to what they added up to before.
    """
    if not any(one.cases for one in own):
        return chances
    factors = np.array([[one.factors.get(cause, 1.0) for cause in causes] for one in own])
    raised = chances * factors
    whole = chances.sum(axis=1, keepdims=True)
    return np.asarray(raised * whole / raised.sum(axis=1, keepdims=True), np.float64)


def _factor(seen: int, told: float, share: float) -> float:
    found = (seen + _WORTH * share) / (told + _WORTH * share)
    return float(np.clip(found, 1 / _MOST, _MOST))
