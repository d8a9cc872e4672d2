"""Two scans that lie farther apart than anything flies in the time between them."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction
from parcelwright.diagnosis.physical import placed
from parcelwright.diagnosis.travel import impossible

if TYPE_CHECKING:
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("impossible_speed",)


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the two scans; silent unless even the slackest reading of their times is too short."""
    del parcel
    for one, other in pairwise(placed(journey)):
        found = impossible(one, other)
        if found is not None:
            figures = (
                ("country", one.country),
                ("other", other.country),
                ("km", f"{found.apart_km:.0f}"),
                ("hours", f"{found.time / timedelta(hours=1):.0f}"),
            )
            return Contradiction(
                code="impossible_speed",
                certainty=Certainty.SURE,
                events=(one, other),
                figures=figures,
            )
    return None
