"""What sources no longer tell of a parcel, in words: taken back, re-timed or told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.parcels.changes import ChangeKind, changes_of
from parcelwright_web.days import moment_text
from parcelwright_web.pages.labels import MILESTONES, label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright.parcels.changes import Change
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.journey import Journey


def withdrawn_notes(journey: Journey) -> Mapping[str, str]:
    """Return, by digest of a withdrawn statement, what became of it and when it was last told."""
    return {change.old.digest: _note(change) for change in changes_of(journey)}


def _note(change: Change) -> str:
    told = change.old.last_told_at
    figures = {
        "when": "" if told is None else moment_text(told),
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
    new: TrackingEvent | None = change.new
    if new is None:
        return ""
    if change.kind is ChangeKind.RETIMED and new.occurred_at is not None:
        return new.occurred_at.isoformat().replace("T", " ")
    return new.description or label(MILESTONES, new.milestone.value)
