"""What the sample's people say to buyers, and what buyers answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.messages.language import Choice, MessageKind
from parcelwright_web.actions import buyer_acts, cases
from parcelwright_web.actions.buyer_messages import Offer, draft

if TYPE_CHECKING:
    from parcelwright_web.samples._desk import Desk

_NEWS = timedelta(days=7)
_WORDS = {
    "refund": "Thank you for asking. I would rather have my money back.",
    "resend": "Please send me another one.",
    "not_arrived": "I asked everybody in the house. Nobody has seen it.",
}


def tell(desk: Desk) -> None:
    """Tell the buyer that we are looking."""
    offer = Offer(next_news_on=desk.today + _NEWS)
    made = draft(MessageKind.LOOKING, desk.situation(), offer)
    buyer_acts.tell_buyer(desk.case, made, **desk.frame())


def ask_to_check(desk: Desk) -> None:
    """Record that the buyer was asked outside of Parcelwright."""
    note = "Asked by mail whether neighbors or the post office have it."
    buyer_acts.record_contact(desk.case, asked=True, note=note, **desk.frame())


def answer(desk: Desk) -> None:
    """Record the buyer's answer after some days."""
    if desk.days_since(desk.case.buyer_asked_on) < 2:  # noqa: PLR2004 - days
        return
    _answered(desk, "not_arrived")


def offer_choices(desk: Desk) -> None:
    """Ask the buyer what they want."""
    offer = Offer(choices=(Choice.RESEND, Choice.REFUND))
    made = draft(MessageKind.PRESUMED_LOST, desk.situation(), offer)
    buyer_acts.ask_buyer(desk.case, made, **desk.frame())


def choose(desk: Desk) -> str:
    """Record what the buyer chose; return it."""
    choice = desk.chance.choice(("refund", "refund", "resend"))
    _answered(desk, choice)
    return choice


def answer_dispute(desk: Desk) -> None:
    """Record that the dispute was answered with the tracking history."""
    note = "Sent the tracking history and the offer of a refund."
    cases.dispute_answered(desk.case, note=note, **desk.frame())


def _answered(desk: Desk, choice: str) -> None:
    buyer_acts.record_buyer_answer(desk.case, choice=choice, text=_WORDS[choice], **desk.frame())
