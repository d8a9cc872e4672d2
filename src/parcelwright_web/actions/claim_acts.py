"""Acts towards the payer: the claim, the decision, the money. Each leaves a ledger entry."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from parcelwright.cases.case import CaseEvent, CaseState
from parcelwright.claims.replies import reply_due
from parcelwright.errors import DocumentError
from parcelwright.evidence.item import EvidenceKind
from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Act
from parcelwright_web.actions import papers
from parcelwright_web.actions.changing import ActError, Acting, acting
from parcelwright_web.actions.covers import cover_of
from parcelwright_web.actions.filed_papers import checked_channel, checked_number
from parcelwright_web.actions.ledger import Claimed, claimed_of, enter
from parcelwright_web.actions.outbox import send_paper
from parcelwright_web.actions.uploads import Upload, kept
from parcelwright_web.models.claims import LedgerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from parcelwright.claims.remedy import Remedy
    from parcelwright.money import Money
    from parcelwright_web.actions.papers import Wanted
    from parcelwright_web.models.cases import Case


class _Said(NamedTuple):
    """What a payer wrote."""

    text: str
    uploads: Sequence[Upload]


def send_claim(
    case: Case,
    wanted: Wanted,
    *,
    recipient: str = "",
    expected_revision: int,
    actor: str,
    now: datetime,
) -> None:
    """Print and keep the claim letter under ``wanted.rule``, and mail it to a recipient if given.

    Without a recipient the letter waits to be handed in; :func:`mark_claim_sent` follows.
    Sending enters the sum as asked in the ledger.

    Raises:
        DocumentError: No sum is known well enough, or the letter cannot be printed.
        AddressError: An address cannot be written to.
        LifecycleError: The state of the case does not allow it.
        CaseChangedError: Somebody changed the case since.
    """
    name = "claim_sent" if recipient else "claim_prepared"
    with acting(case, name, expected_revision=expected_revision, actor=actor, now=now) as act:
        found = act.situation()
        item = papers.paper(papers.Form.CLAIM_LETTER, act.case, found, wanted, now)
        remedy = _remedy(act, wanted.rule)
        act.items.append(item)
        act.facts |= {"rule": remedy.rule, "document": item.title}
        if not recipient:
            return
        language = wanted.language or papers.language_for(papers.Form.CLAIM_LETTER, found, wanted)
        cover = cover_of(papers.Form.CLAIM_LETTER, act.case, found, language, remedy)
        _sent(act, act.today, remedy, recipient)
        send_paper(
            act,
            purpose="payer.claim",
            recipient=recipient,
            subject=cover.subject,
            body=cover.body,
            name=item.title,
            pdf=item.payload,
        )


def mark_claim_sent(
    case: Case,
    *,
    rule: str,
    expected_revision: int,
    actor: str,
    now: datetime,
    sent_on: date | None = None,
    number: str = "",
    channel: str = "",
) -> None:
    """Record that a person handed the claim in under a rule.

    Args:
        case: The case.
        rule: Rule that the claim rests on.
        expected_revision: Of the case as the person saw it.
        actor: Who records it.
        now: Aware instant.
        sent_on: The day; today in the shop's zone when None.
        number: Under which the payer registered it.
        channel: How and where it was filed, such as a portal or an address.

    Raises:
        ActError: A claim under the rule was sent already, the day lies ahead, or the number or
            the channel is too long.
        DocumentError: The rule gives this parcel nothing, or no sum is known under it.
    """
    with acting(
        case, "claim_sent", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        remedy = _remedy(act, rule)
        _sent(act, act.past_day(sent_on), remedy, checked_channel(channel))
        act.case.claim_number = checked_number(number)
        act.facts |= {"route": "outside", "rule": remedy.rule}


def record_claim_number(
    case: Case, *, number: str, expected_revision: int, actor: str, now: datetime
) -> None:
    """Record the number under which the payer registered the claim."""
    with acting(
        case, "claim_number", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.case.claim_number = checked_number(number)


def claim_granted(
    case: Case,
    *,
    money: Money,
    expected_revision: int,
    actor: str,
    now: datetime,
    on: date | None = None,
    text: str = "",
    uploads: Sequence[Upload] = (),
) -> None:
    """Record that the payer agreed to pay a sum, in the currency it named."""
    _check_sum(money)
    with acting(
        case, "claim_granted", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.move(CaseEvent.CLAIM_GRANTED)
        _answered(act, LedgerKind.GRANTED, money, on, _Said(text, uploads))


def claim_refused(
    case: Case,
    *,
    expected_revision: int,
    actor: str,
    now: datetime,
    on: date | None = None,
    text: str = "",
    uploads: Sequence[Upload] = (),
) -> None:
    """Record that the payer refused; the ledger takes down the sum that was asked."""
    with acting(
        case, "claim_refused", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.move(CaseEvent.CLAIM_REFUSED)
        _answered(act, LedgerKind.REFUSED, claimed_of(act.case).money, on, _Said(text, uploads))


def payment_received(
    case: Case,
    *,
    money: Money,
    expected_revision: int,
    actor: str,
    now: datetime,
    on: date | None = None,
    text: str = "",
    uploads: Sequence[Upload] = (),
) -> None:
    """Record money that arrived. A further part of it is recorded in the same way."""
    _check_sum(money)
    with acting(
        case, "payment_received", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        if act.case.state != CaseState.PAID:
            act.move(CaseEvent.PAYMENT_RECEIVED)
        _answered(act, LedgerKind.PAID, money, on, _Said(text, uploads))


def _remedy(act: Acting, rule: str) -> Remedy:
    remedy = papers.remedy_for(papers.Form.CLAIM_LETTER, act.situation(), rule)
    if remedy is None or remedy.amount is None:
        msg = "claim: no sum is known under any rule; enter the contract's terms first"
        raise DocumentError(msg)
    return remedy


def _sent(act: Acting, day: date, remedy: Remedy, channel: str) -> None:
    case = act.case
    if remedy.rule in case.claimed_rules:
        msg = f"a claim under {remedy.rule} was sent in this case already; choose another rule"
        raise ActError(msg)
    act.move(CaseEvent.CLAIM_SENT)
    case.claim_sent_on, case.claim_channel = day, channel
    case.claimed_rules = [*case.claimed_rules, remedy.rule]
    case.claim_reply_due = reply_due(
        shipped_book(), remedy.rule, Act.CLAIM, day, accepted_on=case.parcel.accepted_on
    )
    assert remedy.amount is not None
    claimed = Claimed(
        payer=remedy.payer, payer_name=remedy.payer_name, rule=remedy.rule, money=remedy.amount
    )
    enter(act, LedgerKind.ASKED, claimed, day, note=channel)


def _answered(act: Acting, kind: LedgerKind, money: Money, on: date | None, said: _Said) -> None:
    claimed = claimed_of(act.case)
    enter(act, kind, claimed.of(money), act.past_day(on), said.text)
    act.note = said.text
    act.items += kept(EvidenceKind.PAYER_ANSWER, said.text, said.uploads)


def _check_sum(money: Money) -> None:
    if money.amount <= Decimal(0):
        msg = f"{money} is no sum that can be paid; enter an amount above zero"
        raise ActError(msg)
