"""Finds the incidents among a seller's parcels at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.detection.assessment import Reason
from parcelwright.detection.view import days_text
from parcelwright.diagnosis.incidents.groupings import GROUPINGS
from parcelwright.diagnosis.incidents.incident import Incident
from parcelwright.diagnosis.incidents.links import links_of
from parcelwright.diagnosis.incidents.outages import outages
from parcelwright.diagnosis.incidents.together import suspects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from parcelwright.diagnosis.incidents.together import Suspect
    from parcelwright.diagnosis.incidents.tracks import Tracks
    from parcelwright.diagnosis.incidents.usual import Usual

# Groups older than this are history, not incidents.
LOOK_BACK_DAYS = 180.0
# Three decimals are the most that a person reads.
_HARDLY = 0.001


def find_incidents(tracks: Tracks, usual: Usual, now: float) -> tuple[Incident, ...]:
    """Return the incidents as they show at a moment, largest first.

    Each parcel is in one incident at most: of groups that overlap, the one that explains
    most beyond chance is kept, which is the narrowest that holds all the silent ones.
    Parcels behind an outage are not looked at for anything else.

    Args:
        tracks: All parcels of a seller, in any order.
        usual: What was usual before.
        now: Day number; nothing heard of later is used.
    """
    known = tracks.known_at(now)
    dark = outages(known, now)
    free = np.ones(len(tracks), np.bool_)
    for one in dark:
        free[list(one.rows)] = False
    found = [*dark, *_together(known, usual, now, free)]
    return tuple(sorted(found, key=lambda one: (-one.size, one.kind, one.what)))


def _together(
    known: Tracks, usual: Usual, now: float, free: NDArray[np.bool_]
) -> Iterator[Incident]:
    recent = known.since(now - LOOK_BACK_DAYS)
    seen_next = recent.seen_next()
    linked = [(grouping, links_of(recent, grouping, seen_next)) for grouping in GROUPINGS]
    free = free.copy()
    while True:
        found = [
            one
            for grouping, links in linked
            for one in suspects(
                grouping, links, usual.kinds[grouping.kind], recent.complained,
                complaint=usual.complaint, now=now, free=free,
            )
        ]  # fmt: skip
        if not found:
            return
        best = min(found, key=_rank)
        free[best.rows] = False
        yield _incident(best, now)


def _rank(one: Suspect) -> tuple[float, int, int, tuple[str, ...]]:
    """Order by what is explained: strongest odds, then fewest others in it, then narrowest."""
    kinds = [grouping.kind for grouping in GROUPINGS]
    others = one.members - len(one.rows)
    return (-round(one.odds, 6), others, kinds.index(one.grouping.kind), one.name)


def _incident(one: Suspect, now: float) -> Incident:
    started = float(one.at.max())
    figures = [
        Reason(
            code="silent_together",
            figures=(
                ("silent", str(len(one.rows))),
                ("group", str(one.members)),
                ("days", days_text(now - started)),
                ("usual", days_text(max(one.late_days, 0.0))),
            ),
        ),
        _by_chance(one.by_chance),
    ]
    moved, later = one.moved_later
    if moved:
        figures.append(
            Reason(code="later_ones_moved", figures=(("moved", str(moved)), ("later", str(later))))
        )
    if one.complaints:
        figures.append(
            Reason(code="buyers_complained", figures=(("buyers", str(one.complaints)),))
        )
    return Incident(
        kind=one.grouping.kind,
        what=one.name,
        rows=tuple(sorted(one.rows.tolist())),
        group=one.members,
        started=started,
        chance=one.chance,
        by_chance=one.by_chance,
        cause=one.grouping.cause,
        reasons=tuple(figures),
    )


def _by_chance(expected: float) -> Reason:
    """Return how many groups would be as silent by chance, among all that were looked at."""
    if expected < _HARDLY:
        return Reason(code="hardly_by_chance")
    shown = f"{expected:.1f}" if expected >= 1 else f"{expected:.1g}"
    return Reason(code="groups_by_chance", figures=(("groups", shown),))
