"""Tells which incident of today is which of those known before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Name = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """A stored incident: its key, its kind and name, and every parcel it ever had."""

    pk: int
    name: Name
    members: frozenset[int]


def match(known: Sequence[Known], found: Sequence[tuple[Name, frozenset[int]]]) -> list[int | None]:
    """Return for each incident found the key of the known one that it is, or None for a new one.

    It is the one of the same name, else the one that shares most parcels with it, at least
    half of the smaller of both. No known incident is given twice.
    """
    free = {one.pk: one for one in known}
    chosen: list[int | None] = [None] * len(found)
    for place, (name, members) in enumerate(found):
        same = [one for one in free.values() if one.name == name and one.members & members]
        if same:
            chosen[place] = same[0].pk
            del free[same[0].pk]
    for place, (_name, members) in enumerate(found):
        if chosen[place] is not None:
            continue
        alike = [
            one
            for one in free.values()
            if 2 * len(one.members & members) >= max(min(len(one.members), len(members)), 1)
        ]
        if alike:
            best = max(alike, key=lambda one: (len(one.members & members), -one.pk))
            chosen[place] = best.pk
            del free[best.pk]
    return chosen
