"""The case log and the messages of a case, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from parcelwright_web.actions.actors import names_of
from parcelwright_web.core_texts import spoken
from parcelwright_web.models.cases import CaseLogEntry
from parcelwright_web.models.messages import Message
from parcelwright_web.pages.labels import ANSWERS, ENDINGS, EVIDENCE, STATES, label
from parcelwright_web.pages.sentences import day_text, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

    from parcelwright_web.models.cases import Case

SHOWN = 50
ACTS: Mapping[str, StrOrPromise] = {
    "opened": _("opened the case: %(reason)s"),
    "payloads_kept": _("kept the carrier's data as evidence"),
    "buyer_told": _("told the buyer what is known"),
    "buyer_asked": _("asked the buyer"),
    "buyer_answered": _("recorded the buyer's answer: %(choice)s"),
    "inquiry_due": _("moved the case to Inquire: an inquiry is due"),
    "inquiry_prepared": _("prepared the inquiry"),
    "inquiry_sent": _("sent the inquiry"),
    "inquiry_number": _("recorded the number of the inquiry"),
    "carrier_answered": _("recorded the carrier's answer: %(answer)s"),
    "reply_time_ran_out": _("noted that the carrier did not answer in time"),
    "claim_due": _("moved the case to Claim: a claim is due"),
    "claim_prepared": _("prepared the claim"),
    "claim_sent": _("filed the claim with %(payer_name)s for %(amount)s %(currency)s"),
    "claim_number": _("recorded the number of the claim"),
    "claim_granted": _("recorded that %(payer_name)s grants %(amount)s %(currency)s"),
    "claim_refused": _("recorded that %(payer_name)s refused the claim"),
    "payment_received": _("recorded that %(payer_name)s paid %(amount)s %(currency)s"),
    "dispute_opened": _("recorded that the buyer opened a dispute"),
    "dispute_answered": _("recorded that the dispute was answered"),
    "moved_again": _("moved the case back to Watch: the parcel moves again"),
    "closed": _("closed the case: %(closed_as)s"),
    "reopened": _("opened the case again"),
    "snoozed": _("put the case aside until %(until)s"),
    "woken": _("took the case up again"),
    "assigned": _("gave the case to %(owner)s"),
    "note": _("added a note or files"),
    "buyer_refunded": _("recorded that the buyer was refunded on %(on)s"),
    "goods_resent": _("recorded that the goods were sent again on %(on)s"),
    "damage_reported": _("recorded that damage was reported on %(on)s"),
    "missing_parts_reported": _("recorded that missing contents were reported on %(on)s"),
    "delay_reported": _("recorded on %(on)s that the parcel came late"),
    "unexplained_return_reported": _("recorded on %(on)s a return without a reason"),
    "day_taken_back": _("took a recorded day back: %(what)s"),
    "notice_given": _("recorded the notice given to %(payer_name)s on %(on)s"),
    "notice_prepared": _("wrote the notice to %(payer_name)s to be handed in"),
    "notice_mailed": _("sent the notice to %(payer_name)s by mail to %(channel)s"),
    "mail_sent": _("saw the mail taken by the mail server"),
    "mail_refused": _("saw the mail refused; the act was taken back"),
    "mail_taken_back": _("took the mail back before it left"),
    "mail_unknown": _("could not see whether the mail left; a person must say"),
    "mail_said_sent": _("said that the mail went out"),
    "mail_sent_again": _("had the mail sent again"),
    "mail_cancelled": _("cancelled the mail"),
}
_TOLD: Mapping[str, StrOrPromise] = {
    "buyer_refunded": _("the refund of the buyer"),
    "goods_resent": _("the sending again of the goods"),
    "damage_reported": _("the report of damage"),
    "missing_parts_reported": _("the report of missing contents"),
    "delay_reported": _("the report of a delay"),
    "unexplained_return_reported": _("the report of a return without a reason"),
}
_CHOICES: Mapping[str, StrOrPromise] = {
    "resend": _("send again"),
    "refund": _("refund"),
    "credit": _("store credit"),
    "wait": _("wait"),
    "arrived": _("it arrived"),
    "not_arrived": _("it did not arrive"),
    "other": _("something else"),
}


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line: who did what, when, with the note that goes with it."""

    who: str
    what: str
    at: datetime
    note: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """One message to the buyer, who wrote it and what became of it."""

    message: Message
    who: str
    state: str


def log_of(case: Case) -> tuple[list[LogLine], int]:
    """Return the newest lines of the case log, newest first, and how many there are."""
    rows = CaseLogEntry.objects.for_tenant(case.tenant_id).filter(case=case)
    total = rows.count()
    entries = list(rows.order_by("-at", "-pk")[:SHOWN])
    owners = [e.facts.get("owner") for e in entries if e.facts.get("owner")]
    names = names_of([*(entry.actor for entry in entries), *owners])
    return [_line(entry, names) for entry in entries], total


def said_of(case: Case) -> list[Said]:
    """Return the messages of a case, newest first."""
    rows = Message.objects.for_tenant(case.tenant_id).filter(case=case).select_related("effect")
    messages = list(rows.order_by("-made_at", "-pk"))
    names = names_of(message.made_by for message in messages)
    return [Said(message=each, who=names[each.made_by], state=_state(each)) for each in messages]


def act_in_words(code: str) -> str:
    """Return an act without its particulars, such as "sent the inquiry"."""
    return _plain(str(ACTS.get(code, code.replace("_", " "))))


def _line(entry: CaseLogEntry, names: Mapping[str, str]) -> LogLine:
    template = str(ACTS.get(entry.act, entry.act.replace("_", " ")))
    try:
        what = template % _facts(entry.facts, names)
    except KeyError:
        what = _plain(template)
    return LogLine(who=names[entry.actor], what=what, at=entry.at, note=entry.note or "")


def _plain(template: str) -> str:
    return template.partition("%(")[0].rstrip(" :：")  # as Chinese writes it


def _facts(facts: Mapping[str, object], names: Mapping[str, str]) -> dict[str, str]:
    shown = {name: str(value) for name, value in facts.items() if value is not None}
    reason = facts.get("reason")
    if isinstance(reason, dict):
        shown["reason"] = sentence(reason.get("code", ""), reason.get("figures", {}))
    if "owner" in facts:
        owner = facts["owner"]
        shown["owner"] = names[str(owner)] if owner else str(_("nobody"))
    for name, words in (
        ("answer", ANSWERS), ("closed_as", ENDINGS), ("choice", _CHOICES), ("what", _TOLD),
    ):  # fmt: skip
        if name in shown:
            shown[name] = label(words, shown[name])
    if "payer_name" in shown:
        shown["payer_name"] = spoken(shown["payer_name"])
    if "kind" in shown:
        shown["kind"] = label(EVIDENCE, shown["kind"])
    for name in ("until", "on"):
        if name in shown:
            shown[name] = day_text(date.fromisoformat(shown[name]))
    if "state" in shown:
        shown["state"] = str(STATES[shown["state"]][1])
    return shown


def _state(message: Message) -> str:
    if message.effect is None:
        return "copied" if message.marked_sent_at else "draft"
    return message.effect.verdict or "waiting"
