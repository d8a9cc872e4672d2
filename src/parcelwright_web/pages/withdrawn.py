"""What sources no longer tell of a parcel, in words: taken back, re-timed or told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parcelwright.parcels.changes import ChangeKind, changes_of
from parcelwright_web.days import moment_text
from parcelwright_web.pages.labels import MILESTONES, label, source_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright.parcels.changes import Change
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey


_KINDS: Mapping[str, StrOrPromise] = {
    ChangeKind.WITHDRAWN: gettext_lazy("Withdrawn"),
    ChangeKind.RETIMED: gettext_lazy("Another time"),
    ChangeKind.REWORDED: gettext_lazy("Other words"),
}


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """What a source changed, as the parcel's page shows it; ``new`` is empty when withdrawn."""

    kind: str
    source: str
    last_told: str
    old: str
    new: str


def changes_shown(journey: Journey) -> list[ShownChange]:
    """Return what sources changed of a parcel's history, what was last told first."""
    changes = sorted(changes_of(journey), key=_told, reverse=True)
    return [
        ShownChange(
            kind=str(_KINDS[change.kind]),
            source=source_name(change.old.source),
            last_told=_told_text(change.old),
            old=_whole(change.old),
            new="" if change.new is None else _whole(change.new),
        )
        for change in changes
    ]


def withdrawn_notes(journey: Journey) -> Mapping[str, str]:
    """Return, by digest of a withdrawn statement, what became of it and when it was last told."""
    return {change.old.digest: _note(change) for change in changes_of(journey)}


def _note(change: Change) -> str:
    figures = {
        "when": _told_text(change.old),
        "new": "" if change.new is None else _said(change),
    }
    match change.kind:
        case ChangeKind.RETIMED:
            return _("Told for another time since: %(new)s. Last told so %(when)s.") % figures
        case ChangeKind.REWORDED:
            return _("Told otherwise since: %(new)s. Last told so %(when)s.") % figures
        case _:
            return _("No longer told; counts for nothing. Last told %(when)s.") % figures


def _said(change: Change) -> str:
    new = change.new
    if new is None:
        return ""
    if change.kind is ChangeKind.RETIMED:
        return _time(new)
    return new.description or label(MILESTONES, new.milestone.value)


def _whole(event: TrackingEvent) -> str:
    """Return time, meaning, place and words of a statement in one line."""
    place = ", ".join(filter(None, (event.place, event.country)))
    name = label(MILESTONES, event.milestone.value)
    return " · ".join(filter(None, (_time(event), name, place, event.description)))


def _time(event: TrackingEvent) -> str:
    when = event.occurred_at
    return "" if when is None else when.isoformat().replace("T", " ")


def _told(change: Change) -> tuple[str, str]:
    at = change.old.last_told_at
    return ("" if at is None else at.isoformat(), change.old.digest)


def _told_text(event: TrackingEvent) -> str:
    return "" if event.last_told_at is None else moment_text(event.last_told_at)
