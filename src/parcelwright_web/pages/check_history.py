"""The history of a checked order, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright_web.actions.actors import names_of
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.pages.case_log import ACTS as CASE_ACTS
from parcelwright_web.pages.check_words import column_label

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.drafts import OrderDraft

_SHOWN = 50
_MINUTE = 60
_ACTS: Mapping[str, StrOrPromise] = {
    "asked": _("sent one question to the buyer"),
    "asked_by_hand": _("asked the buyer another way than by our mail"),
    "reminded": _("reminded the buyer, who had not answered"),
    "not_reminded": _("could not remind the buyer by mail"),
    "reply_arrived": _("put the buyer's reply beside the question"),
    "answered": _("entered the buyer's answer"),
    "released": _("let the order be shipped as it is"),
    "photos_kept": _("kept photographs of the packing"),
    "photo_removed": _("removed a photograph of the packing"),
    "mail_refused": _("saw the mail refused by the server; nothing left the house"),
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A cell that an answer changed."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of the history.

    Args:
        why: Code of the reason that no mail could leave.
        undo: Key of its mail while it can be taken back, else 0.
        minutes: Until it leaves.
    """

    who: str
    what: StrOrPromise
    at: datetime
    subject: str = ""
    body: str = ""
    language: str = ""
    note: str = ""
    why: str = ""
    changed: tuple[Cell, ...] = ()
    undo: int = 0
    minutes: int = 0


def history_of(row: OrderDraft, now: datetime) -> list[Line]:
    """Return the newest lines of an order's history, newest first."""
    rows = DraftEntry.objects.for_tenant(row.tenant_id).filter(draft=row)
    entries = list(rows.select_related("effect").defer("effect__frozen").order_by("-pk")[:_SHOWN])
    names = names_of(entry.actor for entry in entries)
    return [_line(entry, names[entry.actor], now) for entry in entries]


def _line(entry: DraftEntry, who: str, now: datetime) -> Line:
    told = entry.told
    minutes = _minutes_left(entry, now)
    return Line(
        who=who,
        what=_ACTS.get(entry.act) or CASE_ACTS.get(entry.act, entry.act),
        at=entry.at,
        subject=told.get("subject", ""),
        body=told.get("body", ""),
        language=told.get("language", ""),
        note=_note(entry),
        why=told.get("why", "") if entry.act == "not_reminded" else "",
        changed=tuple(
            Cell(label=column_label(name), before=before, after=after)
            for name, before, after in told.get("changed", [])
        ),
        undo=entry.effect_id if minutes and entry.effect_id else 0,
        minutes=minutes,
    )


def _note(entry: DraftEntry) -> str:
    told = entry.told
    if entry.act == "released":
        return str(told.get("why", ""))
    return str(told.get("reply", "")) or "\n".join(told.get("names", []))


def _minutes_left(entry: DraftEntry, now: datetime) -> int:
    effect = entry.effect
    if effect is None or "body" not in entry.told or effect.verdict or effect.marker_at is not None:
        return 0
    return max(int(-(-(effect.not_before - now).total_seconds() // _MINUTE)), 0)
