"""What each bulk act does to one case; every case is a transaction of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from parcelwright.messages.language import MessageKind
from parcelwright_web.actions import cases, claim_acts, inquiry_acts
from parcelwright_web.actions.buyer_acts import tell_buyer
from parcelwright_web.actions.buyer_messages import Offer, Route, draft
from parcelwright_web.actions.changing import ActError
from parcelwright_web.actions.papers import Wanted
from parcelwright_web.actions.situation import situation_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.case_papers import usable_remedies
from parcelwright_web.pages.sentences import day_text
from parcelwright_web.sums import money_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from parcelwright_web.pages.case_acting import Doing


def _inquire(doing: Doing, form: Mapping[str, Any]) -> str:
    wanted = Wanted(language=form["language"])
    inquiry_acts.send_inquiry(doing.case, wanted, **doing.frame)
    inquiry_acts.mark_inquiry_sent(doing.case, channel=form["channel"], **_next(doing).frame)
    return _("The inquiry is kept and recorded as handed in.")


def _claim(doing: Doing, form: Mapping[str, Any]) -> str:
    remedies = usable_remedies(doing.case, situation_of(doing.case, doing.now))
    if not remedies:
        raise ActError(_("no sum is known well enough under any rule; open the case"))
    best = remedies[0]
    wanted = Wanted(language=form["language"], rule=best.rule)
    claim_acts.send_claim(doing.case, wanted, **doing.frame)
    claim_acts.mark_claim_sent(
        doing.case, rule=best.rule, channel=form["channel"], **_next(doing).frame
    )
    return _("The claim on %(payer)s for %(sum)s is kept and recorded as handed in.") % {
        "payer": spoken(best.payer_name),
        "sum": "" if best.amount is None else money_text(best.amount),
    }  # fmt: skip


def _tell(doing: Doing, form: Mapping[str, Any]) -> str:
    found = situation_of(doing.case, doing.now)
    made = draft(MessageKind.LOOKING, found, Offer(next_news_on=form["next_news_on"]))
    if made.route is not Route.MAIL:
        raise ActError(_("it cannot leave by mail; open the case and copy the text"))
    tell_buyer(doing.case, made, **doing.frame)
    return _("The message to %(to)s waits in the outbox.") % {"to": made.recipient}


def _assign(doing: Doing, form: Mapping[str, Any]) -> str:
    cases.assign(doing.case, owner=form["owner"], **doing.frame)
    return _("Given to %(who)s.") % {"who": form["owner"] or _("nobody")}


def _snooze(doing: Doing, form: Mapping[str, Any]) -> str:
    made = cases.snooze(doing.case, until=form["until"], **doing.frame)
    return _("Put aside until %(day)s.") % {"day": day_text(made.until)}


def _next(doing: Doing) -> Doing:
    """Return the same doing after the act that it has just done."""
    return replace(doing, revision=doing.revision + 1)


DO: Mapping[str, Callable[[Doing, Mapping[str, Any]], str]] = {
    "inquiry": _inquire,
    "claim": _claim,
    "tell": _tell,
    "assign": _assign,
    "snooze": _snooze,
}
