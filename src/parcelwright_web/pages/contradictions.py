"""What cannot all be true of a parcel, as its page and its case's page show it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright.diagnosis.contradiction import Certainty
from parcelwright_web.pages.labels import MILESTONES, label, source_name
from parcelwright_web.pages.sentences import sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.diagnosis.contradiction import Contradiction
    from parcelwright.parcels.events import TrackingEvent

# Tone and name of how sure it is.
CERTAINTIES: Mapping[str, tuple[str, StrOrPromise]] = {
    Certainty.SURE: ("now", _("Sure")),
    Certainty.LIKELY: ("soon", _("Likely")),
    Certainty.POSSIBLE: ("quiet", _("Possible")),
}
_SENT_ON = _("It may have been sent on by mistake, or a scan is of another parcel.")
_NOT_THERE = _("It may have been left with somebody else. Ask the buyer before you rely on it.")
_ONE_WEIGHT = _("Goods may be missing, or one of the weights is wrong.")
_REUSED = _("The number was probably used before, and scans of that parcel are mixed in.")
MEANINGS: Mapping[str, StrOrPromise] = {
    "scan_in_third_country": _SENT_ON,
    "door_in_third_country": _SENT_ON,
    "scanned_after_delivery": _(
        "The delivery scan may be wrong, or the parcel came back without the carrier saying so."
    ),
    "delivery_withdrawn": _("The delivery scan was probably a mistake. Ask the buyer."),
    "impossible_speed": _(
        "One of the two scans has a wrong place or time, or is of another parcel."
    ),
    "two_custodians": _(
        "One of the carriers speaks of another parcel, or scanned papers and not the parcel."
    ),
    "scan_before_label": _REUSED,
    "scan_before_order": _REUSED,
    "lighter_than_sent": _ONE_WEIGHT,
    "heavier_than_sent": _("It may be another parcel, or one of the weights is wrong."),
    "weight_changed": _ONE_WEIGHT,
    "delivered_in_other_country": _NOT_THERE,
    "delivered_in_other_region": _NOT_THERE,
    "delivered_in_other_town": _NOT_THERE,
}


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One of the events that cannot all be true."""

    day: str
    name: str
    place: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A contradiction in words, with how sure it is and the events that show it."""

    tone: str
    certainty: str
    sentence: str
    meaning: str
    scans: tuple[Scan, ...]


def shown_of(found: Iterable[Contradiction]) -> list[Shown]:
    """Return contradictions as a page shows them, in their order."""
    return [_shown(each) for each in found]


def _shown(each: Contradiction) -> Shown:
    tone, name = CERTAINTIES[each.certainty]
    return Shown(
        tone=tone,
        certainty=str(name),
        sentence=sentence(each.code, dict(each.figures)),
        meaning=str(MEANINGS[each.code]),
        scans=tuple(_scan(event) for event in each.events),
    )


def _scan(event: TrackingEvent) -> Scan:
    when = event.occurred_at
    return Scan(
        day="" if when is None else short_day(when.day),
        name=label(MILESTONES, event.milestone.value),
        place=", ".join(filter(None, (event.place, event.country))),
        source=source_name(event.source),
    )
