"""``parcelwright check``: what is wrong with orders before they are shipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.analytics.published_files import read_calendar
from parcelwright.cli._calendar import calendar_option
from parcelwright.cli._labels import labels_of, labels_option, told_strays
from parcelwright.cli._orders import orders_in
from parcelwright.cli._own import terms_option
from parcelwright.cli._rule_book import rules_with
from parcelwright.cli._today import today
from parcelwright.cli._transit import transit_of, transit_options
from parcelwright.interchange.unnamed import listed, unnamed_columns
from parcelwright.prevention.finding import Severity
from parcelwright.prevention.known import Known
from parcelwright.prevention.plain import plain_order, told_order
from parcelwright.prevention.run import findings_of
from parcelwright.prevention.tariff import read_tariff
from parcelwright.prevention.unread import unread_findings
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright.interchange.drafts import DraftRead
    from parcelwright.prevention.finding import Finding

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--orders", required=True, type=_file, help="Orders file, one row per line of goods.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of the check; today if left out."
)
@terms_option
@labels_option
@calendar_option
@click.option("--tariff", type=_file, help="Your own rates of duty, as a table.")
@transit_options
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object per order.")
def command(
    *,
    orders: Path,
    on: datetime | None,
    terms: Path | None,
    labels: Path | None,
    calendar: Path | None,
    tariff: Path | None,
    parcels: Path | None,
    events: Path | None,
    outcomes: Path | None,
    as_json: bool,
) -> None:
    """Say of each order what would get it lost, held, refused or not paid for.

    Ends with 1 when an order should not be shipped as it is, or could not be read.
    """
    own = load_folder(terms)
    day = today() if on is None else on.date()
    known = Known(
        on=day,
        book=rules_with(terms),
        rates=shipped_rates(),
        contracts=own.contracts,
        covers=own.covers,
        labels=labels_of(labels, orders),
        calendar=None if calendar is None else read_calendar(calendar),
        transit=transit_of(day, parcels, events, outcomes),
        tariff=None if tariff is None else read_tariff(tariff),
    )
    counted: dict[Severity, int] = dict.fromkeys(Severity, 0)
    checked = unread = 0
    unnamed: dict[str, None] = {}
    for read in orders_in(orders):
        findings = _of(read, known)
        checked += 1
        unread += read.draft is None
        for severity in {each.severity for each in findings}:
            counted[severity] += 1
        number = "" if read.draft is None else read.draft.order_number
        unnamed |= dict.fromkeys(unnamed_columns([read]))
        if as_json:
            line = plain_order(number, read.row, findings)
            click.echo(json.dumps(line, ensure_ascii=False))
        elif findings:
            click.echo("\n".join(told_order(number, read.row, findings)))
    if known.labels is not None:
        for told in told_strays(known.labels):
            click.echo(told, err=True)
    if unnamed:
        named = listed(tuple(unnamed))
        click.echo(f"kept and not checked, for their names are not known here: {named}", err=True)
    stops, warned = counted[Severity.STOP], counted[Severity.WARN]
    click.echo(f"{checked} orders: {stops} to stop, {warned} with a warning", err=True)
    if unread:
        click.echo(f"{unread} of them could not be read, and were not checked", err=True)
    if stops or unread:
        raise SystemExit(1)


def _of(read: DraftRead, known: Known) -> tuple[Finding, ...]:
    unread = unread_findings(read.problems)
    return unread if read.draft is None else (*unread, *findings_of(read.draft, known))
