"""Taking an act back when its mail did not leave: in the open, with an entry of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions.changing import CHANGED_BY_ACTS, Acting, finish, lock, stored
from parcelwright_web.actions.draft_mails import note_question, take_back_question
from parcelwright_web.actions.ledger import take_back
from parcelwright_web.models.cases import Case, CaseLogEntry
from parcelwright_web.models.claims import LedgerEntry

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.messages import Effect

_COLUMNS = {
    column.attname: column
    for column in Case._meta.concrete_fields  # noqa: SLF001  # Django's documented name
    if column.attname in CHANGED_BY_ACTS
}


def reverse(effect: Effect, *, act: str, actor: str, now: datetime, reply: str = "") -> None:
    """Put back what the act behind a mail changed, where nothing changed it since.

    The act stays in the log and in the evidence; the reversal is an act of its own, and
    takes a sum in the ledger back by an entry below zero. Call inside a transaction.
    """
    if effect.case is None:
        take_back_question(effect, act=act, actor=actor, now=now, reply=reply)
        return
    entry = _entry_of(effect)
    if entry is None:
        return
    case = lock(effect.case)
    before = stored(case)
    changed: dict[str, list[object]] = entry.facts.get("changed", {})
    # The database keeps the names of an object in an order of its own.
    kept = sorted(name for name, (_, after) in changed.items() if before.get(name) != after)
    for name, (old, after) in changed.items():
        if before.get(name) == after:
            setattr(case, name, _value(name, old))
    done = Acting(case=case, actor=actor, now=now, act=act)
    done.facts |= {"effect": effect.pk, "of": entry.act, "reply": reply[:300], "kept": kept}
    ledger = entry.facts.get("ledger")
    if ledger is not None:
        take_back(done, LedgerEntry.objects.for_tenant(case.tenant_id).get(pk=ledger))
    finish(done, before)


def note_mail(effect: Effect, *, act: str, actor: str, now: datetime, reply: str) -> None:
    """Say in the log of its case or order what became of a mail; changes nothing else."""
    if effect.case is None:
        note_question(effect, act=act, actor=actor, now=now, reply=reply)
        return
    CaseLogEntry.objects.for_tenant(effect.tenant_id).create(
        case=effect.case,
        at=now,
        actor=actor,
        act=act,
        facts={"effect": effect.pk, "reply": reply[:300]},
    )


def _entry_of(effect: Effect) -> CaseLogEntry | None:
    """Return the log entry of the act that decided the mail."""
    rows = CaseLogEntry.objects.for_tenant(effect.tenant_id).filter(case=effect.case)
    return rows.filter(facts__effect=effect.pk, facts__has_key="changed").order_by("pk").first()


def _value(name: str, plain: object) -> object:
    return _COLUMNS[name].to_python(plain)
