"""``parcelwright simulate``: makes parcels with known truth, for trying things out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.progress import Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from parcelwright.parcels.events import EventTime, TimeKind
from parcelwright.simulate.deliveries import sources
from parcelwright.simulate.folder import check_folder, write_world
from parcelwright.simulate.large import PART, write_large
from parcelwright.simulate.world import simulate


class _Now(click.ParamType[datetime]):
    """A date (its start in UTC) or an instant with offset."""

    name = "time"

    def convert(
        self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        moment = EventTime.parse(value)
        if moment is None or moment.kind is TimeKind.LOCAL:
            self.fail(
                f'"{value}" is not a time with zone; write 2026-11-22 or 2026-11-22T09:00:00Z',
                param,
                ctx,
            )
        return moment.local.replace(tzinfo=UTC) if moment.kind is TimeKind.DATE else moment.utc


@click.command(name="simulate")
@click.option("--parcels", type=click.IntRange(min=1), required=True, help="How many parcels.")
@click.option("--seed", type=click.IntRange(min=0), required=True, help="Same seed, same bytes.")
@click.option(
    "--now",
    type=_Now(),
    required=True,
    help="The day or instant up to which anything is known; parcels are sent in the six "
    "months before it.",
)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="Folder to make; must be empty."
)
@click.option("--format", "form", type=click.Choice(["csv", "parquet"]), default="csv")
@click.option(
    "--as",
    "source",
    type=click.Choice(sources()),
    help="Write webhook bodies of this source instead of an events file.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the files as one JSON line.")
def command(
    *,
    parcels: int,
    seed: int,
    now: datetime,
    out: Path,
    form: Literal["csv", "parquet"],
    source: str | None,
    as_json: bool,
) -> None:
    """Make parcels whose true fate is known.

    Writes parcels, orders, events, buyers' reports, and apart from them the truth:
    outcomes, journeys stage by stage, and the speed of the networks. Prints the paths.

    More than 250,000 parcels as Parquet are made part by part in the memory of one part.
    These files name parcels by parcel_id and hold no orders and no buyers.
    """
    check_folder(out)
    console = Console(stderr=True)
    if form == "parquet" and parcels > PART and not source:
        files = _large(console, parcels, seed, now, out)
    else:
        with console.status(f"Simulating {parcels:,} parcels") as status:
            files = write_world(
                simulate(parcels, seed, now),
                out,
                form=form,
                source=source or "",
                said=lambda name: status.update(f"Wrote {name}"),
            )
    if as_json:
        moment = now.replace(microsecond=0).isoformat()
        shape = {"parcels": parcels, "seed": seed, "now": moment}
        click.echo(json.dumps({**shape, "files": [str(file) for file in files]}))
        return
    for file in files:
        click.echo(str(file))


class _Rate(ProgressColumn):
    """How many parcels a second, once that is known."""

    def render(self, task: Task) -> Text:
        return Text("" if task.speed is None else f"{task.speed:,.0f} a second")


def _large(console: Console, parcels: int, seed: int, now: datetime, out: Path) -> tuple[Path, ...]:
    """Write a large world, showing how many parcels are done, at what rate, and what is left."""
    with Progress(
        *Progress.get_default_columns()[:2],
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        _Rate(),
        TimeRemainingColumn(),
        console=console,
    ) as progress:
        task = progress.add_task("Simulating", total=parcels)
        return write_large(
            parcels, seed, now, out, said=lambda done: progress.update(task, completed=done)
        )
