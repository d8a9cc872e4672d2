"""Days that only people know: refund, resend, what was reported, and notice to a payer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.evidence.item import EvidenceKind
from parcelwright.rulebook.rule import ClaimType
from parcelwright_web.actions.changing import ActError, acting
from parcelwright_web.actions.filed_papers import checked_channel, checked_number
from parcelwright_web.actions.known import reported_in
from parcelwright_web.actions.uploads import Upload, kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from parcelwright.claims.remedy import Remedy
    from parcelwright_web.actions.changing import Acting
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case


class Told(StrEnum):
    """What happened on a day, which is also the name of the act in the case log."""

    REFUNDED = "buyer_refunded"
    RESENT = "goods_resent"
    DAMAGED = "damage_reported"
    PARTLY_LOST = "missing_parts_reported"
    DELAYED = "delay_reported"
    RETURNED = "unexplained_return_reported"


_DONE: Mapping[Told, str] = {Told.REFUNDED: "refunded_on", Told.RESENT: "resent_on"}
_REPORTED: Mapping[Told, ClaimType] = {
    Told.DAMAGED: ClaimType.DAMAGED,
    Told.PARTLY_LOST: ClaimType.PARTLY_LOST,
    Told.DELAYED: ClaimType.DELAYED,
    Told.RETURNED: ClaimType.RETURNED_WITHOUT_REASON,
}
_PROOF: Mapping[Told, EvidenceKind] = {
    Told.REFUNDED: EvidenceKind.REFUND_PROOF,
    Told.RESENT: EvidenceKind.RESEND_PROOF,
}


def day_told(case: Case, what: Told) -> date | None:
    """Return the day that is recorded, or None."""
    if what in _REPORTED:
        return reported_in(case).get(_REPORTED[what])
    day: date | None = getattr(case, _DONE[what])
    return day


def _set_day(case: Case, what: Told, day: date | None) -> None:
    if what not in _REPORTED:
        setattr(case, _DONE[what], day)
        return
    others = {kind: on for kind, on in case.reported.items() if kind != _REPORTED[what]}
    told = {} if day is None else {_REPORTED[what].value: day.isoformat()}
    case.reported = {**others, **told}


def record_day(
    case: Case,
    what: Told,
    *,
    expected_revision: int,
    actor: str,
    now: datetime,
    on: date | None = None,
    text: str = "",
    uploads: Sequence[Upload] = (),
) -> None:
    """Record the day of a refund, a resend or a report; another takes its place.

    Args:
        case: The case.
        what: What happened.
        expected_revision: Of the case as the person saw it.
        actor: Who records it.
        now: Aware instant.
        on: The day; today in the shop's zone when None.
        text: A note for the log.
        uploads: Files that show it, kept as evidence.

    Raises:
        ActError: The day lies ahead or before posting, or a file is empty or too large.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(case, what.value, expected_revision=expected_revision, actor=actor, now=now) as act:
        day = act.past_day(on)
        _set_day(act.case, what, day)
        act.facts["on"] = day.isoformat()
        act.note = text
        act.items += kept(_PROOF.get(what, EvidenceKind.DAMAGE_PHOTO), "", uploads)


def take_day_back(
    case: Case, what: Told, *, expected_revision: int, actor: str, now: datetime, text: str = ""
) -> None:
    """Take back a day that was recorded by mistake; the log keeps both.

    Raises:
        ActError: No such day is recorded.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(
        case, "day_taken_back", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        day = day_told(act.case, what)
        if day is None:
            msg = "no such day is recorded, so nothing can be taken back"
            raise ActError(msg)
        _set_day(act.case, what, None)
        act.facts |= {"what": what.value, "on": day.isoformat()}
        act.note = text


def give_notice(
    case: Case,
    *,
    rule: str,
    expected_revision: int,
    actor: str,
    now: datetime,
    on: date | None = None,
    number: str = "",
    channel: str = "",
    text: str = "",
    uploads: Sequence[Upload] = (),
) -> None:
    """Record that a payer was told of the loss or damage; it closes the day for notice.

    A second notice under the same rule takes the place of the first, which the log keeps.

    Args:
        case: The case.
        rule: Rule or policy whose payer was told.
        expected_revision: Of the case as the person saw it.
        actor: Who records it.
        now: Aware instant.
        on: The day; today in the shop's zone when None.
        number: Under which the payer registered it.
        channel: How it was told, such as a portal.
        text: The words, kept as evidence.
        uploads: Files, kept as evidence.

    Raises:
        ActError: The rule is none of the parcel's, the day lies ahead, or a text is too long.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(
        case, "notice_given", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        remedy = remedy_told(act.situation(), rule)
        put_notice(act, remedy, act.past_day(on), number=number, channel=channel)
        act.note = text
        act.items += kept(EvidenceKind.NOTICE, text, uploads)


def put_notice(
    act: Acting, remedy: Remedy, on: date, *, number: str = "", channel: str = ""
) -> None:
    """Enter a notice in the case and its log, in the place of an earlier one under the rule.

    Raises:
        ActError: The number or the channel is too long.
    """
    told = {
        "rule": remedy.rule,
        "payer": remedy.payer,
        "payer_name": remedy.payer_name,
        "on": on.isoformat(),
        "number": checked_number(number),
        "channel": checked_channel(channel),
    }
    others = [each for each in act.case.notices if each["rule"] != remedy.rule]
    act.case.notices = [*others, told]
    act.facts |= told


def remedy_told(found: Situation, rule: str) -> Remedy:
    """Return the remedy of a rule.

    Raises:
        ActError: The rule is none of the parcel's.
    """
    named = next((each for each in found.entitlement.remedies if rule and each.rule == rule), None)
    if named is None:
        msg = f'"{rule}" gives this parcel nothing; choose another rule'
        raise ActError(msg)
    return named
