"""Walks through a history and yields, at chosen moments, the signs of all open parcels.

What is used at a moment was known at that moment: the arrival table, the clock, the
silences and the siblings. Weights of causes are fitted to, and measured on, such rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.detection.assess import assess_columns
from parcelwright.diagnosis.siblings import siblings_among
from parcelwright.diagnosis.signs import signs_of
from parcelwright.diagnosis.statements import statements_from_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

    from parcelwright.diagnosis.signs import Signs


@dataclass(frozen=True, kw_only=True)
class Landmark:
    """Open parcels at one moment: their rows in the table of parcels, and their signs."""

    moment: datetime
    rows: NDArray[np.intp]
    signs: Signs


def landmarks(
    parcels: pa.Table, events: pa.Table, moments: Iterable[datetime]
) -> Iterator[Landmark]:
    """Yield what was known at each moment.

    Args:
        parcels: Columns of ``interchange``.
        events: The same, buyers' reports among them.
        moments: In any order.
    """
    for moment in moments:
        columns = columns_from_tables(parcels, events, moment)
        clock = clock_of(columns, moment)
        found = assess_columns(columns, learn(columns, moment, clock), moment, clock)
        said = statements_from_tables(parcels, events, moment)
        signs = signs_of(found, said, siblings_among(columns, said))
        yield Landmark(moment=moment, rows=found.rows, signs=signs)
