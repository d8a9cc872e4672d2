"""The ways to money that a case still has: which act each needs next, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from parcelwright.claims.remedy import Act, Confidence, Deadline, Remedy, RemedyStatus

if TYPE_CHECKING:
    from parcelwright.cases.facts import CaseFacts

_NEEDS_ANSWER = frozenset({"inquiry_answer", "trace_closed"})
_NO_DAY = date.max


class WayStatus(StrEnum):
    """What stands between a case and the act."""

    OPEN = "open"
    TOO_EARLY = "too_early"
    AWAITS_ANSWER = "awaits_answer"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Way:
    """One remedy, the act it needs next, and whether that act can be done today."""

    remedy: Remedy
    act: Act
    status: WayStatus
    deadline: Deadline | None

    @property
    def latest(self) -> date | None:
        """Last day of the act, or None when no rule known well enough sets one."""
        return None if self.deadline is None else self.deadline.latest


def ways(facts: CaseFacts) -> tuple[Way, ...]:
    """Return the ways of a case that were not used yet, the one that closes soonest first.

    Of two that close on one day, the one with more money comes first. Excluded remedies
    are no way at all.
    """
    if facts.entitlement is None:
        return ()
    found = [
        _way(remedy, facts)
        for remedy in facts.entitlement.remedies
        if remedy.status is not RemedyStatus.EXCLUDED and remedy.rule not in facts.claimed_rules
    ]
    return tuple(sorted(found, key=_order))


def _order(way: Way) -> tuple[date, Decimal]:
    amount = way.remedy.amount
    return (way.latest or _NO_DAY, Decimal(0) if amount is None else -amount.amount)


def _way(remedy: Remedy, facts: CaseFacts) -> Way:
    act = _next_act(remedy, facts)
    deadline = _known(remedy.deadline(act))
    return Way(
        remedy=remedy,
        act=act,
        status=_status(remedy, act, deadline, facts),
        deadline=deadline,
    )


def _next_act(remedy: Remedy, facts: CaseFacts) -> Act:
    if _notice_due(remedy, facts):
        return Act.NOTICE
    if facts.inquiry_sent_on is not None or facts.loss_stated:
        return Act.CLAIM
    if _NEEDS_ANSWER.intersection(remedy.needs):
        return Act.INQUIRY
    only_inquiry = remedy.deadline(Act.CLAIM) is None and remedy.deadline(Act.INQUIRY) is not None
    return Act.INQUIRY if only_inquiry else Act.CLAIM


def _notice_due(remedy: Remedy, facts: CaseFacts) -> bool:
    """Return whether notice is still to be given and its last day, known well, not passed."""
    notice = _known(remedy.deadline(Act.NOTICE))
    if notice is None or notice.latest is None or notice.done_on is not None:
        return False
    return not _passed(notice, facts)


def _known(deadline: Deadline | None) -> Deadline | None:
    # A figure that is not well sourced never becomes a day somebody relies on.
    return None if deadline is None or deadline.confidence is Confidence.LOW else deadline


def _status(remedy: Remedy, act: Act, deadline: Deadline | None, facts: CaseFacts) -> WayStatus:
    if remedy.status is RemedyStatus.EXPIRED or _passed(deadline, facts):
        return WayStatus.EXPIRED
    if remedy.status is RemedyStatus.CHECK_WITH_CARRIER and act is not Act.NOTICE:
        return WayStatus.UNKNOWN
    if act is Act.CLAIM and _NEEDS_ANSWER.intersection(remedy.needs) and _unanswered(facts):
        return WayStatus.AWAITS_ANSWER
    if deadline is not None and deadline.earliest is not None:
        early = facts.today(deadline.zone) < deadline.earliest
        return WayStatus.TOO_EARLY if early else WayStatus.OPEN
    # Notice is given before the claim is accepted.
    early = remedy.status is RemedyStatus.TOO_EARLY and act is not Act.NOTICE
    return WayStatus.TOO_EARLY if early else WayStatus.OPEN


def _unanswered(facts: CaseFacts) -> bool:
    return facts.reply_awaited and not facts.loss_stated


def _passed(deadline: Deadline | None, facts: CaseFacts) -> bool:
    if deadline is None or deadline.latest is None:
        return False
    return deadline.latest < facts.today(deadline.zone)
