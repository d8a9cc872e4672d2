"""``parcelwright scorecards``: what carriers and lanes did, and which can be told apart."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.cli._told_figures import told_card, told_comparisons
from parcelwright.diagnosis.buyers_words import with_reports
from parcelwright.interchange.bulk import read_columns
from parcelwright.parcels.events import EventTime
from parcelwright.prevention.scorecards.cards import scorecards
from parcelwright.prevention.scorecards.claim_records import read_claims
from parcelwright.prevention.scorecards.compare import Aspect, comparisons, ranks
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.prevention.scorecards.grouping import By
from parcelwright.prevention.scorecards.plain import plain_card, plain_comparison
from parcelwright.rulebook.exchange import shipped_rates

if TYPE_CHECKING:
    import pyarrow as pa

    from parcelwright.prevention.scorecards.claim_records import ClaimRecord

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--parcels", required=True, type=_file, help="Parcels file.")
@click.option("--events", required=True, type=_file, help="Events file.")
@click.option("--outcomes", type=_file, help="How parcels ended, where you know more.")
@click.option("--reports", type=_file, help="Buyers' reports file.")
@click.option("--claims", type=_file, help="What was asked, claimed and paid, as a table.")
@click.option("--now", required=True, help="Moment that is known up to, such as 2026-01-31.")
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
    now: str,
    by: str,
    as_json: bool,
) -> None:
    """Say what each carrier, service or lane did with your parcels, with intervals and counts.

    Two are ranked only where the difference on the same lanes in the same months is beyond
    chance.
    """
    told = EventTime.parse(now)
    if told is None:
        raise click.BadParameter(f"{now!r} is no time such as 2026-01-31", param_hint="--now")
    parcel_table, event_table = read_columns(parcels, "parcels"), read_columns(events, "events")
    if reports is not None:
        event_table = with_reports(event_table, read_columns(reports, "reports"))
    ended = None if outcomes is None else read_columns(outcomes, "outcomes")
    journeys = journeys_of(parcel_table, event_table, told.utc, shipped_rates(), outcomes=ended)
    of_parcel = {} if claims is None else _claims(claims, parcel_table)
    cards = scorecards(journeys, By(by), of_parcel)
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


def _claims(path: Path, parcels: pa.Table) -> dict[int, list[ClaimRecord]]:
    place = {number: at for at, number in enumerate(parcels["tracking_number"].to_pylist())}
    found: dict[int, list[ClaimRecord]] = defaultdict(list)
    for record in read_claims(path):
        if record.tracking_number in place:
            found[place[record.tracking_number]].append(record)
    return found
