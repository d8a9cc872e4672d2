"""Checks orders that came in and have no parcel yet, before somebody ships them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions.unshipped import check_unshipped

if TYPE_CHECKING:
    from datetime import datetime

NAME = "checks"
EVERY_S = 20
LANE = "checks"


def run(now: datetime) -> int:
    """Check the next orders; return how many were."""
    return check_unshipped(now)
