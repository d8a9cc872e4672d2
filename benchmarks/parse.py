"""Tracking events per second from webhook bodies to events; pure, without a database."""

from __future__ import annotations

import json
import time
from itertools import islice

from benchmarks._installation import NOW, SOURCE
from benchmarks._scale import EVENTS, PARCELS
from benchmarks._shipments import bodies, shipments
from benchmarks.figure import Figure, rated
from parcelwright import sources

DATABASE = False
_AT_ONCE = 2_000


def run(database: str) -> list[Figure]:
    """Return the rate of reading bodies beside that of the language's own JSON reader."""
    del database
    parse = sources.by_slug(SOURCE).parse
    waiting = bodies(shipments(PARCELS))
    spent = decoding = 0.0
    found = 0
    while some := list(islice(waiting, _AT_ONCE)):
        started = time.perf_counter()
        found += sum(len(parse(body, NOW).events) for body in some)
        parsed = time.perf_counter()
        for body in some:
            json.loads(body)
        spent += parsed - started
        decoding += time.perf_counter() - parsed
    if found != EVENTS:
        raise RuntimeError(f"{found} of {EVENTS} events were read")
    return [
        rated(
            "parse",
            unit="events/s",
            rate=EVENTS / spent,
            against="json.loads of the same bodies",
            floor_rate=EVENTS / decoding,
        )
    ]
