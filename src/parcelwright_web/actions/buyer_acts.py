"""Acts towards the buyer: telling, asking, and recording what the buyer answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.cases.case import CaseEvent
from parcelwright.evidence.item import EvidenceKind
from parcelwright.messages.language import MessageKind
from parcelwright_web.actions import evidence, hearsay
from parcelwright_web.actions.changing import ActError, acting
from parcelwright_web.actions.outbox import send_to_buyer

if TYPE_CHECKING:
    from datetime import date, datetime

    from parcelwright_web.actions.buyer_messages import Draft
    from parcelwright_web.models.cases import Case
    from parcelwright_web.models.messages import Message

# What a buyer can answer: the four choices of a message, and two facts.
ANSWERS = ("resend", "refund", "credit", "wait", "arrived", "not_arrived", "other")
# The two facts are reports.
_REPORTS = {"arrived": "received", "not_arrived": "not_received"}


def tell_buyer(
    case: Case, made: Draft, *, expected_revision: int, actor: str, now: datetime
) -> Message:
    """Tell the buyer that we are looking. A text to be copied counts as sent by this act.

    Raises:
        CaseChangedError: Somebody changed the case since.
        AddressError: An address cannot be written to.
        LifecycleError: The case is closed.
    """
    _check(made, MessageKind.LOOKING)
    with acting(
        case, "buyer_told", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.move(CaseEvent.BUYER_TOLD)
        act.case.buyer_told_on = act.today
        return send_to_buyer(act, made)


def ask_buyer(
    case: Case, made: Draft, *, expected_revision: int, actor: str, now: datetime
) -> Message:
    """Ask the buyer what they want; it also tells them. Raises as :func:`tell_buyer`."""
    _check(made, MessageKind.PRESUMED_LOST)
    with acting(
        case, "buyer_asked", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.move(CaseEvent.BUYER_ASKED)
        act.case.buyer_asked_on = act.today
        act.case.buyer_told_on = act.case.buyer_told_on or act.today
        act.facts["choices"] = [choice.value for choice in made.message.choices]
        return send_to_buyer(act, made)


def record_contact(
    case: Case, *, asked: bool, expected_revision: int, actor: str, now: datetime, note: str = ""
) -> None:
    """Record that a person told, or asked, the buyer outside of Parcelwright."""
    name = "buyer_asked" if asked else "buyer_told"
    with acting(case, name, expected_revision=expected_revision, actor=actor, now=now) as act:
        act.move(CaseEvent.BUYER_ASKED if asked else CaseEvent.BUYER_TOLD)
        act.case.buyer_told_on = act.case.buyer_told_on or act.today
        if asked:
            act.case.buyer_asked_on = act.today
        act.facts["route"] = "outside"
        act.note = note


def record_buyer_answer(
    case: Case,
    *,
    choice: str,
    expected_revision: int,
    actor: str,
    now: datetime,
    answered_on: date | None = None,
    text: str = "",
) -> None:
    """Record what the buyer answered, with their own words as evidence when given.

    ``choice`` is one of :data:`ANSWERS`; ``answered_on`` is today in the shop's zone when
    None; ``text`` holds the buyer's words.

    Raises:
        ActError: The choice is not one of them, or the day lies ahead.
        CaseChangedError: Somebody changed the case since.
    """
    if choice not in ANSWERS:
        msg = f'"{choice}" is no answer that is known; choose one of {", ".join(ANSWERS)}'
        raise ActError(msg)
    with acting(
        case,
        "buyer_answered",
        expected_revision=expected_revision,
        actor=actor,
        now=now,
        records=True,
    ) as act:
        act.move(CaseEvent.BUYER_ANSWERED)
        act.case.buyer_answered_on = act.past_day(answered_on)
        act.case.buyer_choice = choice
        if choice in _REPORTS:
            hearsay.buyer_said(act, _REPORTS[choice], act.case.buyer_answered_on)
        act.facts["choice"] = choice
        act.note = text
        if text.strip():
            act.items.append(
                evidence.NewItem(
                    kind=EvidenceKind.BUYER_ANSWER,
                    payload=text.encode(),
                    media_type="text/plain; charset=utf-8",
                    title=choice,
                )
            )


def _check(made: Draft, kind: MessageKind) -> None:
    if made.message.kind is not kind:
        msg = f'a message "{made.message.kind}" cannot be sent as "{kind}"'
        raise ActError(msg)
