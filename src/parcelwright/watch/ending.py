"""When a watch may end: delivered and undisputed, returned, or settled. Nothing else ends it.

That a person gives it up is an act, not a rule.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone
from parcelwright.watch.standing import EndedWhy

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.watch.facts import Subject

GRACE = timedelta(days=10)
"""How long after a delivery a late contradiction is still awaited."""
_RECEIVED = frozenset({Milestone.DELIVERED, Milestone.REPORTED_RECEIVED})


def ending(subject: Subject, now: datetime) -> EndedWhy | None:
    """Return why the watch is over at this moment, or None while it goes on."""
    if subject.case_is_open:
        return None
    if subject.case_is_settled:
        return EndedWhy.SETTLED
    if subject.outcome is Milestone.RETURNED:
        return EndedWhy.RETURNED
    is_calm = subject.closed_at is not None and now - subject.closed_at >= GRACE
    if subject.outcome in _RECEIVED and is_calm:
        return EndedWhy.DELIVERED
    return None
