"""Acts towards the carrier: the loss inquiry, its number, and what the carrier answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.cases.case import CarrierAnswer, CaseEvent
from parcelwright.claims.replies import reply_due
from parcelwright.evidence.item import EvidenceKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Act
from parcelwright_web.actions import hearsay, papers
from parcelwright_web.actions.changing import ActError, Acting, acting
from parcelwright_web.actions.covers import cover_of
from parcelwright_web.actions.filed_papers import checked_channel, checked_number
from parcelwright_web.actions.outbox import send_paper
from parcelwright_web.actions.uploads import Upload, kept

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from parcelwright_web.actions.papers import Wanted
    from parcelwright_web.models.cases import Case


def send_inquiry(
    case: Case,
    wanted: Wanted,
    *,
    recipient: str = "",
    expected_revision: int,
    actor: str,
    now: datetime,
) -> None:
    """Print and keep the loss inquiry, and mail it when a recipient is given.

    Without a recipient the paper waits to be handed in; :func:`mark_inquiry_sent` follows.

    Raises:
        DocumentError: It cannot be printed.
        AddressError: An address cannot be written to.
        LifecycleError: The state of the case does not allow it.
        CaseChangedError: Somebody changed the case since.
    """
    name = "inquiry_sent" if recipient else "inquiry_prepared"
    with acting(case, name, expected_revision=expected_revision, actor=actor, now=now) as act:
        found = act.situation()
        item = papers.paper(papers.Form.LOSS_INQUIRY, act.case, found, wanted, now)
        remedy = papers.remedy_for(papers.Form.LOSS_INQUIRY, found, wanted.rule)
        act.items.append(item)
        act.facts |= {"rule": "" if remedy is None else remedy.rule, "document": item.title}
        if not recipient:
            return
        language = wanted.language or papers.language_for(papers.Form.LOSS_INQUIRY, found, wanted)
        cover = cover_of(papers.Form.LOSS_INQUIRY, act.case, found, language, remedy)
        _sent(act, act.today, "" if remedy is None else remedy.rule, recipient)
        send_paper(
            act,
            purpose="carrier.inquiry",
            recipient=recipient,
            subject=cover.subject,
            body=cover.body,
            name=item.title,
            pdf=item.payload,
        )


def mark_inquiry_sent(
    case: Case,
    *,
    expected_revision: int,
    actor: str,
    now: datetime,
    sent_on: date | None = None,
    number: str = "",
    rule: str = "",
    channel: str = "",
) -> None:
    """Record that a person handed the inquiry in, by portal, post or account manager.

    Args:
        case: The case.
        expected_revision: Of the case as the person saw it.
        actor: Who records it.
        now: Aware instant.
        sent_on: The day; today in the shop's zone when None.
        number: Under which the carrier registered it.
        rule: Rule that it rests on; empty means the best one with an inquiry.
        channel: How and where it was filed, such as a portal or an address.

    Raises:
        ActError: The day lies ahead, or the number or the channel is too long.
    """
    with acting(
        case, "inquiry_sent", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        found = act.situation()
        remedy = papers.remedy_for(papers.Form.LOSS_INQUIRY, found, rule)
        day, way = act.past_day(sent_on), checked_channel(channel)
        _sent(act, day, "" if remedy is None else remedy.rule, way)
        act.note = way
        act.case.inquiry_number = checked_number(number)
        act.facts |= {"route": "outside", "rule": "" if remedy is None else remedy.rule}


def record_inquiry_number(
    case: Case, *, number: str, expected_revision: int, actor: str, now: datetime
) -> None:
    """Record the number under which the carrier registered the inquiry."""
    with acting(
        case, "inquiry_number", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.case.inquiry_number = checked_number(number)


def carrier_answered(
    case: Case,
    *,
    answer: CarrierAnswer,
    expected_revision: int,
    actor: str,
    now: datetime,
    answered_on: date | None = None,
    text: str = "",
    uploads: Sequence[Upload] = (),
) -> None:
    """Record what the carrier said, with its words or files as evidence.

    Raises:
        ActError: The day lies ahead or before the inquiry, or a file is empty or too large.
        LifecycleError: No inquiry is with the carrier.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(
        case,
        "carrier_answered",
        expected_revision=expected_revision,
        actor=actor,
        now=now,
        records=True,
    ) as act:
        day = act.past_day(answered_on)
        if act.case.inquiry_sent_on is not None and day < act.case.inquiry_sent_on:
            msg = f"an answer on {day} comes before the inquiry of {act.case.inquiry_sent_on}"
            raise ActError(msg)
        act.move(CaseEvent.CARRIER_ANSWERED, answer=answer)
        act.case.answered_on = day
        hearsay.carrier_said(act, lost=answer is CarrierAnswer.LOST, day=day)
        act.facts["answer"] = answer.value
        act.note = text
        act.items += kept(EvidenceKind.CARRIER_ANSWER, text, uploads)


def _sent(act: Acting, day: date, rule: str, channel: str) -> None:
    act.move(CaseEvent.INQUIRY_SENT)
    case = act.case
    case.inquiry_sent_on, case.inquiry_channel, case.answered_on = day, channel, None
    case.inquiry_reply_due = reply_due(
        shipped_book(), rule, Act.INQUIRY, day, accepted_on=case.parcel.accepted_on
    )
