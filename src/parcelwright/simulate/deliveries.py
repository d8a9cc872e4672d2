"""Webhook deliveries: snapshots of a parcel's history so far, some repeated, some late.

Each body holds everything heard up to its moment, as the sources send it. Repeats are
the same bytes again; delayed ones arrive after newer snapshots.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import numpy as np

from parcelwright import plugins
from parcelwright.simulate.catalog import Country, Words, places, words
from parcelwright.simulate.columns import iso
from parcelwright.simulate.draws import Purpose, stream
from parcelwright.simulate.feed import kinds, place_names
from parcelwright.simulate.tables import last_mile, order_cells

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.feed import Feed
    from parcelwright.simulate.parameters import Route
    from parcelwright.simulate.world import Simulated

_HOUR = 3600.0
Body = Callable[["Snapshot"], dict[str, object]]


@dataclass(frozen=True, kw_only=True)
class Scan:
    """One scan as a source would show it; times are ISO 8601 with offset."""

    words: Words
    occurred_at: str
    occurred_utc: str
    received_utc: str
    description: str
    code: str
    place: str
    country: str
    iso3: str
    country_name: str


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a source knows of a parcel at a moment; scans oldest first, at least one.

    ``previous`` is the last scan of the snapshot before, None in the first.
    """

    identity: str
    number: str
    route: Route
    origin: Country
    destination: Country
    origin_code: str
    destination_code: str
    order_number: str
    last_mile_number: str
    last_mile_carrier: str
    created_utc: str
    moment: int
    moment_utc: str
    scans: tuple[Scan, ...]
    previous: Scan | None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One webhook request: when it came (UTC) and its exact bytes."""

    source: str
    tracking_number: str
    received_at: datetime
    body: bytes


def sources() -> tuple[str, ...]:
    """Return the slugs of the sources whose payloads can be made."""
    return tuple(sorted(_bodies()))


def deliveries(
    world: Simulated, source: str, parcels: NDArray[np.bool_] | None = None
) -> tuple[Delivery, ...]:
    """Return the webhook requests of a source by ``now``, in the order of arrival.

    Args:
        world: The world.
        source: One of :func:`sources`.
        parcels: Mask over parcels; all when absent.

    Raises:
        KeyError: No such source.
    """
    make = _bodies()[source]
    rng = stream(world.seed, Purpose.REQUESTS, world.part)
    chances, now = world.numbers.sample_shop, world.now.timestamp()
    found: list[tuple[float, int, Delivery]] = []
    for snapshot in _snapshots(world, parcels):
        text = json.dumps(make(snapshot), ensure_ascii=False, separators=(",", ":"))
        delayed = rng.random() < chances.webhook_delayed
        arrival = snapshot.moment + (rng.exponential(30.0) * _HOUR if delayed else 2.0)
        times = [arrival]
        if rng.random() < chances.webhook_repeated:
            times.append(arrival + rng.uniform(0.01, 20.0) * _HOUR)
        for when in times:
            at = datetime.fromtimestamp(int(min(when, now)), tz=UTC)
            request = Delivery(
                source=source, tracking_number=snapshot.number, received_at=at, body=text.encode()
            )
            found.append((at.timestamp(), len(found), request))
    return tuple(request for _, _, request in sorted(found, key=lambda entry: entry[:2]))


def _bodies() -> dict[str, Body]:
    found = plugins.modules("parcelwright.simulate.payloads").values()
    return {module.SOURCE: cast("Body", module.body) for module in found}


def _snapshots(world: Simulated, parcels: NDArray[np.bool_] | None) -> list[Snapshot]:
    """Return every snapshot of the chosen parcels, by parcel and moment."""
    heard = world.feed if parcels is None else world.feed.take(parcels[world.feed.parcel])
    if not len(heard):
        return []
    starts = np.flatnonzero(np.diff(heard.parcel, prepend=-1))
    local = last_mile(world)
    numbers_of_orders = order_cells(world.sent)
    at, heard_at = iso(heard.occurred_at, heard.offset_min), _utc(heard.received_at)
    at_utc = _utc(heard.occurred_at)
    shown = _scan_maker(world)
    result: list[Snapshot] = []
    for begin, end in zip(starts.tolist(), [*starts[1:].tolist(), len(heard)], strict=True):
        parcel = int(heard.parcel[begin])
        rows = range(begin, end)
        scans = [
            (
                float(heard.occurred_at[row]),
                row - begin,
                shown(heard, row, at[row], at_utc[row], heard_at[row]),
            )
            for row in rows
        ]
        previous: Scan | None = None
        most = world.numbers.sample_shop.snapshots
        for last in _moments(heard.received_at[begin:end], most):
            known = tuple(scan for _, _, scan in sorted(scans[: last + 1], key=lambda s: s[:2]))
            moment = int(heard.received_at[begin + last])
            snapshot = _snapshot(
                world,
                parcel,
                moment=moment,
                scans=known,
                previous=previous,
                local=local,
                numbers_of_orders=numbers_of_orders,
            )
            result.append(snapshot)
            previous = known[-1]
    return result


def _moments(received_at: NDArray[np.float64], most: int) -> list[int]:
    """Return up to ``most`` positions among scans, evenly spread, the last one included.

    Scans heard at one moment stand in one snapshot, so a position is the last of its moment.
    """
    count = len(received_at)
    wanted = [round((count - 1) * (i + 1) / most) for i in range(most)]
    ends = np.searchsorted(received_at, received_at[wanted], side="right") - 1
    return sorted(set(ends.tolist()))


def _scan_maker(world: Simulated) -> Callable[[Feed, int, str, str, str], Scan]:
    codes, countries = list(places().countries), list(places().countries.values())
    said, names = [words()[name] for name in kinds()], place_names()
    routes = [world.numbers.routes[i] for i in world.sent.route.tolist()]

    def made(heard: Feed, row: int, at: str, at_utc: str, heard_at: str) -> Scan:
        own = said[int(heard.kind[row])]
        country = int(heard.country[row])
        route = routes[int(heard.parcel[row])]
        return Scan(
            words=own,
            occurred_at=at,
            occurred_utc=at_utc,
            received_utc=heard_at,
            description=own.text(route.language),
            code=own.emsevt if route.codes == "emsevt" else "",
            place=names[int(heard.place[row])],
            country=codes[country],
            iso3=countries[country].iso3,
            country_name=countries[country].name,
        )

    return made


def _snapshot(
    world: Simulated,
    parcel: int,
    *,
    moment: int,
    scans: tuple[Scan, ...],
    previous: Scan | None,
    local: list[tuple[str, str]],
    numbers_of_orders: list[str],
) -> Snapshot:
    codes, sent = list(places().countries), world.sent
    origin, destination = codes[sent.origin[parcel]], codes[sent.destination[parcel]]
    number = sent.numbers[parcel]
    handed = any(scan.words.milestone == "HANDED_TO_LAST_MILE" for scan in scans)
    last_number, last_carrier = local[parcel] if handed else ("", "")
    return Snapshot(
        identity=hashlib.sha256(f"{world.seed}/{number}/{moment}".encode()).hexdigest(),
        number=number,
        route=world.numbers.routes[sent.route[parcel]],
        origin=places().countries[origin],
        destination=places().countries[destination],
        origin_code=origin,
        destination_code=destination,
        order_number=numbers_of_orders[parcel],
        last_mile_number=last_number,
        last_mile_carrier=last_carrier,
        created_utc=_utc(sent.label_at[parcel : parcel + 1])[0],
        moment=moment,
        moment_utc=_utc(np.array([float(moment)]))[0],
        scans=scans,
        previous=previous,
    )


def _utc(moments: NDArray[np.float64]) -> list[str]:
    """Return moments as ISO 8601 texts ending in ``Z``."""
    stamps = np.datetime_as_string(moments.astype("int64").astype("datetime64[s]"))
    return [f"{stamp}Z" for stamp in stamps.tolist()]
