"""``parcelwright audit``: what many parcels can claim now, soon, and no more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.claims.audit import Bucket, audit
from parcelwright.claims.plain import plain_audit
from parcelwright.cli._audit_files import checked_name, rows_into, write_sums
from parcelwright.cli._audit_history import history_of
from parcelwright.cli._audit_items import audit_items
from parcelwright.cli._own import terms_option
from parcelwright.cli._rule_book import rules_with
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.claims.audit import Audit, AuditGroup
    from parcelwright.money import Money

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_target = click.Path(path_type=Path, dir_okay=False, writable=True)
_HEADINGS = {
    Bucket.EXPIRING: "Ends within 7 days",
    Bucket.CLAIMABLE: "Can be claimed now",
    Bucket.TOO_EARLY: "Not yet accepted",
    Bucket.EXPIRED: "Expired",
    Bucket.UNKNOWN: "Unknown",
    Bucket.CLAIMED: "Claimed, the decision is awaited",
    Bucket.SETTLED: "Paid or decided",
    Bucket.NOT_COVERED: "Not covered",
}


@click.command()
@click.option("--parcels", required=True, type=_file, help="Parcels file.")
@click.option("--events", required=True, type=_file, help="Events file.")
@click.option("--on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Day asked about.")
@click.option("--outcomes", type=_file, help="How parcels ended: lost ones count too.")
@click.option("--claims", type=_file, help="What was claimed and paid already, as a table.")
@terms_option
@click.option(
    "--out",
    "--rows",
    "rows",
    type=_target,
    callback=checked_name,
    help="File that gets each parcel in trouble as it is worked out: .csv or .xlsx.",
)
@click.option("--groups", type=_target, callback=checked_name, help="File for the groups.")
@click.option(
    "--waiting",
    type=_target,
    callback=checked_name,
    help="File for what would turn unknowns into knowns.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    parcels: Path,
    events: Path,
    on: datetime,
    outcomes: Path | None,
    claims: Path | None,
    terms: Path | None,
    rows: Path | None,
    groups: Path | None,
    waiting: Path | None,
    *,
    as_json: bool,
) -> None:
    """Say what can be claimed now, what lapses this week, what has lapsed, and what is unknown.

    Only parcels in trouble count: declared or presumed lost, silent for unusually long,
    disputed by the buyer, or without anything known of them; and of closed history those that
    --outcomes calls lost and those that --claims names. What was claimed or paid is taken off.
    """
    day = on.date()
    end_of_day = datetime.combine(day + timedelta(days=1), time(), UTC)
    own = load_folder(terms)
    with rows_into(rows) as write:
        found = audit(
            audit_items(parcels, events, end_of_day, history_of(outcomes, claims)),
            rules_with(terms),
            day,
            shipped_rates(),
            contracts=own.contracts,
            covers=own.covers,
            told=None if as_json and rows is None else write,
        )
    write_sums(found, groups, waiting)
    if as_json:
        click.echo(json.dumps(plain_audit(found), ensure_ascii=False))
    else:
        _print(found)


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
            if group.paid:
                total += f", paid {_together(group.paid)}"
            until = _until(group, found.on)
            rule = group.rule or "no rule"
            click.echo(f"  {group.payer:20} {rule:28} {group.parcels:6} parcels  {total}{until}")
    if found.paid:
        click.echo(f"\nGranted or paid so far: {_together(found.paid)}")
    if found.waiting:
        click.echo("\nWhat would make more of it known:")
    for each in found.waiting:
        sums = f"up to {_together(each.sums)}" if each.sums else "sum unknown"
        click.echo(f"  {each.want.text}  {each.parcels} parcels, {sums}")


def _together(sums: Sequence[Money]) -> str:
    return ", ".join(str(money.rounded()) for money in sums)
