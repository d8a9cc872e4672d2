"""``parcelwright assess``: one line per open parcel, with chances, custodian and cause."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock_storage import read_clock
from parcelwright.analytics.columns import day_number, moment_of
from parcelwright.analytics.doubts import doubts_of, later_events
from parcelwright.analytics.gather_journeys import journeys_from_tables
from parcelwright.analytics.gather_tables import columns_from_tables
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import read_table
from parcelwright.cli._calendar import calendar_option, speeds_of
from parcelwright.cli._days_to_come import days_of
from parcelwright.cli._engine import engine_options, history_of, refuse_without_engine
from parcelwright.cli._read_columns import read_columns
from parcelwright.cli._sweep import sweep
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.detection.terms import CostTerms, Term
from parcelwright.diagnosis.buyers_words import with_reports
from parcelwright.diagnosis.diagnose import diagnoses_of
from parcelwright.diagnosis.siblings import siblings_among
from parcelwright.diagnosis.signs import signs_of
from parcelwright.diagnosis.statements import statements_from_tables
from parcelwright.parcels.events import EventTime
from parcelwright.parcels.parcel import Lane, Parcel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.analytics.columns import Columns
    from parcelwright.cli._days_to_come import DaysToCome
    from parcelwright.detection.assess import AssessmentColumns
    from parcelwright.diagnosis.signs import Signs

    Line = Mapping[str, str | float | int | list[dict[str, object]] | None]

COLUMNS = (
    "tracking_number", "carrier", "assessment", "chance_arrives", "chance_low", "chance_high",
    "based_on", "journeys", "silent_days", "stage", "custodian", "cause", "cause_chance",
    "reasons", "remaining_days", "resend_in_days",
)  # fmt: skip
_WRITTEN = (".csv", ".ndjson", ".jsonl", ".parquet")
_NUMBERS = (
    "chance_arrives", "chance_low", "chance_high", "silent_days", "cause_chance", "remaining_days",
)  # fmt: skip


_price = click.FloatRange(0, min_open=True)
_COST = "Cost of {} for goods worth 100."


@click.command()
@click.option("--parcels", required=True, help="Parcels file.")
@click.option("--events", required=True, help="Events file.")
@click.option("--reports", type=click.Path(path_type=Path), help="Buyers' reports file.")
@click.option("--now", required=True, help="Moment to assess at, such as 2026-01-31T12:00:00Z.")
@click.option("--table", type=click.Path(path_type=Path), help="Arrival table from learn.")
@click.option("--clock", type=click.Path(path_type=Path), help="Speed of the networks, likewise.")
@click.option("--out", help="File to write: csv, ndjson, parquet.")
@click.option("--json", "as_json", is_flag=True, help="Write NDJSON instead of CSV.")
@click.option("--cost-resend", type=_price, default=60.0, help=_COST.format("a needless resend"))
@click.option("--cost-wait", type=_price, default=1.0, help=_COST.format("a day of waiting"))
@calendar_option
@engine_options
def command(
    *,
    parcels: str,
    events: str,
    reports: Path | None,
    now: str,
    table: Path | None,
    clock: Path | None,
    cost_resend: float,
    cost_wait: float,
    calendar: Path | None,
    out: str | None,
    as_json: bool,
    engine: str | None,
    master: str,
    memory: str,
) -> None:
    """Say of each open parcel how likely it still arrives, and why.

    The days to a resend rest on the two costs; what is announced of the days to come moves them
    and the days that remain. Without a table, closed journeys in the same files are learned
    from. The chance of a cause was measured on simulated journeys only.

    With an engine, files and --out are Parquet and may be addresses such as s3://bucket/open;
    the lines name no custodian and no cause, which take a look at each journey.
    """
    told = EventTime.parse(now)
    if told is None:
        raise click.BadParameter(
            f"{now!r} is no time such as 2026-01-31T12:00:00Z", param_hint="--now"
        )
    if clock is not None and calendar is not None:
        raise click.BadParameter(
            "the clock that learn wrote holds its calendar; give one of the two",
            param_hint="--calendar",
        )
    if engine is not None:
        history = history_of(engine, master, memory, parcels, events)
        sweep(history, told.utc, table, clock, calendar, out or "")
        return
    refuse_without_engine(master, parcels, events)
    target = None if out is None else Path(out)
    if target is not None and target.suffix not in _WRITTEN:
        raise click.BadParameter(
            f"{target.name!r} ends in none of {', '.join(_WRITTEN)}", param_hint="--out"
        )
    parcel_table, event_table = read_columns(parcels, "parcels"), read_columns(events, "events")
    if reports is not None:
        event_table = with_reports(event_table, read_columns(reports, "reports"))
    columns = columns_from_tables(parcel_table, event_table, told.utc)
    speeds = speeds_of(columns, told.utc, calendar) if clock is None else read_clock(clock)
    doubts = later_events(event_table, told.utc)
    if table is None:
        doubts = (*doubts_of(columns, told.utc), *doubts)
    for text in doubts:
        click.echo(f"take care: {text}", err=True)
    learned = learn(columns, told.utc, speeds) if table is None else read_table(table)
    columns = with_bags(columns, bags_of(columns, day_number(told.utc)))
    found = assess_columns(columns, learned, told.utc, speeds)
    said = statements_from_tables(parcel_table, event_table, told.utc)
    signs = signs_of(found, said, siblings_among(columns, said))
    prices = CostTerms(resend=Term(share=cost_resend / 100), wait=Term(share=cost_wait / 100))
    days = days_of(found, speeds, prices)
    lines = _lines(found, signs, parcel_table, event_table, told.utc, days)
    _write(lines, target, as_json=as_json)
    counted = Counter(STANDINGS[code].value for code in found.standing)
    summary = ", ".join(f"{counted[standing.value]} {standing.value}" for standing in STANDINGS)
    click.echo(f"{len(found)} open parcels: {summary}", err=True)


def _lines(
    found: AssessmentColumns,
    signs: Signs,
    parcels: pa.Table,
    events: pa.Table,
    now: datetime,
    days: DaysToCome,
) -> Iterator[Line]:
    chosen = parcels.take(pa.array(found.rows))
    numbers = chosen["tracking_number"].to_pylist()
    carriers = [""] * len(numbers)
    if "carrier" in chosen.column_names:
        carriers = [carrier or "" for carrier in chosen["carrier"].to_pylist()]
    journeys = journeys_from_tables(parcels, events, found.rows.tolist(), now)
    pairs = [
        (_parcel(number, carrier, found.view.columns, entry), journey)
        for entry, (number, carrier, journey) in enumerate(
            zip(numbers, carriers, journeys, strict=True)
        )
    ]
    told = zip(pairs, diagnoses_of(pairs, signs, now), strict=True)
    for entry, ((parcel, _), diagnosis) in enumerate(told):
        assessment = found.assessment(entry)
        yield {
            "tracking_number": parcel.tracking_number,
            "carrier": parcel.carrier,
            "assessment": assessment.standing.value,
            "chance_arrives": round(assessment.chance_arrives, 6),
            "chance_low": round(assessment.chance_low, 6),
            "chance_high": round(assessment.chance_high, 6),
            "based_on": assessment.based_on,
            "journeys": assessment.journeys,
            "silent_days": round(assessment.silent_days, 2),
            "stage": assessment.stage.value,
            "custodian": diagnosis.custodian,
            "cause": diagnosis.named.value,
            "cause_chance": _rounded(diagnosis.named_chance),
            "reasons": [
                {"reason": reason.code, "figures": dict(reason.figures)}
                for reason in assessment.reasons
            ],
            "remaining_days": days.remaining[entry],
            "resend_in_days": days.resend[entry],
        }


def _parcel(number: str, carrier: str, columns: Columns, entry: int) -> Parcel:
    """Return what diagnosis asks of a parcel: who carries it, from where, to where."""
    accepted, lane = columns.accepted[entry], columns.lanes[columns.lane[entry]]
    return Parcel(
        tracking_number=number,
        carrier=carrier,
        lane=Lane(origin_country=lane.origin_country, destination_country=lane.destination_country),
        accepted_at=None if np.isnan(accepted) else EventTime.at(moment_of(accepted)),
    )


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 6)


def _write(lines: Iterator[Line], out: Path | None, *, as_json: bool) -> None:
    if out is None:
        _write_text(lines, sys.stdout, as_json=as_json)
    elif out.suffix == ".parquet":
        _write_parquet(list(lines), out)
    else:
        as_json = as_json or out.suffix != ".csv"
        with out.open("w", encoding="utf-8", newline="") as stream:
            _write_text(lines, stream, as_json=as_json)


def _write_text(lines: Iterator[Line], stream: TextIO, *, as_json: bool) -> None:
    if as_json:
        stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        return
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({**line, "reasons": _reasons_text(line)})


def _write_parquet(lines: Sequence[Line], out: Path) -> None:
    whole = dict.fromkeys(("journeys", "resend_in_days"), pa.int64())
    kinds = {**whole, **dict.fromkeys(_NUMBERS, pa.float64())}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    rows = [{**line, "reasons": _reasons_text(line)} for line in lines]
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out)


def _reasons_text(line: Line) -> str:
    return json.dumps(line["reasons"], ensure_ascii=False)
