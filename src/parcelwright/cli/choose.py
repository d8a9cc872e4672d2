"""``parcelwright choose``: which service for a parcel, by what it costs in the end."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.cli._own import terms_option
from parcelwright.cli._past import amount, country, past_options, read_past
from parcelwright.cli._rule_book import rules_with
from parcelwright.cli._today import today
from parcelwright.cli._told_choice import told_candidates, told_choice
from parcelwright.money import Money
from parcelwright.prevention.choice.candidate import as_dear, candidate_of
from parcelwright.prevention.choice.choose import choose
from parcelwright.prevention.choice.plain import plain_choice
from parcelwright.prevention.choice.reading import read_rates
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.safeguards import safeguards_of
from parcelwright.prevention.choice.sending import Sending, Stakes
from parcelwright.prevention.scorecards.reviews import read_reviews
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.own_terms import load_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.prevention.choice.candidate import Candidate
    from parcelwright.prevention.choice.choose import Choice
    from parcelwright.prevention.scorecards.reviews import Review

_file = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.command()
@click.option("--rates", required=True, type=_file, help="Your rate table.")
@past_options
@click.option("--origin", required=True, callback=country, help="Country it is sent from.")
@click.option("--destination", required=True, callback=country, help="Country it is sent to.")
@click.option("--weight-g", required=True, type=click.IntRange(1), help="Weight in grams.")
@click.option("--value", required=True, callback=amount, help="What the buyer paid: '40 USD'.")
@click.option("--contents", default="", help="Words for the goods.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Day of posting; today if left out.")
@click.option("--promised-days", type=float, help="Days promised to the buyer; all cost if none.")
@click.option("--per-day", callback=amount, help="Cost of a day of waiting; nothing if none.")
@click.option("--handling", callback=amount, help="Work for one lost parcel; nothing if none.")
@click.option("--reviews", type=_file, help="Reviews and notes, shown and never counted.")
@terms_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def command(
    *,
    rates: Path,
    parcels: Path,
    events: Path,
    outcomes: Path | None,
    reports: Path | None,
    claims: Path | None,
    origin: str,
    destination: str,
    weight_g: int,
    value: Money,
    contents: str,
    on: datetime | None,
    promised_days: float | None,
    per_day: Money | None,
    handling: Money | None,
    reviews: Path | None,
    terms: Path | None,
    as_json: bool,
) -> None:
    """Rank the services on offer by price, expected loss and delay, less what comes back."""
    day = today() if on is None else on.date()
    past = read_past(_end_of(day), parcels, events, outcomes, reports, claims)
    own = load_folder(terms)
    known = Terms(
        book=rules_with(terms), rates=shipped_rates(), contracts=own.contracts, covers=own.covers
    )
    nothing = Money.of(0, value.currency)
    sending = Sending(
        origin_country=origin,
        destination_country=destination,
        weight_g=weight_g,
        value=value,
        on=day,
        contents=contents,
    )
    stakes = Stakes(
        handling=handling or nothing, per_day=per_day or nothing, promised_days=promised_days
    )
    found = choose(sending, stakes, read_rates(rates), past.journeys, known, past.grants)
    said = () if reviews is None else read_reviews(reviews)
    sheets = _candidates(found, known, said)
    extras = {at: safeguards_of(each, sending, known.rates) for at, each in enumerate(found.ranked)}
    if as_json:
        trial = sheets[0].trial if sheets else None
        click.echo(json.dumps(plain_choice(found, extras, trial), ensure_ascii=False))
        return
    click.echo("\n".join((*told_choice(found, extras), *told_candidates(sheets))))


def _candidates(found: Choice, terms: Terms, reviews: Sequence[Review]) -> tuple[Candidate, ...]:
    """Return a sheet of each service that the shop has no journey of, beside the best it knows."""
    used = [each for each in found.ranked if each.prospect.closed]
    if not used:
        return ()
    incumbent = used[0]
    return tuple(
        candidate_of(
            each.rate,
            found.sending,
            terms,
            incumbent.prospect.losses,
            worse=as_dear(each, incumbent),
            reviews=reviews,
        )
        for each in found.ranked
        if not each.prospect.closed
    )


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)
