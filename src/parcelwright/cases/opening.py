"""When a parcel deserves a case: a pure function of what is known about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.detection.assessment import Assessment, Reason, Standing
from parcelwright.detection.hundredths import in_100, range_in_100
from parcelwright.diagnosis.contradiction import Certainty
from parcelwright.diagnosis.diagnosis import Cause, CauseKind, Diagnosis
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from parcelwright.diagnosis.contradiction import Contradiction
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

_AT_ONCE = frozenset({
    CauseKind.DELIVERY_DISPUTED, CauseKind.DECLARED_LOST, CauseKind.ADDRESS_PROBLEM,
    CauseKind.RETURN_IN_PROGRESS,
})  # fmt: skip
# Usual for a while: a label waits to be handed over, customs look, a buyer is away.
_WHEN_LATE = frozenset({
    CauseKind.NEVER_HANDED_OVER, CauseKind.HELD_BY_CUSTOMS, CauseKind.AWAITING_PICKUP,
})  # fmt: skip
_SOMEBODY_MUST_ACT = frozenset({Milestone.CUSTOMS_NEEDS_DOCUMENTS, Milestone.DUTIES_UNPAID})
# These end tracking and yet leave the buyer without the goods.
_ENDED_BADLY = {
    Milestone.DECLARED_LOST: "declared_lost",
    Milestone.DESTROYED: "destroyed",
    Milestone.SEIZED: "seized",
    Milestone.RETURNED: "returned_to_seller",
}


def at_stake(parcel: Parcel, found: Iterable[Contradiction]) -> tuple[Contradiction, ...]:
    """Return the contradictions that leave it open whether the buyer has goods worth money.

    Goods of unknown value are taken to be worth some; a merely possible contradiction is
    shown and no more.
    """
    goods = parcel.contents.value or parcel.contents.cost
    if goods is not None and goods.amount == 0:
        return ()
    return tuple(
        each for each in found if each.asks_buyer and each.certainty is not Certainty.POSSIBLE
    )


def should_open(
    assessment: Assessment | None,
    diagnosis: Diagnosis | None,
    journey: Journey,
    doubts: Sequence[Contradiction] = (),
) -> Reason | None:
    """Return why a case should be opened now, or None when nothing calls for one.

    A parcel that arrived, or was cancelled before it was handed over, needs none. A cause
    that a person must act on opens a case at once, one that often passes by itself only
    when the parcel is no longer on time. Mere silence opens one when detection says
    stalled or presumed lost, not when it says late. A contradiction of ``doubts`` (see
    :func:`at_stake`) opens one although the parcel is said to be delivered.
    """
    if journey.outcome is Milestone.DELIVERED and doubts:
        return reason_of(doubts[0])
    if journey.outcome is not None:
        code = _ENDED_BADLY.get(journey.outcome)
        return None if code is None else Reason(code=code)
    cause = diagnosis.causes[0] if diagnosis is not None and diagnosis.causes else None
    if cause is not None and _acute(cause, assessment):
        return Reason(code=cause.kind.value)
    if doubts:
        return reason_of(doubts[0])
    if assessment is None or assessment.standing in {Standing.ON_TIME, Standing.LATE}:
        return None
    return Reason(code=assessment.standing.value.lower(), figures=chance_figures(assessment))


def reason_of(doubt: Contradiction) -> Reason:
    """Return a contradiction as a reason, for a sentence."""
    return Reason(code=doubt.code, figures=doubt.figures)


def _acute(cause: Cause, assessment: Assessment | None) -> bool:
    if cause.kind in _AT_ONCE:
        return True
    if any(event.milestone in _SOMEBODY_MUST_ACT for event in cause.proof):
        return True
    late = assessment is not None and assessment.standing is not Standing.ON_TIME
    return cause.kind in _WHEN_LATE and late


def chance_figures(assessment: Assessment) -> tuple[tuple[str, str], ...]:
    """Return the figures of an assessment as whole numbers out of 100, for a sentence."""
    low, high = range_in_100(assessment.chance_low, assessment.chance_high)
    return (
        ("chance", str(in_100(assessment.chance_arrives))),
        ("low", str(low)),
        ("high", str(high)),
        ("journeys", str(assessment.journeys)),
        ("days", f"{assessment.silent_days:.0f}"),
    )
