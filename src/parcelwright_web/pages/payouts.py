"""Payouts before the carrier answers, as the pages of a parcel and of a case show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from parcelwright.claims.payouts import Flow, payout_plan
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.parcel_facts import need_text
from parcelwright_web.pages.sentences import day_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from parcelwright.claims.payouts import Payout, PayoutPlan
    from parcelwright_web.actions.situation import Situation


@dataclass(frozen=True, kw_only=True)
class PayoutView:
    """One payout in words; ``payout`` has what needs none."""

    payout: Payout
    name: str
    act: str
    when: str
    note: str


@dataclass(frozen=True, kw_only=True)
class PayoutsCard:
    """What can be paid before the carrier answers, what only after, and when that is."""

    answer: str
    before: list[PayoutView]
    later: list[PayoutView]


def payouts_card(found: Situation) -> PayoutsCard | None:
    """Return the card of a parcel, or None when nobody can be paid before the carrier answers."""
    accepted = found.parcel.accepted_at
    plan = payout_plan(
        found.entitlement,
        shipped_book(),
        moments=found.known.moments,
        accepted_on=accepted.day if accepted else None,
    )
    if not plan.before:
        return None
    return PayoutsCard(
        answer=_answer(plan),
        before=_views(plan.before, found.today),
        later=_views(plan.later, found.today),
    )


def _answer(plan: PayoutPlan) -> str:
    if plan.answer_by is None:
        return _("No rule we know gives the carrier a time to answer in.")
    if plan.asked:
        words = _("The carrier should answer by %(day)s.")
    else:
        words = _("Asked as soon as its rule allows, the carrier should answer by %(day)s.")
    return words % {"day": day_text(plan.answer_by)}


def _views(payouts: Iterable[Payout], today: date) -> list[PayoutView]:
    return [
        PayoutView(
            payout=payout,
            name=spoken(payout.name),
            act=_act(payout),
            when=_when(payout, today),
            note=_note(payout),
        )
        for payout in payouts
    ]


def _act(payout: Payout) -> str:
    words = _("The buyer: %(act)s") if payout.flow is Flow.TO_BUYER else _("You: %(act)s")
    return words % {"act": spoken(payout.act)}


def _when(payout: Payout, today: date) -> str:
    if payout.opens is None:
        return _("day not known")
    if payout.opens > today:
        return _("from %(day)s") % {"day": day_text(payout.opens)}
    if payout.closes is not None:
        return _("until %(day)s") % {"day": day_text(payout.closes)}
    return _("now")


def _note(payout: Payout) -> str:
    needs = str(_(", ")).join(need_text(need) for need in payout.needs)
    if payout.borne_by and needs:
        words = _("Paid by %(payer)s and not by you. Needs: %(needs)s.")
        return words % {"payer": spoken(payout.borne_by), "needs": needs}
    if payout.borne_by:
        return _("Paid by %(payer)s and not by you.") % {"payer": spoken(payout.borne_by)}
    return _("Needs: %(needs)s.") % {"needs": needs} if needs else ""
