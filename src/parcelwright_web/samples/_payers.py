"""Claims of the sample, what payers decide and pay, and how cases end."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from parcelwright.cases.case import ClosedAs
from parcelwright.evidence.item import EvidenceKind
from parcelwright.money import Money
from parcelwright_web.actions import cases, claim_acts
from parcelwright_web.actions.ledger import claimed_of
from parcelwright_web.actions.papers import Wanted
from parcelwright_web.actions.uploads import Upload
from parcelwright_web.samples import _buyers

if TYPE_CHECKING:
    from parcelwright_web.samples._desk import Desk

_LETTERS = 0.25
_DECIDED_AFTER_DAYS = 10
_PAID_AFTER_DAYS = 12
_GRANTED, _IN_PART, _CLOSED = 0.7, 0.3, 0.8
_PART = Decimal("0.60")


def claim(desk: Desk) -> None:
    """Give the buyer a choice first; hand the claim in once the buyer has answered."""
    if desk.case.step.get("amounts", {}).get("now") is None:
        return
    if desk.case.buyer_asked_on is None:
        _buyers.offer_choices(desk)
        return
    if desk.case.buyer_choice == "" and _buyers.choose(desk) == "refund":
        _keep_refund(desk)
    if desk.chance.random() < _LETTERS:
        claim_acts.send_claim(desk.case, Wanted(rule=desk.rule), **desk.frame())
    number = f"C{desk.chance.randrange(10**6, 10**7)}"
    claim_acts.mark_claim_sent(
        desk.case, rule=desk.rule, number=number, channel=desk.channel, **desk.frame()
    )


def decide(desk: Desk) -> None:
    """Record the payer's decision after some days: in full, in part, or a refusal."""
    if desk.days_since(desk.case.claim_sent_on) < _DECIDED_AFTER_DAYS:
        return
    drawn = desk.chance.random()
    if drawn >= _GRANTED:
        text = "No proof of the value was enclosed; the claim is refused."
        claim_acts.claim_refused(desk.case, text=text, **desk.frame())
        return
    asked = claimed_of(desk.case).money
    money = (asked * _PART).rounded() if drawn < _GRANTED * _IN_PART else asked
    text = f"The claim is granted with {money}."
    claim_acts.claim_granted(desk.case, money=money, text=text, **desk.frame())


def pay(desk: Desk) -> None:
    """Record the money when it came."""
    if desk.days_since(desk.case.claim_sent_on) < _DECIDED_AFTER_DAYS + _PAID_AFTER_DAYS:
        return
    granted = desk.case.ledger.filter(kind="granted").order_by("-pk").first()
    asked = claimed_of(desk.case).money
    money = asked if granted is None else Money(granted.amount, granted.currency)
    claim_acts.payment_received(desk.case, money=money, **desk.frame())


def close(desk: Desk) -> None:
    """Close most cases as proposed."""
    ending = desk.case.step.get("close_as")
    if ending and desk.chance.random() < _CLOSED:
        cases.close(desk.case, closed_as=ClosedAs(str(ending)), **desk.frame())


def _keep_refund(desk: Desk) -> None:
    receipt = Upload(
        name="refund.txt",
        content=f"Refund of the order of {desk.case.parcel}, {desk.today}".encode(),
        media_type="text/plain",
    )
    cases.add_note(
        desk.case,
        text="Refunded in full.",
        kind=EvidenceKind.REFUND_PROOF,
        uploads=[receipt],
        **desk.frame(),
    )
