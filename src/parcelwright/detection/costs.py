"""What errors cost a seller, in plain money, and the days on which more is lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Move(StrEnum):
    """What a seller can do about a parcel that is silent, the cheapest first."""

    ASK_CARRIER = "ask_carrier"
    ASK_BUYER = "ask_buyer"
    RESEND = "resend"
    CLAIM = "claim"


@dataclass(frozen=True, kw_only=True, eq=False)
class Costs:
    """The costs of one move, one entry a parcel, all of a parcel in one currency.

    Args:
        needless: Of the move when the parcel arrives after all; at least 0.
        wait: Of each day that a lost parcel waits for the move; above 0.
        lapses: Lost for good when the move comes too late for a lost parcel, one row each.
        days_left: Whole days from today to the last day on which that is still kept, one row
            each; 0 is today, below 0 it has passed, NaN where there is none.
    """

    needless: NDArray[np.float64]
    wait: NDArray[np.float64]
    lapses: NDArray[np.float64]
    days_left: NDArray[np.float64]

    def __post_init__(self) -> None:
        """Check what no decision could be made with.

        Raises:
            ValueError: A cost is negative, unknown or without end, or a day of waiting is free.
        """
        for name, values, least in (
            ("needless", self.needless, 0.0),
            ("wait", self.wait, np.nextafter(0, 1)),
            ("lapses", self.lapses, 0.0),
        ):
            wrong = ~np.isfinite(values) | (values < least)
            if wrong.any():
                msg = f"{name} is {values[wrong][0]:g}; expected an amount of at least {least:g}"
                raise ValueError(msg)

    def waited(self, days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return what waiting for so many days from today costs when the parcel is lost.

        Days before today are waiting that is behind us, as an amount below zero; so only
        differences between two days mean something.
        """
        late = days > self.days_left
        return np.asarray(self.wait * days + np.where(late, self.lapses, 0.0).sum(axis=0))
