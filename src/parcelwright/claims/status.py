"""Whether a remedy can be used on a day, and the sentence that says why."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.order_of_acts import USABLE
from parcelwright.claims.remedy import Act, Confidence, EarlyFiling, RemedyStatus
from parcelwright.claims.seizure import ASK
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.order_of_acts import Order
    from parcelwright.claims.remedies import Case
    from parcelwright.claims.remedy import Deadline
    from parcelwright.rulebook.rule import Rule

_INQUIRY_OPENED = Since.INQUIRY_OPENED
_OPEN, _EXPIRED = RemedyStatus.OPEN, RemedyStatus.EXPIRED
_CHECK = RemedyStatus.CHECK_WITH_CARRIER
_UNKNOWN = "Check with the carrier: no period is known."
_ASKED = "Check with the carrier: the inquiry is made, and no period for the claim is known."
_ASKED_IN_TIME = "The inquiry was made in time; the rule names no last day for the claim."
_AFTER_INQUIRY = frozenset({Act.CLAIM, Act.COURT})
_FROM_INQUIRY = _AFTER_INQUIRY | {Act.INQUIRY}


def status_of(
    rule: Rule, deadlines: tuple[Deadline, ...], case: Case, order: Order, *, closed: str
) -> tuple[RemedyStatus, str]:
    """Return the status and the sentence that says why.

    Args:
        rule: What is applied.
        deadlines: Its days for the parcel.
        case: The parcel.
        order: What the rule asks of the order of refund and claim.
        closed: Why nothing is owed under it whatever its days, or empty.
    """
    asked_on = case.facts.moments.get(_INQUIRY_OPENED)
    if closed or rule.excluded:
        return dayless_status(rule, closed, is_asked=asked_on is not None)
    if deadlines:
        found = _timed(deadlines, case.on, asked_on)
    else:
        found = dayless_status(rule, closed, is_asked=asked_on is not None)
    if (order.endangered or case.seized) and found[0] in USABLE:
        return _CHECK, order.warning if order.endangered else ASK
    return found


def dayless_status(rule: Rule, closed: str, *, is_asked: bool) -> tuple[RemedyStatus, str]:
    """Return the status where no day decides it, and the sentence that says why.

    Args:
        rule: What it stands under.
        closed: Why nothing is owed whatever the rule says, or empty.
        is_asked: An inquiry was made.
    """
    if closed:
        return RemedyStatus.EXCLUDED, closed
    if rule.excluded:
        weak = rule.confidence is Confidence.LOW
        return _CHECK if weak else RemedyStatus.EXCLUDED, rule.excluded
    return _CHECK, _ASKED if is_asked else _UNKNOWN


def _timed(
    deadlines: tuple[Deadline, ...], on: date, asked_on: date | None
) -> tuple[RemedyStatus, str]:
    """Return where the day stands between first and last day.

    An inquiry that is still to be made decides; after it the claim does. A day in court
    that has passed ends everything, and so does an inquiry that was made too late. Where the
    rule sets none of these, the day from which the parcel counts as lost decides.
    """
    inquiry, acts = None, _FROM_INQUIRY
    if asked_on is not None:
        inquiry, acts = _inquiry_of(deadlines), _AFTER_INQUIRY
        if inquiry is not None and inquiry < asked_on:
            day = spoken_day(inquiry)
            return _EXPIRED, f"The last day for the inquiry was {day}; it came later."
    first, ends, dated = None, None, False
    for gate in deadlines:
        if gate.act not in acts:
            continue
        first = first or gate
        latest = gate.latest
        if latest is not None:
            if latest < on:
                return _expired(gate.act, latest)
            if ends is None or latest < ends:
                ends = latest
        dated = dated or latest is not None or gate.earliest is not None
    if first is not None:
        return _open_or_early(first, ends, on) if dated else (_CHECK, first.explanation)
    if asked_on is None:
        return _by_loss(deadlines, on)
    return (_CHECK, _ASKED) if inquiry is None else (_OPEN, _ASKED_IN_TIME)


def _inquiry_of(deadlines: tuple[Deadline, ...]) -> date | None:
    return next((found.latest for found in deadlines if found.act is Act.INQUIRY), None)


def _by_loss(deadlines: tuple[Deadline, ...], on: date) -> tuple[RemedyStatus, str]:
    """Return where the day stands by the one from which the parcel counts as lost."""
    presumed = (found.earliest for found in deadlines if found.act is Act.LOSS_PRESUMED)
    day = next((day for day in presumed if day is not None), None)
    if day is None:
        return _CHECK, _UNKNOWN
    if on < day:
        return RemedyStatus.TOO_EARLY, f"It counts as lost from {spoken_day(day)}."
    why = f"It counts as lost since {spoken_day(day)}; the rule names no last day."
    return _OPEN, why


def _open_or_early(first: Deadline, ends: date | None, on: date) -> tuple[RemedyStatus, str]:
    if first.earliest is not None and on < first.earliest:
        day = spoken_day(first.earliest)
        match first.early:
            case EarlyFiling.HELD:
                why = f"The {first.act} can be filed now; the payer looks at it from {day}."
                return _OPEN, why
            case EarlyFiling.ACCEPTED:
                pass
            case _:
                return RemedyStatus.TOO_EARLY, f"The {first.act} is accepted from {day}."
    return _open_until(ends)


@lru_cache(maxsize=4096)
def _expired(act: Act, latest: date) -> tuple[RemedyStatus, str]:
    return _EXPIRED, f"The last day for the {act} was {spoken_day(latest)}."


@lru_cache(maxsize=4096)
def _open_until(ends: date | None) -> tuple[RemedyStatus, str]:
    if ends is None:
        return _OPEN, "Open now; the rule names no last day that can be worked out."
    return _OPEN, f"Open until the end of {spoken_day(ends)}."
