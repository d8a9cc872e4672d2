"""What is usual for groups: how long members stay silent, and how much they move as one."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.losses import mature_after
from parcelwright.analytics.transit import BIN_DAYS, BINS, FIRST_DAY, cure_curve, curve_of
from parcelwright.diagnosis.incidents.groupings import GROUPINGS
from parcelwright.diagnosis.incidents.incident import FEWEST, IncidentKind
from parcelwright.diagnosis.incidents.links import links_of
from parcelwright.diagnosis.incidents.tracks import MARK_CODE
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from parcelwright.analytics.transit import Curve
    from parcelwright.diagnosis.incidents.links import Links
    from parcelwright.diagnosis.incidents.tracks import Tracks

# Before any silence was watched: five parcels that wait two weeks on average, so that a
# seller without history hears of nothing but the grossest.
_START_PARCELS = 5.0
_START_DAYS = 14.0
# The figures of all groups of a kind count as this many parcels beside those of the alike, as
# the stages of the arrival table do.
_KIND_WORTH = 40.0
# Groups that the stated likeness of a kind counts as.
_ALIKE_WORTH = 50.0
# Silences last this long before one that never ended counts as lost; longer where 1.5 times
# p99.5 of the kind is longer.
_MATURE_DAYS = 30.0
# Months without trouble make members look independent; what shares a place and a day is not.
_LEAST_ALIKE = 0.2
_TAIL = 3.0
# Likeness is measured among the slowest: after as many days as one in ten stays silent.
_SLOW = 0.1
# Small groups are often one bag, large ones many: below 10, 30 and 100 members, and above.
SIZES = (10, 30, 100)
# One parcel in a thousand is lost between two scans, with the weight of a thousand, before the
# seller's own parcels tell.
_LOST_SHARE, _LOST_WORTH = 0.001, 1000.0
# More than any carrier loses: there the next scan is not made, or not told.
_MOST_LOST = 0.05
_EDGES = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1, dtype=np.float64)
# A silence after which buyers begin to ask.
_WEEKS = 20.0
_CODE_DELIVERED = MARK_CODE[Milestone.DELIVERED]
_CODE_RECEIVED = MARK_CODE[Milestone.REPORTED_RECEIVED]


@dataclass(frozen=True, kw_only=True)
class UsualOfKind:
    """What is usual for one kind of group.

    Args:
        curves: Of those that move on: how many are silent after how many days, by what the
            alike share; under the empty name, of all groups of the kind.
        lost: Share of members that never move on, each for itself.
        alike: Correlation of members of one group, by :data:`SIZES` of groups.
        worth: Independent silences behind it: a bag counts little more than one parcel.
    """

    curves: Mapping[tuple[str, ...], Curve]
    lost: float
    alike: tuple[float, ...]
    worth: float

    def silent(self, name: tuple[str, ...], days: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the chance to be silent that long, of one that moves on.

        Beyond the slowest of all that were watched nothing is counted any more; from there
        the share falls by the cube of the days, slower than any transit time that is known.
        """
        curve = self.curves.get(name, self.curves[()])
        rarest = 1 / (self.worth + 1)
        slowest = max(curve.quantile(rarest), 1.0)
        beyond = rarest * (slowest / np.maximum(days, slowest)) ** _TAIL
        return np.maximum(np.exp(curve.log_survival(days)), beyond)

    def alike_of(self, members: int) -> float:
        """Return the correlation of members of a group of this size."""
        return self.alike[bisect_right(SIZES, members)]

    def late_days(self, name: tuple[str, ...]) -> float:
        """Return after how many days 95 in a hundred have moved on."""
        return self.curves.get(name, self.curves[()]).quantile(0.05)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """What is usual, by kind; and how much a complaint says.

    Args:
        kinds: By kind of group.
        complaint: How many times as often buyers of parcels that never come complain as
            buyers of parcels that come later; 1 when nothing tells.
    """

    kinds: Mapping[IncidentKind, UsualOfKind]
    complaint: float


def learn_usual(tracks: Tracks, until: float) -> Usual:
    """Return what was usual by a day, from what was known on it.

    Args:
        tracks: All parcels of a seller, closed ones too.
        until: Day number.
    """
    known = tracks.known_at(until)
    seen_next = known.seen_next()
    kinds = {
        grouping.kind: _kind(links_of(known, grouping, seen_next), grouping.alike, until)
        for grouping in GROUPINGS
    }
    return Usual(kinds=kinds, complaint=_complaints(known, seen_next, until))


def _kind(links: Links, alike: float, until: float) -> UsualOfKind:
    days = np.where(links.silent, until, links.until) - links.at
    seen = _Seen(days=days, moved=~links.silent, weight=np.ones(len(days)))
    _lost, whole, _gone = _whole(links, seen, until)
    likeness = _likeness(links, days, whole.quantile(_SLOW), alike, until)
    # Members that move as one are one observation; the curves are fitted anew with that.
    size = links.members[links.group]
    of_size = np.array(likeness)[np.searchsorted(SIZES, size, side="right")]
    seen = _Seen(days=days, moved=seen.moved, weight=1 / (1 + (size - 1) * of_size))
    lost, whole, gone = _whole(links, seen, until)
    return UsualOfKind(
        curves={(): whole, **_curves(links, seen.without(gone), lost, whole)},
        lost=lost,
        alike=likeness,
        worth=float(seen.weight.sum()) + _START_PARCELS,
    )


@dataclass(frozen=True, kw_only=True)
class _Seen:
    """Silences of members: how long, whether ended, and how many observations each is."""

    days: NDArray[np.float64]
    moved: NDArray[np.bool_]
    weight: NDArray[np.float64]

    def without(self, gone: NDArray[np.bool_]) -> _Seen:
        """Return the same, some of them counting for nothing."""
        return replace(self, weight=np.where(gone, 0.0, self.weight))


def _whole(links: Links, seen: _Seen, until: float) -> tuple[float, Curve, NDArray[np.bool_]]:
    """Return the share that never moves on, the curve of the others, and who never did.

    Members silent three times as long as p99.5 are taken out of the curve, or a small seller's
    lost bag would make itself look usual; unless there are so many that scans are not made.
    """
    days, moved, weight = seen.days, seen.moved, seen.weight
    start = curve_of(_START_PARCELS, np.exp(-np.maximum(_EDGES, 0.0) / _START_DAYS))
    old = mature_after(days[moved], weight[moved], _MATURE_DAYS)
    told = links.at + old <= until
    stuck = told & (~moved | (days > old))
    lost = (float(weight[stuck].sum()) + _LOST_SHARE * _LOST_WORTH) / (
        float(weight[told].sum()) + _LOST_WORTH
    )
    long_gone = max(_MATURE_DAYS, 2 * mature_after(days[moved], weight[moved], 0.0))
    gone = stuck & ~moved & (days > long_gone)
    if weight[gone].sum() > _MOST_LOST * weight[told].sum():
        gone = np.zeros(len(days), np.bool_)
    curve = cure_curve(
        days, moved, seen.without(gone).weight, loss_share=lost,
        prior_at_risk=start.at_risk, prior_delivered=start.delivered,
    )  # fmt: skip
    return lost, curve, gone


def _curves(links: Links, seen: _Seen, lost: float, whole: Curve) -> dict[tuple[str, ...], Curve]:
    """Return the curve of each name that groups share, beginning with that of the kind."""
    begin = curve_of(_KIND_WORTH, np.exp(whole.log_survival(_EDGES)))
    of = links.like[links.group]
    order = np.argsort(of, kind="stable")
    cuts = np.searchsorted(of[order], np.arange(len(links.names) + 1))
    curves: dict[tuple[str, ...], Curve] = {}
    for code, name in enumerate(links.names):
        mine = order[cuts[code] : cuts[code + 1]]
        if len(mine) >= FEWEST:
            curves[name] = cure_curve(
                seen.days[mine], seen.moved[mine], seen.weight[mine], loss_share=lost,
                prior_at_risk=begin.at_risk, prior_delivered=begin.delivered,
            )  # fmt: skip
    return curves


def _likeness(
    links: Links, days: NDArray[np.float64], slow: float, start: float, until: float
) -> tuple[float, ...]:
    """Return how much members are silent together, by size of group.

    The moment estimate of the correlation: pairs silent together beyond those that chance
    brings together, of all that could be, among the slowest.
    """
    told = links.at + slow <= until
    late = told & (days > slow)
    members = np.bincount(links.group[told], minlength=len(links.like)).astype(np.float64)
    count = np.bincount(links.group[late], minlength=len(links.like)).astype(np.float64)
    share = count.sum() / max(members.sum(), 1.0)
    size = np.searchsorted(SIZES, links.members, side="right")
    found = []
    for code in range(len(SIZES) + 1):
        n, k = members[size == code], count[size == code]
        pairs, both = (n * (n - 1)).sum(), (k * (k - 1)).sum()
        if pairs == 0 or not 0 < share < 1:
            found.append(start)
            continue
        own = (both / pairs - share**2) / (share * (1 - share))
        # Large groups hold many pairs that tell the same: groups are counted, not pairs.
        worth = float((n > 1).sum())
        mixed = (own * worth + start * _ALIKE_WORTH) / (worth + _ALIKE_WORTH)
        found.append(float(np.clip(mixed, _LEAST_ALIKE, 0.99)))
    return tuple(found)


def _complaints(tracks: Tracks, seen_next: NDArray[np.float64], until: float) -> float:
    """Return how many times as often buyers complain when a silent parcel never comes.

    Compared are parcels that were silent for weeks: those that came in the end, and those
    that did not. Both shares begin as 1 in 20 of 20 parcels: without any history a complaint
    says nothing, since a buyer knows no better than we do whether a parcel will still come.
    """
    last = np.full(len(tracks), np.nan)
    last[tracks.row] = tracks.at
    ends = np.isin(tracks.mark, [_CODE_DELIVERED, _CODE_RECEIVED]) & np.isnan(seen_next)
    ended = np.zeros(len(tracks), np.bool_)
    ended[tracks.row[ends]] = True
    waited = np.zeros(len(tracks), np.bool_)
    waited[tracks.row[seen_next - tracks.at >= _WEEKS]] = True
    came = ended & waited
    never = ~ended & (last + 2 * _MATURE_DAYS <= until)
    return max(
        _asked(tracks.complained > last, never) / _asked(tracks.complained < last, came), 1.0
    )


def _asked(complained: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return (float((complained & among).sum()) + 1.0) / (float(among.sum()) + 20.0)
