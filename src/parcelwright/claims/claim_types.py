"""What went wrong with a parcel, as far as scans, reports and days tell.

Where more than one answer is possible the others are named, each with what would decide.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from parcelwright.claims import type_choices as answers
from parcelwright.claims.type_choices import PossibleType, TypeChoice
from parcelwright.parcels.events import Milestone, Stage
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.spans import Since

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from parcelwright.parcels.course import Course
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

# Scans that name a reason for a return; with one of them it is no return without reason.
_RETURN_REASONS = frozenset({
    Milestone.REFUSED, Milestone.UNCLAIMED, Milestone.ADDRESS_PROBLEM, Milestone.DUTIES_UNPAID,
    Milestone.HELD_BY_CUSTOMS, Milestone.CUSTOMS_NEEDS_DOCUMENTS, Milestone.READY_FOR_PICKUP,
    Milestone.DELIVERY_ATTEMPTED,
})  # fmt: skip


def stated(claim_type: ClaimType) -> TypeChoice:
    """Return the choice of a person who knows better than the scans."""
    return TypeChoice(claim_type=claim_type, reason="You said so.")


def chosen_type(
    parcel: Parcel,
    journey: Journey,
    moments: Mapping[Since, date],
    on: date,
    reported: frozenset[ClaimType] = frozenset(),
    *,
    consolidated: bool,
) -> TypeChoice:
    """Return what went wrong with a parcel.

    Args:
        parcel: For its acceptance and handover.
        journey: For its scans and the buyer's word.
        moments: Known days, for the estimate of arrival and the scan of delivery.
        on: Day asked about.
        reported: What buyer or seller say.
        consolidated: A consolidator took the parcel, so that it passed a warehouse of it.
    """
    due, came = moments.get(_DUE), moments.get(_CAME)
    return _chosen(
        journey.course,
        reported,
        (
            consolidated,
            due is not None and on > due,
            due is not None and came is not None and came > due,
            parcel.accepted_at is None and parcel.handed_over_at is not None,
        ),
    )


_DUE, _CAME = Since.DUE_DELIVERY, Since.DELIVERED_SCAN


@lru_cache(maxsize=4096)
def _chosen(  # noqa: PLR0911 - one for each answer
    course: Course, reported: frozenset[ClaimType], signs: tuple[bool, bool, bool, bool]
) -> TypeChoice:
    consolidated, overdue, late, handed_only = signs
    marks, outcome = course.first.keys(), course.outcome
    if outcome is Milestone.RETURNED:
        return _returned(marks, reported)
    if Milestone.DELIVERED in marks or outcome is Milestone.REPORTED_RECEIVED:
        return _arrived(marks, reported, outcome, late=late)
    harmed = _harmed(marks, reported)
    if harmed:
        first = harmed[0]
        return TypeChoice(
            claim_type=first.claim_type, reason=first.reason, others=(answers.IF_NEVER_ARRIVES,)
        )
    if outcome is Milestone.SEIZED:
        return answers.SEIZED
    if not course.scans:
        return answers.HANDED_ONLY if handed_only else answers.NO_SCAN
    stage = course.stages[-1]
    if consolidated and Milestone.DEPARTED not in marks and stage is Stage.ORIGIN:
        return answers.IN_WAREHOUSE
    if Milestone.LOST_OR_DAMAGED in marks:
        return answers.LOST_OR_DAMAGED
    if stage is Stage.RETURN:
        return answers.LOST_RETURNING
    return answers.LOST_OVERDUE if overdue else answers.LOST


def _returned(marks: AbstractSet[Milestone], reported: frozenset[ClaimType]) -> TypeChoice:
    harmed = _harmed(marks, reported)
    if harmed:
        return harmed[0]
    if ClaimType.RETURNED_WITHOUT_REASON in reported:
        return answers.RETURNED_SAID
    return answers.RETURNED_WITH_REASON if marks & _RETURN_REASONS else answers.RETURNED_SILENTLY


def _arrived(
    marks: AbstractSet[Milestone],
    reported: frozenset[ClaimType],
    outcome: Milestone | None,
    *,
    late: bool,
) -> TypeChoice:
    denied = Milestone.REPORTED_NOT_RECEIVED in marks and outcome is None
    found = [answers.DENIED] if denied or ClaimType.DELIVERED_NOT_RECEIVED in reported else []
    found += _harmed(marks, reported)
    if late or ClaimType.DELAYED in reported:
        found.append(answers.LATE)
    if not found:
        # A parcel that turned back after a delivery was contradicted by the carrier itself.
        return answers.UNDISPUTED if outcome is not None else answers.CONTRADICTED
    first, *rest = found
    if not rest:
        return first
    others = tuple(
        PossibleType(claim_type=each.claim_type, decided_by=answers.BESIDE[each.claim_type])
        for each in rest
    )
    return TypeChoice(claim_type=first.claim_type, reason=first.reason, others=others)


def _harmed(marks: AbstractSet[Milestone], reported: frozenset[ClaimType]) -> list[TypeChoice]:
    found = []
    if ClaimType.DAMAGED in reported:
        found.append(answers.DAMAGE_SAID)
    elif Milestone.DAMAGED in marks:
        found.append(answers.DAMAGE_SCANNED)
    if ClaimType.PARTLY_LOST in reported:
        found.append(answers.PART_SAID)
    return found
