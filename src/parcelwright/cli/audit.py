"""``parcelwright audit``: what many parcels can claim now, soon, and no more."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.gather import columns_of, known
from parcelwright.analytics.learn import learn
from parcelwright.claims.audit import AuditItem, Bucket, audit
from parcelwright.claims.plain import plain_audit
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.assessment import Standing
from parcelwright.interchange.reading import read_events, read_parcels
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.journey import Journey, journey_of
from parcelwright.rulebook.contract import read_contracts
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import load_book

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.claims.audit import Audit, AuditGroup
    from parcelwright.parcels.events import TrackingEvent
    from parcelwright.parcels.parcel import Parcel

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_TROUBLED = frozenset({Standing.STALLED, Standing.PRESUMED_LOST})
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
@click.option("--contracts", type=_file, help="TOML file with your contract terms.")
@click.option("--policies", type=click.Path(path_type=Path, exists=True), help="Own rules.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    parcels: Path,
    events: Path,
    on: datetime,
    contracts: Path | None,
    policies: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say what can be claimed now, what lapses this week, what has lapsed, and what is unknown.

    Only parcels in trouble count: declared or presumed lost, silent for unusually long,
    disputed by the buyer, or without anything known of them.
    """
    reading, told = read_parcels(parcels), read_events(events)
    for name, problems in ((parcels.name, reading.problems), (events.name, told.problems)):
        if problems:
            click.echo(f"{name}: {len(problems)} cells could not be used", err=True)
    day = on.date()
    end_of_day = datetime.combine(day + timedelta(days=1), time(), UTC)
    terms = (
        () if contracts is None else read_contracts(contracts.read_text("utf-8"), contracts.name)
    )
    found = audit(
        audit_items(reading.rows, told.rows, end_of_day),
        load_book(policies),
        day,
        shipped_rates(),
        contracts=terms,
    )
    if as_json:
        click.echo(json.dumps(plain_audit(found), ensure_ascii=False))
    else:
        _print(found)


def audit_items(
    parcels: Sequence[Parcel], events: Sequence[TrackingEvent], now: datetime
) -> list[AuditItem]:
    """Return each parcel with its journey known at ``now`` and whether it is in trouble."""
    by_number: dict[str, list[TrackingEvent]] = defaultdict(list)
    for event in events:
        by_number[event.tracking_number].append(event)
    pairs = [
        (parcel, known(journey_of(by_number.get(parcel.tracking_number, ())), now))
        for parcel in parcels
    ]
    columns = columns_of(pairs, now)
    clock = clock_of(columns, now)
    assessed = assess_columns(columns, learn(columns, now, clock), now, clock)
    standings = {
        int(row): (STANDINGS[assessed.standing[entry]], float(assessed.chance_arrives[entry]))
        for entry, row in enumerate(assessed.rows)
    }
    items = []
    for row, (parcel, journey) in enumerate(pairs):
        standing, chance = standings.get(row, (None, None))
        items.append(
            AuditItem(
                parcel=parcel, journey=journey, troubled=troubled(journey, standing), chance=chance
            )
        )
    return items


def troubled(journey: Journey, standing: Standing | None) -> bool:
    """Return whether a parcel is worth a claim: lost, silent, disputed, or simply unknown."""
    if journey.outcome in _LOST or standing in _TROUBLED:
        return True
    if journey.outcome is not None:
        return False
    disputed = any(e.milestone is Milestone.REPORTED_NOT_RECEIVED for e in journey.events)
    return disputed or standing is None


def _until(group: AuditGroup) -> str:
    if group.next_deadline is None:
        return ""
    word = "the first ended" if group.bucket is Bucket.EXPIRED else "the next ends"
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
            until = _until(group)
            rule = group.rule or "no rule"
            click.echo(f"  {group.payer:20} {rule:28} {group.parcels:6} parcels  {total}{until}")
    reasons = sorted({row.why for row in found.rows if row.bucket is Bucket.UNKNOWN})
    for why in reasons:
        click.echo(f"  unknown: {why}")
