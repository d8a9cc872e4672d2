"""The calendar that learn, assess and backtest may be given."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.analytics.clock import AHEAD_DAYS, clock_of
from parcelwright.analytics.published_files import read_calendar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.columns import Columns, LaneKey
    from parcelwright.analytics.published import Calendar

calendar_option = click.option(
    "--calendar",
    type=click.Path(path_type=Path),
    help="Announced strikes, holidays, peaks and closures"
    " (CSV: country or carrier, from, to, what, source, announced).",
)


def calendar_of(path: Path | None, lanes: Iterable[LaneKey]) -> Calendar | None:
    """Return the calendar of a file, and say which countries and carriers concern no parcel.

    Raises:
        InputFileError: The file is no calendar.
    """
    if path is None:
        return None
    found = read_calendar(path)
    lanes = list(lanes)
    known = {
        country for lane in lanes for country in (lane.origin_country, lane.destination_country)
    }
    if unused := found.unused(frozenset(known)):
        click.echo(
            f"take care: {path.name} names countries that no parcel comes from or goes to:"
            f" {', '.join(unused)}",
            err=True,
        )
    if unused := found.unused_carriers(frozenset(lane.carrier for lane in lanes)):
        click.echo(
            f"take care: {path.name} names carriers that carry no parcel: {', '.join(unused)}",
            err=True,
        )
    return found


def speeds_of(columns: Columns, moment: datetime, path: Path | None) -> Clock | None:
    """Return the clock known at a moment, with what is announced of the days to come.

    Raises:
        InputFileError: The file is no calendar.
    """
    found = calendar_of(path, columns.lanes)
    # Midnight is the end of a day, not the beginning of the next.
    day = (moment - timedelta(microseconds=1)).date()
    known = None if found is None else found.known_on(day)
    return clock_of(columns, moment, known, ahead_days=AHEAD_DAYS)
