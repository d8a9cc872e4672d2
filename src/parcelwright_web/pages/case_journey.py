"""A journey as a timeline and as a strip of custody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.parcels.events import Milestone, Stage
from parcelwright_web.event_times import clock_text
from parcelwright_web.pages.labels import MILESTONES, STAGES, TROUBLE, carrier_name, label
from parcelwright_web.pages.sentences import short_day
from parcelwright_web.pages.withdrawn import withdrawn_notes
from parcelwright_web.svg.strip import Stop

if TYPE_CHECKING:
    from parcelwright.diagnosis.diagnosis import Diagnosis
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey, Leg

# The way of a parcel that nothing holds up; customs and return show only when met.
_WAY = (Stage.ORIGIN, Stage.LINE_HAUL, Stage.IMPORT, Stage.DESTINATION, Stage.DELIVERY)
_SHOWN_FIRST = 40


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One event of the timeline.

    Args:
        withdrawn: What became of a statement that is no longer told.
        clock: Time of day with its offset, "zone unknown", or empty for a date alone.
        words: The carrier's own words, in ``language`` when known.
        code: The carrier's own code, shown when nobody but the seller mapped it.
        own: Whether the name is the seller's own reading of the code.
    """

    day: str
    iso: str
    clock: str
    withdrawn: str
    name: str
    words: str
    language: str
    code: str
    place: str
    carrier: str
    trouble: bool
    unknown: bool
    own: bool


def timeline(journey: Journey) -> tuple[list[Moment], list[Moment]]:
    """Return all that was ever said, newest first: what is shown at once, and the older rest."""
    notes = withdrawn_notes(journey)
    moments = [
        _moment(event, notes.get(event.digest, "")) for event in reversed(journey.everything)
    ]
    return moments[:_SHOWN_FIRST], moments[_SHOWN_FIRST:]


def stops(journey: Journey, diagnosis: Diagnosis) -> list[Stop]:
    """Return the stops of the custody strip: proven ones, the unproven next, the open rest."""
    legs = _proven(journey)
    found = [_stop(leg, "proven") for leg in legs]
    if journey.outcome is not None:
        return found
    if found:
        found[-1] = _stop(legs[-1], "last")
    ahead = _ahead(legs[-1].stage if legs else Stage.ANNOUNCED, diagnosis.next_handover)
    for place, stage in enumerate(ahead):
        found.append(
            Stop(
                name=label(STAGES, stage.value),
                detail=_("not proven") if place == 0 else "–",
                day="",
                state="unproven" if place == 0 else "open",
            )
        )
    return found


def _proven(journey: Journey) -> list[Leg]:
    """Return the legs in which a carrier was seen to hold the parcel, repeats of a stage joined."""
    legs: dict[Stage, Leg] = {}
    for leg in journey.legs:
        if any(event.milestone.is_scan for event in leg.events):
            legs.pop(leg.stage, None)
            legs[leg.stage] = leg
    return list(legs.values())


def _ahead(last: Stage, next_one: Stage | None) -> list[Stage]:
    if next_one is None:
        return []
    rest = _WAY[_WAY.index(next_one) + 1 :] if next_one in _WAY else ()
    return [next_one, *(stage for stage in rest if stage is not last)]


def _stop(leg: Leg, state: str) -> Stop:
    scans = [event for event in leg.events if event.milestone.is_scan]
    last = scans[-1]
    when = last.occurred_at
    return Stop(
        name=last.place or last.country or label(STAGES, leg.stage.value),
        detail=label(MILESTONES, last.milestone.value),
        day="" if when is None else short_day(when.day),
        state="last" if state == "last" else "proven",
    )


def _moment(event: TrackingEvent, withdrawn: str) -> Moment:
    unknown = event.milestone is Milestone.UNKNOWN
    when = event.occurred_at
    return Moment(
        day=_("Time unknown") if when is None else short_day(when.day),
        iso="" if when is None else when.isoformat(),
        clock="" if when is None else clock_text(when),
        withdrawn=withdrawn,
        name=label(MILESTONES, event.milestone.value),
        words=event.description,
        language=event.language,
        code=event.code if unknown or event.own_meaning else "",
        place=", ".join(filter(None, (event.place, event.country))),
        carrier=carrier_name(event.carrier) if event.carrier else event.source,
        trouble=event.milestone.value in TROUBLE,
        unknown=unknown,
        own=event.own_meaning,
    )
