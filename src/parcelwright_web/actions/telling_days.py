"""Days that only people know: refund, resend, damage, and notice given to a payer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions.changing import ActError, acting
from parcelwright_web.actions.inquiry_acts import checked_number
from parcelwright_web.actions.uploads import Upload, kept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from parcelwright.claims.remedy import Remedy
    from parcelwright_web.actions.situation import Situation
    from parcelwright_web.models.cases import Case

MAX_CHANNEL = 120


class Told(StrEnum):
    """What happened on a day, which is also the name of the act in the case log."""

    REFUNDED = "buyer_refunded"
    RESENT = "goods_resent"
    DAMAGED = "damage_reported"


_COLUMNS: Mapping[Told, str] = {
    Told.REFUNDED: "refunded_on",
    Told.RESENT: "resent_on",
    Told.DAMAGED: "damage_reported_on",
}
_PROOF: Mapping[Told, EvidenceKind] = {
    Told.REFUNDED: EvidenceKind.REFUND_PROOF,
    Told.RESENT: EvidenceKind.RESEND_PROOF,
    Told.DAMAGED: EvidenceKind.DAMAGE_PHOTO,
}


def day_told(case: Case, what: Told) -> date | None:
    """Return the day that is recorded, or None."""
    day: date | None = getattr(case, _COLUMNS[what])
    return day


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
    """Record the day of a refund, a resend or a report of damage; another takes its place.

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
        setattr(act.case, _COLUMNS[what], day)
        act.facts["on"] = day.isoformat()
        act.note = text
        act.items += kept(_PROOF[what], "", uploads)


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
        setattr(act.case, _COLUMNS[what], None)
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
        remedy = _remedy(act.situation(), rule)
        told = {
            "rule": remedy.rule,
            "payer": remedy.payer,
            "payer_name": remedy.payer_name,
            "on": act.past_day(on).isoformat(),
            "number": checked_number(number),
            "channel": _channel(channel),
        }
        others = [each for each in act.case.notices if each["rule"] != remedy.rule]
        act.case.notices = [*others, told]
        act.facts |= told
        act.note = text
        act.items += kept(EvidenceKind.NOTICE, text, uploads)


def _remedy(found: Situation, rule: str) -> Remedy:
    named = next((each for each in found.entitlement.remedies if rule and each.rule == rule), None)
    if named is None:
        msg = f'"{rule}" gives this parcel nothing; choose another rule'
        raise ActError(msg)
    return named


def _channel(text: str) -> str:
    clean = " ".join(text.split())
    if len(clean) > MAX_CHANNEL:
        msg = f"the way has {len(clean)} characters; at most {MAX_CHANNEL} are kept"
        raise ActError(msg)
    return clean
