"""``parcelwright scorecards``: what carriers and lanes did, and which can be told apart."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from parcelwright.cli._past import past_options, read_past
from parcelwright.cli._today import today
from parcelwright.cli._told_figures import told_card, told_comparisons
from parcelwright.parcels.events import EventTime
from parcelwright.prevention.scorecards.cards import scorecards
from parcelwright.prevention.scorecards.compare import Aspect, comparisons, ranks
from parcelwright.prevention.scorecards.grouping import By
from parcelwright.prevention.scorecards.plain import plain_card, plain_comparison

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@past_options
@click.option("--now", help="Moment that is known up to, such as 2026-01-31; now if left out.")
@click.option(
    "--by",
    type=click.Choice([each.value for each in By]),
    default=By.CARRIER.value,
    show_default=True,
    help="What one scorecard is about.",
)
@click.option("--json", "as_json", is_flag=True, help="Write NDJSON.")
def command(
    *,
    parcels: Path,
    events: Path,
    outcomes: Path | None,
    reports: Path | None,
    claims: Path | None,
    now: str | None,
    by: str,
    as_json: bool,
) -> None:
    """Say what each carrier, service or lane did with your parcels, with intervals and counts.

    Two are ranked only where the difference on the same lanes in the same months is beyond
    chance.
    """
    told = EventTime.on(today()) if now is None else EventTime.parse(now)
    if told is None:
        raise click.BadParameter(f"{now!r} is no time such as 2026-01-31", param_hint="--now")
    past = read_past(told.utc, parcels, events, outcomes, reports, claims)
    journeys = past.journeys
    cards = scorecards(journeys, By(by), past.claims)
    compared = [comparisons(journeys, By(by), aspect) for aspect in Aspect]
    if as_json:
        for card in cards:
            click.echo(json.dumps({"scorecard": plain_card(card)}, ensure_ascii=False))
        for found in compared:
            for each in found:
                click.echo(json.dumps({"comparison": plain_comparison(each)}, ensure_ascii=False))
        return
    click.echo(
        f"{len(journeys)} journeys, {int(journeys.closed.sum())} closed; a parcel counts as lost "
        f"{journeys.mature_days:.0f} days after acceptance."
    )
    for card in cards:
        click.echo("\n".join(told_card(card)))
    for found in compared:
        click.echo("\n".join(told_comparisons(found, ranks(found))))
