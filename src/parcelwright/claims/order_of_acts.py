"""Refund and claim: which must come first, and what follows where the order was broken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from parcelwright.claims.known import Known
    from parcelwright.claims.remedy import Remedy
    from parcelwright.rulebook.rule import Rule

# Any of these shows a payer that the buyer has the money or the goods again.
REFUND_PROOFS = frozenset({"platform_refund_proof", "refund_screenshot", "resend_proof"})


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a rule says of the order of acts for one parcel.

    Args:
        text: What must come first and what happens otherwise; empty where nothing must.
        warning: How the order was broken already, or empty.
        endangered: The claim may be refused because of it.
    """

    text: str = ""
    warning: str = ""
    endangered: bool = False


FREE = Order()
_FORBIDDEN = RefundOrder.FORBIDDEN
USABLE = frozenset({RemedyStatus.OPEN, RemedyStatus.TOO_EARLY})


def order_of(rule: Rule, known: Known, moments: Mapping[Since, date]) -> Order:
    """Return what a rule asks of the order of refund and claim, held against what was done."""
    name = rule.payer.name
    match rule.refund_before_claim:
        case RefundOrder.EITHER:
            return FREE
        case RefundOrder.REQUIRED:
            text = (
                f"Refund the buyer or send the goods again before you claim: "
                f"without proof of it {name} refuses the claim."
            )
            filed = moments.get(Since.CLAIM_FILED)
            done = known.refunded_on or known.resent_on
            if filed is None or (done is not None and done <= filed) or _proven(known, done):
                return Order(text=text)
            warning = (
                f"The claim was filed on {spoken_day(filed)}, before a refund or a resend: "
                f"{name} can refuse it. Send the proof after it."
            )
            return Order(text=text, warning=warning, endangered=True)
        case RefundOrder.FORBIDDEN:
            text = (
                f"Do not refund the buyer before {name} has decided: "
                f"with an earlier refund it refuses the claim."
            )
            warning = _refunded_too_early(name, known, moments.get(Since.DECISION))
            return Order(text=text, warning=warning, endangered=bool(warning))


def _refunded_too_early(name: str, known: Known, decided: date | None) -> str:
    refunded = known.refunded_on
    consequence = "it can refuse the claim. Ask it before you count on the sum."
    if refunded is not None and (decided is None or refunded < decided):
        day = spoken_day(refunded)
        return f"You refunded the buyer on {day}, before {name} decided: {consequence}"
    if refunded is None and decided is None and known.papers & REFUND_PROOFS:
        return f"The case holds proof of a refund, and {name} has not decided: {consequence}"
    return ""


def _proven(known: Known, done: date | None) -> bool:
    """Return whether proof without a day is at hand, so that no order can be held against us."""
    return done is None and bool(known.papers & REFUND_PROOFS)


def opposed_orders(rules: Sequence[Rule], remedies: Sequence[Remedy]) -> tuple[str, ...]:
    """Return the warning that of two payers one forbids the refund that the other asks for."""
    forbidding = [r for r in rules if r.refund_before_claim is _FORBIDDEN]
    if not forbidding:
        return ()
    usable = {each.rule for each in remedies if each.status in USABLE}
    asking = [r for r in rules if r.refund_before_claim is RefundOrder.REQUIRED]
    return tuple(
        f"{first.payer.name} refuses a claim after a refund, and {second.payer.name} asks for "
        f"one first: claim from {first.payer.name} before you refund."
        for first in forbidding
        for second in asking
        if first.id in usable and second.id in usable
    )
