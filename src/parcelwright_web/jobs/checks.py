"""Checks orders that came in without a parcel, and reminds buyers who were asked about one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions.buyer_questions import remind
from parcelwright_web.actions.unshipped import check_unshipped

if TYPE_CHECKING:
    from datetime import datetime

NAME = "checks"
EVERY_S = 20
LANE = "checks"


def run(now: datetime) -> int:
    """Check the next orders and send reminders that are due; return how many orders it were."""
    return check_unshipped(now) + remind(now)
