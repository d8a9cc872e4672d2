"""The notice letter: written from the case, kept as evidence, and mailed or handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright_web.actions import papers
from parcelwright_web.actions.changing import acting
from parcelwright_web.actions.covers import cover_of
from parcelwright_web.actions.outbox import send_paper
from parcelwright_web.actions.telling_days import put_notice, remedy_told

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.actions.papers import Wanted
    from parcelwright_web.models.cases import Case


def send_notice(
    case: Case,
    wanted: Wanted,
    *,
    recipient: str = "",
    expected_revision: int,
    actor: str,
    now: datetime,
) -> None:
    """Print and keep the notice to the payer of ``wanted.rule``, and mail it to a recipient.

    Mailing it records the notice as given today. Without a recipient the letter waits to be
    handed in; :func:`.telling_days.give_notice` follows.

    Raises:
        ActError: The rule is none of the parcel's.
        DocumentError: It cannot be printed.
        AddressError: An address cannot be written to.
        CaseChangedError: Somebody changed the case since.
    """
    form = papers.Form.NOTICE_LETTER
    name = "notice_mailed" if recipient else "notice_prepared"
    with acting(case, name, expected_revision=expected_revision, actor=actor, now=now) as act:
        found = act.situation()
        remedy = remedy_told(found, wanted.rule)
        item = papers.paper(form, act.case, found, wanted, now)
        act.items.append(item)
        act.facts |= {
            "rule": remedy.rule, "payer_name": remedy.payer_name, "document": item.title,
        }  # fmt: skip
        if not recipient:
            return
        put_notice(act, remedy, act.today, channel=recipient)
        language = wanted.language or papers.language_for(form, found, wanted)
        cover = cover_of(form, act.case, found, language, remedy)
        send_paper(
            act,
            purpose="payer.notice",
            recipient=recipient,
            subject=cover.subject,
            body=cover.body,
            name=item.title,
            pdf=item.payload,
        )
