"""What the rows of a file say, in parts that are small enough for one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from parcelwright.interchange.columns import Kind
from parcelwright.interchange.events import from_file
from parcelwright.interchange.grouping import group_orders, group_parcels
from parcelwright.interchange.matching import Matching, match_columns
from parcelwright.interchange.orders import Order
from parcelwright.interchange.parcels import parcel_cells
from parcelwright.interchange.preview import read_import
from parcelwright.interchange.tables import open_table
from parcelwright.parcels.events import EventTime, Parsed, TrackingEvent
from parcelwright.parcels.parcel import Parcel
from parcelwright_web import blobs
from parcelwright_web.actions.parcel_columns import Origin, Word
from parcelwright_web.actions.statements import Named, Told, further_numbers, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from parcelwright.interchange.reading import RowResult
    from parcelwright.interchange.tables import Table
    from parcelwright_web.models.intake import Import

KINDS = (Kind.PARCELS, Kind.ORDERS, Kind.EVENTS, Kind.REPORTS)
ROWS_TOGETHER = 5000


@dataclass(frozen=True, kw_only=True)
class Part:
    """Some rows of a file that follow each other, read.

    ``rows`` counts them all, refused ones too.
    """

    rows: int
    results: list[RowResult[Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class OpenFile:
    """A file as it is read: its columns, and what each row of it becomes.

    Args:
        header: Names of its columns.
        missing: The column without which it says nothing, when it is not there; else empty.
        about: What the preview tells of the file itself.
        results: Reads it from the start, row by row.
    """

    header: tuple[str, ...]
    missing: str = ""
    about: dict[str, Any]
    results: Callable[[], Iterator[RowResult[Any]]]


def open_rows(batch: Import, table: Table) -> OpenFile:
    """Return a table as it is read with the columns of the import."""
    matching = matching_of(batch, table)
    return OpenFile(
        header=table.header,
        missing=matching.missing,
        about={
            "format": table.format,
            "encoding": table.encoding,
            "separator": table.separator,
            "verified": matching.verified,
            "ambiguous": list(matching.ambiguous),
        },
        results=partial(read_import, table, matching),
    )


@contextmanager
def table_of(batch: Import) -> Iterator[Table]:
    """Open the file of an import as a table.

    Raises:
        InputFileError: It is not a table that can be read.
    """
    with blobs.open_blob(batch.tenant_id, batch.blob) as file:
        yield open_table(file, batch.file_name)


def matching_of(batch: Import, table: Table) -> Matching:
    """Return how the columns of an import are matched: as a person settled, else as found."""
    layout = batch.preset
    remembered = {column: tuple(headers) for column, headers in batch.mapping.items()}
    found = match_columns(table.header, remembered or None, layout=layout)
    return found.of_kind(Kind(batch.kind)) if batch.kind else found


def parts(results: Iterable[RowResult[Any]], skip: int = 0) -> Iterator[Part]:
    """Yield the rows of a file in parts; rows of one number stay together.

    ``skip`` rows are left out, as those that were applied before.
    """
    waiting: list[RowResult[Any]] = []
    seen = 0
    for result in results:
        seen += 1
        if seen <= skip:
            continue
        is_apart = not waiting or _number(result) != _number(waiting[-1])
        if len(waiting) >= (ROWS_TOGETHER if is_apart else 2 * ROWS_TOGETHER):
            yield Part(rows=len(waiting), results=waiting)
            waiting = []
        waiting.append(result)
    if waiting:
        yield Part(rows=len(waiting), results=waiting)


def _number(result: RowResult[Any]) -> str:
    found = result.found
    if isinstance(found, Order):
        return found.order_number
    return found.tracking_number if found is not None else ""


def orders_in(part: Part) -> tuple[Order, ...]:
    """Return the orders of a part, several rows of one put together."""
    return group_orders(r.found for r in part.results if isinstance(r.found, Order))


def told_by(part: Part, batch: Import) -> Told:
    """Return what the rows of a part say of parcels and what happened to them."""
    events = [r.found for r in part.results if isinstance(r.found, TrackingEvent)]
    parsed = Parsed(events=tuple(from_file(event, batch.digest) for event in events))
    found, _ = told(
        parsed,
        shop_id=batch.shop_id,
        received_at=batch.uploaded_at,
        digest=batch.digest,
        batch_id=batch.pk,
    )
    parcels = group_parcels(r.found for r in part.results if isinstance(r.found, Parcel))
    return replace(found, named=tuple(_named(parcel, batch) for parcel in parcels))


def _named(parcel: Parcel, batch: Import) -> Named:
    starts = tuple(_instants((parcel.accepted_at, parcel.label_created_at, parcel.handed_over_at)))
    others = (parcel.last_mile_number, parcel.waybill_number, *parcel.other_numbers)
    known = [*starts, *_instants((parcel.ordered_at, parcel.paid_at))]
    return Named(
        number=parcel.tracking_number,
        word=Word(
            values=parcel_cells(parcel),
            origin=Origin.FILE,
            received_at=batch.uploaded_at,
            digest=batch.digest,
        ),
        at=max(known, default=batch.uploaded_at),
        starts=starts,
        further=further_numbers(parcel.tracking_number, *others),
        is_alone=True,
    )


def _instants(times: Iterable[EventTime | None]) -> list[datetime]:
    return [time.utc for time in times if time is not None]


if TYPE_CHECKING:
    from datetime import datetime
