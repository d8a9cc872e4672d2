"""``parcelwright assess --engine``: the sweep over a history larger than memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from parcelwright.analytics.clock_storage import read_clock
from parcelwright.analytics.doubts import doubts_of, left_out
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import read_table
from parcelwright.cli._calendar import speeds_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from parcelwright.analytics.clock import Clock
    from parcelwright.analytics.engines.opening import History


def sweep(
    history: History,
    now: datetime,
    table: Path | None,
    clock: Path | None,
    calendar: Path | None,
    out: str,
) -> None:
    """Assess all open parcels and write them; learn first what is not given.

    Raises:
        BadParameter: ``out`` is missing, or a table was given without the clock it was
            learned with.
    """
    from parcelwright.analytics.engines.gathering import gathered  # noqa: PLC0415 - takes a second
    from parcelwright.detection.sweep import Scorer, write_sweep  # noqa: PLC0415 - the same

    if not out:
        raise click.BadParameter("name the Parquet to write", param_hint="--out")
    if (table is None) != (clock is None):
        raise click.BadParameter(
            "give --table and --clock together, as learn wrote them, or neither",
            param_hint="--table",
        )
    speeds: Clock | None
    doubts: tuple[str, ...] = ()
    if table is not None and clock is not None:
        learned, speeds = read_table(table), read_clock(clock)
    else:
        columns = gathered(history, now)
        doubts = doubts_of(columns, now)
        speeds = speeds_of(columns, now, calendar)
        learned = learn(columns, now, speeds)
    for text in (*doubts, *left_out(history.later_than(now), now)):
        click.echo(f"take care: {text}", err=True)
    scorer = Scorer(
        lanes=history.lanes,
        table=learned,
        clock=speeds,
        now=now,
        key=history.key,
    )
    click.echo(f"{write_sweep(history, scorer, out)} open parcels", err=True)
