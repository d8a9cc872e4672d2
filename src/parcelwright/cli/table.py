"""``parcelwright table``: an arrival table read, written out, compared and explained."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from parcelwright.analytics.arrivals import ENOUGH_JOURNEYS
from parcelwright.analytics.compare import differences
from parcelwright.analytics.explain import explained
from parcelwright.analytics.storage import printed, read_table
from parcelwright.cli import FINDINGS

if TYPE_CHECKING:
    from parcelwright.analytics.compare import Difference

_file = click.Path(path_type=Path)


@click.group()
def command() -> None:
    """Show, write out, compare and explain what was learned."""


@command.command("show")
@click.argument("table", type=_file)
def show(table: Path) -> None:
    """Print a table: what it rests on, then group by group."""
    click.echo(printed(read_table(table)))


@command.command("export")
@click.argument("table", type=_file)
@click.option("--out", required=True, type=_file, help="CSV file to write.")
def export(table: Path, out: Path) -> None:
    """Write every row and column of a table as CSV."""
    read_table(table)
    pa_csv.write_csv(pq.read_table(table), out)
    click.echo(f"{out}", err=True)


@command.command("diff")
@click.argument("before", type=_file)
@click.argument("after", type=_file)
@click.option("--json", "as_json", is_flag=True, help="Write NDJSON instead of CSV.")
def diff(before: Path, after: Path, *, as_json: bool) -> None:
    """Print every figure that differs between two tables. Exit code 1: some do."""
    found = differences(read_table(before), read_table(after))
    lines = [_plain(each) for each in found]
    if as_json:
        click.echo("".join(json.dumps(line) + "\n" for line in lines), nl=False)
    elif lines:
        text = StringIO()
        rows = csv.DictWriter(text, lines[0].keys(), lineterminator="\n")
        rows.writeheader()
        rows.writerows(lines)
        click.echo(text.getvalue(), nl=False)
    if found:
        raise click.exceptions.Exit(FINDINGS)


@command.command("explain")
@click.argument("table", type=_file)
@click.option("--days", type=click.FloatRange(min=0), required=True, help="Days of silence.")
@click.option("--carrier", default="", help="Carrier; all of them without it.")
@click.option("--stage", default="", help="Only this stage, such as line_haul.")
def explain(table: Path, days: float, carrier: str, stage: str) -> None:
    """Say of each stage how many parcels were silent as long, and how many still came."""
    lines = [
        each.text
        for each in explained(read_table(table), days, carrier)
        if stage in ("", each.stage.value)
    ]
    if not lines:
        click.echo(
            f"Nothing was learned of this: a stage needs {ENOUGH_JOURNEYS} silences old enough to"
            " tell. Shipped figures stand in.",
            err=True,
        )
        return
    click.echo("\n".join(lines))


def _plain(each: Difference) -> dict[str, str | float | None]:
    return {
        "group": each.group,
        "figure": each.figure,
        "before": _rounded(each.before),
        "after": _rounded(each.after),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
