"""The next step of a case as the page shows it: an order, its reasons, its amounts, its act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parcelwright.cases.step import StepCode
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.event_times import event_text
from parcelwright_web.pages.labels import ANSWERS, carrier_name, label
from parcelwright_web.pages.sentences import day_text, sentence, step_title
from parcelwright_web.sums import money_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django_stubs_ext import StrOrPromise

    from parcelwright.cases.facts import CaseFacts
    from parcelwright.cases.step import NextStep
    from parcelwright.claims.remedy import Remedy
    from parcelwright.money import Money
    from parcelwright_web.models.cases import Case

# Route and label of the act that a step asks for; other steps wait.
_ACTS: Mapping[str, tuple[str, StrOrPromise]] = {
    "tell_buyer": ("case-message", _("Review and send the message")),
    "ask_buyer_to_check": ("case-buyer", _("Record what the buyer was asked")),
    "ask_buyer_to_collect": ("case-buyer", _("Record what the buyer was asked")),
    "confirm_address": ("case-buyer", _("Record what the buyer was asked")),
    "give_customs_papers": ("case-note", _("Note what was done")),
    "settle_duties": ("case-note", _("Note what was done")),
    "check_handover": ("case-note", _("Note what was found")),
    "wait_for_buyer": ("case-buyer", _("Record the buyer's answer")),
    "send_inquiry": ("case-inquiry", _("Review and send inquiry")),
    "wait_for_carrier": ("case-answer", _("Record the carrier's answer")),
    "chase_carrier": ("case-answer", _("Record the carrier's answer")),
    "give_notice": ("case-notice-letter", _("Write the notice")),
    "file_claim": ("case-claim", _("Review and file claim")),
    "wait_for_payer": ("case-money", _("Record the decision")),
    "chase_payer": ("case-money", _("Record the decision")),
    "wait_for_payment": ("case-money", _("Record the payment")),
    "appeal": ("case-claim", _("Review and file again")),
    "answer_dispute": ("case-dispute", _("Record the answer to the dispute")),
    "report_arrival": ("case-note", _("Note who was told")),
    "close": ("case-close", _("Close the case")),
}
_ICONS = {
    "window_closes": "stamp", "claim_window_closes_before_answer": "stamp",
    "window_passed": "stamp", "chance_left": "hourglass", "inquiry_sent": "send",
    "claim_sent": "send", "buyer_not_told": "message-square-text",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Why:
    """One reason as a sentence, with its icon."""

    icon: str
    text: str


@dataclass(frozen=True, kw_only=True)
class NextCard:
    """What the card of the next step shows; ``href`` is empty when there is only waiting.

    Args:
        inputs: What the step was worked out from, as label and value.
    """

    title: str
    on: str
    reasons: list[Why]
    href: str
    act: StrOrPromise
    now: Money | None
    late: Money | None
    never: Money | None
    has_amounts: bool
    assumed: bool
    late_day: str
    remedy: Remedy | None
    inputs: list[tuple[StrOrPromise, str]]


def next_card(case: Case, step: NextStep, facts: CaseFacts) -> NextCard:
    """Return the card of a step."""
    remedies = () if facts.entitlement is None else facts.entitlement.remedies
    remedy = next((r for r in remedies if step.rule and r.rule == step.rule), None)
    href, act = _act(case, step, remedy)
    amounts = step.amounts
    return NextCard(
        title=_title(step),
        on="" if step.on is None else day_text(step.on),
        reasons=[
            Why(
                icon=_ICONS.get(each.code, "circle-alert"),
                text=sentence(each.code, dict(each.figures)),
            )
            for each in step.reasons
        ],
        href=href,
        act=act,
        now=amounts.now,
        late=amounts.late,
        never=amounts.never,
        has_amounts=amounts.now is not None,
        assumed=step.deadline is not None and step.deadline.source.assumed,
        late_day="" if step.deadline is None else day_text(step.deadline.day),
        remedy=remedy,
        inputs=_inputs(facts),
    )


def _act(case: Case, step: NextStep, remedy: Remedy | None) -> tuple[str, StrOrPromise]:
    """Return the address and label of what a step asks for; both empty where it waits."""
    if step.code is StepCode.ENTER_TERMS:
        return _terms(case, case.parcel.carrier if remedy is None else remedy.payer)
    route, act = _ACTS.get(step.code.value, ("", ""))
    return reverse(route, args=[case.number]) if route else "", act


def _terms(case: Case, payer: str) -> tuple[str, StrOrPromise]:
    """Return where terms are found: of public ones what is known, else the seller's contract."""
    known = next((each for each in shipped_book().carriers if each.slug == payer), None)
    if known is not None and known.kind != "consolidator":
        return reverse("known-of-payer", args=[payer]), _("What we know, and whom to ask")
    query = QueryDict(mutable=True)
    query["account"] = case.parcel.carrier_account
    return f"{reverse('contract-new')}?{query.urlencode()}", _("Enter the contract")


def _title(step: NextStep) -> str:
    title = step_title(step.code.value, step.payer_name)
    if step.deadline is not None and step.deadline.days_left == 0 and step.code.value in _ACTS:
        return _("%(step)s today") % {"step": title}
    return title


def _inputs(facts: CaseFacts) -> list[tuple[StrOrPromise, str]]:
    parcel, found = facts.parcel, facts.assessment
    carrier = carrier_name(parcel.carrier) if parcel.carrier else ""
    rows: list[tuple[StrOrPromise, str]] = [
        (_("Carrier and service"), " ".join(filter(None, (carrier, parcel.service)))),
        (
            _("Accepted by the carrier"),
            event_text(parcel.accepted_at) if parcel.accepted_at else "",
        ),
        (_("Value"), _sum(parcel.contents.value)),
        (_("Postage"), _sum(parcel.postage)),
        (_("Days of silence"), "" if found is None else f"{found.silent_days:.0f}"),
        (_("Chance to arrive"), "" if found is None else f"{100 * found.chance_arrives:.0f} %"),
        (_("Inquiry sent"), _day(facts.inquiry_sent_on)),
        (_("Carrier answered"), label(ANSWERS, facts.answer.value) if facts.answer else ""),
        (_("Claim sent"), _day(facts.claim_sent_on)),
    ]
    return [(name, value or str(_("Unknown"))) for name, value in rows]


def _sum(value: Money | None) -> str:
    return "" if value is None else money_text(value)


def _day(day: date | None) -> str:
    return "" if day is None else day_text(day)
