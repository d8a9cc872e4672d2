"""``parcelwright backtest``: what would have been said of a history, day by day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.columns import day_number
from parcelwright.backtest.cost import Prices
from parcelwright.backtest.doubts import doubts
from parcelwright.backtest.history import history_of, truth_of
from parcelwright.backtest.judge import judge
from parcelwright.backtest.plain import plain_judgment
from parcelwright.backtest.report import report
from parcelwright.backtest.walk import walk
from parcelwright.interchange.bulk import read_columns

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.backtest.history import History
    from parcelwright.backtest.judge import Judgment
    from parcelwright.backtest.walk import Walk

_day = click.DateTime(["%Y-%m-%d"])
_file = click.Path(path_type=Path)
_RESENDS = (30.0, 60.0, 120.0)
_TARGETS = (0.5, 0.6, 0.7, 0.8, 0.9)


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
    # A day is known to its end, which is the beginning of the next.
    first, last = (int(day_number(day.date())) + 1 for day in (train_until, until))
    walked = walk(history, last, _progress)
    click.echo("", err=True)
    truth = truth_of(history, known, last)
    found = judge(
        walked,
        truth,
        first,
        last,
        targets=target_precision or _TARGETS,
        prices=[
            Prices(resend=resend, wait=cost_wait, claim_day=claim_day)
            for resend in ((cost_resend,) if cost_resend is not None else _RESENDS)
        ],
    )
    warnings = doubts(history.known(last), truth)
    out.mkdir(parents=True, exist_ok=True)
    _write_daily(walked, history, first, out / "daily.parquet")
    _write_alerts(found, walked, history, out / "alerts.parquet")
    summary = {
        "train_until": train_until.date().isoformat(),
        "until": until.date().isoformat(),
        "doubts": list(warnings),
        **plain_judgment(found),
    }
    (out / "summary.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")
    title = f"Backtest, {train_until.date()} to {until.date()}"
    (out / "report.html").write_text(report(found, warnings, title), encoding="utf-8")
    for text in warnings:
        click.echo(f"take care: {text}", err=True)
    click.echo(
        f"{found.parcels:.0f} parcels, {found.lost:.0f} lost; {out / 'report.html'}", err=True
    )


def _progress(done: int, of: int) -> None:
    if done == of or done % 10 == 0:
        click.echo(f"\rday {done} of {of}", nl=False, err=True)


def _dates(days: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32()).cast(pa.date32())


def _write_daily(walked: Walk, history: History, first: int, path: Path) -> None:
    """Write each chance said, by the day known to its end."""
    said = ~np.isnan(walked.lost) & (walked.accepted >= first)[:, None]
    row, sweep = np.nonzero(said)
    day = walked.first_sweep[row] + sweep - 1
    order = np.lexsort((row, day))
    rows = pa.array(walked.rows[row[order]])
    table = pa.table(
        {
            "day": _dates(day[order]),
            "tracking_number": history.numbers.take(rows),
            "carrier": history.carriers.take(rows),
            "chance_arrives": pa.array(1 - walked.lost[row[order], sweep[order]], pa.float32()),
        }
    )
    pq.write_table(table, path)


def _write_alerts(found: Judgment, walked: Walk, history: History, path: Path) -> None:
    """Write each alert with the threshold set beforehand, by rule, target and day."""
    parts = []
    for alerts in found.alerts:
        raised = np.flatnonzero(~np.isnan(alerts.days))
        day = np.ceil(alerts.days[raised] - 1e-6).astype(np.int64) - 1
        order = np.lexsort((raised, day))
        rows = pa.array(walked.rows[found.rows[raised[order]]])
        parts.append(
            pa.table(
                {
                    "rule": pa.array([alerts.rule] * len(raised), pa.string()),
                    "target": pa.array([alerts.target] * len(raised), pa.float64()),
                    "tracking_number": history.numbers.take(rows),
                    "carrier": history.carriers.take(rows),
                    "day": _dates(day[order]),
                }
            )
        )
    pq.write_table(pa.concat_tables(parts), path)
