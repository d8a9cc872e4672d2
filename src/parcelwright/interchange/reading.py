"""Reads whole files into parcels, events, orders, outcomes and reports.

Every function takes a path or an open binary file, and a matching of columns where the
file's own names do not tell enough.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from parcelwright.interchange.cellreader import CellReader, used_headers
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.conventions import Conventions, decide
from parcelwright.interchange.events import event_of
from parcelwright.interchange.matching import Matching, match_columns
from parcelwright.interchange.orders import order_of
from parcelwright.interchange.outcomes import outcome_of
from parcelwright.interchange.parcels import parcel_of
from parcelwright.interchange.problems import CellProblem, Trouble
from parcelwright.interchange.reports import report_of
from parcelwright.interchange.rowrules import counted_rows
from parcelwright.interchange.tables import Row, Table, open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from parcelwright.interchange.orders import Order
    from parcelwright.interchange.outcomes import Outcome
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.parcel import Parcel

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class RowResult(Generic[T_co]):
    """What one row became: an object, or None with the problems that refused it."""

    row: Row
    found: T_co | None
    problems: tuple[CellProblem, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Reading(Generic[T]):
    """Everything a file said: objects in file order, and what could not be used."""

    rows: tuple[T, ...]
    problems: tuple[CellProblem, ...] = ()


def read_parcels(
    path_or_file: str | Path | IO[bytes], matching: Matching | None = None
) -> Reading[Parcel]:
    """Return the parcels of a file, one per row.

    Raises:
        InputFileError: The file is not a table.
    """
    return _read(path_or_file, matching, Kind.PARCELS, parcel_of)


def read_chosen_parcels(
    path_or_file: str | Path | IO[bytes], rows: Collection[int]
) -> Reading[Parcel]:
    """Return some parcels of a file, in file order; what other rows say is not looked at.

    Args:
        path_or_file: The file.
        rows: Which parcels, counted from 0 as rows of what ``bulk.read_columns`` returns.

    Raises:
        InputFileError: The file is not a table.
    """
    return _gathered(each_chosen_parcel(path_or_file, rows))


def each_chosen_parcel(
    path_or_file: str | Path | IO[bytes], rows: Collection[int]
) -> Iterator[RowResult[Parcel]]:
    """Yield some parcels of a file one at a time, in file order, and rows with problems.

    Args:
        path_or_file: The file.
        rows: As for :func:`read_chosen_parcels`; looked into when a row is reached.

    Raises:
        InputFileError: The file is not a table.
    """
    numbered = count()

    def chosen(cells: CellReader) -> Parcel | None:
        named = bool(cells.number("tracking_number"))
        return parcel_of(cells) if named and next(numbered) in rows else None

    table = open_table(path_or_file)
    matching = match_columns(table.header).of_kind(Kind.PARCELS)
    if matching.missing:
        return
    for result in results(table, matching, chosen):
        if result.found is not None or result.problems:
            yield result


def read_events(
    path_or_file: str | Path | IO[bytes], matching: Matching | None = None
) -> Reading[TrackingEvent]:
    """Return the tracking events of a file, one per row.

    Raises:
        InputFileError: The file is not a table.
    """
    return _read(path_or_file, matching, Kind.EVENTS, event_of)


def read_outcomes(
    path_or_file: str | Path | IO[bytes], matching: Matching | None = None
) -> Reading[Outcome]:
    """Return the outcomes of a file, one per row.

    Raises:
        InputFileError: The file is not a table.
    """
    return _read(path_or_file, matching, Kind.OUTCOMES, outcome_of)


def read_orders(
    path_or_file: str | Path | IO[bytes], matching: Matching | None = None
) -> Reading[Order]:
    """Return the orders of a file, one per row; see ``preview`` to join rows of one order.

    Raises:
        InputFileError: The file is not a table.
    """
    return _read(path_or_file, matching, Kind.ORDERS, order_of)


def read_reports(
    path_or_file: str | Path | IO[bytes], matching: Matching | None = None
) -> Reading[TrackingEvent]:
    """Return buyers' reports of a file as events of the source ``buyer``.

    Raises:
        InputFileError: The file is not a table.
    """
    return _read(path_or_file, matching, Kind.REPORTS, report_of)


def conventions_of(table: Table, matching: Matching) -> Conventions:
    """Return how a file writes dates and amounts; a layout's own order of dates comes second."""
    found = decide(table.rows(), matching.mapping, native=matching.native)
    preset = matching.preset
    if found.date_order is None and not found.contradicts and preset and preset.date_order:
        return Conventions(date_order=preset.date_order, decimal_comma=found.decimal_comma)
    return found


def results(
    table: Table, matching: Matching, make: Callable[[CellReader], T | None]
) -> Iterator[RowResult[T]]:
    """Yield what each row of a table becomes."""
    conventions = conventions_of(table, matching)
    preset = matching.preset
    mapping = matching.used
    used = used_headers(mapping)
    units, constants = (preset.units, preset.constants) if preset else ({}, {})
    for row in counted_rows(table.rows(), matching):
        cells = CellReader(
            row=row,
            mapping=mapping,
            conventions=conventions,
            units=units,
            constants=constants,
            used=used,
        )
        found = make(cells)
        yield RowResult(row=row, found=found, problems=tuple(cells.problems))


def _read(
    path_or_file: str | Path | IO[bytes],
    matching: Matching | None,
    kind: Kind,
    make: Callable[[CellReader], T | None],
) -> Reading[T]:
    table = open_table(path_or_file)
    matching = (matching or match_columns(table.header)).of_kind(kind)
    if matching.missing:
        lacking = CellProblem(row=0, column=matching.missing, trouble=Trouble.EMPTY_FILE)
        return Reading(rows=(), problems=(lacking,))
    return _gathered(results(table, matching, make))


def _gathered(rows: Iterable[RowResult[T]]) -> Reading[T]:
    found: list[T] = []
    problems: list[CellProblem] = []
    for result in rows:
        problems += result.problems
        if result.found is not None:
            found.append(result.found)
    return Reading(rows=tuple(found), problems=tuple(problems))
