"""What the world gets to hear of the journeys: scans, with everything that scans get wrong.

Scans are missing, repeated, late, at the wrong place or plainly false; whole countries
fall silent and report afterwards in one go. Nothing here tells what is not scanned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate.catalog import places, words
from parcelwright.simulate.speed import DAY
from parcelwright.simulate.stages import (
    ACCEPTED,
    ATTEMPT,
    CUSTOMS,
    DOMESTIC,
    EXPORT_HUB,
    IMPORT,
    LINE_HAUL,
    OFFICE,
    Cause,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from parcelwright.simulate.network import Network, Spells
    from parcelwright.simulate.parameters import Parameters
    from parcelwright.simulate.sendings import Sendings
    from parcelwright.simulate.truth import Truth

_HOUR = 3600.0
# Which stage's chance of a missing scan applies to a kind of scan; others are always heard.
_MISSING_AS = {
    "accepted": ACCEPTED, "export_hub": EXPORT_HUB, "departed": LINE_HAUL, "arrived": IMPORT,
    "customs": CUSTOMS, "cleared": CUSTOMS, "last_mile": IMPORT, "sorted": DOMESTIC,
    "office": OFFICE, "courier": ATTEMPT, "attempt": ATTEMPT, "missorted": OFFICE,
    "returning": OFFICE, "address_problem": OFFICE, "duty_unpaid": CUSTOMS,
}  # fmt: skip
_OF_HALTS = ("address_problem", "duty_unpaid")
_ENDS = ("label", "accepted", "delivered", "returned")


@dataclass(frozen=True, kw_only=True)
class Feed:
    """Scans that were heard, ordered by parcel and moment of hearing.

    Args:
        parcel: Index of the parcel.
        kind: Index into the kinds of scan (:func:`kinds`).
        occurred_at: Seconds since 1970, whole.
        received_at: The same; when somebody learned of it.
        country: Country number of the place.
        place: Index into :func:`place_names`.
        offset_min: Minutes east of UTC at the place.
    """

    parcel: NDArray[np.int32]
    kind: NDArray[np.int8]
    occurred_at: NDArray[np.float64]
    received_at: NDArray[np.float64]
    country: NDArray[np.int8]
    place: NDArray[np.int16]
    offset_min: NDArray[np.int16]

    def __len__(self) -> int:
        """Return how many scans were heard."""
        return len(self.parcel)

    def take(self, rows: NDArray[np.integer] | NDArray[np.bool_]) -> Feed:
        """Return the chosen rows, by number or by mask, in that order."""
        return Feed(**{name: getattr(self, name)[rows] for name in self.__dataclass_fields__})


@cache
def kinds() -> tuple[str, ...]:
    """Return the names of the kinds of scan; a kind's number is its position."""
    return tuple(words())


@cache
def place_names() -> tuple[str, ...]:
    """Return all places: hubs by country, then cities by country, then places off the route."""
    known = places()
    hubs = [country.hub for country in known.countries.values()]
    cities = [city.name for country in known.countries.values() for city in country.cities]
    return (*hubs, *cities, *(other.name for other in known.others))


def feed(
    sent: Sendings,
    truth: Truth,
    network: Network,
    *,
    now: float,
    numbers: Parameters,
    rng: np.random.Generator,
    slips: np.random.Generator,
) -> Feed:
    """Return what was heard of the parcels by ``now`` (seconds since 1970).

    Scans of halted parcels and wrong dates are drawn from ``slips``, all else from ``rng``.
    """
    scans = _scans(sent, truth, numbers, rng)
    count = len(sent.label_at)
    ends_only = rng.random(count) < numbers.feed.ends_only
    parts: list[Feed] = []
    for number, name in enumerate(kinds()):
        moment = scans[name]
        stage = _MISSING_AS.get(name)
        missing = 0.0 if stage is None else numbers.stages[stage].missing
        stream = slips if name in _OF_HALTS else rng
        heard = np.isfinite(moment) & (moment <= now) & (stream.random(count) >= missing)
        if name not in _ENDS:
            heard &= ~ends_only
        parts.append(
            _at_place(
                np.flatnonzero(heard),
                number,
                moment=moment,
                sent=sent,
                numbers=numbers,
                rng=stream,
            )
        )
    whole = _join(parts)
    whole = replace(
        whole,
        received_at=_heard_at(whole, sent, network, numbers, rng),
        offset_min=network.offset_min(whole.country, whole.occurred_at).astype(np.int16),
        occurred_at=_as_dated(whole, sent, numbers, slips),
    )
    whole = _join([whole, _repeats(whole, numbers.feed.duplicate, rng)])
    whole = whole.take(whole.received_at <= now)
    return whole.take(_by_parcel_and_hearing(whole))


def _by_parcel_and_hearing(scans: Feed) -> NDArray[np.int64]:
    """Return the order by parcel, moment of hearing, moment of happening and kind."""
    # Two keys instead of four: moments are whole seconds, far below 2^40.
    happened = scans.occurred_at.astype(np.int64) << 5 | scans.kind
    first = int(scans.received_at.min(initial=0.0))
    heard = scans.received_at.astype(np.int64) - first
    width = int(heard.max(initial=0)).bit_length()
    return np.lexsort((happened, scans.parcel.astype(np.int64) << width | heard))


def _scans(
    sent: Sendings, truth: Truth, numbers: Parameters, rng: np.random.Generator
) -> dict[str, NDArray[np.float64]]:
    """Return the moment of each kind of scan per parcel, infinite where there is none."""
    count, entered = len(sent.label_at), truth.entered
    unscanned = truth.cause == Cause.MISSING_SCAN
    false = truth.cause == Cause.FALSE_DELIVERY
    consolidated = _consolidated(sent, numbers)
    wrong = rng.random(count) < 0.6  # noqa: PLR2004 - some hubs notice the mis-sort and say so
    real = {
        "accepted": entered[:, ACCEPTED] + rng.uniform(0.05, 0.3, count) * _span(truth, ACCEPTED),
        "export_hub": entered[:, EXPORT_HUB],
        "departed": entered[:, LINE_HAUL],
        "arrived": entered[:, IMPORT],
        "customs": entered[:, CUSTOMS],
        "held": np.where(truth.held, _within(truth, CUSTOMS, 0.1), np.inf),
        "cleared": entered[:, DOMESTIC],
        "last_mile": np.where(consolidated, _within(truth, DOMESTIC, 0.1), np.inf),
        "sorted": _within(truth, DOMESTIC, 0.45),
        "office": entered[:, OFFICE],
        "courier": np.where(unscanned, np.inf, _within(truth, OFFICE, 0.7)),
        "attempt": entered[:, ATTEMPT],
        "delivered": np.where(unscanned, np.inf, truth.delivered_at),
        "missorted": np.where(wrong, truth.missorted_at, np.inf),
        "astray": np.where(wrong, np.inf, truth.missorted_at),
        "address_problem": np.where(truth.misaddressed, _within(truth, OFFICE, 0.1), np.inf),
        "duty_unpaid": np.where(truth.owing, _within(truth, CUSTOMS, 0.15), np.inf),
    }
    seen = {name: np.where(at < truth.lost_at, at, np.inf) for name, at in real.items()}
    seen["label"] = sent.label_at
    seen["delivered"] = np.where(false, truth.lost_at, seen["delivered"])
    seen["returning"] = truth.returning_at
    seen["returned"] = truth.returned_at
    again = rng.random(count) < numbers.feed.after_delivered
    seen["seen_again"] = np.where(
        again, seen["delivered"] + rng.uniform(0.5, 4.0, count) * DAY, np.inf
    )
    return {name: np.floor(at) for name, at in seen.items()}


def _span(truth: Truth, stage: int) -> NDArray[np.float64]:
    """Return seconds spent in a stage, 0 where it was never entered."""
    entered = truth.entered[:, stage]
    there = np.isfinite(entered) & np.isfinite(truth.left[:, stage])
    return np.where(there, truth.left[:, stage] - np.where(there, entered, 0.0), 0.0)


def _within(truth: Truth, stage: int, share: float) -> NDArray[np.float64]:
    return truth.entered[:, stage] + share * _span(truth, stage)


def _consolidated(sent: Sendings, numbers: Parameters) -> NDArray[np.bool_]:
    table = np.array([route.contract_party == "consolidator" for route in numbers.routes])
    return np.asarray(table[sent.route], dtype=np.bool_)


def _at_place(
    parcel: NDArray[np.int64],
    kind: int,
    *,
    moment: NDArray[np.float64],
    sent: Sendings,
    numbers: Parameters,
    rng: np.random.Generator,
) -> Feed:
    """Return the scans of one kind with their places, a few of them wrong."""
    countries = places().countries
    codes = list(countries)
    sizes = [len(country.cities) for country in countries.values()]
    first_city = len(codes) + np.concatenate([[0], np.cumsum(sizes)[:-1]])
    where = words()[kinds()[kind]].place
    country = (sent.origin if where.startswith("origin") else sent.destination)[parcel]
    place = country
    if where == "origin_city":
        place = first_city[country]
    elif where == "destination_city":
        place = first_city[country] + sent.city[parcel]
    others = [codes.index(other.country) for other in places().others]
    pick = rng.integers(0, len(others), len(parcel))
    elsewhere = rng.random(len(parcel)) < numbers.feed.wrong_place
    if where == "elsewhere":
        elsewhere = np.ones(len(parcel), dtype=bool)
    return Feed(
        parcel=parcel.astype(np.int32),
        kind=np.full(len(parcel), kind, dtype=np.int8),
        occurred_at=moment[parcel],
        received_at=moment[parcel],
        country=np.where(elsewhere, np.array(others)[pick], country).astype(np.int8),
        place=np.where(elsewhere, len(codes) + sum(sizes) + pick, place).astype(np.int16),
        offset_min=np.zeros(len(parcel), dtype=np.int16),
    )


def _as_dated(
    scans: Feed, sent: Sendings, numbers: Parameters, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the moments that scans state: a few are dated early, though after the label."""
    noise, count = numbers.feed, len(scans)
    early = rng.random(count) < noise.misdated
    slip = np.floor(rng.exponential(noise.misdated_hours * _HOUR, count))
    dated = np.maximum(scans.occurred_at - slip, sent.label_at[scans.parcel])
    return np.where(early, dated, scans.occurred_at)


def _heard_at(
    scans: Feed,
    sent: Sendings,
    network: Network,
    numbers: Parameters,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    """Return when each scan was heard: after a lag, and never during an outage."""
    noise, count = numbers.feed, len(scans)
    lag = rng.lognormal(np.log(noise.lag_median_hours * _HOUR), noise.lag_sigma, count)
    late = rng.random(count) < noise.late
    lag = lag + np.where(late, rng.exponential(noise.late_days * DAY, count), 0.0)
    heard = scans.occurred_at + lag
    for number, spells in enumerate(network.outages):
        heard = _after_spells(heard, np.flatnonzero(scans.country == number), spells)
    carrier = _carriers(numbers)[sent.route][scans.parcel]
    for number, spells in enumerate(network.carrier_outages.values()):
        heard = _after_spells(heard, np.flatnonzero(carrier == number), spells)
    return np.floor(heard)


def _after_spells(
    heard: NDArray[np.float64], rows: NDArray[np.int64], spells: Spells
) -> NDArray[np.float64]:
    """Return the moments with those of some rows put off to the end of the spell they are in."""
    own = heard[rows]
    for begin, end in spells:
        own[(own >= begin) & (own < end)] = end
    heard[rows] = own
    return heard


def _carriers(numbers: Parameters) -> NDArray[np.int64]:
    """Return the number of the carrier of each route, in the order of first appearance."""
    names = [route.carrier for route in numbers.routes]
    known = list(dict.fromkeys(names))
    return np.array([known.index(name) for name in names])


def _repeats(scans: Feed, share: float, rng: np.random.Generator) -> Feed:
    again = scans.take(np.flatnonzero(rng.random(len(scans)) < share))
    wait = np.floor(rng.exponential(0.4 * DAY, len(again))) + 60.0
    return replace(again, received_at=again.received_at + wait)


def _join(parts: Sequence[Feed]) -> Feed:
    names = Feed.__dataclass_fields__
    return Feed(**{n: np.concatenate([getattr(part, n) for part in parts]) for n in names})
