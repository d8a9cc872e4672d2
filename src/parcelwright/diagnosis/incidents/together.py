"""Finds the groups that are silent beyond what chance explains, and how sure that is.

For each group the number of silent members is held against two stories. By chance: members
are late as they usually are, moving as one as far as such groups do; or a few are lost, each
for itself. Struck: something befell the group, and most of it is silent. The chance that it
was struck follows from how often groups of that kind are struck at all, which is what corrects
for the many groups that are looked at: the more of them, the fewer are struck, and the more
silence one has to show.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp, log
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.incidents import chance as laws
from parcelwright.diagnosis.incidents.incident import FEWEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.incidents.groupings import Grouping
    from parcelwright.diagnosis.incidents.links import Links
    from parcelwright.diagnosis.incidents.usual import UsualOfKind

# Four of five incidents are to be real.
LEAST_CHANCE = 0.8
# A group of which half moved on did not fall silent together.
LEAST_SHARE = 0.6
# While a silence is as common as this, it is not looked at.
_COMMON = 0.1
# Nothing is said of a silence shorter than the rounds of a day.
_LEAST_DAYS = 1.0
# Before groups tell, one in two thousand is taken to be struck, with the weight of a thousand.
_STRUCK_SHARE, _STRUCK_WORTH = 1 / 2000, 1000.0
_ROUNDS = 5
# One complaint never says more than this, all of a group never more than the third.
_MOST_PER_COMPLAINT, _MOST_COMPLAINTS = 20.0, 3


@dataclass(frozen=True, kw_only=True)
class Suspect:
    """A group that may have been struck.

    Args:
        grouping: Its kind.
        name: What it shares with groups alike, in parts.
        own: What only it shares.
        rows: The silent members, ascending.
        members: How many it has.
        at: For each silent member, day of its last step there.
        usual: Chance of one member to be as silent, as groups usually move.
        by_chance: Chance of so many silent members, and complaints, by chance, times the groups
            searched.
        complaints: Silent members whose buyers complained.
        odds: Logarithm of the odds that it was struck.
        late_days: Days after which 95 in 100 have usually moved on.
        moved_later: Members of groups alike that passed later: how many moved on, of how many.
    """

    grouping: Grouping
    name: tuple[str, ...]
    own: tuple[str, ...]
    rows: NDArray[np.int32]
    members: int
    at: NDArray[np.float64]
    usual: float
    by_chance: float
    complaints: int
    odds: float
    late_days: float
    moved_later: tuple[int, int]

    @property
    def country(self) -> str:
        """Country in which its members are stuck; empty where they are under way."""
        return "" if self.grouping.country is None else self.name[self.grouping.country]

    @property
    def chance(self) -> float:
        """Chance from 0 to 1 that it was struck."""
        return laws.odds_to_chance(self.odds)


def suspects(
    grouping: Grouping,
    links: Links,
    usual: UsualOfKind,
    complained: NDArray[np.float64],
    *,
    complaint: float,
    now: float,
    free: NDArray[np.bool_] | None = None,
) -> list[Suspect]:
    """Return the groups that were more likely struck than not.

    Args:
        grouping: The kind of the groups.
        links: The groups and their members.
        usual: What is usual for the kind.
        complained: Day of each parcel's complaint, NaN where there is none.
        complaint: How many times as often buyers complain when a parcel never comes.
        now: Day number.
        free: Parcels that no other incident explains; all when absent. Explained ones count
            neither as silent nor as members.
    """
    mine = np.ones(len(links.row), np.bool_) if free is None else free[links.row]
    groups = len(links.like)
    members = np.bincount(links.group[mine], minlength=groups)
    silent = np.bincount(links.group[mine & links.silent], minlength=groups)
    looked_at = int((members >= FEWEST).sum())
    wanted = np.flatnonzero((silent >= FEWEST) & (silent >= LEAST_SHARE * members))
    cuts = np.searchsorted(links.group, np.arange(groups + 1))
    found = []
    for group in wanted.tolist():
        place = np.arange(cuts[group], cuts[group + 1])
        part = _weigh(
            grouping, links, place[mine[place]], usual, complained, complaint=complaint, now=now,
            looked_at=looked_at,
        )  # fmt: skip
        if part is not None:
            found.append(part)
    share = _struck_share(found, looked_at)
    return [one for one in (_with_share(part, share) for part in found)
            if one.chance >= LEAST_CHANCE]  # fmt: skip


def _weigh(
    grouping: Grouping,
    links: Links,
    place: NDArray[np.intp],
    usual: UsualOfKind,
    complained: NDArray[np.float64],
    *,
    complaint: float,
    now: float,
    looked_at: int,
) -> Suspect | None:
    """Return a group with the odds for it alone, or None while its silence is common."""
    group = int(links.group[place[0]])
    like = int(links.like[group])
    name = links.names[like]
    late = float(usual.silent(name, now - links.at[place]).mean())
    if late > _COMMON:
        return None
    still = place[links.silent[place]]
    rows, members = links.row[still], len(place)
    each = usual.lost + (1 - usual.lost) * late
    by_chance = laws.tail(len(rows), members, late, usual.alike_of(members))
    by_chance += laws.tail(len(rows), members, each, 0.0)
    asked = int((complained[rows] >= links.at[still]).sum())
    if now - float(links.at[still].max()) < _LEAST_DAYS:
        return None
    spoken = min(asked, _MOST_COMPLAINTS) * log(min(complaint, _MOST_PER_COMPLAINT))
    odds = log(laws.struck_tail(len(rows), members)) - log(max(by_chance, 1e-300)) + spoken
    return Suspect(
        grouping=grouping,
        name=name,
        own=links.own[group],
        rows=rows,
        members=members,
        at=links.at[still],
        usual=late,
        by_chance=by_chance * looked_at * exp(-spoken),
        complaints=asked,
        odds=odds,
        late_days=usual.late_days(name),
        moved_later=_moved_later(links, like, float(links.at[place].max())),
    )


def _struck_share(found: list[Suspect], looked_at: int) -> float:
    """Return the share of groups that are struck, as the groups themselves tell it."""
    share = _STRUCK_SHARE
    for _ in range(_ROUNDS):
        struck = sum(_with_share(one, share).chance for one in found)
        share = (struck + _STRUCK_SHARE * _STRUCK_WORTH) / (looked_at + _STRUCK_WORTH)
    return min(share, 0.5)


def _with_share(one: Suspect, share: float) -> Suspect:
    return replace(one, odds=one.odds + log(share / (1 - share)))


def _moved_later(links: Links, like: int, at: float) -> tuple[int, int]:
    """Return (moved on, all) of the members of groups alike that passed later."""
    later = (links.like[links.group] == like) & (links.at > at)
    return int((later & ~links.silent).sum()), int(later.sum())
