"""Deciding an outgoing mail: once, frozen, and to leave only after the time to undo it."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING

from parcelwright.errors import ParcelwrightError
from parcelwright_web.models.messages import Effect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop
    from parcelwright_web.models.cases import Case

UNDO_TIME = timedelta(minutes=10)
HURRIED_UNDO_TIME = timedelta(minutes=1)
_HURRY = timedelta(minutes=30)
_POLICY = SMTP.clone(cte_type="7bit")
# Characters that end a header, or name a second address.
_FORBIDDEN = frozenset("\r\n\0\x85\u2028\u2029,;<>")


class AddressError(ParcelwrightError):
    """A mail address that cannot be written to; says what is wrong with it."""

    code = "mail-address"


def checked_address(text: str) -> str:
    """Return one plain mail address.

    Raises:
        AddressError: It is empty, names several, or holds what a header must not hold.
    """
    address = text.strip()
    if not address.isascii():
        msg = f'"{address}" has letters that mail servers do not take; expected plain ASCII'
        raise AddressError(msg)
    local, at, domain = address.rpartition("@")
    if not (local and at and "." in domain) or _FORBIDDEN & set(address) or " " in address:
        msg = f'"{address}" is not one mail address; expected a form such as name@example.com'
        raise AddressError(msg)
    return address


def decide_mail(
    case: Case,
    *,
    purpose: str,
    recipient: str,
    subject: str,
    body: str,
    actor: str,
    now: datetime,
    attachments: Sequence[tuple[str, str, bytes]] = (),
) -> Effect:
    """Freeze one mail and put it into the outbox; the same decision twice is one mail.

    Call inside the transaction of the act. The mail leaves after the undo time: ten minutes,
    or one when the case's deadline is within half an hour.

    Args:
        case: The case it belongs to; its revision is part of the decision.
        purpose: What the mail is for, such as ``buyer.looking``.
        recipient: One address.
        subject: Without line breaks.
        body: Plain text.
        actor: Who decided.
        now: Aware instant of the decision.
        attachments: File name, media type and content of each.

    Raises:
        AddressError: The recipient or the shop's sender is not one plain address.
    """
    shop = case.parcel.shop
    to, sender = checked_address(recipient), checked_address(shop.mail_from)
    key = _decision_key(case, purpose, to)
    known = Effect.objects.for_tenant(case.tenant_id).filter(decision_key=key).first()
    if known is not None:
        return known
    message_id = f"<{key[:40]}@{sender.rpartition('@')[2]}>"
    frozen = _frozen(
        shop,
        to,
        (subject, body),
        message_id=message_id,
        now=now,
        attachments=attachments,
    )
    not_before = now + _undo_time(case, now)
    return Effect.objects.for_tenant(case.tenant_id).create(
        case=case,
        decision_key=key,
        kind=purpose,
        recipient=to,
        frozen=frozen,
        message_id=message_id,
        not_before=not_before,
        run_at=not_before,
        decided_by=actor,
        decided_at=now,
    )


def decide_test(
    shop: Shop, *, recipient: str, subject: str, body: str, actor: str, now: datetime
) -> Effect:
    """Put a mail that tries a shop's mail server into the outbox; it leaves at once.

    It goes to the person who asks for it, so there is nothing to take back. Asking twice in
    one minute is one mail.

    Raises:
        AddressError: The recipient or the shop's sender is not one plain address.
    """
    to = checked_address(recipient)
    decision = ("test", str(shop.pk), to, now.strftime("%Y-%m-%dT%H:%M"))
    return _of_shop(shop, "test", decision, (to, subject, body), actor=actor, now=now, leaves=now)


def decide_order_mail(
    shop: Shop,
    *,
    purpose: str,
    decision: Sequence[str],
    recipient: str,
    subject: str,
    body: str,
    actor: str,
    now: datetime,
) -> Effect:
    """Put a mail about an order that has no parcel yet into the outbox; it waits ten minutes.

    Answers go to the shop's mail address where one is entered, else to the sender.

    Args:
        shop: Whose mail server sends it.
        purpose: What the mail is for, such as ``order.question``.
        decision: What tells this decision from all others; the same twice is one mail.
        recipient: One address.
        subject: Without line breaks.
        body: Plain text.
        actor: Who decided.
        now: Aware instant of the decision.

    Raises:
        AddressError: The recipient, the shop's sender or its address is not one plain address.
    """
    words = (checked_address(recipient), subject, body)
    leaves = now + UNDO_TIME
    return _of_shop(shop, purpose, decision, words, actor=actor, now=now, leaves=leaves)


def key_of(decision: Sequence[str]) -> str:
    """Return the key of a decision about a shop's mail; its Message-ID begins with it."""
    return hashlib.sha256("|".join(decision).encode()).hexdigest()


def _of_shop(
    shop: Shop,
    purpose: str,
    decision: Sequence[str],
    words: tuple[str, str, str],
    *,
    actor: str,
    now: datetime,
    leaves: datetime,
) -> Effect:
    to, subject, body = words
    sender = checked_address(shop.mail_from)
    key = key_of(decision)
    known = Effect.objects.for_tenant(shop.tenant_id).filter(decision_key=key).first()
    if known is not None:
        return known
    message_id = f"<{key[:40]}@{sender.rpartition('@')[2]}>"
    answers_to = checked_address(shop.email) if shop.email and purpose != "test" else ""
    frozen = _frozen(
        shop,
        to,
        (subject, body),
        message_id=message_id,
        now=now,
        answers_to="" if answers_to.casefold() == sender.casefold() else answers_to,
    )
    return Effect.objects.for_tenant(shop.tenant_id).create(
        shop=shop,
        decision_key=key,
        kind=purpose,
        recipient=to,
        frozen=frozen,
        message_id=message_id,
        not_before=leaves,
        run_at=leaves,
        decided_by=actor,
        decided_at=now,
    )


def _decision_key(case: Case, purpose: str, recipient: str) -> str:
    parts = (str(case.pk), purpose, str(case.revision), recipient)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def _undo_time(case: Case, now: datetime) -> timedelta:
    if case.deadline_at is not None and now <= case.deadline_at <= now + _HURRY:
        return HURRIED_UNDO_TIME
    return UNDO_TIME


def _frozen(
    shop: Shop,
    to: str,
    words: tuple[str, str],
    *,
    message_id: str,
    now: datetime,
    attachments: Sequence[tuple[str, str, bytes]] = (),
    answers_to: str = "",
) -> bytes:
    """Return the mail as ASCII with CRLF line ends, so that every server takes it as it is."""
    subject, body = words
    message = EmailMessage(policy=_POLICY)
    message["From"] = formataddr((shop.name, checked_address(shop.mail_from)))
    message["To"] = to
    if answers_to:
        message["Reply-To"] = answers_to
    message["Subject"] = " ".join(subject.split())
    message["Date"] = format_datetime(now)
    message["Message-ID"] = message_id
    message.set_content(body)
    for name, media_type, content in attachments:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return message.as_bytes()
