"""What a hundred thousand parcels can claim: status and days alone, and all of it."""

from __future__ import annotations

import gc
import resource
import time
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from benchmarks._scale import ENTITLED
from benchmarks._troubled import CONTRACTS, ON, batches
from benchmarks.figure import Figure, rated
from parcelwright.claims.entitlement import Clerk
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks._troubled import Troubled

DATABASE = False
_BATCH = 1000
_KB_IN_MB = 1024
_PERIOD = timedelta(days=180)


def run(database: str) -> list[Figure]:
    """Return the rates, and the most memory after all parcels against that after a tenth.

    They are those of status and days alone, with law and holder beside them, and of all of it.
    Parcels are made anew for each, a batch at a time between the measured stretches. Time is
    that of one core, whatever else the machine does meanwhile.
    """
    del database
    _entitle(next(batches(_BATCH, _BATCH)), _clerk(), explained=True)
    # As the worker does: what is loaded now is never searched for garbage again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    floor, _ = _measured(_floor)
    full, early = _measured(partial(_entitle, clerk=_clerk(), explained=True))
    brief, _ = _measured(partial(_entitle, clerk=_clerk(), explained=False))
    alone, _ = _measured(partial(_remedies, clerk=_clerk()))
    against = "one look-up and one date each"
    tenth = "after a tenth of the parcels"
    return [
        rated("entitle, status and days", unit="parcels/s", rate=alone, against=against,
              floor_rate=floor),
        rated("entitle, with law and holder", unit="parcels/s", rate=brief, against=against,
              floor_rate=floor),
        rated("entitle, explained", unit="parcels/s", rate=full, against=against,
              floor_rate=floor),
        rated("entitle, memory", unit="MB", rate=_most_memory(), against=tenth, floor_rate=early),
    ]  # fmt: skip


def _measured(work: Callable[[list[Troubled]], None]) -> tuple[float, float]:
    """Return parcels for each second of one core, and the most memory after a tenth of them."""
    spent, handled, early = 0.0, 0, 0.0
    for batch in batches(ENTITLED, _BATCH):
        started = time.process_time()
        work(batch)
        spent += time.process_time() - started
        handled += len(batch)
        if not early and handled >= ENTITLED / 10:
            early = _most_memory()
    return ENTITLED / spent, early


def _floor(parcels: list[Troubled]) -> None:
    """Do the least that an answer takes: find a carrier's period, and add it to a day."""
    periods = dict.fromkeys(shipped_book().by_slug, _PERIOD)
    for one in parcels:
        accepted = one.parcel.handed_over_at
        if accepted is not None:
            _ = accepted.day + periods.get(one.parcel.carrier, _PERIOD) < ON


def _entitle(parcels: list[Troubled], clerk: Clerk, *, explained: bool) -> None:
    for one in parcels:
        clerk.entitle(one.parcel, one.journey, known=one.known, explained=explained)


def _remedies(parcels: list[Troubled], clerk: Clerk) -> None:
    for one in parcels:
        clerk.remedies(one.parcel, one.journey, known=one.known)


def _clerk() -> Clerk:
    return Clerk(shipped_book(), ON, shipped_rates(), contracts=CONTRACTS)


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_IN_MB
