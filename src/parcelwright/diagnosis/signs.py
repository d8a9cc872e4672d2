"""Signs: what the weighing of causes looks at, one entry per open parcel."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import Flag
from parcelwright.diagnosis.physical import HELD_IN_HAND, elsewhere
from parcelwright.diagnosis.siblings import departures
from parcelwright.parcels.events import Milestone, Stage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.diagnosis.siblings import Siblings
    from parcelwright.diagnosis.statements import Statements

HOLDS = (Milestone.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS, Milestone.DUTIES_UNPAID)
BACK = (Milestone.REFUSED, Milestone.UNCLAIMED, Milestone.RETURNING)
LOST = (Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED)
_REACHED = (
    Milestone.ARRIVED, Milestone.CUSTOMS_STARTED, Milestone.CUSTOMS_CLEARED, *HOLDS,
    Milestone.HANDED_TO_LAST_MILE, Milestone.ARRIVED_AT_DELIVERY_OFFICE,
    Milestone.OUT_FOR_DELIVERY, Milestone.DELIVERY_ATTEMPTED, Milestone.READY_FOR_PICKUP,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Signs:
    """Facts about open parcels at one moment, as arrays of equal length.

    Args:
        columns: The parcels.
        silent_days: Days of watched silence, on the clock of detection.
        calendar_days: The same silence in days of the calendar.
        usual_days: Days of silence that half of its like stay under.
        lost: Chance from 0 to 1 that it never arrives.
        journeys: Parcels behind that chance, 0 where it is shipped.
        age_days: Days since acceptance, or since the label or first word of it.
        proven: Whether a carrier was seen to hold it.
        held: The newest scan is a hold by customs; papers or duties are wanted among them.
        unpaid: The newest scan says that duties are unpaid.
        was_held: Customs held it once, and a later scan overtook that.
        misread: The carrier said that it was sent to the wrong place.
        astray: Scanned in a country that is neither origin nor destination.
        astray_late: The same after it had reached the country of destination.
        astray_last: The newest scan is one of those, or says that it is mis-sorted.
        attempted: A delivery was tried.
        with_courier: The newest scan has it out for delivery.
        at_office: The newest scan has it at the office that delivers.
        departed_last: The newest scan is a departure.
        processed_last: The newest scan says that it was sorted.
        started_last: The newest scan is its presentation to customs.
        cleared_last: The newest scan is its release by customs.
        handed_on_last: The newest scan hands it to the carrier that delivers.
        tried_last: The newest scan is a delivery that failed.
        missorted_last: The newest scan says that it is mis-sorted.
        returning: It is in the return leg.
        address: The newest scan is about its address.
        uncollected: The newest scan says that it waits to be fetched.
        declared: The carrier says that it is lost, and no later scan contradicts that.
        complained: The buyer says that it did not come.
        disputed: The same after a delivery scan.
        stopped: The source stopped reporting.
        single: The carrier was heard of it no more than once.
        others: Siblings: parcels that left at the same moment.
        moved_on: How many of them were scanned since.
        siblings_asked: How many of their buyers said that theirs did not come.
        since_departure: Days since that departure; 0 where none is known.
    """

    columns: Columns
    silent_days: NDArray[np.float64]
    calendar_days: NDArray[np.float64]
    usual_days: NDArray[np.float64]
    lost: NDArray[np.float64]
    journeys: NDArray[np.int64]
    age_days: NDArray[np.float64]
    proven: NDArray[np.bool_]
    held: NDArray[np.bool_]
    unpaid: NDArray[np.bool_]
    was_held: NDArray[np.bool_]
    misread: NDArray[np.bool_]
    astray: NDArray[np.bool_]
    astray_late: NDArray[np.bool_]
    astray_last: NDArray[np.bool_]
    attempted: NDArray[np.bool_]
    with_courier: NDArray[np.bool_]
    at_office: NDArray[np.bool_]
    departed_last: NDArray[np.bool_]
    processed_last: NDArray[np.bool_]
    started_last: NDArray[np.bool_]
    cleared_last: NDArray[np.bool_]
    handed_on_last: NDArray[np.bool_]
    tried_last: NDArray[np.bool_]
    missorted_last: NDArray[np.bool_]
    returning: NDArray[np.bool_]
    address: NDArray[np.bool_]
    uncollected: NDArray[np.bool_]
    declared: NDArray[np.bool_]
    complained: NDArray[np.bool_]
    disputed: NDArray[np.bool_]
    stopped: NDArray[np.bool_]
    single: NDArray[np.bool_]
    others: NDArray[np.int64]
    moved_on: NDArray[np.int64]
    siblings_asked: NDArray[np.int64]
    since_departure: NDArray[np.float64]

    def __len__(self) -> int:
        """Return the number of parcels."""
        return len(self.lost)

    def in_stage(self, stage: Stage) -> NDArray[np.bool_]:
        """Return where a parcel was last known to be in a stage."""
        return self.columns.in_stage(stage)

    def take(self, rows: NDArray[np.intp] | NDArray[np.bool_]) -> Signs:
        """Return the parcels of these rows."""
        kept = {each.name: getattr(self, each.name) for each in fields(self)}
        columns = kept.pop("columns").take(rows)
        return Signs(columns=columns, **{name: values[rows] for name, values in kept.items()})


def signs_of(found: AssessmentColumns, said: Statements, siblings: Siblings) -> Signs:
    """Return the signs of all assessed parcels.

    Args:
        found: What detection says of them.
        said: What was said of all parcels, assessed or not, in the order of the columns
            that were assessed.
        siblings: Of the same parcels as ``said``.
    """
    rows, view = found.rows, found.view
    columns = view.columns
    last = said.last(said.is_scan)
    first = said.time_of(_first(said))
    start = np.fmin(columns.accepted, first[rows])
    departed = departures(said)[rows]
    astray, astray_late, strays = _astray(columns, said, rows)
    held = said.marked(last, HOLDS)
    gone = said.last(said.says(*LOST))
    missorted = said.marked(last, {Milestone.MISSORTED})
    kin = siblings.take(rows)

    def now_at(*marks: Milestone) -> NDArray[np.bool_]:
        return said.marked(last, marks)[rows]

    return Signs(
        columns=columns,
        silent_days=view.watched_days,
        calendar_days=view.silent_days,
        usual_days=view.chances.p50,
        lost=1 - view.chances.arrives,
        journeys=view.chances.journeys,
        age_days=np.maximum(np.nan_to_num(view.now - start), 0.0),
        proven=columns.has(Flag.PROVEN),
        held=held[rows],
        unpaid=now_at(Milestone.DUTIES_UNPAID),
        was_held=(said.any(said.says(*HOLDS)) & ~held)[rows],
        misread=said.any(said.says(Milestone.MISSORTED))[rows],
        astray=astray,
        astray_late=astray_late,
        astray_last=(missorted | strays[last])[rows],
        attempted=said.any(said.says(Milestone.DELIVERY_ATTEMPTED))[rows],
        with_courier=now_at(Milestone.OUT_FOR_DELIVERY),
        at_office=now_at(Milestone.ARRIVED_AT_DELIVERY_OFFICE),
        departed_last=now_at(Milestone.DEPARTED),
        processed_last=now_at(Milestone.PROCESSED),
        started_last=now_at(Milestone.CUSTOMS_STARTED),
        cleared_last=now_at(Milestone.CUSTOMS_CLEARED),
        handed_on_last=now_at(Milestone.HANDED_TO_LAST_MILE),
        tried_last=now_at(Milestone.DELIVERY_ATTEMPTED),
        missorted_last=missorted[rows],
        returning=columns.in_stage(Stage.RETURN),
        address=now_at(Milestone.ADDRESS_PROBLEM),
        uncollected=columns.has(Flag.UNCOLLECTED),
        declared=((gone >= 0) & (gone > last))[rows],
        complained=said.any(said.says(Milestone.REPORTED_NOT_RECEIVED))[rows],
        disputed=columns.has(Flag.DISPUTED),
        stopped=columns.has(Flag.STOPPED),
        single=_single(said)[rows],
        others=kin.others,
        moved_on=kin.moved_on,
        siblings_asked=kin.complained,
        since_departure=np.nan_to_num(view.now - departed),
    )


def _first(said: Statements) -> NDArray[np.int64]:
    out = np.full(said.parcels, -1, np.int64)
    out[said.row[::-1]] = np.arange(len(said.row))[::-1]
    return out


def _single(said: Statements) -> NDArray[np.bool_]:
    """Return per parcel whether all its scans, if any, bear one and the same time."""
    at = np.where(said.is_scan, said.at, np.nan)
    low, high = np.full(said.parcels, np.inf), np.full(said.parcels, -np.inf)
    known = ~np.isnan(at)
    np.minimum.at(low, said.row[known], at[known])
    np.maximum.at(high, said.row[known], at[known])
    return np.asarray(high <= low, np.bool_)


def _astray(
    columns: Columns, said: Statements, rows: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Return per assessed parcel whether it strayed, and late; and per statement the same.

    The statements' answer has one entry more, false, for the parcel without a scan.
    """
    lane = np.full(said.parcels, -1, np.int64)
    lane[rows] = columns.lane
    foreign = np.array(
        [
            [elsewhere(name, one.origin_country, one.destination_country) for one in columns.lanes]
            for name in said.countries
        ],
        np.bool_,
    ).reshape(len(said.countries), len(columns.lanes))
    of_row = lane[said.row]
    stray = np.zeros(len(said.row) + 1, np.bool_)
    known = np.flatnonzero((of_row >= 0) & said.says(*HELD_IN_HAND))
    stray[known] = foreign[said.country[known], of_row[known]]
    there = np.full(said.parcels, np.inf)
    arrived = said.says(*_REACHED) & ~stray[:-1] & ~np.isnan(said.at)
    np.minimum.at(there, said.row[arrived], said.at[arrived])
    with np.errstate(invalid="ignore"):
        late = stray[:-1] & (said.at > there[said.row])
    return said.any(stray[:-1])[rows], said.any(late)[rows], stray
