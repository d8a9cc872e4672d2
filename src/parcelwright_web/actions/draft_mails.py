"""What becomes of mails about orders: a question that did not leave holds no order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import draft_history
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.models.drafts import OrderDraft

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.messages import Effect

QUESTION = "order.question"
REMINDER = "order.reminder"
_REPLY_LETTERS = 300


def note_question(effect: Effect, *, act: str, actor: str, now: datetime, reply: str) -> None:
    """Say in an order's history what became of its mail; a mail of no order says nothing."""
    row = _draft_of(effect)
    if row is not None:
        told = {"reply": reply[:_REPLY_LETTERS]} if reply else {}
        draft_history.note(row, act, actor=actor, now=now, told=told, effect=effect)


def take_back_question(effect: Effect, *, act: str, actor: str, now: datetime, reply: str) -> None:
    """Let an order wait for no answer to a question that did not leave. Call in a transaction.

    A reminder that did not leave changes nothing: the question itself stands.
    """
    row = _draft_of(effect)
    if row is None:
        return
    note_question(effect, act=act, actor=actor, now=now, reply=reply)
    if effect.kind == QUESTION and row.is_asked:
        row.asked, row.asked_at, row.asked_by, row.ask_again_at = [], None, "", None
        row.save(update_fields=["asked", "asked_at", "asked_by", "ask_again_at"])


def _draft_of(effect: Effect) -> OrderDraft | None:
    entries = DraftEntry.objects.for_tenant(effect.tenant_id).filter(effect=effect)
    key = entries.values_list("draft_id", flat=True).first()
    rows = OrderDraft.objects.for_tenant(effect.tenant_id).select_for_update()
    return None if key is None else rows.filter(pk=key).first()
