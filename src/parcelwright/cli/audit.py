"""``parcelwright audit``: what many parcels can claim now, soon, and no more."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.claims.audit import Bucket, audit
from parcelwright.claims.plain import plain_audit
from parcelwright.cli._audit_items import audit_items
from parcelwright.cli._audit_rows import rows_into
from parcelwright.cli._own import terms_option
from parcelwright.cli._rule_book import rules_with
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from parcelwright.claims.audit import Audit, AuditGroup, AuditRow

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
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
@click.option(
    "--rows",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    help="CSV file that gets each parcel in trouble as it is worked out.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    parcels: Path,
    events: Path,
    on: datetime,
    terms: Path | None,
    rows: Path | None,
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
    unknown: dict[str, None] = {}
    with rows_into(rows) as write:

        def tell(row: AuditRow) -> None:
            write(row)
            if row.bucket is Bucket.UNKNOWN:
                unknown[row.why] = None

        found = audit(
            audit_items(parcels, events, end_of_day),
            rules_with(terms),
            day,
            shipped_rates(),
            contracts=own.contracts,
            covers=own.covers,
            told=None if as_json and rows is None else tell,
        )
    if as_json:
        click.echo(json.dumps(plain_audit(found), ensure_ascii=False))
    else:
        _print(found, sorted(unknown))


def _until(group: AuditGroup, on: date) -> str:
    if group.next_deadline is None:
        return ""
    word = "the first ended" if group.next_deadline < on else "the next ends"
    assumed = " (assumed, no contract entered)" if group.assumed else ""
    return f", {word} {group.next_deadline}{assumed}"


def _print(found: Audit, unknown: Sequence[str]) -> None:
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
    for why in unknown:
        click.echo(f"  unknown: {why}")
