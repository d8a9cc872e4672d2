"""``parcelwright entitle``: who owes what for one parcel, until when."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.claims.entitlement import entitle
from parcelwright.claims.plain import plain_entitlement
from parcelwright.claims.stacking import stacked
from parcelwright.cli._own import terms_option
from parcelwright.errors import InputFileError
from parcelwright.interchange.reading import read_events, read_parcels
from parcelwright.parcels.journey import journey_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import load_book
from parcelwright.rulebook.load_clocks import shipped_schemes
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.claims.remedy import Entitlement, Remedy
    from parcelwright.claims.stacking import Layer
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.parcel import Parcel

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option(
    "--parcel", "parcel_file", required=True, type=_file, help="One parcel, a JSON object."
)
@click.option("--events", type=_file, help="Events file; only those of the parcel count.")
@terms_option
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day asked about.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    parcel_file: Path,
    events: Path | None,
    terms: Path | None,
    on: datetime,
    *,
    as_json: bool,
) -> None:
    """Say what one parcel can claim: from whom, how much, with which papers, until when."""
    parcel = _read_parcel(parcel_file)
    told = () if events is None else _read_events(events)
    own = load_folder(terms)
    found = entitle(
        parcel,
        journey_of(event for event in told if event.tracking_number == parcel.tracking_number),
        load_book(terms),
        on.date(),
        shipped_rates(),
        contracts=own.contracts,
        covers=own.covers,
        schemes=shipped_schemes(),
    )
    if as_json:
        click.echo(json.dumps(plain_entitlement(found), ensure_ascii=False))
    else:
        _print(found)


def _read_parcel(path: Path) -> Parcel:
    """Return the parcel of a file that holds one JSON object."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InputFileError(f"{path.name}: is no JSON: {error}") from error
    if not isinstance(told, dict):
        raise InputFileError(f"{path.name}: expected one JSON object with the columns of a parcel")
    line = io.BytesIO(json.dumps(told, ensure_ascii=False).encode() + b"\n")
    reading = read_parcels(line)
    for problem in reading.problems:
        if problem.row:
            click.echo(f"{path.name}: column {problem.column}: {problem.text}", err=True)
    if not reading.rows:
        raise InputFileError(f"{path.name}: no parcel in it; give it a tracking_number")
    return reading.rows[0]


def _read_events(path: Path) -> tuple[TrackingEvent, ...]:
    reading = read_events(path)
    if not reading.rows and reading.problems:
        problem = reading.problems[0]
        raise InputFileError(f"{path.name}: column {problem.column}: {problem.text}")
    return reading.rows


def _print(found: Entitlement) -> None:
    click.echo(f"{found.tracking_number} on {found.on}, {found.claim_type.spoken}")
    for remedy in found.remedies:
        _print_remedy(remedy)
    _print_layers(stacked(found))


def _print_layers(layers: Sequence[Layer]) -> None:
    """Print who is asked in which order, where several can pay."""
    if len(layers) <= 1:
        return
    click.echo("\nIn this order, together never more than the loss:")
    for layer in layers:
        adds = "sum unknown" if layer.adds is None else f"adds up to {layer.adds}"
        after = f", after {' and '.join(layer.after)}" if layer.after else ""
        click.echo(f"  {layer.remedy.payer_name} [{layer.remedy.rule or 'no rule'}]: {adds}{after}")


def _print_remedy(remedy: Remedy) -> None:
    asked = "no sum" if remedy.amount is None else f"up to {remedy.amount}"
    status = remedy.status.value.replace("_", " ")
    click.echo(f"\n{remedy.payer_name}: {status}, {asked} [{remedy.rule or 'no rule'}]")
    click.echo(f"  {remedy.why}")
    for line in remedy.sum_lines:
        click.echo(f"    {line.text}")
    for deadline in remedy.deadlines:
        assumed = "assumed " if deadline.assumed else ""
        click.echo(f"  {assumed}{deadline.act.value}: {deadline.explanation}")
    if remedy.needs:
        click.echo(f"  needs: {', '.join(remedy.needs)}")
    if remedy.documents:
        papers = (f"{need.code} ({need.status}, {need.who})" for need in remedy.documents)
        click.echo(f"  papers: {', '.join(papers)}")
    if remedy.channel:
        click.echo(f"  where: {remedy.channel}")
    for note in remedy.notes:
        click.echo(f"  note: {note}")
    click.echo(f"  source: {remedy.citation}  {remedy.citation.url}".rstrip())
