"""How long a source with trouble is left alone; its trouble says nothing about parcels."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.replies import TroubleKind

if TYPE_CHECKING:
    from parcelwright.asking.replies import Trouble

LONGEST = timedelta(hours=6)
_FIRST = {
    TroubleKind.THROTTLED: timedelta(minutes=1),
    TroubleKind.DOWN: timedelta(minutes=5),
    TroubleKind.UNREACHABLE: timedelta(minutes=5),
    TroubleKind.NONSENSE: timedelta(minutes=15),
}
_MAX_DOUBLINGS = 10


def quiet_until(trouble: Trouble, times: int, now: datetime) -> datetime:
    """Return until when not to ask a source, after the ``times``-th trouble in a row.

    As long as it asks for itself, at most a day; else twice as long each time, at most six
    hours. A spent budget lasts until the next day (UTC) begins.
    """
    if trouble.wait is not None:
        return now + min(max(trouble.wait, timedelta(seconds=1)), timedelta(days=1))
    if trouble.kind is TroubleKind.BUDGET_SPENT:
        tomorrow = now.astimezone(UTC).date() + timedelta(days=1)
        return datetime.combine(tomorrow, time(), tzinfo=UTC)
    first = _FIRST.get(trouble.kind)
    if first is None:
        return now
    return now + min(first * (1 << min(times - 1, _MAX_DOUBLINGS)), LONGEST)
