"""What carriers and buyers told a person, and not a source: statements of the journey as well.

A carrier's written "lost" and a buyer's "it has not come" weigh as much as the same word in a
feed; a case that alone knew them left chance and causes of its parcel as they were before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.interchange.reports import REPORTS
from parcelwright.interchange.reports import SOURCE as BUYER
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright_web.actions.recording import record
from parcelwright_web.actions.statements import Told
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

if TYPE_CHECKING:
    from datetime import date

    from parcelwright_web.actions.changing import Acting

CARRIER = "carrier_answer"


def buyer_said(act: Acting, report: str, day: date) -> None:
    """Record a buyer's report as a reports file would; the words themselves stay in the case.

    Args:
        act: The act that notes it.
        report: One of :data:`parcelwright.interchange.reports.REPORTS`.
        day: On which the buyer said so.
    """
    _record(act, _statement(act, BUYER, f"{BUYER}.report", report, REPORTS[report], day))


def carrier_said(act: Acting, *, lost: bool, day: date) -> None:
    """Record that the carrier answered that the parcel is lost, or no longer says so."""
    said = TrackingEventRow.objects.for_tenant(act.case.tenant_id)
    said.filter(parcel_id=act.case.parcel_id, source=CARRIER).delete()
    told = _statement(act, CARRIER, CARRIER, "lost", Milestone.DECLARED_LOST, day)
    _record(act, *([told] if lost else []))


def _statement(
    act: Acting, source: str, table: str, code: str, milestone: Milestone, day: date
) -> TrackingEvent:
    parcel = act.case.parcel
    return TrackingEvent(
        tracking_number=parcel.tracking_number,
        carrier=parcel.carrier if source == CARRIER else "",
        # Told today, it was known by now, even where the noon of the day is still to come.
        occurred_at=EventTime.at(act.now) if day == act.today else EventTime.on(day),
        received_at=act.now,
        milestone=milestone,
        code=code,
        code_table=table,
        source=source,
    )


def _record(act: Acting, *events: TrackingEvent) -> None:
    parcel = act.case.parcel
    uses = Parcel.objects.for_tenant(parcel.tenant_id).filter(
        tracking_number=parcel.tracking_number
    )
    if uses.filter(serial__gt=parcel.serial).exists():
        # A number used again: what is said today would go to the later parcel.
        return
    told = Told(shop_id=parcel.shop_id, events=events)
    record(parcel.tenant_id, [told], act.now, [parcel.tracking_number])
    parcel.refresh_from_db()
