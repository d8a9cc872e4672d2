"""What the shop sends: which route, when, which goods, and to whom.

Arrays run over parcels, sorted by the moment the label was made.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate.catalog import goods, places
from parcelwright.simulate.numbers import numbers as make_numbers
from parcelwright.simulate.speed import DAY, is_peak

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.parameters import Parameters, Placed, Route

_PLACED_HANDOVER_HOUR = 10
_TWO_PARCELS = 0.02
_TWO_ORDERS = 0.01


@dataclass(frozen=True, kw_only=True)
class Sendings:
    """The parcels as sent.

    Args:
        part: Which part of a large world these are, counted from 0.
        routes: What ``route`` counts in.
        first_serial: Where the serials of tracking numbers begin.
        route: Index into the routes of the parameters.
        lane: Number of route and destination together.
        origin: Country number.
        destination: Country number.
        city: Index into the cities of the destination.
        good: Index into the goods.
        pieces: How many of the good, 1 to 3.
        person: Seed of the buyer; the same number is the same buyer.
        order: Number of the order that the parcel fulfills; two parcels may share one.
        second_order: Number of a further order in the same parcel, -1 for most.
        label_at: Seconds since 1970.
        planned_handover_at: When the seller hands it over.
        handed_over_at: The same, infinite when that never happens.
        never_handed_over: Whether it vanishes before any carrier scan.
        placed_stage: Stage of a loss placed by hand, -1 for all others.
        in_peak: Whether it was sent in the peak season.
        pace: Factor on dwell times.
        danger: Factor on risks.
        hold: Chance that customs holds it.
        attempt: Chance that the first delivery fails.
        dispatch_days: Days between two departures of the route.
    """

    part: int
    routes: tuple[Route, ...]
    first_serial: int
    route: NDArray[np.int64]
    lane: NDArray[np.int64]
    origin: NDArray[np.int64]
    destination: NDArray[np.int64]
    city: NDArray[np.int64]
    good: NDArray[np.int64]
    pieces: NDArray[np.int64]
    person: NDArray[np.int64]
    order: NDArray[np.int64]
    second_order: NDArray[np.int64]
    label_at: NDArray[np.float64]
    planned_handover_at: NDArray[np.float64]
    handed_over_at: NDArray[np.float64]
    never_handed_over: NDArray[np.bool_]
    placed_stage: NDArray[np.int64]
    in_peak: NDArray[np.bool_]
    pace: NDArray[np.float64]
    danger: NDArray[np.float64]
    hold: NDArray[np.float64]
    attempt: NDArray[np.float64]
    dispatch_days: NDArray[np.float64]

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Tracking number each; all of one part differ."""
        return _numbers(self.route, self.routes, self.first_serial)


def send(
    count: int,
    now: datetime,
    numbers: Parameters,
    rng: np.random.Generator,
    placed: tuple[Placed, ...] = (),
    part: int = 0,
) -> Sendings:
    """Return ``count`` parcels sent in the months before ``now``, ``placed`` among them."""
    lanes = _lanes(numbers.routes)
    weights = np.array([weight for _, _, weight in lanes])
    lane = rng.choice(len(lanes), size=count, p=weights / weights.sum())
    label, handover = _moments(count, now, numbers, rng)
    stage = np.full(count, -1)
    for i, loss in enumerate(placed[:count]):
        lane[i] = _first_lane(lanes, numbers.routes, loss.carrier)
        handover[i] = _before(now, loss)
        label[i] = handover[i] - 0.7 * DAY
        stage[i] = numbers.stage_index(loss.stage)
    order = np.argsort(label, kind="stable")
    lane, label, handover, stage = lane[order], label[order], handover[order], stage[order]
    never = (rng.random(count) < numbers.world.never_handed_over) & (stage < 0)
    route = np.array([r for r, _, _ in lanes])[lane]
    code = {name: i for i, name in enumerate(places().countries)}
    destination = np.array([code[to] for _, to, _ in lanes])[lane]
    cities = np.array([len(c.cities) for c in places().countries.values()])[destination]
    city = (rng.random(count) * cities).astype(np.int64)
    person = rng.integers(0, 10**6, count)
    first = _shares_order_with(lane, rng)
    return Sendings(
        part=part,
        routes=numbers.routes,
        first_serial=int(rng.integers(10**7, 10**8)),
        route=route,
        lane=lane,
        origin=np.array([code[r.origin] for r in numbers.routes])[route],
        destination=destination,
        city=city[first],
        good=rng.integers(0, len(goods()), count),
        pieces=1 + (rng.random(count) < 0.15).astype(np.int64),  # noqa: PLR2004 - some buy two
        person=person[first],
        order=first,
        second_order=np.where(rng.random(count) < _TWO_ORDERS, count + np.arange(count), -1),
        label_at=label,
        planned_handover_at=handover,
        handed_over_at=np.where(never, np.inf, handover),
        never_handed_over=never,
        placed_stage=stage,
        in_peak=_in_peak(handover),
        pace=_of(numbers.routes, route, "pace"),
        danger=_of(numbers.routes, route, "danger"),
        hold=_of(numbers.routes, route, "hold"),
        attempt=_of(numbers.routes, route, "attempt"),
        dispatch_days=_of(numbers.routes, route, "dispatch_days"),
    )


def _lanes(routes: tuple[Route, ...]) -> list[tuple[int, str, float]]:
    """Return (route, destination, weight) in the order of the data file."""
    return [(i, to, weight) for i, route in enumerate(routes) for to, weight in route.to.items()]


def _first_lane(
    lanes: list[tuple[int, str, float]], routes: tuple[Route, ...], carrier: str
) -> int:
    return next(i for i, (route, _, _) in enumerate(lanes) if routes[route].carrier == carrier)


def _moments(
    count: int, now: datetime, numbers: Parameters, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return label and handover moments: more in the peak, in the daytime, before ``now``."""
    end = now.timestamp()
    days = np.arange(numbers.world.span_days)
    starts = end - (days[::-1] + 1) * DAY
    weight = np.where(_in_peak(starts), numbers.world.peak_order_factor, 1.0)
    day = rng.choice(len(days), size=count, p=weight / weight.sum())
    label = np.floor(starts[day] + rng.random(count) * DAY)
    world = numbers.world
    wait = rng.lognormal(np.log(world.handover_median), world.handover_sigma, count) * DAY
    return label, np.floor(label + wait)


def _before(now: datetime, loss: Placed) -> float:
    """Return ten o'clock UTC on the day so many calendar months and days before ``now``."""
    today = now.astimezone(UTC)
    year, month = divmod(today.year * 12 + today.month - 1 - loss.months, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    same_day = datetime(year, month + 1, day, _PLACED_HANDOVER_HOUR, tzinfo=UTC)
    return same_day.timestamp() - loss.days * DAY


def _in_peak(moments: NDArray[np.floating]) -> NDArray[np.bool_]:
    days, index = np.unique((moments // DAY).astype(np.int64), return_inverse=True)
    table = [is_peak(datetime.fromtimestamp(day * DAY, tz=UTC).date()) for day in days.tolist()]
    return np.array(table, dtype=np.bool_)[index]


def _shares_order_with(lane: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.int64]:
    """Return per parcel the parcel whose order it fulfills: itself, or one just before."""
    first = np.arange(len(lane))
    by_lane = np.argsort(lane, kind="stable")
    before, after = by_lane[:-1], by_lane[1:]
    shares = (lane[before] == lane[after]) & (rng.random(len(before)) < _TWO_PARCELS)
    # A chain of three would be an order of three parcels; only every other link holds.
    shares[1:] &= ~shares[:-1]
    first[after[shares]] = before[shares]
    return first


def _of(routes: tuple[Route, ...], route: NDArray[np.int64], name: str) -> NDArray[np.float64]:
    return np.array([float(getattr(r, name)) for r in routes])[route]


def _numbers(route: NDArray[np.int64], routes: tuple[Route, ...], start: int) -> tuple[str, ...]:
    """Give each parcel the next number of its route."""
    result = np.empty(len(route), dtype=object)
    for i, own in enumerate(routes):
        here = np.flatnonzero(route == i)
        result[here] = make_numbers(own.number, len(here), start + i * 1009)
    return tuple(result.tolist())
