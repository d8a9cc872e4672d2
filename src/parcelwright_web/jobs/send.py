"""Sends the outbox: each mail at most once, and none vanishes silently."""

from __future__ import annotations

from datetime import datetime, timedelta

from parcelwright_web import clock
from parcelwright_web.actions import sending
from parcelwright_web.gateways import mail
from parcelwright_web.models import leases
from parcelwright_web.models.messages import Effect, EffectVerdict

NAME = "send"
EVERY_S = 5
# Prolonged while a mail is under way: a dead worker's mail reads "unknown" within a minute.
_LEASE = timedelta(seconds=45)
_BATCH = 1


def run(now: datetime) -> int:
    """Send mails that are due; return how many were handled."""
    unknown = sending.find_unknown(now)
    claimed = leases.claim(Effect, _BATCH, now, _LEASE)
    for effect in claimed:
        _send(effect)
    return unknown + len(claimed)


def _send(effect: Effect) -> None:
    shop = effect.case.parcel.shop if effect.case else effect.shop
    if shop is None or not shop.smtp_host:
        reply = "No mail server is set for this shop; enter one under Settings, Mail."
        sending.settle(effect, EffectVerdict.REFUSED, reply, clock.now())
        return
    server = mail.MailServer(
        host=shop.smtp_host,
        port=shop.smtp_port,
        security=shop.smtp_security,
        user=shop.smtp_user,
        password=shop.smtp_password or "",
    )
    with leases.kept(effect, _LEASE):
        attempt = mail.send(
            server,
            sender=shop.mail_from,
            recipient=effect.recipient,
            frozen=effect.frozen,
            mark=lambda: sending.mark(effect, clock.now()),
        )
    now = clock.now()
    match attempt.outcome:
        case mail.Outcome.SENT:
            sending.settle(effect, EffectVerdict.SENT, attempt.reply, now)
        case mail.Outcome.REFUSED:
            sending.settle(effect, EffectVerdict.REFUSED, attempt.reply, now)
        case mail.Outcome.UNKNOWN:
            sending.settle(effect, EffectVerdict.UNKNOWN, attempt.reply, now)
        case mail.Outcome.TRY_LATER:
            sending.try_later(effect, attempt.reply, now)
        case mail.Outcome.NOT_OURS:
            pass
