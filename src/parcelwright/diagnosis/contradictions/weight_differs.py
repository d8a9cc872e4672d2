"""A weight on the way that is far from the one the seller states: not this parcel, or not whole."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from parcelwright.diagnosis.contradiction import Certainty, Contradiction

if TYPE_CHECKING:
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

CODES = ("lighter_than_sent", "heavier_than_sent", "weight_changed")
# Scales round up to half a kilogram, and wrapping is not always counted.
_LESS, _LEAST_LOSS_G = 0.6, 150
_MORE, _LEAST_GAIN_G = 3.0, 1500


def find(parcel: Parcel, journey: Journey) -> Contradiction | None:
    """Return the event with the odd weight; silent within a tolerance that is meant to be wide.

    Compared are weights in the fact ``weight_g`` of events, with each other and with the
    seller's own weight.
    """
    weighed = [(event, grams) for event in journey.events if (grams := _grams(event))]
    for (one, before), (other, after) in pairwise(weighed):
        if _is_lighter(after, before):
            figures = (("stated", str(before)), ("weighed", str(after)))
            return Contradiction(
                code="weight_changed",
                certainty=Certainty.POSSIBLE,
                events=(one, other),
                figures=figures,
            )
    stated = parcel.contents.weight_g
    if not stated or not weighed:
        return None
    event, grams = weighed[-1]
    code = "lighter_than_sent" if _is_lighter(grams, stated) else ""
    if grams > stated * _MORE and grams - stated >= _LEAST_GAIN_G:
        code = "heavier_than_sent"
    if not code:
        return None
    figures = (("stated", str(stated)), ("weighed", str(grams)))
    return Contradiction(code=code, certainty=Certainty.POSSIBLE, events=(event,), figures=figures)


def _is_lighter(grams: int, than: int) -> bool:
    return grams < than * _LESS and than - grams >= _LEAST_LOSS_G


def _grams(event: TrackingEvent) -> int | None:
    text = dict(event.facts).get("weight_g", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - a billion grams
