"""Finds the incidents among a seller's parcels at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.incidents.groupings import GROUPINGS
from parcelwright.diagnosis.incidents.links import links_of
from parcelwright.diagnosis.incidents.outages import outages
from parcelwright.diagnosis.incidents.telling import incident_of
from parcelwright.diagnosis.incidents.together import suspects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from parcelwright.diagnosis.incidents.incident import Incident
    from parcelwright.diagnosis.incidents.together import Suspect
    from parcelwright.diagnosis.incidents.tracks import Tracks
    from parcelwright.diagnosis.incidents.usual import Usual

# Groups older than this are history, not incidents.
LOOK_BACK_DAYS = 180.0
# What is usual is learned from before, or what stands still now would make itself look usual.
LEARN_BEFORE_DAYS = 14.0
_NARROWEST = {grouping.kind: place for place, grouping in enumerate(GROUPINGS)}


def find_incidents(tracks: Tracks, usual: Usual, now: float) -> tuple[Incident, ...]:
    """Return the incidents as they show at a moment, largest first.

    Each parcel is in one incident at most: of groups that overlap, the one that explains
    most beyond chance is kept, which is the narrowest that holds all the silent ones; what is
    stuck in one country at one time is one incident.
    Parcels behind an outage are not looked at for anything else.

    Args:
        tracks: All parcels of a seller, in any order.
        usual: What was usual up to :data:`LEARN_BEFORE_DAYS` before.
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
    kept: dict[tuple[str, ...], list[Suspect]] = {}
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
            break
        for one in _apart(found):
            free[one.rows] = False
            key = (one.country,) if one.country else (one.grouping.kind, *one.name, *one.own)
            kept.setdefault(key, []).append(one)
    for parts in kept.values():
        yield incident_of(parts, now)


def _apart(found: list[Suspect]) -> Iterator[Suspect]:
    """Yield suspects in the order of what they explain, leaving out those that overlap one."""
    taken: set[int] = set()
    for one in sorted(found, key=_rank):
        rows = set(one.rows.tolist())
        if taken.isdisjoint(rows):
            taken |= rows
            yield one


def _rank(one: Suspect) -> tuple[float, int, int, tuple[str, ...]]:
    """Order by what is explained: strongest odds, then fewest others in it, then narrowest."""
    others = one.members - len(one.rows)
    return (-round(one.odds, 6), others, _NARROWEST[one.grouping.kind], (*one.name, *one.own))
