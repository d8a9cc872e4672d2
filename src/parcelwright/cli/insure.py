"""``parcelwright insure``: which parcels to insure, the list for the insurer, and its answer."""

from __future__ import annotations

import json
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.cli._offer import offer_of, offer_options
from parcelwright.cli._own import terms_option
from parcelwright.cli._past import past_options, read_past
from parcelwright.cli._rule_book import rules_with
from parcelwright.cli._today import today
from parcelwright.cli._told_insurance import told_compared, told_decisions, told_rules
from parcelwright.interchange.files import complete_or_absent
from parcelwright.interchange.reading import read_parcels
from parcelwright.prevention.choice.reading import read_rates
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.insuring.certificates import compared, read_certificates
from parcelwright.prevention.insuring.consider import decisions, rules_of_shop
from parcelwright.prevention.insuring.declaration import declaration, declared
from parcelwright.prevention.insuring.plain import plain_compared, plain_decision, plain_rule
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from decimal import Decimal

    from parcelwright.money import Money

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_WRITTEN = (".csv", ".xlsx")


@click.command()
@past_options
@click.option("--to-insure", type=_file, help="Parcels not sent yet; without, the lanes only.")
@offer_options
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of posting; today if left out.")
@click.option("--rates", type=_file, help="Your rate table: some carriers pay by the postage.")
@click.option("--declare", type=click.Path(path_type=Path), help="List to write: .csv or .xlsx.")
@click.option("--certificates", type=_file, help="What the insurer sent back for the list.")
@terms_option
@click.option("--json", "as_json", is_flag=True, help="Write NDJSON.")
def command(
    *,
    parcels: Path,
    events: Path,
    outcomes: Path | None,
    reports: Path | None,
    claims: Path | None,
    to_insure: Path | None,
    policy: str,
    percent: Decimal | None,
    currency: str,
    odds: float,
    on: datetime | None,
    rates: Path | None,
    declare: Path | None,
    certificates: Path | None,
    terms: Path | None,
    as_json: bool,
    **sums: Money | None,
) -> None:
    """Say for each parcel, and for each lane, whether and from which value insuring pays."""
    if declare is not None and declare.suffix not in _WRITTEN:
        raise click.BadParameter(
            f"{declare.name!r} ends in neither {' nor '.join(_WRITTEN)}", param_hint="--declare"
        )
    if to_insure is None and (declare or certificates):
        raise click.UsageError("name the parcels with --to-insure")
    day = today() if on is None else on.date()
    own = load_folder(terms)
    offer = offer_of(policy, percent, sums, currency, odds, own.covers)
    known = Terms(
        book=rules_with(terms), rates=shipped_rates(), contracts=own.contracts, covers=own.covers
    )
    now = datetime.combine(day + timedelta(days=1), time(), UTC)
    past = read_past(now, parcels, events, outcomes, reports, claims)
    offers = () if rates is None else read_rates(rates)
    lanes = rules_of_shop(past.journeys, offer, known, past.grants, day, offers=offers)
    wanted = () if to_insure is None else read_parcels(to_insure).rows
    decided = decisions(wanted, past.journeys, offer, known, past.grants, day)
    listed = declared(decided)
    if declare is not None:
        with complete_or_absent(declare) as stream:
            stream.write(declaration(listed, declare.suffix))
    answer = None
    if certificates is not None:
        answer = compared(listed, read_certificates(certificates))
    if as_json:
        for each in decided:
            click.echo(json.dumps({"parcel": plain_decision(each)}, ensure_ascii=False))
        for lane in lanes:
            click.echo(json.dumps({"lane": plain_rule(lane)}, ensure_ascii=False))
        if answer is not None:
            click.echo(json.dumps({"certificates": plain_compared(answer)}, ensure_ascii=False))
        return
    code = offer.premium.currency
    click.echo("\n".join((*told_decisions(decided, code), *told_rules(lanes, code))))
    if answer is not None:
        click.echo("\n".join(told_compared(answer)))
