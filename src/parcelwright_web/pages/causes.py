"""Likely causes of a silence, as the pages of a parcel and of its case show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright.detection.hundredths import in_100
from parcelwright.diagnosis.diagnosis import CauseKind, vanished_on_the_way
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.labels import CAUSES, MILESTONES, label
from parcelwright_web.pages.sentences import sentence, short_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from parcelwright.detection.assessment import Assessment
    from parcelwright.diagnosis.diagnosis import Diagnosis, Likely
    from parcelwright.parcels.events import TrackingEvent

_SHOWN = 2
_SCANS = 3
# Chances further apart than this read as a contradiction.
_APART = 0.25
# So do chances to have vanished and to arrive that come to more than this together.
_TOGETHER = 1.15
_VANISHED = frozenset({CauseKind.STOLEN, CauseKind.TRANSPORT_ACCIDENT})


@dataclass(frozen=True, kw_only=True)
class ShownCause:
    """A likely cause in words.

    ``chance`` is out of 100, None where the carrier or source says it itself; ``supports``
    and ``opposes`` are the newest scans for and against it.
    """

    name: StrOrPromise
    chance: int | None
    reasons: tuple[str, ...]
    supports: tuple[str, ...]
    opposes: tuple[str, ...]
    settled_by: str
    next_act: str


def causes_of(diagnosis: Diagnosis) -> list[ShownCause]:
    """Return the two likeliest causes, the likeliest first; none of an ended journey."""
    return [_shown(each, _name(diagnosis, each.kind)) for each in diagnosis.likely[:_SHOWN]]


def cause_name(diagnosis: Diagnosis) -> StrOrPromise:
    """Return the name of the cause, or that nobody can tell; empty for an ended journey."""
    return _name(diagnosis, diagnosis.named) if diagnosis.likely else ""


def _name(diagnosis: Diagnosis, kind: CauseKind) -> StrOrPromise:
    """Return the name of a cause, in the words of where its parcel was seen last."""
    if _disputed(diagnosis) and kind is CauseKind.NONE:
        return _("It came after all")
    if vanished_on_the_way(kind, diagnosis.silent_leg):
        return _("Lost or stolen on the way")
    return label(CAUSES, kind.value)


def _disputed(diagnosis: Diagnosis) -> bool:
    return any(each.kind is CauseKind.DELIVERY_DISPUTED for each in diagnosis.causes)


def _shown(each: Likely, name: StrOrPromise) -> ShownCause:
    return ShownCause(
        name=name,
        chance=None if each.chance is None else in_100(each.chance),
        reasons=tuple(sentence(one.code, dict(one.figures)) for one in each.reasons),
        supports=tuple(_scan(event) for event in each.supports[-_SCANS:]),
        opposes=tuple(_scan(event) for event in each.opposes[-_SCANS:]),
        settled_by=spoken(each.settled_by),
        next_act=spoken(each.next_act),
    )


def disagree(diagnosis: Diagnosis, assessment: Assessment | None) -> bool:
    """Return whether scans and count tell quite different chances that a parcel still moves.

    Of one with a delivery scan nobody asks whether it moves.
    """
    if assessment is None or _disputed(diagnosis):
        return False
    arrives = assessment.chance_arrives
    shown = [(each.kind, each.chance) for each in diagnosis.likely[:_SHOWN] if each.chance]
    moving = [chance for kind, chance in shown if kind is CauseKind.NONE]
    vanished = sum(chance for kind, chance in shown if kind in _VANISHED)
    return vanished + arrives > _TOGETHER or any(abs(one - arrives) > _APART for one in moving)


def _scan(event: TrackingEvent) -> str:
    day = "" if event.occurred_at is None else short_day(event.occurred_at.day)
    place = ", ".join(filter(None, (event.place, event.country)))
    return " \u00b7 ".join(filter(None, (day, label(MILESTONES, event.milestone.value), place)))
