"""What becomes of a mail in the outbox: taken back, marked, settled, unknown; each is logged.

A mail that did not leave takes its act back with it, so that no case says "sent" of what
was not. Lock order as everywhere: the case first, then its mail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.changing import lock
from parcelwright_web.actions.reversing import note_mail, reverse
from parcelwright_web.models import leases
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.messages import Effect, EffectVerdict

if TYPE_CHECKING:
    from datetime import datetime

_NOBODY_SAW = "The worker stopped after handing the mail over; nobody saw the answer."


@transaction.atomic
def cancel(effect: Effect, actor: str, now: datetime) -> bool:
    """Take back a mail that no worker has begun to send, and the act with it.

    Returns whether that was in time.
    """
    _lock_case(effect)
    waiting = Effect.objects.for_tenant(effect.tenant_id).filter(
        pk=effect.pk, state=LeaseState.READY, verdict="", marker_at=None
    )
    if not waiting.update(state=LeaseState.DONE, verdict=EffectVerdict.CANCELLED, done_at=now):
        return False
    reverse(effect, act="mail_taken_back", actor=actor, now=now)
    return True


@transaction.atomic
def mark(effect: Effect, now: datetime) -> bool:
    """Commit that the server may deliver from now on; False when the mail is another's."""
    mine = Effect.across_tenants.filter(
        pk=effect.pk, state=LeaseState.RUNNING, attempt=effect.attempt, marker_at=None
    )
    return mine.update(marker_at=now) == 1


@transaction.atomic
def settle(effect: Effect, verdict: EffectVerdict, reply: str, now: datetime) -> bool:
    """Finish a claimed mail with what was seen; False when another worker has it since."""
    _lock_case(effect)
    if not leases.finish(effect):
        return False
    _end(effect, verdict, reply, now)
    return True


@transaction.atomic
def try_later(effect: Effect, reply: str, now: datetime) -> bool:
    """Give a mail back that the server surely did not take; give it up after the last try."""
    _lock_case(effect)
    mine = Effect.across_tenants.filter(
        pk=effect.pk, state=LeaseState.RUNNING, attempt=effect.attempt
    )
    if not mine.update(marker_at=None):
        return False
    if effect.attempt < leases.MAX_ATTEMPTS:
        return leases.retry(effect, now, reply)
    leases.finish(effect)
    _end(effect, EffectVerdict.REFUSED, reply, now)
    return True


@transaction.atomic
def find_unknown(now: datetime) -> int:
    """Finish every mail whose worker died: unknown after the marker; return how many."""
    orphans = Effect.across_tenants.filter(
        state=LeaseState.RUNNING, lease_until__lt=now, marker_at__isnull=False
    )
    parked = Effect.across_tenants.filter(state=LeaseState.PARKED, verdict="")
    count = 0
    for effect in orphans.order_by("pk"):
        _lock_case(effect)
        still = orphans.filter(pk=effect.pk)
        if still.update(state=LeaseState.DONE, lease_until=None):
            _end(effect, EffectVerdict.UNKNOWN, _NOBODY_SAW, now)
            count += 1
    for effect in parked.order_by("pk"):
        _lock_case(effect)
        if parked.filter(pk=effect.pk).update(state=LeaseState.DONE):
            _end(effect, EffectVerdict.REFUSED, effect.error, now)
            count += 1
    return count


@transaction.atomic
def resolve_unknown(effect: Effect, *, was_sent: bool, actor: str, now: datetime) -> bool:
    """Let a person say what became of an unknown mail: it went out, or it is to go again.

    It goes again as it was, under the same Message-ID. Returns False when nobody asks
    any more, as when somebody else has answered.
    """
    _lock_case(effect)
    unknown = Effect.objects.for_tenant(effect.tenant_id).filter(
        pk=effect.pk, verdict=EffectVerdict.UNKNOWN
    )
    if was_sent:
        changed = unknown.update(verdict=EffectVerdict.SENT, done_at=now)
    else:
        # The attempt goes on counting: it is the fence against a worker that is not dead.
        changed = unknown.update(
            verdict="", state=LeaseState.READY, run_at=now, marker_at=None, done_at=None
        )
    if changed:
        act = "mail_said_sent" if was_sent else "mail_sent_again"
        note_mail(effect, act=act, actor=actor, now=now, reply="")
    return changed == 1


def _end(effect: Effect, verdict: EffectVerdict, reply: str, now: datetime) -> None:
    Effect.across_tenants.filter(pk=effect.pk).update(
        verdict=verdict, reply=reply[:2000], done_at=now
    )
    if verdict is EffectVerdict.REFUSED:
        reverse(effect, act="mail_refused", actor=SYSTEM, now=now, reply=reply)
    else:
        note_mail(effect, act=f"mail_{verdict.value}", actor=SYSTEM, now=now, reply=reply)


def _lock_case(effect: Effect) -> None:
    if effect.case is not None:
        lock(effect.case)
