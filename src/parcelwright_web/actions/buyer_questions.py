"""The one question to the buyer of an order that waits to be shipped: text, way, reminder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from msgspec import structs

from parcelwright.errors import ParcelwrightError
from parcelwright.messages.ask_before import edited, question_before
from parcelwright.messages.buyer_reply import reference_of
from parcelwright.prevention.finding import Question
from parcelwright_web.actions import draft_history, effects
from parcelwright_web.actions.actors import SYSTEM
from parcelwright_web.actions.buyer_messages import Route, route_to
from parcelwright_web.actions.draft_mails import QUESTION, REMINDER
from parcelwright_web.models.draft_history import DraftEntry
from parcelwright_web.models.drafts import OrderDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.messages.ask_before import BuyerQuestion
    from parcelwright_web.models.messages import Effect

_AT_ONCE = 100


class NothingToAskError(ParcelwrightError):
    """The order's findings want nothing of the buyer, or the buyer was asked already."""

    code = "nothing-to-ask"


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How the question of an order would reach its buyer now.

    Args:
        question: The text.
        route: By our mail, or copied by a person.
        recipient: The buyer's mail address; empty unless the route is mail.
        why_copy: Code of the reason it cannot leave by mail: ``marketplace``, ``no_address``,
            ``doubtful_address`` or ``no_mail_server``; empty when it can.
    """

    question: BuyerQuestion
    route: Route
    recipient: str = ""
    why_copy: str = ""


@dataclass(frozen=True, kw_only=True)
class Words:
    """The text of a question as a person wants it, and the language it is in."""

    subject: str
    body: str
    language: str = ""


def questions_of(row: OrderDraft) -> list[str]:
    """Return what one question to the buyer would settle, each once, in order."""
    return list(dict.fromkeys(each["ask"] for each in row.findings if each["ask"]))


def asking_of(row: OrderDraft, *, again: bool = False, language: str = "") -> Asking | None:
    """Return the question that an order's findings come to and its way, or None without one.

    Args:
        row: The order.
        again: Whether it is the reminder, which asks for what was asked and is still open.
        language: Tag of its language; the buyer's where empty.
    """
    asks = questions_of(row)
    if again:
        asks = [each for each in asks if each in row.asked]
    if not asks:
        return None
    cells = row.rows[0] if row.rows else {}
    email = cells.get("buyer_email", "")
    route, why = route_to(row.shop, cells.get("sales_channel", ""), email)
    if route is Route.MAIL and not _is_sound(email, asks):
        route, why = Route.COPY, "doubtful_address"
    return Asking(
        question=_text(row, asks, again=again, language=language),
        route=route,
        recipient=email if route is Route.MAIL else "",
        why_copy=why,
    )


@transaction.atomic
def ask_by_mail(row: OrderDraft, actor: str, now: datetime, words: Words | None = None) -> Effect:
    """Put the question into the outbox, and hold the order until its answer is entered.

    Args:
        row: The order.
        actor: Who asks.
        now: When.
        words: The text as a person changed it; None sends ours.

    Raises:
        WordingError: The changed text is empty or too long.
        NothingToAskError: Nothing is open, it cannot go by mail, or the buyer was asked already.
        AddressError: The shop's sender or its mail address is not one plain address.
    """
    row = _locked(row)
    asking = _asking_in(row, words)
    if asking is None or asking.route is not Route.MAIL or row.is_asked:
        msg = "The order has changed since, or the buyer was asked already; look at it again."
        raise NothingToAskError(msg)
    effect, asking = _decide(row, asking, QUESTION, actor, now)
    _hold(row, actor, now)
    days = row.shop.ask_again_days
    row.ask_again_at = now + timedelta(days=days) if days else None
    row.save(update_fields=["ask_again_at"])
    _note_text(row, "asked", asking, actor, now, effect)
    return effect


@transaction.atomic
def ask_by_hand(row: OrderDraft, actor: str, now: datetime, words: Words | None = None) -> None:
    """Note that a person asked the buyer, which holds the order until an answer.

    Args:
        row: The order.
        actor: Who asked.
        now: When.
        words: The text as the person says it was sent; None keeps ours.

    Raises:
        WordingError: The changed text is empty or too long.
        NothingToAskError: Nothing is open, or the buyer was asked already.
    """
    row = _locked(row)
    asking = _asking_in(row, words)
    if asking is None or row.is_asked:
        msg = "The order has changed since, or the buyer was asked already; look at it again."
        raise NothingToAskError(msg)
    _hold(row, actor, now)
    _note_text(row, "asked_by_hand", asking, actor, now, None)


def remind(now: datetime) -> int:
    """Remind buyers whose answer is overdue, each once, and return how many orders were due."""
    due = OrderDraft.across_tenants.filter(ask_again_at__lte=now)
    rows = list(due.select_related("shop").order_by("ask_again_at")[:_AT_ONCE])
    for row in rows:
        _remind(row, now)
    return len(rows)


@transaction.atomic
def _remind(row: OrderDraft, now: datetime) -> None:
    row = _locked(row)
    if row.ask_again_at is None:
        return
    row.ask_again_at = None
    row.save(update_fields=["ask_again_at"])
    asking = asking_of(row, again=True, language=_language_asked_in(row))
    if not row.is_asked or row.released_at is not None or asking is None:
        return
    if asking.route is not Route.MAIL:
        told = {"why": asking.why_copy}
        draft_history.note(row, "not_reminded", actor=SYSTEM, now=now, told=told)
        return
    try:
        effect, asking = _decide(row, asking, REMINDER, SYSTEM, now)
    except effects.AddressError:
        told = {"why": "no_mail_server"}
        draft_history.note(row, "not_reminded", actor=SYSTEM, now=now, told=told)
        return
    _note_text(row, "reminded", asking, SYSTEM, now, effect)


def _is_sound(email: str, asks: Sequence[str]) -> bool:
    """Return whether mail to an address is worth sending: nothing was found against it."""
    try:
        effects.checked_address(email)
    except effects.AddressError:
        return False
    return Question.EMAIL not in asks


def _asking_in(row: OrderDraft, words: Words | None) -> Asking | None:
    """Return the question in the words of a person, or in ours without."""
    if words is None:
        return asking_of(row)
    asking = asking_of(row, language=words.language)
    if asking is None:
        return None
    return replace(asking, question=edited(asking.question, words.subject, words.body))


def _language_asked_in(row: OrderDraft) -> str:
    """Return the language of the last question about an order, or empty."""
    rows = DraftEntry.objects.for_tenant(row.tenant_id).filter(draft=row, act="asked")
    asked = rows.order_by("-pk").first()
    return "" if asked is None else str(asked.told.get("language", ""))


def _text(row: OrderDraft, asks: Sequence[str], *, again: bool, language: str) -> BuyerQuestion:
    cells = row.rows[0]
    return question_before(
        [Question(each) for each in asks],
        order_number=row.order_number,
        shop_name=row.shop.name,
        buyer_name=cells.get("buyer_name", ""),
        language=language or cells.get("buyer_language", ""),
        again=again,
    )


def _decide(
    row: OrderDraft, asking: Asking, purpose: str, actor: str, now: datetime
) -> tuple[Effect, Asking]:
    """Return the mail in the outbox, and the question with the reference that it went out with."""
    mails = DraftEntry.objects.for_tenant(row.tenant_id).filter(
        draft=row, act__in=["asked", "reminded"]
    )
    decision = ("order", str(row.pk), purpose, str(mails.count()), asking.recipient)
    named = f"{asking.question.subject} [{reference_of(effects.key_of(decision))}]"
    sent = replace(asking, question=structs.replace(asking.question, subject=named))
    effect = effects.decide_order_mail(
        row.shop,
        purpose=purpose,
        decision=decision,
        recipient=sent.recipient,
        subject=sent.question.subject,
        body=sent.question.body,
        actor=actor,
        now=now,
    )
    return effect, sent


def _hold(row: OrderDraft, actor: str, now: datetime) -> None:
    row.asked = questions_of(row)
    row.asked_at, row.asked_by, row.answered_at = now, actor, None
    row.save(update_fields=["asked", "asked_at", "asked_by", "answered_at"])


def _note_text(
    row: OrderDraft, act: str, asking: Asking, actor: str, now: datetime, effect: Effect | None
) -> None:
    told = {
        "subject": asking.question.subject,
        "body": asking.question.body,
        "language": asking.question.language,
        "recipient": asking.recipient,
    }
    draft_history.note(row, act, actor=actor, now=now, told=told, effect=effect)


def _locked(row: OrderDraft) -> OrderDraft:
    rows = OrderDraft.objects.for_tenant(row.tenant_id).select_for_update(of=("self",))
    return rows.select_related("shop").get(pk=row.pk)
