"""Makes one incident of the groups that were struck together, with its figures."""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Reason
from parcelwright.detection.view import days_text
from parcelwright.diagnosis.incidents.incident import Incident, IncidentKind, SuspectedCause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.diagnosis.incidents.together import Suspect

# Three decimals are the most that a person reads.
_HARDLY = 0.001


def incident_of(parts: Sequence[Suspect], now: float) -> Incident:
    """Return the incident that one group makes, or several that are stuck in one country.

    Of several, what they all share is its name; groups of several kinds are a disruption of
    carriers in that country.

    Args:
        parts: Groups without a parcel in common, at least one.
        now: Day number.
    """
    kinds = {one.grouping.kind for one in parts}
    mixed = len(kinds) > 1
    first = parts[0]
    if mixed:
        what: tuple[str, ...] = (first.country,)
    elif len(parts) > 1:
        named = zip(*(one.name for one in parts), strict=True)
        what = tuple(texts[0] if len(set(texts)) == 1 else "" for texts in named)
    else:
        what = (*first.name, *first.own)
    return Incident(
        kind=IncidentKind.CARRIER_DAY if mixed else first.grouping.kind,
        what=what,
        rows=tuple(sorted(row for one in parts for row in one.rows.tolist())),
        group=sum(one.members for one in parts),
        started=max(float(one.at.max()) for one in parts),
        chance=1 - prod(1 - one.chance for one in parts),
        by_chance=prod(min(one.by_chance, 1.0) for one in parts),
        cause=SuspectedCause.CARRIER_DISRUPTED if mixed else first.grouping.cause,
        reasons=_reasons(parts, now),
    )


def _reasons(parts: Sequence[Suspect], now: float) -> tuple[Reason, ...]:
    silent = sum(len(one.rows) for one in parts)
    since = min(now - float(one.at.max()) for one in parts)
    figures = (
        ("silent", str(silent)),
        ("group", str(sum(one.members for one in parts))),
        ("days", days_text(since)),
        ("usual", days_text(max(*(one.late_days for one in parts), 0.0))),
    )
    told = [
        Reason(code="silent_together", figures=figures),
        _by_chance(prod(min(one.by_chance, 1.0) for one in parts)),
    ]
    moved, later = (sum(one.moved_later[i] for one in parts) for i in (0, 1))
    if moved:
        told.append(
            Reason(code="later_ones_moved", figures=(("moved", str(moved)), ("later", str(later))))
        )
    buyers = sum(one.complaints for one in parts)
    if buyers:
        told.append(Reason(code="buyers_complained", figures=(("buyers", str(buyers)),)))
    return tuple(told)


def _by_chance(expected: float) -> Reason:
    """Return how many groups would be as silent by chance, among all that were looked at."""
    if expected < _HARDLY:
        return Reason(code="hardly_by_chance")
    shown = f"{expected:.1f}" if expected >= 1 else f"{expected:.1g}"
    return Reason(code="groups_by_chance", figures=(("groups", shown),))
