"""``parcelwright learn``: the arrival table from parcels and their events."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click
import pyarrow.compute as pc

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.doubts import doubts_of
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import printed, write_table
from parcelwright.errors import InputFileError
from parcelwright.interchange.bulk import read_columns
from parcelwright.parcels.events import EventTime, TimeKind


@click.command()
@click.option("--parcels", required=True, type=click.Path(path_type=Path), help="Parcels file.")
@click.option("--events", required=True, type=click.Path(path_type=Path), help="Events file.")
@click.option("--until", default="", help="Last day that is known; by default the newest event's.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Table to write.")
def command(parcels: Path, events: Path, until: str, out: Path) -> None:
    """Learn how long parcels take and how many are lost, from closed journeys."""
    parcel_table, event_table = read_columns(parcels, "parcels"), read_columns(events, "events")
    if until:
        told = EventTime.parse(until)
        if told is None:
            raise click.BadParameter(
                f"{until!r} is no day such as 2026-01-31", param_hint="--until"
            )
        # A day is known to its end.
        whole_day = told.kind is TimeKind.DATE
        moment = told.utc + timedelta(hours=12) if whole_day else told.utc
    else:
        newest = pc.max(event_table["occurred_at"]).as_py() if event_table.num_rows else None
        if newest is None:
            raise InputFileError(f"{events.name} has no event with a time; give a day with --until")
        moment = EventTime.at(newest).utc
    columns = columns_from_tables(parcel_table, event_table, moment)
    for text in doubts_of(columns, moment):
        click.echo(f"take care: {text}", err=True)
    table = learn(columns, moment, clock_of(columns, moment))
    write_table(table, out)
    click.echo(printed(table), err=True)
