"""Tracks from parcels with their journeys, and straight from tables for many parcels."""

from __future__ import annotations

from math import inf, nan
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.columns import day_number
from parcelwright.analytics.table_columns import day_column, rows_of_events, text_column
from parcelwright.diagnosis.incidents.tracks import (
    MARK_CODE,
    MARKS,
    SAID_HANDED_OVER,
    Tracks,
    is_step,
)
from parcelwright.parcels.events import Milestone

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa
    from numpy.typing import NDArray

    from parcelwright.parcels.events import EventTime, TrackingEvent
    from parcelwright.parcels.journey import Journey
    from parcelwright.parcels.parcel import Parcel

# Facts of events that name the bag or the flight.
BAG, FLIGHT = "receptacle", "flight"
_PARCEL = ("carrier", "service", "account", "origin", "destination", "manifest")
_STEP_TEXTS = ("by", "place", "country", "source", "bag", "flight")
_COLUMN_OF = {
    "account": "carrier_account", "origin": "origin_country",
    "destination": "destination_country", "by": "carrier", "bag": BAG,
}  # fmt: skip
_STEP = np.array([is_step(mark) for mark in MARKS])


class _Pool:
    """Gives each text a number, the empty one 0."""

    def __init__(self) -> None:
        self._index = {"": 0}

    def __call__(self, text: str) -> int:
        return self._index.setdefault(text, len(self._index))

    def column(self, table: pa.Table, name: str) -> NDArray[np.int32]:
        coded = text_column(table, name).combine_chunks().dictionary_encode()
        own = np.array([self(text) for text in coded.dictionary.to_pylist()], np.int32)
        if not len(own):
            return np.zeros(table.num_rows, np.int32)
        return np.asarray(own[np.asarray(coded.indices)], np.int32)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._index)


def tracks_of(parcels: Iterable[tuple[Parcel, Journey]]) -> Tracks:
    """Return the tracks of few parcels, one entry each in order."""
    pool = _Pool()
    texts: dict[str, list[int]] = {name: [] for name in (*_PARCEL, *_STEP_TEXTS)}
    numbers: dict[str, list[float]] = {name: [] for name in ("row", "at", "heard", "mark")}
    complained: list[float] = []
    for row, (parcel, journey) in enumerate(parcels):
        for name, text in zip(_PARCEL, _texts_of(parcel), strict=True):
            texts[name].append(pool(text))
        complained.append(_complaint(journey))
        for day, heard, mark, said in _steps_of(parcel, journey):
            for name, number in zip(numbers, (row, day, heard, MARK_CODE[mark]), strict=True):
                numbers[name].append(number)
            for name, text in zip(_STEP_TEXTS, said, strict=True):
                texts[name].append(pool(text))
    return _sorted(
        {name: np.array(values, np.int32) for name, values in texts.items()},
        {name: np.array(values, np.float64) for name, values in numbers.items()},
        np.array(complained, np.float64),
        pool.names,
    )


def tracks_from_tables(
    parcels: pa.Table, events: pa.Table, complained: NDArray[np.float64] | None = None
) -> Tracks:
    """Return the tracks of many parcels, one entry per row of ``parcels``.

    Args:
        parcels: Columns of ``interchange``.
        events: The same; may also have the columns ``receptacle`` and ``flight``.
        complained: Day of each buyer's first complaint, NaN where there is none, in addition
            to those among the events.
    """
    pool = _Pool()
    texts = {name: pool.column(parcels, _COLUMN_OF.get(name, name)) for name in _PARCEL}
    of = rows_of_events(parcels, events)
    happened, received = day_column(events, "occurred_at"), day_column(events, "received_at")
    at = np.where(np.isnan(happened), received, happened)
    mark = _marks(events)
    complained = np.full(parcels.num_rows, np.nan) if complained is None else complained.copy()
    told = (of >= 0) & (mark == MARK_CODE[Milestone.REPORTED_NOT_RECEIVED]) & ~np.isnan(at)
    np.fmin.at(complained, of[told], at[told])
    chosen = np.flatnonzero((of >= 0) & _STEP[mark] & ~np.isnan(at))
    handed = day_column(parcels, "handed_over_at")
    own = np.flatnonzero(~np.isnan(handed))
    nothing = np.zeros(len(own), np.int32)
    for name in _STEP_TEXTS:
        column = pool.column(events, _COLUMN_OF.get(name, name))
        texts[name] = np.concatenate((nothing, column[chosen]))
    said = np.full(len(own), MARK_CODE[SAID_HANDED_OVER])
    numbers = {
        "row": np.concatenate((own, of[chosen])).astype(np.float64),
        "at": np.concatenate((handed[own], at[chosen])),
        "heard": np.concatenate((handed[own], np.fmax(at, received)[chosen])),
        "mark": np.concatenate((said, mark[chosen])).astype(np.float64),
    }
    return _sorted(texts, numbers, complained, pool.names)


def _sorted(
    texts: dict[str, NDArray[np.int32]],
    numbers: dict[str, NDArray[np.float64]],
    complained: NDArray[np.float64],
    names: tuple[str, ...],
) -> Tracks:
    order = np.lexsort((numbers["heard"], numbers["mark"], numbers["at"], numbers["row"]))
    # A scan told twice was news the first time only.
    again = np.zeros(len(order), np.bool_)
    again[1:] = np.all(
        [numbers[name][order][1:] == numbers[name][order][:-1] for name in ("row", "at", "mark")],
        axis=0,
    )
    order = order[~again]
    return Tracks(
        **{name: texts[name] for name in _PARCEL},
        **{name: texts[name][order] for name in _STEP_TEXTS},
        row=numbers["row"][order].astype(np.int32),
        at=numbers["at"][order],
        heard=numbers["heard"][order],
        mark=numbers["mark"][order].astype(np.int16),
        complained=complained,
        names=names,
    )


def _texts_of(parcel: Parcel) -> tuple[str, ...]:
    lane = parcel.lane
    return (
        parcel.carrier, parcel.service, parcel.carrier_account, lane.origin_country,
        lane.destination_country, parcel.manifest,
    )  # fmt: skip


def _steps_of(
    parcel: Parcel, journey: Journey
) -> Iterable[tuple[float, float, Milestone, tuple[str, ...]]]:
    if parcel.handed_over_at is not None:
        day = day_number(parcel.handed_over_at.utc)
        yield day, day, SAID_HANDED_OVER, ("",) * len(_STEP_TEXTS)
    for event in journey.events:
        at = _day(event.occurred_at) if event.occurred_at is not None else _heard(event)
        if is_step(event.milestone) and at == at:  # noqa: PLR0124 - NaN: no time is known
            facts = dict(event.facts)
            said = (event.carrier, event.place, event.country, event.source)
            named = (facts.get(BAG, ""), facts.get(FLIGHT, ""))
            heard = _heard(event)
            yield at, at if heard != heard else max(at, heard), event.milestone, (*said, *named)  # noqa: PLR0124 - NaN as above


def _complaint(journey: Journey) -> float:
    # When the buyer said so counts, not when a file of old messages was brought in.
    days = [
        _day(event.occurred_at) if event.occurred_at is not None else _heard(event)
        for event in journey.events
        if event.milestone is Milestone.REPORTED_NOT_RECEIVED
    ]
    first = min(days, default=inf)
    return nan if first == inf else first


def _heard(event: TrackingEvent) -> float:
    return nan if event.received_at is None else day_number(event.received_at)


def _day(time: EventTime | None) -> float:
    return nan if time is None else day_number(time.utc)


def _marks(events: pa.Table) -> NDArray[np.intp]:
    unknown = MARK_CODE[Milestone.UNKNOWN]
    codes = {mark.value: code for mark, code in MARK_CODE.items()}
    coded = text_column(events, "milestone").combine_chunks().dictionary_encode()
    own = np.array([codes.get(text, unknown) for text in coded.dictionary.to_pylist()], np.intp)
    if not len(own):
        return np.full(events.num_rows, unknown, np.intp)
    return np.asarray(own[np.asarray(coded.indices)], np.intp)
