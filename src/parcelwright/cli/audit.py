"""``parcelwright audit``: what many parcels can claim now, soon, and no more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import Flag, Outcome
from parcelwright.analytics.gather_journeys import journeys_from_tables
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.plain import plain_audit
from parcelwright.cli._own import terms_option
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Standing
from parcelwright.interchange.bulk import read_columns
from parcelwright.interchange.columns import Kind
from parcelwright.interchange.reading import read_chosen_parcels
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import Parcel
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import load_book
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from datetime import date

    from parcelwright.claims.audit import Audit, AuditGroup

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_TROUBLED = frozenset({Standing.STALLED, Standing.PRESUMED_LOST})
_NOT_ASSESSED: tuple[Standing | None, float | None] = (None, None)
_EMPTY = Journey(events=())
_LOST = frozenset({Milestone.DECLARED_LOST, Milestone.LOST_OR_DAMAGED})
_HEADINGS = {
    Bucket.EXPIRING: "Ends within 7 days",
    Bucket.CLAIMABLE: "Can be claimed now",
    Bucket.TOO_EARLY: "Not yet accepted",
    Bucket.EXPIRED: "Expired",
    Bucket.UNKNOWN: "Unknown",
    Bucket.NOT_COVERED: "Not covered",
}


@click.command()
@click.option("--parcels", required=True, type=_file, help="Parcels file.")
@click.option("--events", required=True, type=_file, help="Events file.")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day asked about.")
@terms_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    parcels: Path,
    events: Path,
    on: datetime,
    terms: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say what can be claimed now, what lapses this week, what has lapsed, and what is unknown.

    Only parcels in trouble count: declared or presumed lost, silent for unusually long,
    disputed by the buyer, or without anything known of them.
    """
    day = on.date()
    end_of_day = datetime.combine(day + timedelta(days=1), time(), UTC)
    own = load_folder(terms)
    found = audit(
        audit_items(parcels, events, end_of_day),
        load_book(terms),
        day,
        shipped_rates(),
        contracts=own.contracts,
        covers=own.covers,
    )
    if as_json:
        click.echo(json.dumps(plain_audit(found), ensure_ascii=False))
    else:
        _print(found)


def audit_items(parcels: Path, events: Path, now: datetime) -> list[AuditItem]:
    """Return each parcel with its journey known at ``now`` and whether it is in trouble.

    Only parcels that can be in trouble are read whole; of all others the columns tell
    that they arrived or are on their way, and nothing but their number is in the item.

    Raises:
        InputFileError: A file is not a table, or has no column of tracking numbers.
    """
    parcel_table = read_columns(parcels, Kind.PARCELS)
    event_table = read_columns(events, Kind.EVENTS)
    columns = columns_from_tables(parcel_table, event_table, now)
    clock = clock_of(columns, now)
    assessed = assess_columns(columns, learn(columns, now, clock), now, clock)
    standings: dict[int, tuple[Standing | None, float | None]] = {
        int(row): (STANDINGS[assessed.standing[entry]], float(assessed.chance_arrives[entry]))
        for entry, row in enumerate(assessed.rows)
    }
    arrived = columns.outcome == Outcome.DELIVERED
    doubtful = ~arrived & columns.has(Flag.DISPUTED)
    for unsure in np.flatnonzero(~arrived):
        standing, _ = standings.get(int(unsure), _NOT_ASSESSED)
        doubtful[unsure] |= standing is None or standing in _TROUBLED
    looked_at = [int(each) for each in np.flatnonzero(doubtful)]
    journeys = journeys_from_tables(parcel_table, event_table, looked_at, now)
    reading = read_chosen_parcels(parcels, frozenset(looked_at))
    if reading.problems:
        click.echo(f"{parcels.name}: {len(reading.problems)} cells could not be used", err=True)
    read = dict(zip(looked_at, zip(reading.rows, journeys, strict=True), strict=True))
    items = []
    for row, number in enumerate(parcel_table["tracking_number"].to_pylist()):
        standing, chance = standings.get(row, _NOT_ASSESSED)
        parcel, journey = read.get(row, (Parcel(tracking_number=number), _EMPTY))
        in_trouble = row in read and troubled(journey, standing)
        items.append(AuditItem(parcel=parcel, journey=journey, troubled=in_trouble, chance=chance))
    return items


def troubled(journey: Journey, standing: Standing | None) -> bool:
    """Return whether a parcel is worth a claim: lost, silent, disputed, or simply unknown."""
    if journey.outcome in _LOST or standing in _TROUBLED:
        return True
    if journey.outcome is not None:
        return False
    disputed = any(e.milestone is Milestone.REPORTED_NOT_RECEIVED for e in journey.events)
    return disputed or standing is None


def _until(group: AuditGroup, on: date) -> str:
    if group.next_deadline is None:
        return ""
    word = "the first ended" if group.next_deadline < on else "the next ends"
    assumed = " (assumed, no contract entered)" if group.assumed else ""
    return f", {word} {group.next_deadline}{assumed}"


def _print(found: Audit) -> None:
    click.echo(f"{found.parcels} parcels on {found.on}, {found.not_in_trouble} not in trouble")
    for bucket, heading in _HEADINGS.items():
        groups = [group for group in found.groups if group.bucket is bucket]
        if not groups:
            continue
        sums = ", ".join(str(money) for money in found.totals(bucket)) or "no sum known"
        click.echo(f"\n{heading}: {sum(group.parcels for group in groups)} parcels, {sums}")
        for group in groups:
            total = "sum unknown" if group.total is None else str(group.total)
            until = _until(group, found.on)
            rule = group.rule or "no rule"
            click.echo(f"  {group.payer:20} {rule:28} {group.parcels:6} parcels  {total}{until}")
    reasons = sorted({row.why for row in found.rows if row.bucket is Bucket.UNKNOWN})
    for why in reasons:
        click.echo(f"  unknown: {why}")
