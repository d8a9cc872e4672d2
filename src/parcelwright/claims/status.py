"""Whether a remedy can be used on a day, and the sentence that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.order_of_acts import USABLE
from parcelwright.claims.remedy import Act, Confidence, EarlyFiling, RemedyStatus
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.order_of_acts import Order
    from parcelwright.claims.remedies import Case
    from parcelwright.claims.remedy import Deadline
    from parcelwright.rulebook.rule import Rule

_INQUIRY_OPENED = Since.INQUIRY_OPENED
_AFTER_INQUIRY = frozenset({Act.CLAIM, Act.COURT})
_FROM_INQUIRY = _AFTER_INQUIRY | {Act.INQUIRY}


def status_of(
    rule: Rule, deadlines: tuple[Deadline, ...], case: Case, order: Order
) -> tuple[RemedyStatus, str]:
    """Return the status and the sentence that says why."""
    if case.closed:
        return RemedyStatus.EXCLUDED, case.closed
    if rule.excluded:
        weak = rule.confidence is Confidence.LOW
        return RemedyStatus.CHECK_WITH_CARRIER if weak else RemedyStatus.EXCLUDED, rule.excluded
    status, why = _timed(deadlines, case.on, case.facts.moments.get(_INQUIRY_OPENED))
    if order.endangered and status in USABLE:
        return RemedyStatus.CHECK_WITH_CARRIER, order.warning
    return status, why


def _timed(
    deadlines: tuple[Deadline, ...], on: date, asked_on: date | None
) -> tuple[RemedyStatus, str]:
    """Return where the day stands between first and last day.

    An inquiry that is still to be made decides; after it the claim does. A day in court
    that has passed ends everything, and so does an inquiry that was made too late. Where the
    rule sets none of these, the day from which the parcel counts as lost decides.
    """
    asked = asked_on is not None
    inquiry = None
    if asked_on:
        inquiry = next((found for found in deadlines if found.act is Act.INQUIRY), None)
    if asked_on and inquiry and inquiry.latest and inquiry.latest < asked_on:
        day = spoken_day(inquiry.latest)
        return RemedyStatus.EXPIRED, f"The last day for the inquiry was {day}; it came later."
    acts = _AFTER_INQUIRY if asked else _FROM_INQUIRY
    gates = [found for found in deadlines if found.act in acts]
    for gate in gates:
        if gate.latest is not None and gate.latest < on:
            day = spoken_day(gate.latest)
            return RemedyStatus.EXPIRED, f"The last day for the {gate.act} was {day}."
    if asked and inquiry and inquiry.latest and not gates:
        why = "The inquiry was made in time; the rule names no last day for the claim."
        return RemedyStatus.OPEN, why
    if not gates and not asked and (lost := _lost_from(deadlines)):
        return _counted_as_lost(lost, on)
    if not any(gate.earliest or gate.latest for gate in gates):
        return RemedyStatus.CHECK_WITH_CARRIER, _unknown(gates, asked=asked)
    return _open_or_early(gates, on)


def _lost_from(deadlines: tuple[Deadline, ...]) -> date | None:
    presumed = (found.earliest for found in deadlines if found.act is Act.LOSS_PRESUMED)
    return next((day for day in presumed if day is not None), None)


def _counted_as_lost(day: date, on: date) -> tuple[RemedyStatus, str]:
    if on < day:
        return RemedyStatus.TOO_EARLY, f"It counts as lost from {spoken_day(day)}."
    why = f"It counts as lost since {spoken_day(day)}; the rule names no last day."
    return RemedyStatus.OPEN, why


def _open_or_early(gates: list[Deadline], on: date) -> tuple[RemedyStatus, str]:
    first = gates[0]
    if first.earliest is not None and on < first.earliest:
        day = spoken_day(first.earliest)
        match first.early:
            case EarlyFiling.HELD:
                why = f"The {first.act} can be filed now; the payer looks at it from {day}."
                return RemedyStatus.OPEN, why
            case EarlyFiling.ACCEPTED:
                pass
            case _:
                return RemedyStatus.TOO_EARLY, f"The {first.act} is accepted from {day}."
    ends = min((gate.latest for gate in gates if gate.latest), default=None)
    if ends is None:
        return RemedyStatus.OPEN, "Open now; the rule names no last day that can be worked out."
    return RemedyStatus.OPEN, f"Open until the end of {spoken_day(ends)}."


def _unknown(gates: list[Deadline], *, asked: bool) -> str:
    if gates:
        return gates[0].explanation
    if asked:
        return "Check with the carrier: the inquiry is made, and no period for the claim is known."
    return "Check with the carrier: no period is known."
