"""What truly happens to the parcels: stages, dwell times, and competing risks.

All arrays run over parcels. Moments are seconds since 1970 UTC, infinite when they
never come. The feed (:mod:`parcelwright.simulate.feed`) is made from this and hides
most of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate import bags
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.stages import (
    ACCEPTED,
    ATTEMPT,
    CUSTOMS,
    DOMESTIC,
    EXPORT_HUB,
    LINE_HAUL,
    OFFICE,
    STAGES,
    Cause,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.halts import Halts
    from parcelwright.simulate.network import Network
    from parcelwright.simulate.parameters import Parameters
    from parcelwright.simulate.sendings import Sendings

NEVER = np.inf
# Stages whose clock is that of the country of origin.
_AT_ORIGIN = frozenset({ACCEPTED, EXPORT_HUB, LINE_HAUL})


@dataclass(frozen=True, kw_only=True)
class Truth:
    """The journeys as they are.

    Args:
        entered: Moment of entering each stage, shape (parcels, 8).
        left: Moment of leaving each stage, or when it would have left had it not been lost
            there, shape (parcels, 8).
        held: Whether customs holds the parcel.
        attempted: Whether the first delivery fails.
        owing: Whether it waits for somebody to pay its duties.
        misaddressed: Whether its address cannot be found.
        bag: Number of the bag flown in, -1 before departure.
        missorted_at: When it is seen off its route.
        delivered_at: When the buyer gets it.
        returning_at: When it turns back.
        returned_at: When the seller has it again.
        lost_at: When it vanishes.
        lost_stage: Stage in which it vanishes, -1 when it does not.
        cause: A :class:`Cause` each.
    """

    entered: NDArray[np.float64]
    left: NDArray[np.float64]
    held: NDArray[np.bool_]
    attempted: NDArray[np.bool_]
    owing: NDArray[np.bool_]
    misaddressed: NDArray[np.bool_]
    bag: NDArray[np.int64]
    missorted_at: NDArray[np.float64]
    delivered_at: NDArray[np.float64]
    returning_at: NDArray[np.float64]
    returned_at: NDArray[np.float64]
    lost_at: NDArray[np.float64]
    lost_stage: NDArray[np.int64]
    cause: NDArray[np.int64]

    @property
    def lost(self) -> NDArray[np.bool_]:
        """Whether the parcel vanishes, seizure included."""
        return np.isfinite(self.lost_at)


@dataclass(kw_only=True)
class _Trip:
    """Working arrays while the stages are walked."""

    entered: NDArray[np.float64]
    left: NDArray[np.float64]
    lost_at: NDArray[np.float64]
    lost_stage: NDArray[np.int64]
    cause: NDArray[np.int64]
    returning_at: NDArray[np.float64]

    def lose(
        self, who: NDArray[np.bool_], when: NDArray[np.float64], stage: int, cause: Cause
    ) -> None:
        self.lost_at = np.where(who, when, self.lost_at)
        self.lost_stage = np.where(who, stage, self.lost_stage)
        self.cause = np.where(who, cause, self.cause)


def travel(
    sent: Sendings,
    network: Network,
    numbers: Parameters,
    rng: np.random.Generator,
    halts: Halts,
    crash_between: tuple[float, float] | None = None,
) -> Truth:
    """Return the true journeys of the parcels sent.

    Args:
        sent: The parcels.
        network: Clocks of the countries.
        numbers: The parameters.
        rng: Stream of draws.
        halts: Which parcels wait for somebody.
        crash_between: When given, the fullest bag that departs between these moments is lost.
    """
    count = len(sent.label_at)
    trip = _Trip(
        entered=np.full((count, STAGES), NEVER),
        left=np.full((count, STAGES), NEVER),
        lost_at=np.full(count, NEVER),
        lost_stage=np.full(count, -1),
        cause=np.zeros(count, dtype=np.int64),
        returning_at=np.full(count, NEVER),
    )
    held = rng.random(count) < sent.hold
    attempted = rng.random(count) < sent.attempt
    missort = _missorts(sent, numbers, rng)
    missorted_at = np.full(count, NEVER)
    bag = np.full(count, -1)
    now = sent.handed_over_at
    for stage in range(STAGES):
        present = np.isfinite(now)
        if stage == ATTEMPT:
            skips = present & ~attempted
            trip.entered[:, stage] = np.where(attempted, now, NEVER)
        else:
            skips = np.zeros(count, dtype=bool)
            trip.entered[:, stage] = now
        if stage == LINE_HAUL:
            bag = np.where(present, bags.assign(sent.lane, now), -1)
        dwell = _dwell(stage, sent, bag, numbers, rng)
        if stage == CUSTOMS:
            risks = numbers.risks
            hold = rng.lognormal(risks.customs_hold_log_days, risks.customs_hold_sigma, count)
            dwell = dwell + np.where(held, hold, 0.0)
        dwell = dwell + halts.days_in(stage)
        here = present & (missort.stage == stage)
        dwell = dwell + np.where(here, missort.days, 0.0)
        leaves = network.after(_country(stage, sent), now, dwell)
        if stage == EXPORT_HUB:
            leaves = bags.next_departure(leaves, sent, numbers.world.bag_size, rng)
        start = np.where(present, now, 0.0)
        spent = np.where(present, leaves, 0.0) - start
        missorted_at = np.where(here, start + 0.3 * spent, missorted_at)
        trip.left[:, stage] = leaves
        _lose_some(
            stage,
            trip,
            sent=sent,
            start=start,
            spent=spent,
            present=present & ~skips,
            numbers=numbers,
            rng=rng,
        )
        strayed = here & missort.fatal & ~np.isfinite(trip.lost_at)
        trip.lose(strayed, missorted_at + 3600.0, stage, Cause.MISSORT)
        if stage == LINE_HAUL:
            _crash_bags(trip, sent, bag, numbers.risks.bag_accident, rng, crash_between)
        _turn_back(stage, trip, held=held, present=present, numbers=numbers, rng=rng)
        _turn_back_halted(stage, trip, halts, present)
        gone = np.isfinite(trip.lost_at) | np.isfinite(trip.returning_at)
        now = np.where(gone, NEVER, np.where(skips, now, trip.left[:, stage]))
    return _finish(
        trip,
        sent=sent,
        delivered_at=now,
        held=held,
        attempted=attempted,
        halts=halts,
        bag=bag,
        missorted_at=missorted_at,
        numbers=numbers,
        rng=rng,
    )


@dataclass(frozen=True, kw_only=True)
class _Missorts:
    stage: NDArray[np.int64]
    days: NDArray[np.float64]
    fatal: NDArray[np.bool_]


def _missorts(sent: Sendings, numbers: Parameters, rng: np.random.Generator) -> _Missorts:
    """Draw which parcels are sorted wrong, where, how long the way back is, who never comes."""
    count, risks = len(sent.label_at), numbers.risks
    wrong = (rng.random(count) < risks.missort) & (sent.placed_stage < 0)
    where = np.where(rng.random(count) < 0.3, EXPORT_HUB, DOMESTIC)  # noqa: PLR2004 - most mis-sorts happen inland
    return _Missorts(
        stage=np.where(wrong, where, -1),
        days=rng.lognormal(np.log(risks.missort_median), risks.missort_sigma, count),
        fatal=rng.random(count) < risks.missort_lost,
    )


def _country(stage: int, sent: Sendings) -> NDArray[np.int64]:
    return sent.origin if stage in _AT_ORIGIN else sent.destination


def _dwell(
    stage: int,
    sent: Sendings,
    bag: NDArray[np.int64],
    numbers: Parameters,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return operational days in a stage; the line haul is shared by the bag."""
    own, count = numbers.stages[stage], len(sent.label_at)
    draws = count if stage != LINE_HAUL else int(bag.max(initial=-1)) + 2
    days = rng.lognormal(np.log(own.median), own.sigma, draws)
    days = np.where(rng.random(draws) < own.slow_share, days * own.slow_factor, days)
    if stage == LINE_HAUL:
        risks = numbers.risks
        late = rng.random(count) < risks.missed_connection
        wait = rng.lognormal(np.log(risks.missed_connection_median), 0.5, count)
        days = days[bag] + np.where(late, wait, 0.0)
    return days * sent.pace


def _lose_some(
    stage: int,
    trip: _Trip,
    *,
    sent: Sendings,
    start: NDArray[np.float64],
    spent: NDArray[np.float64],
    present: NDArray[np.bool_],
    numbers: Parameters,
    rng: np.random.Generator,
) -> None:
    """Let parcels vanish in a stage: taken by customs there, stolen elsewhere."""
    count = len(start)
    risk = numbers.stages[stage].risk * sent.danger
    risk = risk * np.where(sent.in_peak, numbers.risks.peak_loss_factor, 1.0)
    chosen = (rng.random(count) < risk) & (sent.placed_stage < 0)
    lost = present & (chosen | (sent.placed_stage == stage))
    when = start + rng.random(count) * spent
    cause = Cause.CUSTOMS_SEIZURE if stage == CUSTOMS else Cause.THEFT
    trip.lose(lost, when, stage, cause)
    if stage in (OFFICE, ATTEMPT):
        false = lost & (rng.random(count) < numbers.risks.false_delivered_of_thefts)
        trip.cause = np.where(false, Cause.FALSE_DELIVERY, trip.cause)


def _crash_bags(
    trip: _Trip,
    sent: Sendings,
    bag: NDArray[np.int64],
    chance: float,
    rng: np.random.Generator,
    between: tuple[float, float] | None,
) -> None:
    """Lose every parcel of a bag at one moment, whatever else awaited it."""
    draws = int(bag.max(initial=-1)) + 2
    crashed = (rng.random(draws) < chance)[bag] & (bag >= 0) & (sent.placed_stage < 0)
    # A bag with a parcel placed by hand does not crash, so that siblings share one end.
    spared = np.zeros(draws, dtype=bool)
    spared[bag[(sent.placed_stage >= 0) & (bag >= 0)]] = True
    if between is not None:
        crashed |= bag == _fullest(bag, trip.entered[:, LINE_HAUL], spared, between)
    crashed &= ~spared[bag]
    flown = bag >= 0
    shortest = np.full(draws, NEVER)
    span = trip.left[flown, LINE_HAUL] - trip.entered[flown, LINE_HAUL]
    np.minimum.at(shortest, bag[flown], span)
    after = np.where(np.isfinite(shortest), shortest, 0.0) * rng.uniform(0.1, 0.9, draws)
    when = trip.entered[:, LINE_HAUL] + after[bag]
    trip.lose(crashed, when, LINE_HAUL, Cause.TRANSPORT_ACCIDENT)


def _fullest(
    bag: NDArray[np.int64],
    departed: NDArray[np.float64],
    spared: NDArray[np.bool_],
    between: tuple[float, float],
) -> int:
    """Return the bag with most parcels that departed between two moments; -2 for none."""
    low, high = between
    chosen = bag[(bag >= 0) & (departed >= low) & (departed < high) & ~spared[bag]]
    return int(np.bincount(chosen).argmax()) if len(chosen) else -2


def _turn_back(
    stage: int,
    trip: _Trip,
    *,
    held: NDArray[np.bool_],
    present: NDArray[np.bool_],
    numbers: Parameters,
    rng: np.random.Generator,
) -> None:
    """Send parcels back from customs and after a failed delivery."""
    if stage not in (CUSTOMS, ATTEMPT):
        return
    count = len(held)
    still = present & ~np.isfinite(trip.lost_at)
    if stage == CUSTOMS:
        back = still & (rng.random(count) < numbers.risks.customs_return)
        cause = Cause.CUSTOMS_RETURN
        trip.cause = np.where(still & held, Cause.CUSTOMS_HOLD, trip.cause)
    else:
        tried = np.isfinite(trip.entered[:, ATTEMPT])
        back = still & tried & (rng.random(count) < numbers.risks.attempt_return)
        cause = Cause.ATTEMPT_RETURN
    trip.returning_at = np.where(back, trip.left[:, stage], trip.returning_at)
    trip.cause = np.where(back, cause, trip.cause)


def _turn_back_halted(stage: int, trip: _Trip, halts: Halts, present: NDArray[np.bool_]) -> None:
    """Name the trouble of the parcels halted in a stage, and send some of them back."""
    if stage not in halts.by_stage:
        return
    own = halts.of(stage)
    still = present & own.who & ~np.isfinite(trip.lost_at)
    trip.cause = np.where(still & ~np.isfinite(trip.returning_at), own.cause, trip.cause)
    turns = still & own.turns_back & ~np.isfinite(trip.returning_at)
    trip.returning_at = np.where(turns, trip.left[:, stage], trip.returning_at)


def _finish(
    trip: _Trip,
    *,
    sent: Sendings,
    delivered_at: NDArray[np.float64],
    held: NDArray[np.bool_],
    attempted: NDArray[np.bool_],
    halts: Halts,
    bag: NDArray[np.int64],
    missorted_at: NDArray[np.float64],
    numbers: Parameters,
    rng: np.random.Generator,
) -> Truth:
    """Close the journeys: late causes, the way back, and what never was handed over."""
    count, risks = len(delivered_at), numbers.risks
    arrived = np.isfinite(delivered_at)
    unscanned = arrived & (rng.random(count) < risks.delivered_unscanned)
    cause = np.where(unscanned, Cause.MISSING_SCAN, trip.cause)
    recovered = arrived & np.isfinite(missorted_at) & (cause == Cause.NONE)
    cause = np.where(recovered, Cause.MISSORT, cause)
    cause = np.where(sent.never_handed_over, Cause.NEVER_HANDED_OVER, cause)
    way = rng.lognormal(np.log(risks.return_median), risks.return_sigma, count) * DAY
    return Truth(
        entered=trip.entered,
        left=trip.left,
        held=held,
        attempted=attempted,
        owing=halts.of(CUSTOMS).who,
        misaddressed=halts.of(OFFICE).who,
        bag=bag,
        missorted_at=missorted_at,
        delivered_at=delivered_at,
        returning_at=trip.returning_at,
        returned_at=trip.returning_at + way,
        lost_at=np.where(sent.never_handed_over, sent.planned_handover_at, trip.lost_at),
        lost_stage=trip.lost_stage,
        cause=cause,
    )
