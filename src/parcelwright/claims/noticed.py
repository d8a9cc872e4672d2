"""Notice that was given: it closes the day for it, where it was in time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act

if TYPE_CHECKING:
    from parcelwright.claims.known import Known
    from parcelwright.claims.remedy import Deadline


def with_notice(
    deadlines: tuple[Deadline, ...], rule_id: str, known: Known
) -> tuple[Deadline, ...]:
    """Return the deadlines of a rule, that for notice with the day on which it was given."""
    day = known.noticed.get(rule_id)
    if day is None:
        return deadlines
    return tuple(
        replace(each, done_on=day) if each.act is Act.NOTICE else each for each in deadlines
    )
