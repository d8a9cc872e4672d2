"""The past parcels by which a check judges promised dates, where they are given."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.cli._read_columns import read_columns
from parcelwright.prevention.lane_transit import TransitPast
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.rulebook.exchange import shipped_rates

if TYPE_CHECKING:
    from collections.abc import Callable

    Command = Callable[..., None]

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_OPTIONS = (
    click.option("--parcels", type=_file, help="Your past parcels, to judge promised dates by."),
    click.option("--events", type=_file, help="Their events; with --parcels."),
    click.option("--outcomes", type=_file, help="How they ended, where you know more."),
)


def transit_options(command: Command) -> Command:
    """Add the options that name the files of past parcels, none of which is needed."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def transit_of(
    day: date, parcels: Path | None, events: Path | None, outcomes: Path | None
) -> TransitPast | None:
    """Return how long past parcels took, as known at the end of a day; None without files.

    Raises:
        InputFileError: A file is no such table; the message says which and why.
        UsageError: Parcels are named without events, or the other way round.
    """
    if parcels is None and events is None and outcomes is None:
        return None
    if parcels is None or events is None:
        raise click.UsageError("past parcels need both --parcels and --events")
    now = datetime.combine(day + timedelta(days=1), time(), UTC)
    ended = None if outcomes is None else read_columns(outcomes, "outcomes")
    journeys = journeys_of(
        read_columns(parcels, "parcels"),
        read_columns(events, "events"),
        now,
        shipped_rates(),
        outcomes=ended,
    )
    return TransitPast(journeys=journeys)
