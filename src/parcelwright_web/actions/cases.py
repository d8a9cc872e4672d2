"""Acts on a case itself: close, reopen, snooze, assign, note, dispute, a parcel that moves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from parcelwright.cases.case import CaseEvent, ClosedAs
from parcelwright.evidence.item import EvidenceKind
from parcelwright_web.actions.changing import ActError, acting
from parcelwright_web.actions.opening import CaseExistsError
from parcelwright_web.actions.uploads import Upload, kept
from parcelwright_web.models.accounts import Membership
from parcelwright_web.models.cases import Case

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.diagnosis.diagnosis import CauseKind
    from parcelwright_web.models.accounts import User

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Snoozed:
    """What became of a snooze: its last day, and whether a deadline made it shorter."""

    until: date
    shortened: bool


def close(
    case: Case,
    *,
    closed_as: ClosedAs,
    expected_revision: int,
    actor: str,
    now: datetime,
    note: str = "",
    cause: CauseKind | None = None,
) -> None:
    """Close a case, saying how it ended and, where that became known, what had happened.

    Raises:
        LifecycleError: It is closed already.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(case, "closed", expected_revision=expected_revision, actor=actor, now=now) as act:
        act.move(CaseEvent.CLOSED, closed_as=closed_as)
        act.case.closed_at, act.case.snoozed_until = now, None
        act.facts["closed_as"] = closed_as.value
        act.case.closed_cause = "" if cause is None else cause.value
        if cause is not None:
            act.facts["closed_cause"] = cause.value
        act.note = note


def reopen(
    case: Case, *, expected_revision: int, actor: str, now: datetime, note: str = ""
) -> None:
    """Open a closed case again.

    Raises:
        LifecycleError: It is not closed.
        CaseExistsError: The parcel has another open case by now.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(case, "reopened", expected_revision=expected_revision, actor=actor, now=now) as act:
        act.move(CaseEvent.REOPENED)
        rows = Case.objects.for_tenant(case.tenant_id).filter(parcel=act.case.parcel)
        other = rows.filter(closed_at=None).exclude(pk=case.pk).first()
        if other is not None:
            msg = f"{act.case.parcel} has the open case {other} already; work in that one"
            raise CaseExistsError(msg)
        act.case.closed_at, act.case.closed_cause = None, ""
        act.note = note


def snooze(
    case: Case, *, until: date, expected_revision: int, actor: str, now: datetime
) -> Snoozed:
    """Put a case aside up to and including a day, never past the day before its deadline.

    Raises:
        ActError: The day has come already, or the deadline is too near to wait.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(case, "snoozed", expected_revision=expected_revision, actor=actor, now=now) as act:
        if until <= act.today:
            msg = f"{until.isoformat()} is not ahead; choose a later day"
            raise ActError(msg)
        deadline = act.case.deadline_on
        last = until if deadline is None else min(until, deadline - _DAY)
        if last <= act.today:
            msg = f"the deadline is {deadline}, too near to put {act.case} aside"
            raise ActError(msg)
        act.case.snoozed_until = last
        act.facts |= {"until": last.isoformat(), "shortened": last < until}
        return Snoozed(until=last, shortened=last < until)


def wake(case: Case, *, expected_revision: int, actor: str, now: datetime) -> None:
    """End a snooze."""
    with acting(case, "woken", expected_revision=expected_revision, actor=actor, now=now) as act:
        act.case.snoozed_until = None


def assign(
    case: Case, *, owner: User | None, expected_revision: int, actor: str, now: datetime
) -> None:
    """Give a case to a member of the tenant, or to nobody.

    Raises:
        ActError: The person is no member.
        CaseChangedError: Somebody changed the case since.
    """
    with acting(case, "assigned", expected_revision=expected_revision, actor=actor, now=now) as act:
        members = Membership.objects.filter(tenant=case.tenant_id)
        if owner is not None and not members.filter(user=owner).exists():
            msg = "this person is not a member here; choose another"
            raise ActError(msg)
        act.case.owner = owner
        act.facts["owner"] = None if owner is None else f"user:{owner.pk}"


def add_note(
    case: Case,
    *,
    text: str,
    expected_revision: int,
    actor: str,
    now: datetime,
    kind: EvidenceKind = EvidenceKind.DECISION,
    uploads: Sequence[Upload] = (),
) -> None:
    """Add a note, and files of one kind of evidence, such as ``PROOF_OF_POSTING``.

    Raises:
        ActError: There is neither text nor file, or a file is empty or too large.
        CaseChangedError: Somebody changed the case since.
    """
    if not text.strip() and not uploads:
        msg = "the note is empty; write something or add a file"
        raise ActError(msg)
    with acting(case, "note", expected_revision=expected_revision, actor=actor, now=now) as act:
        act.note = text
        act.items += kept(kind, "", uploads)
        act.facts |= {"kind": kind.value, "files": len(uploads)}


def dispute_opened(
    case: Case, *, expected_revision: int, actor: str, now: datetime, note: str = ""
) -> None:
    """Record that the buyer opened a dispute; a closed case opens again."""
    with acting(
        case, "dispute_opened", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.move(CaseEvent.DISPUTE_OPENED)
        act.case.closed_at = None
        act.note = note


def dispute_answered(
    case: Case, *, expected_revision: int, actor: str, now: datetime, note: str = ""
) -> None:
    """Record that the dispute was answered."""
    with acting(
        case, "dispute_answered", expected_revision=expected_revision, actor=actor, now=now
    ) as act:
        act.move(CaseEvent.DISPUTE_ANSWERED)
        act.note = note
