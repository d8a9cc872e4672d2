"""What parcels can share: one entry a kind of group, narrowest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.diagnosis.incidents.incident import IncidentKind, SuspectedCause
from parcelwright.diagnosis.incidents.tracks import MARK_CODE, SAID_HANDED_OVER
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from parcelwright.diagnosis.incidents.tracks import Tracks

_CUSTOMS = frozenset({
    Milestone.CUSTOMS_STARTED, Milestone.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS,
    Milestone.DUTIES_UNPAID,
})  # fmt: skip
# At a buyer's door there is no hub to be stuck in.
_IN_A_HUB = frozenset({
    Milestone.PROCESSED, Milestone.SCANNED, Milestone.ARRIVED, Milestone.HANDED_TO_LAST_MILE,
    Milestone.ARRIVED_AT_DELIVERY_OFFICE, Milestone.CUSTOMS_CLEARED, Milestone.DELAYED,
    Milestone.HELD,
})  # fmt: skip
_SECONDS = 86_400


@dataclass(frozen=True, kw_only=True)
class Picked:
    """The steps by which parcels belong to groups of one kind.

    Args:
        step: Index of the step.
        like: Texts that say which groups are alike: these share one usual silence.
        mark: A further such column that is no text and is not named.
        group: Columns that, with ``like``, say which group it is.
        text: Whether each column of ``group`` is a text; else it is a number of seconds.
    """

    step: NDArray[np.intp]
    like: tuple[NDArray[np.int64], ...]
    mark: NDArray[np.int64] | None = None
    group: tuple[NDArray[np.int64], ...]
    text: tuple[bool, ...]


@dataclass(frozen=True, kw_only=True)
class Grouping:
    """One kind of group.

    Args:
        kind: Its name.
        cause: What is suspected when such a group falls silent.
        alike: How much members move as one, from 0 to 1, before the seller's own groups tell:
            .97 for a bag, measured on 61 receptacles of a post (docs/incidents.md); a
            cautious half of that where a day is all they share.
        pick: Which steps make a group.
        country: Which of the texts that its groups share is the country in which they are
            stuck; None where they are under way.
    """

    kind: IncidentKind
    cause: SuspectedCause
    alike: float
    pick: Callable[[Tracks], Picked]
    country: int | None = None


def _bag(tracks: Tracks) -> Picked:
    """Parcels in one receptacle, where the source names it."""
    step = np.flatnonzero((tracks.bag > 0) & _goes_on(tracks))
    return Picked(
        step=step, like=_lane(tracks, step), group=(tracks.bag[step].astype(np.int64),),
        text=(True,),
    )  # fmt: skip


def _flight(tracks: Tracks) -> Picked:
    """Parcels on one flight of one day, where the source names it."""
    step = np.flatnonzero((tracks.flight > 0) & _goes_on(tracks))
    return Picked(
        step=step, like=(_wide(tracks.by[step]), _wide(tracks.destination[tracks.row[step]])),
        group=(tracks.flight[step].astype(np.int64), _day(tracks, step)), text=(True, False),
    )  # fmt: skip


def _departure(tracks: Tracks) -> Picked:
    """Parcels of one lane that departed at one identical moment: most likely one bag."""
    step = np.flatnonzero(tracks.marked({Milestone.DEPARTED}))
    moment = np.rint(tracks.at[step] * _SECONDS).astype(np.int64)
    return Picked(step=step, like=_lane(tracks, step), group=(moment,), text=(False,))


def _handover(tracks: Tracks) -> Picked:
    """Parcels that the seller handed over on one day, or on one manifest, to one account."""
    step = np.flatnonzero(tracks.mark == MARK_CODE[SAID_HANDED_OVER])
    row = tracks.row[step]
    return Picked(
        step=step,
        like=(_wide(tracks.carrier[row]), _wide(tracks.account[row]), _wide(tracks.origin[row])),
        group=(_wide(tracks.manifest[row]), _day(tracks, step)), text=(True, False),
    )  # fmt: skip


def _customs(tracks: Tracks) -> Picked:
    """Parcels that came before one customs office on one day."""
    step = np.flatnonzero(tracks.marked(_CUSTOMS))
    return Picked(
        step=step, like=(_wide(tracks.country[step]), _wide(tracks.place[step])),
        group=(_day(tracks, step),), text=(False,),
    )  # fmt: skip


def _hub(tracks: Tracks) -> Picked:
    """Parcels of one carrier that were scanned in one place on one day."""
    step = np.flatnonzero((tracks.place > 0) & tracks.marked(_IN_A_HUB))
    return Picked(
        step=step,
        like=(
            _wide(tracks.by[step]), _wide(tracks.country[step]), _wide(tracks.place[step]),
        ),
        mark=tracks.mark[step].astype(np.int64),
        group=(_day(tracks, step),), text=(False,),
    )  # fmt: skip


def _carrier_day(tracks: Tracks) -> Picked:
    """Parcels of one carrier to one country that were last handled there on one day."""
    # What departed is looked at by departure, where a bag is one silence.
    departed = tracks.marked({Milestone.DEPARTED})
    step = np.flatnonzero(_goes_on(tracks) & (tracks.by > 0) & ~departed)
    last = np.ones(len(step), np.bool_)
    day = _day(tracks, step)
    last[:-1] = (tracks.row[step][1:] != tracks.row[step][:-1]) | (day[1:] != day[:-1])
    step = step[last]
    return Picked(
        step=step,
        like=(_wide(tracks.by[step]), _wide(tracks.country[step]),
              _wide(tracks.destination[tracks.row[step]])),
        group=(_day(tracks, step),), text=(False,),
    )  # fmt: skip


GROUPINGS = (
    Grouping(
        kind=IncidentKind.BAG, cause=SuspectedCause.TRANSPORT_ACCIDENT, alike=0.97, pick=_bag
    ),
    Grouping(
        kind=IncidentKind.FLIGHT, cause=SuspectedCause.TRANSPORT_ACCIDENT, alike=0.97, pick=_flight
    ),
    Grouping(
        kind=IncidentKind.DEPARTURE, cause=SuspectedCause.TRANSPORT_ACCIDENT, alike=0.97,
        pick=_departure,
    ),
    Grouping(
        kind=IncidentKind.HANDOVER, cause=SuspectedCause.NOT_TAKEN_IN, alike=0.5, pick=_handover,
        country=2,
    ),
    Grouping(
        kind=IncidentKind.CUSTOMS_OFFICE, cause=SuspectedCause.STUCK_AT_CUSTOMS, alike=0.5,
        pick=_customs, country=0,
    ),
    Grouping(kind=IncidentKind.HUB, cause=SuspectedCause.STUCK_AT_HUB, alike=0.5, pick=_hub,
        country=1,
    ),
    Grouping(
        kind=IncidentKind.CARRIER_DAY, cause=SuspectedCause.CARRIER_DISRUPTED, alike=0.5,
        pick=_carrier_day, country=1,
    ),
)  # fmt: skip


def _lane(tracks: Tracks, step: NDArray[np.intp]) -> tuple[NDArray[np.int64], ...]:
    row = tracks.row[step]
    columns = (tracks.carrier, tracks.service, tracks.origin, tracks.destination)
    return tuple(_wide(column[row]) for column in columns)


def _goes_on(tracks: Tracks) -> NDArray[np.bool_]:
    """Return the scans after which a parcel is still on its way."""
    ends = [code for mark, code in MARK_CODE.items() if mark.closes]
    said = MARK_CODE[SAID_HANDED_OVER]
    return ~np.isin(tracks.mark, [*ends, said])


def _day(tracks: Tracks, step: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the start of the day of each step, in seconds."""
    return np.floor(tracks.at[step]).astype(np.int64) * _SECONDS


def _wide(column: NDArray[np.int32]) -> NDArray[np.int64]:
    return column.astype(np.int64)
