"""The past parcels of a command: files of parcels, events, outcomes, reports and claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from parcelwright.analytics.table_columns import text_column
from parcelwright.cli._read_columns import read_columns
from parcelwright.diagnosis.buyers_words import with_reports
from parcelwright.errors import MoneyError
from parcelwright.money import Money
from parcelwright.parcels.countries import country_code
from parcelwright.prevention.choice.grants import grants_of
from parcelwright.prevention.scorecards.claim_records import read_claims
from parcelwright.prevention.scorecards.gather import journeys_of
from parcelwright.rulebook.exchange import shipped_rates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    import pyarrow as pa

    from parcelwright.prevention.choice.grants import Grants
    from parcelwright.prevention.scorecards.claim_records import ClaimRecord
    from parcelwright.prevention.scorecards.journeys import Journeys

    Command = Callable[..., None]

_file = click.Path(path_type=Path, exists=True, dir_okay=False)
_OPTIONS = (
    click.option("--parcels", required=True, type=_file, help="Parcels file."),
    click.option("--events", required=True, type=_file, help="Events file."),
    click.option("--outcomes", type=_file, help="How parcels ended, where you know more."),
    click.option("--reports", type=_file, help="Buyers' reports file."),
    click.option("--claims", type=_file, help="What was asked, claimed and paid, as a table."),
)


@dataclass(frozen=True, kw_only=True)
class Past:
    """What past parcels tell.

    Args:
        claims: Inquiries and claims by position of the parcel.
        grants: How often each payer granted what was claimed.
    """

    journeys: Journeys
    claims: Mapping[int, Sequence[ClaimRecord]]
    grants: Grants


def past_options(command: Command) -> Command:
    """Add the options that name the files."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_past(
    now: datetime,
    parcels: Path,
    events: Path,
    outcomes: Path | None,
    reports: Path | None,
    claims: Path | None,
) -> Past:
    """Return what the files tell of what was known at ``now``.

    Raises:
        InputFileError: A file is no such table; the message says which and why.
    """
    parcel_table, event_table = read_columns(parcels, "parcels"), read_columns(events, "events")
    if reports is not None:
        event_table = with_reports(event_table, read_columns(reports, "reports"))
    ended = None if outcomes is None else read_columns(outcomes, "outcomes")
    journeys = journeys_of(parcel_table, event_table, now, shipped_rates(), outcomes=ended)
    told = {} if claims is None else _claims(claims, parcel_table)
    carriers = text_column(parcel_table, "carrier").to_pylist()
    named = ((carriers[at], claim) for at, found in told.items() for claim in found)
    return Past(journeys=journeys, claims=told, grants=grants_of(named))


def amount(_ctx: click.Context, _option: click.Parameter, text: str | None) -> Money | None:
    """Return the money of an option such as ``--value '12.50 USD'``.

    Raises:
        BadParameter: It is no amount with a currency, or below zero.
    """
    if text is None:
        return None
    number, _, currency = text.strip().partition(" ")
    try:
        money = Money.of(number, currency)
    except MoneyError:
        raise click.BadParameter(f"{text!r} is no amount such as '12.50 USD'") from None
    if money.amount < 0:
        raise click.BadParameter(f"{text!r} is below zero")
    return money


def country(_ctx: click.Context, _option: click.Parameter, text: str) -> str:
    """Return the two-letter code of an option that names a country.

    Raises:
        BadParameter: No such country is known.
    """
    code = country_code(text)
    if not code:
        raise click.BadParameter(f"{text!r} is no country; write two letters such as DE")
    return code


def _claims(path: Path, parcels: pa.Table) -> dict[int, list[ClaimRecord]]:
    place = {number: at for at, number in enumerate(parcels["tracking_number"].to_pylist())}
    found: dict[int, list[ClaimRecord]] = defaultdict(list)
    for record in read_claims(path):
        if record.tracking_number in place:
            found[place[record.tracking_number]].append(record)
    return found
