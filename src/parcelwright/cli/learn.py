"""``parcelwright learn``: the arrival table from parcels and their events."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from parcelwright.analytics.clock_storage import write_clock
from parcelwright.analytics.columns import moment_of
from parcelwright.analytics.doubts import doubts_of, later_events, left_out
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.ledger import opened, refreshed
from parcelwright.analytics.ledger_files import read_ledger, write_ledger
from parcelwright.analytics.newest import newest_day
from parcelwright.analytics.storage import printed, write_table
from parcelwright.analytics.table_columns import day_column
from parcelwright.cli._calendar import calendar_option, speeds_of
from parcelwright.cli._engine import engine_options, history_of, refuse_without_engine
from parcelwright.cli._read_columns import read_columns
from parcelwright.errors import InputFileError
from parcelwright.parcels.events import EventTime, TimeKind

if TYPE_CHECKING:
    from datetime import datetime

    import pyarrow as pa

    from parcelwright.analytics.columns import Columns


@click.command()
@click.option("--parcels", required=True, help="Parcels file.")
@click.option("--events", required=True, help="Events file.")
@click.option("--until", default="", help="Last day that is known; by default the newest event's.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Table to write.")
@click.option(
    "--clock", type=click.Path(path_type=Path), help="Write the speed of the networks here, too."
)
@click.option(
    "--ledger",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder that remembers what was learned from: give it each day's new files alone.",
)
@calendar_option
@engine_options
def command(
    *,
    parcels: str,
    events: str,
    until: str,
    out: Path,
    clock: Path | None,
    ledger: Path | None,
    calendar: Path | None,
    engine: str | None,
    master: str,
    memory: str,
) -> None:
    """Learn how long parcels take and how many are lost, from closed journeys.

    With an engine the files are Parquet, and may be addresses such as s3://bucket/parcels/.
    With a ledger a journey that ended a month ago is kept as one row, and its events are never
    read again.
    """
    told = _told(until)
    if engine is None:
        refuse_without_engine(master, parcels, events)
        columns, moment = _from_files(parcels, events, told, ledger)
    elif ledger is not None:
        raise click.BadParameter("works without --engine", param_hint="--ledger")
    else:
        columns, moment = _from_engine(engine, master, memory, parcels, events, told)
    for text in doubts_of(columns, moment):
        click.echo(f"take care: {text}", err=True)
    speeds = speeds_of(columns, moment, calendar)
    table = learn(columns, moment, speeds)
    write_table(table, out)
    if clock is not None and speeds is not None:
        write_clock(speeds, clock)
    click.echo(printed(table), err=True)


def _told(until: str) -> datetime | None:
    """Return the moment that ``--until`` names; a day is known to its end."""
    if not until:
        return None
    told = EventTime.parse(until)
    if told is None:
        raise click.BadParameter(f"{until!r} is no day such as 2026-01-31", param_hint="--until")
    return told.utc + timedelta(hours=12) if told.kind is TimeKind.DATE else told.utc


def _from_files(
    parcels: str, events: str, told: datetime | None, ledger: Path | None
) -> tuple[Columns, datetime]:
    parcel_table, event_table = read_columns(parcels, "parcels"), read_columns(events, "events")
    newest = newest_day(day_column(event_table, "occurred_at"))
    moment = told or _moment(None if np.isnan(newest) else moment_of(newest), events)
    for text in later_events(event_table, moment):
        click.echo(f"take care: {text}", err=True)
    if ledger is not None:
        return _from_ledger(ledger, parcel_table, event_table, moment), moment
    return columns_from_tables(parcel_table, event_table, moment), moment


def _from_ledger(folder: Path, parcels: pa.Table, events: pa.Table, moment: datetime) -> Columns:
    """Return all journeys after a day's news, and remember them."""
    known = read_ledger(folder) or opened(parcels.slice(0, 0), events.slice(0, 0))
    found = refreshed(known, parcels, events, moment)
    write_ledger(found.fresh, folder, f"{moment:%Y-%m-%d}")
    if found.late_events:
        click.echo(
            f"{found.late_events} events came more than a month after their parcel's journey "
            "ended; they were left out",
            err=True,
        )
    return found.columns


def _from_engine(
    engine: str, master: str, memory: str, parcels: str, events: str, told: datetime | None
) -> tuple[Columns, datetime]:
    history = history_of(engine, master, memory, parcels, events)
    from parcelwright.analytics.engines.gathering import gathered  # noqa: PLC0415 - takes a second

    moment = told or _moment(history.newest(), events)
    for text in left_out(history.later_than(moment), moment):
        click.echo(f"take care: {text}", err=True)
    return gathered(history, moment), moment


def _moment(newest: datetime | None, events: str) -> datetime:
    if newest is None:
        raise InputFileError(
            f"{Path(events).name} has no event with a time; give a day with --until"
        )
    return newest
