"""Plain acts on a case: note, owner, snooze, answers, money, dispute, closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from parcelwright.cases.case import CarrierAnswer, ClosedAs
from parcelwright.diagnosis.diagnosis import CauseKind
from parcelwright.evidence.item import EvidenceKind
from parcelwright.money import Money
from parcelwright_web.actions import buyer_acts, cases, claim_acts, inquiry_acts
from parcelwright_web.pages.case_acting import Act, ActForm, act_view
from parcelwright_web.pages.case_forms import (
    AnswerForm,
    AssignForm,
    BuyerForm,
    CloseForm,
    DisputeForm,
    MoneyForm,
    NoteForm,
    OnlyNoteForm,
    SnoozeForm,
)
from parcelwright_web.pages.sentences import day_text
from parcelwright_web.sums import money_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from parcelwright_web.pages.case_acting import Doing


def _note(doing: Doing, form: Mapping[str, Any]) -> str:
    cases.add_note(
        doing.case,
        text=form["text"],
        kind=EvidenceKind(form["kind"]),
        uploads=form["attached"],
        **doing.frame,
    )
    return _("Noted.")


def _assign(doing: Doing, form: Mapping[str, Any]) -> str:
    cases.assign(doing.case, owner=form["owner"], **doing.frame)
    return _("%(case)s is given to %(who)s.") % {
        "case": doing.case, "who": form["owner"] or _("nobody"),
    }  # fmt: skip


def _snooze(doing: Doing, form: Mapping[str, Any]) -> str:
    made = cases.snooze(doing.case, until=form["until"], **doing.frame)
    if made.shortened:
        return _("Put aside until %(day)s only: the deadline is the day after.") % {
            "day": day_text(made.until)
        }
    return _("Put aside until %(day)s.") % {"day": day_text(made.until)}


def _wake(doing: Doing, _form: Mapping[str, Any]) -> str:
    cases.wake(doing.case, **doing.frame)
    return _("Taken up again.")


def _close(doing: Doing, form: Mapping[str, Any]) -> str:
    ending = ClosedAs(form["closed_as"])
    cause = CauseKind(form["cause"]) if form["cause"] else None
    cases.close(doing.case, closed_as=ending, note=form["note"], cause=cause, **doing.frame)
    return _("%(case)s is closed.") % {"case": doing.case}


def _reopen(doing: Doing, form: Mapping[str, Any]) -> str:
    cases.reopen(doing.case, note=form["note"], **doing.frame)
    return _("%(case)s is open again.") % {"case": doing.case}


def _dispute(doing: Doing, form: Mapping[str, Any]) -> str:
    act = cases.dispute_opened if form["what"] == "opened" else cases.dispute_answered
    act(doing.case, note=form["note"], **doing.frame)
    return _("Recorded.")


def _answer(doing: Doing, form: Mapping[str, Any]) -> str:
    inquiry_acts.carrier_answered(
        doing.case,
        answer=CarrierAnswer(form["answer"]),
        answered_on=form["on"],
        text=form["text"],
        uploads=form["attached"],
        **doing.frame,
    )
    return _("The carrier's answer is recorded.")


def _money(doing: Doing, form: Mapping[str, Any]) -> str:
    more = {"on": form["on"], "text": form["text"], "uploads": form["attached"], **doing.frame}
    if form["what"] == "refused":
        claim_acts.claim_refused(doing.case, **more)
        return _("The refusal is recorded.")
    sum_ = Money.of(form["amount"], form["currency"])
    if form["what"] == "granted":
        claim_acts.claim_granted(doing.case, money=sum_, **more)
        return _("The grant of %(sum)s is recorded.") % {"sum": money_text(sum_)}
    claim_acts.payment_received(doing.case, money=sum_, **more)
    return _("The payment of %(sum)s is recorded.") % {"sum": money_text(sum_)}


def _buyer(doing: Doing, form: Mapping[str, Any]) -> str:
    what = form["what"]
    if what in {"asked", "told"}:
        buyer_acts.record_contact(
            doing.case, asked=what == "asked", note=form["text"], **doing.frame
        )
        return _("Recorded.")
    buyer_acts.record_buyer_answer(
        doing.case, choice=what, answered_on=form["on"], text=form["text"], **doing.frame
    )
    return _("The buyer's answer is recorded.")


ACTS = {
    "note": Act(
        form=NoteForm,
        do=_note,
        title=lazy("Note or file"),
        submit=lazy("Add to the case"),
        lead=lazy("Notes and files are sealed in the case and cannot be changed later."),
    ),
    "assign": Act(
        form=AssignForm,
        do=_assign,
        title=lazy("Who has this case?"),
        submit=lazy("Assign the case"),
    ),
    "snooze": Act(
        form=SnoozeForm,
        do=_snooze,
        title=lazy("Not now: until when?"),
        submit=lazy("Put the case aside"),
        lead=lazy(
            "It leaves the queue and comes back by itself, at the latest the day before its "
            "deadline."
        ),
    ),
    "wake": Act(
        form=ActForm,
        do=_wake,
        title=lazy("Take the case up again"),
        submit=lazy("Take up the case"),
    ),
    "close": Act(
        form=CloseForm,
        do=_close,
        title=lazy("Close the case"),
        submit=lazy("Close the case"),
        lead=lazy("Rights that are not used yet may pass. A closed case can be opened again."),
    ),
    "reopen": Act(
        form=OnlyNoteForm,
        do=_reopen,
        title=lazy("Open the case again"),
        submit=lazy("Open the case"),
    ),
    "dispute": Act(
        form=DisputeForm,
        do=_dispute,
        title=lazy("Dispute of the buyer"),
        submit=lazy("Record the dispute"),
    ),
    "answer": Act(
        form=AnswerForm,
        do=_answer,
        title=lazy("The carrier's answer"),
        submit=lazy("Record the answer"),
    ),
    "money": Act(
        form=MoneyForm,
        do=_money,
        title=lazy("Decision and payment"),
        submit=lazy("Record the decision"),
    ),
    "buyer": Act(
        form=BuyerForm,
        do=_buyer,
        title=lazy("The buyer"),
        submit=lazy("Record it"),
        lead=lazy(
            "For what was said outside of Parcelwright, such as in a marketplace's message center."
        ),
    ),
}

urlpatterns = [
    path(f"cases/<int:number>/{name}/", act_view(act), name=f"case-{name}")
    for name, act in ACTS.items()
]
