"""How many parcels of each lane are learned from: all, until there are too many to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Parcels learned from at once. More would sharpen no figure that a seller could see: a share
# of one in a hundred is then known to one in ten thousand.
MOST_LEARNED = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Strides:
    """Of each lane, every how manieth parcel is taken, and how many each stands for."""

    every: NDArray[np.int64]
    worth: NDArray[np.float64]

    @property
    def all(self) -> bool:
        """Whether every parcel is taken."""
        return bool((self.every == 1).all())


def strides(parcels: NDArray[np.int64], most: int = MOST_LEARNED) -> Strides:
    """Return strides that leave small lanes whole and thin out the largest.

    Args:
        parcels: How many each lane has.
        most: How many may be taken together; a lane never gives less than one.
    """
    low, high = 1, int(max(parcels.max(initial=0), 1))
    while low < high:
        middle = (low + high + 1) // 2
        if np.minimum(parcels, middle).sum() <= most:
            low = middle
        else:
            high = middle - 1
    every = np.maximum(-(-parcels // low), 1)
    taken = -(-parcels // every)
    worth = np.divide(parcels, taken, out=np.ones(len(parcels)), where=taken > 0)
    return Strides(every=every.astype(np.int64), worth=worth)


def thinned(parcels: ir.Table, found: Strides) -> ir.Table:
    """Return every so manieth parcel of each lane, in the order of their names, weighted.

    Args:
        parcels: As :func:`parcelwright.analytics.engines.feed.parcels_of` returns them.
        found: By the code of the lane.
    """
    lanes = ibis.memtable(
        pa.table({
            "lane": pa.array(range(len(found.every)), pa.int64()),
            "every": pa.array(found.every),
            "worth": pa.array(found.worth),
        })
    )  # fmt: skip
    numbered = parcels.mutate(
        place=ibis.row_number().over(ibis.window(group_by="lane", order_by="parcel"))
    )
    joined = numbered.join(lanes, "lane")
    taken = joined.filter(joined.place % joined.every == 0)
    return taken.mutate(weight=taken.weight * taken.worth).select(*parcels.columns)
