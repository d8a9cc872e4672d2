"""How far what was learned holds for parcels that are silent now.

Three things stand between a table and the parcels it speaks of. Tables of young shops take long
silences to end sooner than they do: what was seen of them is cut off. Parcels of one month share a
pace and a share of losses that no count of single parcels shows. And few losses say little of the
share lost, which :mod:`parcelwright.analytics.averaging` counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics import losses
from parcelwright.analytics.transit import tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Of a silence the logarithm of the share that lasts as long is this much smaller than a table
# without one journey old enough to tell says.
YOUNG_PACE = 0.85
# Deviations of one month from the next: of the logarithm of the odds that a parcel is lost, ...
LOSS_SPREAD = 0.35
# ... and of the pace at which silences end.
PACE_SPREAD = 0.25
# The first counts as so many months beside the seller's own, of 28 days each.
SPREAD_MONTHS = 6
_MONTH_DAYS = 28.0


@dataclass(frozen=True, kw_only=True)
class Trust:
    """How far a table holds.

    Args:
        pace: Factor on the logarithm of the share of silences that last as long, 1 where all
            journeys are old enough to tell, and for shipped figures.
        loss_spread: Deviation between months, of the logarithm of the odds to be lost.
        pace_spread: The same of ``pace``, as a share of it.
    """

    pace: float = 1.0
    loss_spread: float = LOSS_SPREAD
    pace_spread: float = PACE_SPREAD

    def shared_variance(self, log_share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what parcels of one month share, as a variance of the odds' logarithm.

        Args:
            log_share: Logarithm of the share of silences that last as long, ``pace`` included.
        """
        return self.loss_spread**2 + (self.pace_spread * log_share) ** 2


def trust_of(
    closed: NDArray[np.bool_],
    mature: NDArray[np.bool_],
    lost: NDArray[np.bool_],
    age: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> Trust:
    """Return how far a table of these journeys holds, one entry each.

    Args:
        closed: Ended, or old enough to tell.
        mature: Old enough to tell.
        lost: So, and lost.
        age: Days since acceptance.
        weight: Parcels that an entry stands for.
    """
    journeys = max(int(np.count_nonzero(closed)), 1)
    young = 1 - int(np.count_nonzero(mature & closed)) / journeys
    return Trust(
        pace=1 - (1 - YOUNG_PACE) * young**2,
        loss_spread=_loss_spread(mature, lost, age, weight),
    )


def _loss_spread(
    mature: NDArray[np.bool_],
    lost: NDArray[np.bool_],
    age: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> float:
    """Return the deviation between months, a mean of what is shipped and what was seen."""
    month = (age[mature] // _MONTH_DAYS).astype(np.intp)
    gone, parcels = lost[mature], weight[mature]
    if not gone.any() or gone.all():
        return LOSS_SPREAD
    length = int(month.max()) + 1
    of = tally(month, parcels, length)
    share = float(parcels[gone].sum() / parcels.sum())
    worth = losses.spread(tally(month[gone], parcels[gone], length), of)
    seen, differing = 1 / (worth * share * (1 - share)), np.count_nonzero(of) - 1
    both = (SPREAD_MONTHS * LOSS_SPREAD**2 + differing * seen) / (SPREAD_MONTHS + differing)
    return float(np.sqrt(both))
