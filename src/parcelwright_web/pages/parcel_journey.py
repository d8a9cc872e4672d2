"""A parcel's journey as its page shows it: who said what, when, where, and from which payload."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from parcelwright.parcels.events import Milestone
from parcelwright_web.event_times import clock_text
from parcelwright_web.pages.case_journey import stops
from parcelwright_web.pages.labels import MILESTONES, TROUBLE, carrier_name, label, source_name
from parcelwright_web.pages.sentences import short_day
from parcelwright_web.pages.withdrawn import withdrawn_notes
from parcelwright_web.svg.strip import custody_strip

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from parcelwright.diagnosis.diagnosis import Diagnosis
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One event with everything that is known of it.

    ``withdrawn`` says what became of a statement that is no longer told.
    ``clock`` is the time of day and what is known of its zone; ``words`` and ``code`` are
    the carrier's own; ``payload`` is the digest of the body, empty unless it is kept; ``own``
    says that the name is the seller's own reading of the code.
    """

    day: str
    iso: str
    clock: str
    withdrawn: str
    name: str
    words: str
    language: str
    code: str
    code_table: str
    place: str
    carrier: str
    source: str
    digest: str
    payload: str
    is_scan: bool
    trouble: bool
    unknown: bool
    own: bool


def moments_of(journey: Journey, kept: AbstractSet[str]) -> list[Moment]:
    """Return all that was ever said, newest first; ``kept`` holds the digests of stored bodies."""
    notes = withdrawn_notes(journey)
    return [
        _moment(event, kept, notes.get(event.digest, "")) for event in reversed(journey.everything)
    ]


def strip_of(journey: Journey, diagnosis: Diagnosis) -> SafeString | None:
    """Return the custody strip, or None when nobody is proven to have held the parcel."""
    if not journey.scans:
        return None
    drawn = custody_strip(stops(journey, diagnosis), _("Custody of the parcel"))
    return mark_safe(drawn)  # noqa: S308  # our own drawing, escaped where it is made


def _moment(event: TrackingEvent, kept: AbstractSet[str], withdrawn: str) -> Moment:
    when, digest = event.occurred_at, event.payload_digest
    return Moment(
        day=_("Time unknown") if when is None else short_day(when.day),
        iso="" if when is None else when.isoformat(),
        clock="" if when is None else clock_text(when) or _("time unknown"),
        withdrawn=withdrawn,
        name=label(MILESTONES, event.milestone.value),
        words=event.description,
        language=event.language,
        code=event.code,
        code_table=event.code_table,
        place=", ".join(filter(None, (event.place, event.country))),
        carrier=carrier_name(event.carrier) if event.carrier else "",
        source=source_name(event.source),
        digest=digest[:12],
        payload=digest if digest in kept else "",
        is_scan=event.milestone.is_scan,
        trouble=event.milestone.value in TROUBLE,
        unknown=event.milestone is Milestone.UNKNOWN,
        own=event.own_meaning,
    )
