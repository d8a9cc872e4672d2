"""``parcelwright entitle``: who owes what for one parcel, until when."""

from __future__ import annotations

import io
import json
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.claims.entitlement import Clerk
from parcelwright.claims.gaps import Question, gaps_of
from parcelwright.claims.meanwhile import Flow, meanwhile_of
from parcelwright.claims.plain import plain_entitlement, plain_gaps, plain_meanwhile
from parcelwright.claims.told import told_entitlement
from parcelwright.cli._own import terms_option
from parcelwright.cli._rule_book import clocks, rules_with
from parcelwright.errors import InputFileError
from parcelwright.interchange.columns import PARCEL_COLUMNS
from parcelwright.interchange.reading import read_events, read_parcels
from parcelwright.parcels.journey import journey_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.own_terms import load_folder
from parcelwright.rulebook.rule import ClaimType

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.claims.meanwhile import Meanwhile
    from parcelwright.claims.remedy import Entitlement
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.parcel import Parcel

# A file of many parcels' events can hold more than a person reads.
_MOST_PROBLEMS = 10
_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option(
    "--parcel", "parcel_file", required=True, type=_file, help="One parcel, a JSON object."
)
@click.option("--events", type=_file, help="Events file; only those of the parcel count.")
@terms_option
@click.option(
    "--claim-type",
    type=click.Choice([each.value for each in ClaimType]),
    help="What went wrong, where you know better than the scans.",
)
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day asked about.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    parcel_file: Path,
    events: Path | None,
    terms: Path | None,
    claim_type: str | None,
    on: datetime,
    *,
    as_json: bool,
) -> None:
    """Say what one parcel can claim: from whom, how much, with which papers, until when."""
    parcel = _read_parcel(parcel_file)
    told = () if events is None else _read_events(events)
    own = load_folder(terms)
    journey = journey_of(e for e in told if e.tracking_number == parcel.tracking_number)
    book, rates, schemes = rules_with(terms), shipped_rates(), clocks()
    what = None if claim_type is None else ClaimType(claim_type)

    clerk = Clerk(
        book, on.date(), rates, contracts=own.contracts, covers=own.covers, schemes=schemes
    )

    def ask(parcel: Parcel) -> Entitlement:
        return clerk.entitle(parcel, journey, claim_type=what)

    found = ask(parcel)
    gaps = gaps_of(
        Question(
            found=found,
            parcel=parcel,
            journey=journey,
            book=book,
            contracts=own.contracts,
            ask=ask,
        )
    )
    plan = meanwhile_of(found, book)
    if as_json:
        told_of = {
            **plain_entitlement(found),
            "gaps": plain_gaps(gaps),
            "meanwhile": plain_meanwhile(plan),
        }
        click.echo(json.dumps(told_of, ensure_ascii=False))
    else:
        click.echo("\n".join(told_entitlement(found, gaps)))
        _print_meanwhile(plan)


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
    parcel = reading.rows[0]
    for name, _ in parcel.extra:
        if name in told and (meant := _meant(name)):
            click.echo(f"{path.name}: column {name}: not read; did you mean {meant}?", err=True)
    return parcel


def _meant(name: str) -> str:
    """Return the columns of a parcel that a name may stand for, or an empty text."""
    longer = [column for column in PARCEL_COLUMNS if column.startswith(name)]
    return " or ".join(longer or get_close_matches(name, PARCEL_COLUMNS, n=1))


def _read_events(path: Path) -> tuple[TrackingEvent, ...]:
    reading = read_events(path)
    if not reading.rows and reading.problems:
        problem = reading.problems[0]
        raise InputFileError(f"{path.name}: column {problem.column}: {problem.text}")
    for problem in reading.problems[:_MOST_PROBLEMS]:
        row = f"row {problem.row}, " if problem.row else ""
        click.echo(f"{path.name}: {row}column {problem.column}: {problem.text}", err=True)
    if (more := len(reading.problems) - _MOST_PROBLEMS) > 0:
        click.echo(f"{path.name}: {more} more cells could not be used", err=True)
    return reading.rows


def _print_meanwhile(plan: Meanwhile) -> None:
    if plan.before:
        by = f", expected by {plan.answer_by}" if plan.answer_by else ""
        click.echo(f"\nBefore the carrier answers{by}:")
    for due in plan.before:
        to = "to the buyer" if due.flow is Flow.TO_BUYER else "to you"
        borne = f", paid by {due.borne_by}" if due.borne_by else ""
        since = f"from {due.opens}" if due.opens else "day not known"
        click.echo(f"  {to}, {due.name}: {due.act}, {since}{borne} [{due.rule}]")
