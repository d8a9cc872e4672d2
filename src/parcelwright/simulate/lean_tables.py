"""Tables of large worlds: an integer ``parcel_id`` for the number, and no buyers or orders.

Texts are coded, which Parquet keeps and every reader shows as text.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.simulate import columns
from parcelwright.simulate.catalog import goods, places, words
from parcelwright.simulate.columns import coded
from parcelwright.simulate.feed import place_names
from parcelwright.simulate.reports import reported
from parcelwright.simulate.tables import CURRENCY, PACKING_G, first_heard, promised_by

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.simulate.world import Simulated

_MOST_PIECES = 2
_times = partial(columns.times, texts=coded)


def identified(rows: NDArray[np.integer], first_id: int) -> dict[str, pa.Array]:
    """Return the column that names parcels by integers, the part's first being ``first_id``."""
    return {"parcel_id": pa.array(rows.astype(np.int64) + first_id)}


def lean_parcels(world: Simulated, first_id: int) -> pa.Table:
    """Return what detection needs of each parcel."""
    sent, routes, stock = world.sent, world.numbers.routes, goods()
    count = len(sent.route)
    at_home = world.network.offset_min(sent.origin, sent.label_at)
    codes = list(places().countries)
    known = sent.planned_handover_at <= world.now.timestamp()
    sizes = [len(country.cities) for country in places().countries.values()]
    first_city = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    cities = [city for country in places().countries.values() for city in country.cities]
    city = first_city[sent.destination] + sent.city
    values = [f"{good.value * n:.2f}" for good in stock for n in range(1, _MOST_PIECES + 1)]
    weight = np.array([good.weight_g for good in stock])[sent.good] * sent.pieces + PACKING_G
    return pa.table({
        **identified(np.arange(count), first_id),
        "carrier": coded([r.carrier for r in routes], sent.route),
        "service": coded([r.service for r in routes], sent.route),
        **_times("label_created_at", sent.label_at, at_home),
        **_times("handed_over_at", np.where(known, sent.planned_handover_at, np.inf), at_home),
        **_times("accepted_at", first_heard(world, "accepted"), at_home),
        "origin_country": coded(codes, sent.origin),
        "destination_country": coded(codes, sent.destination),
        "destination_region": coded([c.region for c in cities], city),
        "destination_postal_code": coded([c.postal_code for c in cities], city),
        **_times("promised_by", promised_by(sent), at_home),
        "value": coded(values, sent.good * _MOST_PIECES + sent.pieces - 1),
        "currency": coded([CURRENCY], np.zeros_like(sent.good)),
        "weight_g": pa.array(weight),
        "contract_party": coded([r.contract_party for r in routes], sent.route),
    })  # fmt: skip


def lean_events(world: Simulated, first_id: int) -> pa.Table:
    """Return the scans that were heard, by parcel and in the order of hearing."""
    heard, routes = world.feed, world.numbers.routes
    route, said = world.sent.route[heard.parcel], list(words().values())
    emsevt = np.array([r.codes == "emsevt" for r in routes])[route]
    has_code = emsevt & np.array([bool(w.emsevt) for w in said])[heard.kind]
    utc = np.zeros(len(heard), dtype=np.int64)
    return pa.table({
        **identified(heard.parcel, first_id),
        "carrier": coded([r.carrier for r in routes], route),
        **_times("occurred_at", heard.occurred_at, heard.offset_min),
        **_times("received_at", heard.received_at, utc),
        "milestone": coded([w.milestone for w in said], heard.kind),
        "code": coded([w.emsevt for w in said], np.where(has_code, heard.kind, -1)),
        "code_table": coded(["emsevt"], np.where(has_code, 0, -1)),
        "place": coded(place_names(), heard.place),
        "country": coded(list(places().countries), heard.country),
    })  # fmt: skip


def lean_reports(world: Simulated, first_id: int) -> pa.Table:
    """Return the reports "not received" made by ``now``, oldest first within the part."""
    when, rows = reported(world)
    offset = world.network.offset_min(world.sent.destination[rows], when[rows])
    return pa.table({
        **identified(rows, first_id),
        "report": coded(["not_received"], np.zeros(len(rows), dtype=np.int64)),
        **_times("reported_at", when[rows], offset),
    })  # fmt: skip
