"""``parcelwright backtest``: what would have been said of a history, day by day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyarrow.parquet as pq

from parcelwright.analytics.columns import day_number
from parcelwright.backtest.cost import Prices
from parcelwright.backtest.history import history_of
from parcelwright.backtest.run import USUAL_PRICES, USUAL_TARGETS, backtest
from parcelwright.backtest.span import Span
from parcelwright.cli._calendar import calendar_of, calendar_option
from parcelwright.cli._read_columns import read_columns

if TYPE_CHECKING:
    from datetime import datetime

_day = click.DateTime(["%Y-%m-%d"])
_file = click.Path(path_type=Path)
_RESENDS = tuple(each.resend for each in USUAL_PRICES)


@click.command()
@click.option("--parcels", required=True, type=_file, help="Parcels file.")
@click.option("--events", required=True, type=_file, help="Events file.")
@click.option("--outcomes", type=_file, help="What became of the parcels, where you know more.")
@click.option("--train-until", required=True, type=_day, help="Last day known before scoring.")
@click.option("--until", required=True, type=_day, help="Last day walked.")
@click.option("--target-precision", type=float, multiple=True, help="Share of true alerts; repeat.")
@click.option("--cost-resend", type=float, help="Cost of a needless resend; 30, 60 and 120.")
@click.option("--cost-wait", type=float, default=1.0, help="Cost of a day a lost parcel waits.")
@click.option("--claim-day", type=click.IntRange(1, 75), default=60, help="Last day to claim.")
@calendar_option
@click.option("--out", required=True, type=_file, help="Folder to write into.")
def command(
    parcels: Path,
    events: Path,
    outcomes: Path | None,
    train_until: datetime,
    until: datetime,
    target_precision: tuple[float, ...],
    cost_resend: float | None,
    cost_wait: float,
    claim_day: int,
    calendar: Path | None,
    out: Path,
) -> None:
    """Walk through a history day by day and say how good the alerts would have been.

    Writes daily.parquet, alerts.parquet, summary.json and report.html.
    """
    if until <= train_until:
        raise click.BadParameter("ends before the scoring begins", param_hint="--until")
    if wrong := [target for target in target_precision if not 0 < target < 1]:
        raise click.BadParameter(f"{wrong[0]} is no share of 1", param_hint="--target-precision")
    tables = [read_columns(parcels, "parcels"), read_columns(events, "events")]
    known = None if outcomes is None else read_columns(outcomes, "outcomes")
    history = history_of(*tables)
    done = backtest(
        history,
        Span(train_until=train_until.date(), until=until.date()),
        outcomes=known,
        targets=target_precision or USUAL_TARGETS,
        prices=[
            Prices(resend=resend, wait=cost_wait, claim_day=claim_day)
            for resend in ((cost_resend,) if cost_resend is not None else _RESENDS)
        ],
        calendar=calendar_of(calendar, history.known(int(day_number(until.date())) + 1).lanes),
        progress=_progress,
    )
    click.echo("", err=True)
    out.mkdir(parents=True, exist_ok=True)
    pq.write_table(done.daily(), out / "daily.parquet")
    pq.write_table(done.alerts(), out / "alerts.parquet")
    summary = json.dumps(done.summary(), indent=1)
    (out / "summary.json").write_text(summary + "\n", encoding="utf-8")
    (out / "report.html").write_text(done.page(), encoding="utf-8")
    for text in done.warnings:
        click.echo(f"take care: {text}", err=True)
    found = done.found
    click.echo(
        f"{found.parcels:.0f} parcels, {found.lost:.0f} lost; {out / 'report.html'}", err=True
    )


def _progress(done: int, of: int) -> None:
    if done == of or done % 10 == 0:
        click.echo(f"\rday {done} of {of}", nl=False, err=True)
