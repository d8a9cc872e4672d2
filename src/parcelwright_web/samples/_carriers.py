"""Inquiries of the sample, and what carriers answer; never against what scans say later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.cases.case import CarrierAnswer
from parcelwright.parcels.events import Milestone
from parcelwright_web.actions import cases, inquiry_acts
from parcelwright_web.actions.papers import Wanted

if TYPE_CHECKING:
    from parcelwright_web.samples._desk import Desk

_LETTERS = 0.12
_ANSWERS_WITHIN = (4, 22)
_ASIDE = timedelta(days=9)
_SAID = {
    CarrierAnswer.LOST: "After a search of all depots the item is considered lost.",
    CarrierAnswer.FOUND: "The item was found in a depot and moves on.",
    CarrierAnswer.DELIVERED: "Our records show the item as delivered.",
}


def inquire(desk: Desk) -> None:
    """Hand the inquiry in by the carrier's portal; some print the letter first."""
    if desk.chance.random() < _LETTERS:
        inquiry_acts.send_inquiry(desk.case, Wanted(rule=desk.rule), **desk.frame())
    number = f"Q{desk.chance.randrange(10**7, 10**8)}"
    inquiry_acts.mark_inquiry_sent(
        desk.case, rule=desk.rule, number=number, channel=desk.channel, **desk.frame()
    )


def ask_warehouse(desk: Desk) -> None:
    """Note, once, that the warehouse was asked for the handover list."""
    if not desk.case.log.filter(act="note").exists():
        text = "Asked the warehouse for the signed handover list of that day."
        cases.add_note(desk.case, text=text, **desk.frame())


def answer(desk: Desk) -> None:
    """Record the carrier's answer once it came; some carriers never answer."""
    low, high = _ANSWERS_WITHIN
    if desk.days_since(desk.case.inquiry_sent_on) < desk.chance.randrange(low, high):
        return
    said = _said(desk)
    inquiry_acts.carrier_answered(desk.case, answer=said, text=_SAID[said], **desk.frame())


def put_aside(desk: Desk) -> None:
    """Put a case aside in which nothing can be done for now, seldom, and for some days."""
    deadline = desk.case.deadline_on
    near = deadline is not None and deadline <= desk.today + 2 * _ASIDE
    if desk.case.snoozed_until is None and not near and desk.chance.random() < 1 / 3:
        cases.snooze(desk.case, until=desk.today + _ASIDE, **desk.frame())


def _said(desk: Desk) -> CarrierAnswer:
    if desk.case.parcel.outcome in {Milestone.DELIVERED.value, Milestone.RETURNED.value}:
        return CarrierAnswer.FOUND
    most = (CarrierAnswer.LOST,) * 8
    return desk.chance.choice((*most, CarrierAnswer.DELIVERED))
