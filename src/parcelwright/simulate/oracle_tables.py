"""The truth that an oracle needs beside the outcomes: stages as they were, and speeds.

Nothing that estimates may read these tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.simulate.columns import coded, picked, times
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.tables import numbered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.network import Network
    from parcelwright.simulate.world import Simulated

_BAGS_PER_PART = 2**32


def journeys_table(world: Simulated, named: dict[str, pa.Array] | None = None) -> pa.Table:
    """Return when each parcel truly entered each stage and how it ended, also after ``now``.

    ``bag`` numbers the bag flown in, null before departure; the moments ``entered_...``,
    ``missorted_at``, ``delivered_at``, ``returning_at`` and ``returned_at`` are null when
    they never come.

    Args:
        world: The world.
        named: Column that names the parcels; their tracking numbers when absent.
    """
    truth, sent = world.truth, world.sent
    utc, texts = np.zeros(len(truth.cause), dtype=np.int64), coded if named else picked
    moments: dict[str, NDArray[np.float64]] = {
        f"entered_{stage.name}": truth.entered[:, i] for i, stage in enumerate(world.numbers.stages)
    }
    moments |= {
        "missorted_at": truth.missorted_at,
        "delivered_at": truth.delivered_at,
        "returning_at": truth.returning_at,
        "returned_at": truth.returned_at,
    }
    columns: dict[str, pa.Array] = {
        **(named or numbered(sent)),
        "carrier": texts([r.carrier for r in world.numbers.routes], sent.route),
        "bag": pa.array(truth.bag + world.part * _BAGS_PER_PART, mask=truth.bag < 0),
        "held": pa.array(truth.held),
        "attempted": pa.array(truth.attempted),
        "owing": pa.array(truth.owing),
        "misaddressed": pa.array(truth.misaddressed),
    }
    for name, moment in moments.items():
        columns |= times(name, np.floor(moment), utc, texts)
    return pa.table(columns)


def speeds_table(network: Network) -> pa.Table:
    """Return how fast the network of each country ran each day; 1 is an ordinary day."""
    days = len(network.clocks[0].starts) - 1
    start = np.datetime64(network.first, "D")
    country = np.repeat(np.arange(len(network.countries)), days)
    speed = np.concatenate([np.diff(own.operational) / DAY for own in network.clocks])
    return pa.table(
        {
            "country": picked(network.countries, country),
            "day": pa.array(np.tile(start + np.arange(days), len(network.countries))),
            "speed": pa.array(speed.round(6)),
        }
    )
