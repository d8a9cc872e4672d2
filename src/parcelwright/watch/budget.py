"""How many calls a source still takes today, and who may make them.

A day ends at midnight UTC, as it does at sources that say so. Urgent numbers go first, every
fourth call goes to the rest, and a part of the day's calls is kept back for what becomes
urgent later that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_ROUTINE_TURN = 4
_RESERVE_PART = 4
_DAY_S = 86_400


@dataclass(frozen=True, kw_only=True)
class Budget:
    """Calls a day, None for no limit, and how many were made on which day (UTC)."""

    per_day: int | None
    made: int = 0
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Allotment:
    """How many calls go to urgent numbers, and how many to the rest."""

    urgent: int
    routine: int

    @property
    def calls(self) -> int:
        """Return both together."""
        return self.urgent + self.routine


def made_today(budget: Budget, now: datetime) -> int:
    """Return how many calls were made on this day."""
    return budget.made if budget.on == now.astimezone(UTC).date() else 0


def left_today(budget: Budget, now: datetime) -> int | None:
    """Return how many calls are left on this day; None for no limit."""
    if budget.per_day is None:
        return None
    return max(budget.per_day - made_today(budget, now), 0)


def allot(budget: Budget, capacity: int, urgent: int, routine: int, now: datetime) -> Allotment:
    """Share the next calls between urgent and routine numbers.

    Args:
        budget: Of the source.
        capacity: Calls that can be made in this round.
        urgent: Calls that urgent numbers want.
        routine: Calls that the others want.
        now: The moment.

    Returns:
        Never more than wanted, than the capacity, or than is left today.
    """
    left = left_today(budget, now)
    most = capacity if left is None else min(capacity, left)
    beyond = most if left is None else min(most, max(left - _reserve(budget, now), 0))
    made = made_today(budget, now)
    turns = (made + most) // _ROUTINE_TURN - made // _ROUTINE_TURN
    ours = min(routine, beyond, max(most - urgent, turns))
    return Allotment(urgent=min(urgent, most - ours), routine=ours)


def _reserve(budget: Budget, now: datetime) -> int:
    """Return the calls kept back for urgent numbers: fewer, the less of the day is left."""
    midnight = datetime.combine(now.astimezone(UTC).date(), time(), tzinfo=UTC)
    rest = 1 - (now - midnight).total_seconds() / _DAY_S
    return int((budget.per_day or 0) / _RESERVE_PART * rest)
