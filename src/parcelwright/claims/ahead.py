"""A day of acceptance after the day asked about: a slip of the pen, no day to count from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.parcels.parcel import Parcel


def taken_by(parcel: Parcel, on: date) -> Parcel | None:
    """Return the parcel without days of acceptance and handover after a day; None without such."""
    accepted, handed = parcel.accepted_at, parcel.handed_over_at
    left = replace(
        parcel,
        accepted_at=None if accepted is not None and accepted.local.date() > on else accepted,
        handed_over_at=None if handed is not None and handed.local.date() > on else handed,
    )
    return None if left == parcel else left


def ahead(accepted: date) -> str:
    """Return the warning about such a day, one sentence."""
    return (
        f"The parcel says that the carrier took it on {spoken_day(accepted)}, after the day asked "
        "about: that cannot be right, so its day of acceptance counts as not known."
    )
