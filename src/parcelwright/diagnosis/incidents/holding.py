"""What silence means while nothing can be heard: an outage stops the watching, not the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from datetime import date

    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.assessment import Reason

# With a right that closes sooner, waiting for news costs more than a needless case.
_SOON = timedelta(days=7)
# Reasons that only say that nothing was heard.
_SILENCE = frozenset({"stalled", "presumed_lost", "silent_leg", "never_handed_over"})


def without_outage(columns: Columns, since: NDArray[np.float64]) -> Columns:
    """Return the parcels as watched up to the outage that each is in.

    Silence goes on counting as soon as news is heard again.

    Args:
        columns: The parcels.
        since: Day on which the outage began, NaN for parcels in none.
    """
    seen = np.where(np.isnan(since), columns.seen_until, np.fmin(columns.seen_until, since))
    return replace(columns, seen_until=seen)


def waits_for_news(reason: Reason, deadline: date | None, today: date) -> bool:
    """Return whether a case of a parcel in an outage can wait until news is heard again.

    What the carrier or the buyer said cannot wait, nor can silence before a right that closes
    within a week.

    Args:
        reason: Why the case would be opened.
        deadline: The first last day of a right that is still open; None without one.
        today: Calendar day of the shop.
    """
    if reason.code not in _SILENCE:
        return False
    return deadline is None or deadline > today + _SOON
