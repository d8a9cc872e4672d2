"""Money due before the carrier answers, as the pages of a parcel and of a case show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.claims.meanwhile import Flow, meanwhile_of
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.parcel_remedies import need_text
from parcelwright_web.pages.sentences import day_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright.claims.meanwhile import Meanwhile, MoneyDue
    from parcelwright.claims.remedy import Entitlement
    from parcelwright_web.actions.situation import Situation


@dataclass(frozen=True, kw_only=True)
class DueView:
    """One sum due in words; ``due`` has what needs none."""

    due: MoneyDue
    name: str
    act: str
    when: str
    note: str


@dataclass(frozen=True, kw_only=True)
class MeanwhileCard:
    """What can be paid before the carrier answers, what only after, and when that is."""

    answer: str
    advice: str
    before: list[DueView]
    later: list[DueView]


def meanwhile_card(found: Situation) -> MeanwhileCard | None:
    """Return the card of a parcel, or None when nobody can be paid before the carrier answers."""
    accepted = found.parcel.accepted_at
    plan = meanwhile_of(
        found.entitlement,
        shipped_book(),
        moments=found.known.moments,
        accepted_on=accepted.day if accepted else None,
        refunded_on=found.known.refunded_on,
    )
    if not plan.before:
        return None
    return MeanwhileCard(
        answer=_answer(plan),
        advice=_advice(found.entitlement, plan),
        before=_views(plan.before, found.today),
        later=_views(plan.later, found.today),
    )


def _answer(plan: Meanwhile) -> str:
    if plan.answer_by is None:
        return _("No rule we know gives the carrier a time to answer in.")
    if plan.asked:
        words = _("The carrier should answer by %(day)s.")
    else:
        words = _("Asked as soon as its rule allows, the carrier should answer by %(day)s.")
    return words % {"day": day_text(plan.answer_by)}


def _advice(found: Entitlement, plan: Meanwhile) -> str:
    """Return what to have from the buyer before a refund, where a payer asks for it."""
    missing = any(
        paper.code == "non_receipt_declaration" and paper.status == "missing"
        for remedy in found.remedies
        for paper in remedy.documents
    )
    if not missing or all(due.flow is Flow.TO_SELLER for due in plan.before):
        return ""
    return _("Ask for the buyer's signed statement before you pay back: after it nobody signs.")


def _views(dues: Iterable[MoneyDue], today: date) -> list[DueView]:
    return [
        DueView(
            due=due,
            name=spoken(due.name),
            act=_act(due),
            when=_when(due, today),
            note=_note(due),
        )
        for due in dues
    ]


def _act(due: MoneyDue) -> str:
    words = _("The buyer: %(act)s") if due.flow is Flow.TO_BUYER else _("You: %(act)s")
    return words % {"act": spoken(due.act)}


def _when(due: MoneyDue, today: date) -> str:
    if due.opens is None:
        return _("day not known")
    if due.opens > today:
        return _("from %(day)s") % {"day": day_text(due.opens)}
    if due.closes is not None:
        return _("until %(day)s") % {"day": day_text(due.closes)}
    return _("now")


def _note(due: MoneyDue) -> str:
    needs = str(_(", ")).join(need_text(need) for need in due.needs)
    if due.borne_by and needs:
        words = _("Paid by %(payer)s and not by you. Needs: %(needs)s.")
        return words % {"payer": spoken(due.borne_by), "needs": needs}
    if due.borne_by:
        return _("Paid by %(payer)s and not by you.") % {"payer": spoken(due.borne_by)}
    return _("Needs: %(needs)s.") % {"needs": needs} if needs else ""
