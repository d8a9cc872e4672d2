"""A learned silence in a sentence: how many were silent as long, and how many moved again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from parcelwright.analytics.arrivals import ArrivalTable, StageGroup
    from parcelwright.parcels.events import Stage


@dataclass(frozen=True, kw_only=True)
class Explained:
    """One group at one length of silence.

    Args:
        parcels: Parcels that the figure rests on.
        as_long: Of each 100 silences, how many last as long or longer, or never end.
        came: Of each 100 of those, how many parcels were not lost.
    """

    stage: Stage
    situation: str
    carrier: str
    parcels: int
    as_long: float
    came: float
    days: float

    @property
    def text(self) -> str:
        """The sentence."""
        words = [self.stage.value.replace("_", " ")]
        if self.situation:
            words.append(self.situation.lower().replace("_", " "))
        where, who = ", ".join(words), self.carrier or "all carriers"
        return (
            f"{where}, {who}: {self.parcels:,} parcels like this one; in {self.as_long:.2g} of 100"
            f" silences it lasts {self.days:g} days or longer, and of those {self.came:.2g} in 100"
            " still came."
        )


def explained(table: ArrivalTable, days: float, carrier: str = "") -> tuple[Explained, ...]:
    """Return each group of a carrier, or of all, at so many days of silence.

    Args:
        table: What was learned.
        days: Of silence, on the clock that the table was learned with.
        carrier: Slug; groups of single services are left out.
    """
    key = (carrier,) if carrier else ()
    mine = [group for group in table.stages.values() if group.key == key]
    return tuple(_explained(table, group, days, carrier) for group in mine)


def _explained(table: ArrivalTable, group: StageGroup, days: float, carrier: str) -> Explained:
    waiting = float(np.exp(group.curve.log_survival(np.array([days]))[0]))
    as_long = group.never_leaves + (1 - group.never_leaves) * waiting
    row = np.array([table.cells.row_of(group)])
    arrives = float(table.cells.read(row, np.array([days]))[0][0])
    return Explained(
        stage=group.stage,
        situation=group.situation,
        carrier=carrier,
        parcels=group.parcels,
        as_long=100 * as_long,
        came=100 * arrives,
        days=days,
    )
