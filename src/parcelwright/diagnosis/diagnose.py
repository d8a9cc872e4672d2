"""Tells of open parcels where custody most likely ended, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.gather import columns_of, known
from parcelwright.analytics.learn import prior_table
from parcelwright.detection.assess import assess_columns
from parcelwright.detection.assessment import Reason
from parcelwright.diagnosis import custody, marks, rules
from parcelwright.diagnosis.diagnosis import (
    Cause,
    CauseKind,
    Diagnosis,
    Likely,
    vanished_on_the_way,
)
from parcelwright.diagnosis.own_cases import OwnCases, corrected
from parcelwright.diagnosis.siblings import siblings_among
from parcelwright.diagnosis.signs import signs_of
from parcelwright.diagnosis.statements import statements_of
from parcelwright.diagnosis.weighing import NAMED_FROM, shipped_weights, stated, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from numpy.typing import NDArray

    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.diagnosis.siblings import Siblings
    from parcelwright.diagnosis.signs import Signs
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

# Two are shown; the others are kept for who asks.
_LEAST_CHANCE = 0.01
# For these it says most how the parcels fare that left at the same moment.
_WITH_SIBLINGS = (CauseKind.TRANSPORT_ACCIDENT, CauseKind.STOLEN, CauseKind.NONE)
# These say that something is silent or disputed, and leave the cause open.
_OPEN = frozenset({CauseKind.SILENT_LEG, CauseKind.DELIVERY_DISPUTED})


def diagnose(parcel: Parcel, journey: Journey, now: datetime) -> Diagnosis:
    """Return what the scans known at ``now`` tell about where one parcel is.

    Nothing but shipped figures says here what silence is usual; :func:`diagnose_all` takes
    what was learned of the seller's own parcels.
    """
    seen = known(journey, now)
    found = assess_columns(columns_of([(parcel, seen)], now), prior_table(), now)
    return diagnose_all([(parcel, seen)], found, now)[0]


def diagnose_all(
    pairs: Sequence[tuple[Parcel, Journey]],
    found: AssessmentColumns,
    now: datetime,
    siblings: Siblings | None = None,
    own: Sequence[OwnCases] | None = None,
) -> list[Diagnosis]:
    """Return the diagnosis of each parcel, in order.

    Args:
        pairs: Parcels with their journeys as they were known at ``now``.
        found: The assessment of the columns of exactly these pairs.
        now: The moment.
        siblings: How those that left with each of them fare; when absent they are looked
            for among the pairs.
        own: What the closed cases of each parcel's shop taught, if anything.
    """
    said = statements_of([journey for _, journey in pairs])
    kin = siblings or siblings_among(columns_of(pairs, now), said)
    signs = signs_of(found, said, kin)
    places: dict[int, int] = {row: entry for entry, row in enumerate(found.rows.tolist())}
    taught = None if own is None else [own[row] for row in places]
    told = diagnoses_of([pairs[row] for row in places], signs, now, taught)
    ended = [_ended(parcel, journey, now) for parcel, journey in pairs]
    return [told[places[row]] if row in places else ended[row] for row in range(len(pairs))]


def diagnoses_of(
    pairs: Sequence[tuple[Parcel, Journey]],
    signs: Signs,
    now: datetime,
    own: Sequence[OwnCases] | None = None,
) -> list[Diagnosis]:
    """Return the diagnosis of open parcels from their signs, in order.

    Args:
        pairs: Parcels with their journeys as they were known at ``now``.
        signs: Of the same parcels, in the same order.
        now: The moment.
        own: What the closed cases of each parcel's shop taught, if anything.
    """
    taught = [OwnCases()] * len(pairs) if own is None else own
    chances = stated(corrected(weigh(signs), shipped_weights().causes, taught))
    strengths = {module.KIND: module.strength(signs) for module in rules.modules()}
    out = []
    for row, (parcel, journey) in enumerate(pairs):
        by_rule = {kind: float(values[row]) for kind, values in strengths.items()}
        causes = _stated(parcel, journey, by_rule, now)
        likely = _likely(parcel, journey, causes, chances[row], _reasons(signs, row))
        likely = _with_own(likely, taught[row])
        named = likely[0]
        sure = named.chance is None or named.chance >= NAMED_FROM
        out.append(
            Diagnosis(
                custodian=_custodian(parcel, journey, now),
                silent_leg=custody.silent_leg(journey),
                next_handover=custody.next_handover(journey),
                causes=causes,
                likely=likely,
                named=named.kind if sure else CauseKind.UNKNOWN,
                named_chance=named.chance if sure else None,
            )
        )
    return out


def _ended(parcel: Parcel, journey: Journey, now: datetime) -> Diagnosis:
    return Diagnosis(
        custodian=_custodian(parcel, journey, now),
        silent_leg=custody.silent_leg(journey),
        next_handover=custody.next_handover(journey),
        causes=(Cause(kind=CauseKind.NONE, strength=0.0),),
    )


def _custodian(parcel: Parcel, journey: Journey, now: datetime) -> str:
    """Return who held it last; of an accepted parcel without a scan, who accepted it."""
    accepted = parcel.accepted_at is not None and parcel.accepted_at.utc <= now
    return custody.custodian(journey) or (parcel.carrier if accepted else "")


def _stated(
    parcel: Parcel, journey: Journey, strengths: dict[CauseKind, float], now: datetime
) -> tuple[Cause, ...]:
    """Return the causes that scans state, strongest first."""
    found = []
    for module in rules.modules():
        strength = strengths[module.KIND]
        # Of a parcel that the carrier declared lost nothing else is asked.
        asked = journey.outcome is None or module.KIND is CauseKind.DECLARED_LOST
        if module.STATED and asked and strength > 0:
            proof = module.testimony(parcel, journey).supports
            if proof or module.KIND is CauseKind.NEVER_HANDED_OVER:
                found.append(marks.cause(module.KIND, strength, proof, now))
    ranked = sorted(found, key=lambda cause: (-cause.strength, cause.kind.value))
    return tuple(ranked) or (Cause(kind=CauseKind.NONE, strength=0.0),)


def _likely(
    parcel: Parcel,
    journey: Journey,
    causes: tuple[Cause, ...],
    chances: NDArray[np.float64],
    reasons: dict[CauseKind, tuple[Reason, ...]],
) -> tuple[Likely, ...]:
    """Return what the carrier says itself, else the weighed causes, likeliest first.

    The weights never saw a cause without simulated truth: where one is stated, no chance of
    any other is known either.
    """
    weighed = shipped_weights().causes
    first = causes[0].kind
    if first not in weighed and first not in _OPEN:
        return (_told(parcel, journey, first, None, reasons),)
    order = np.argsort(-chances, kind="stable").tolist()
    told = (
        _told(parcel, journey, weighed[place], float(chances[place]), reasons)
        for place in order
        if chances[place] >= _LEAST_CHANCE
    )
    # After a delivery scan no other is waited for: that it came is settled by its proof.
    disputed = first is CauseKind.DELIVERY_DISPUTED
    likely = tuple(
        _in_words_of(first, one) if disputed and one.kind is CauseKind.NONE else one for one in told
    )
    # What a scan states is not outweighed by a cause that no scan speaks for.
    is_stated = first not in _OPEN and first is not CauseKind.NONE
    if is_stated and likely[0].kind is not first and not likely[0].supports:
        return (_told(parcel, journey, first, None, reasons),)
    return likely


def _with_own(likely: tuple[Likely, ...], own: OwnCases) -> tuple[Likely, ...]:
    """Return the causes, the first saying that closed cases were counted in, where they were."""
    first, *rest = likely
    if not own.cases or first.chance is None:
        return likely
    counted = Reason(code="closed_cases_counted", figures=(("cases", str(own.cases)),))
    return (replace(first, reasons=(*first.reasons, counted)), *rest)


def _in_words_of(kind: CauseKind, one: Likely) -> Likely:
    """Return a cause with the next steps of another."""
    module = rules.module_of(kind)
    return replace(one, settled_by=module.SETTLED_BY, next_act=module.NEXT_ACT)


def _told(
    parcel: Parcel,
    journey: Journey,
    kind: CauseKind,
    chance: float | None,
    reasons: dict[CauseKind, tuple[Reason, ...]],
) -> Likely:
    testimony = rules.module_of(kind).testimony(parcel, journey)
    on_the_way = vanished_on_the_way(kind, custody.silent_leg(journey))
    advice = rules.module_of(CauseKind.SILENT_LEG if on_the_way else kind)
    return Likely(
        kind=kind,
        chance=chance,
        supports=testimony.supports,
        opposes=testimony.opposes,
        reasons=reasons.get(kind, ()),
        settled_by=advice.SETTLED_BY,
        next_act=advice.NEXT_ACT,
    )


def _reasons(signs: Signs, row: int) -> dict[CauseKind, tuple[Reason, ...]]:
    """Return how the siblings fare, for the causes that it speaks for or against."""
    others, moved = int(signs.others[row]), int(signs.moved_on[row])
    if not (others and signs.departed_last[row]):
        return {}
    figures = (("others", str(others)), ("moved", str(moved)))
    code = "siblings_moved_on" if moved else "siblings_silent"
    told = [Reason(code=code, figures=figures)]
    asked = int(signs.siblings_asked[row])
    if asked and not moved:
        told.append(Reason(code="siblings_complained", figures=(("buyers", str(asked)),)))
    return dict.fromkeys(_WITH_SIBLINGS, tuple(told))
