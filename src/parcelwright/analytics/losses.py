"""Shares of parcels lost, shrunk toward the wider group a lane belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Loss is certain only long after the last ordinary delivery.
MATURE_DAYS = 75.0
MATURE_FACTOR = 1.5
MATURE_QUANTILE = 0.995
PRIOR_JOURNEYS = 20.0
_LEAST, _MOST = PRIOR_JOURNEYS, 1e5
# By the loss share shipped, one in a hundred, so many parcels without a loss come about by
# chance less than once in a hundred times.
MANY = 500
# By the same share so many losses without an arrival come about never.
SOME = 30


def only_survivors(old: NDArray[np.bool_], arrived: NDArray[np.bool_]) -> bool:
    """Return whether so many parcels arrived without one loss that losses must be left out.

    Args:
        old: Parcels old enough to tell.
        arrived: Those that arrived; an entry a parcel.
    """
    return bool(np.count_nonzero(old) >= MANY and not (old & ~arrived).any())


def only_losses(old: NDArray[np.bool_], arrived: NDArray[np.bool_]) -> bool:
    """Return whether so many parcels are lost without one arrival that deliveries are left out.

    Args:
        old: Parcels old enough to tell.
        arrived: Those that arrived or came back; an entry a parcel.
    """
    return bool(np.count_nonzero(old) >= SOME and not arrived.any())


def among_timed(share: float, arrived: float, timed: float) -> float:
    """Return the share lost among parcels of which it is known how long they took.

    Lost parcels are all among them. Arrivals that nobody can time, such as those dated before
    their acceptance, are not, and without them the same losses are a larger part.

    Args:
        share: Share lost among all.
        arrived: Weight of all that arrived, or left a stage.
        timed: Weight of those of them that are timed.
    """
    return share if timed >= arrived else share / (share + (1 - share) * timed / arrived)


def mature_after(
    days: NDArray[np.float64], weight: NDArray[np.float64], least: float = MATURE_DAYS
) -> float:
    """Return after how many days a silent parcel counts as lost: ``least``, or 1.5 times p99.5.

    Args:
        days: Transit times of delivered parcels, or silences that ended.
        weight: Parcels a row stands for.
        least: Days that have to pass in any case.
    """
    if not len(days):
        return least
    order = np.argsort(days)
    share = np.cumsum(weight[order]) / weight.sum()
    place = min(int(np.searchsorted(share, MATURE_QUANTILE)), len(days) - 1)
    return max(least, MATURE_FACTOR * float(days[order][place]))


def spread(lost: NDArray[np.float64], closed: NDArray[np.float64]) -> float:
    """Return how many journeys the wider group's share is worth, by moments.

    The groups' loss shares are taken to follow a Beta distribution; the result is its
    ``a + b``, large when groups differ no more than chance makes them.

    Args:
        lost: Lost parcels by group.
        closed: Journeys old enough to tell, by group.
    """
    known = closed > 0
    lost, closed = lost[known], closed[known]
    total, groups = closed.sum(), len(closed)
    if groups < 2 or not 0 < lost.sum() < total:  # noqa: PLR2004 - two groups are needed to differ
        return _MOST
    share = lost.sum() / total
    seen = float((closed * (lost / closed - share) ** 2).sum() / (share * (1 - share)))
    room = float(total - (closed**2).sum() / total - (groups - 1))
    excess = seen - (groups - 1)
    if excess <= 0 or room <= 0:
        return _MOST
    return float(np.clip(room / excess - 1, _LEAST, _MOST))


def shrunk(
    lost: NDArray[np.float64],
    closed: NDArray[np.float64],
    *,
    parent: NDArray[np.float64] | float,
    worth: float,
) -> NDArray[np.float64]:
    """Return loss shares as if the wider group had added ``worth`` journeys of its own."""
    return (lost + worth * parent) / (closed + worth)


def log_odds(
    share: NDArray[np.float64] | float, worth: NDArray[np.float64] | float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the log-odds of a share and their variance, from its Beta distribution.

    Args:
        share: Share lost.
        worth: Journeys that it rests on.
    """
    p, n = np.asarray(share, np.float64), np.asarray(worth, np.float64)
    return np.log(p / (1 - p)), 1 / (n * p) + 1 / (n * (1 - p))
