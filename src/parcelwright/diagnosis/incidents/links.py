"""Which parcel belongs to which group, since when, and when it was seen next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import EPOCH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.diagnosis.incidents.groupings import Grouping, Picked
    from parcelwright.diagnosis.incidents.tracks import Tracks


@dataclass(frozen=True, kw_only=True)
class Links:
    """Groups of one kind and their members, one entry a member, sorted by group and parcel.

    Args:
        row: The parcel.
        group: The group, 0 and up.
        at: Day of the shared step.
        until: Day on which the parcel was seen next, NaN where it was not.
        like: For each group, which groups it is alike, 0 and up.
        names: For each of the alike, what they share.
        own: For each group, what only it shares.
    """

    row: NDArray[np.int32]
    group: NDArray[np.int64]
    at: NDArray[np.float64]
    until: NDArray[np.float64]
    like: NDArray[np.int64]
    names: tuple[tuple[str, ...], ...]
    own: tuple[tuple[str, ...], ...]

    @property
    def members(self) -> NDArray[np.int64]:
        """How many parcels each group has."""
        return np.bincount(self.group, minlength=len(self.like))

    @property
    def silent(self) -> NDArray[np.bool_]:
        """Where a member was not seen since."""
        return np.isnan(self.until)


def links_of(tracks: Tracks, grouping: Grouping, seen_next: NDArray[np.float64]) -> Links:
    """Return the groups of one kind; a parcel is in a group once, by its last step there.

    Args:
        tracks: The parcels.
        grouping: The kind.
        seen_next: Of these tracks, as :meth:`Tracks.seen_next` gives it.
    """
    picked = grouping.pick(tracks)
    like, first_like = _numbered(
        picked.like if picked.mark is None else (*picked.like, picked.mark)
    )
    group, first = _numbered((like, *picked.group))
    row, at = tracks.row[picked.step], tracks.at[picked.step]
    order = np.lexsort((at, row, group))
    last = np.ones(len(order), np.bool_)
    sorted_group, sorted_row = group[order], row[order]
    last[:-1] = (sorted_group[1:] != sorted_group[:-1]) | (sorted_row[1:] != sorted_row[:-1])
    kept = order[last]
    return Links(
        row=row[kept],
        group=group[kept],
        at=at[kept],
        until=seen_next[picked.step][kept],
        like=like[first],
        names=_names(picked, tracks.names, first_like),
        own=tuple(_own(picked, tracks.names, place) for place in first.tolist()),
    )


def _numbered(
    columns: tuple[NDArray[np.int64], ...],
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return a number per entry, equal for equal entries, and where each number first stands."""
    code = np.zeros(len(columns[0]), np.int64)
    first = np.zeros(0, np.intp)
    for column in columns:
        _, part = np.unique(column, return_inverse=True)
        width = int(part.max(initial=0)) + 1
        _, first, code = np.unique(code * width + part, return_index=True, return_inverse=True)
    return np.asarray(code, np.int64), first


def _names(
    picked: Picked, names: tuple[str, ...], first: NDArray[np.intp]
) -> tuple[tuple[str, ...], ...]:
    columns = [column[first].tolist() for column in picked.like]
    return tuple(tuple(names[code] for code in codes) for codes in zip(*columns, strict=True))


def _own(picked: Picked, names: tuple[str, ...], place: int) -> tuple[str, ...]:
    told = []
    for column, is_text in zip(picked.group, picked.text, strict=True):
        value = int(column[place])
        told.append(names[value] if is_text else _moment(value))
    return tuple(told)


def _moment(seconds: int) -> str:
    """Return a moment as ISO 8601, a start of a day as the date alone."""
    when = EPOCH + timedelta(seconds=seconds)
    return when.date().isoformat() if seconds % 86_400 == 0 else when.isoformat()
