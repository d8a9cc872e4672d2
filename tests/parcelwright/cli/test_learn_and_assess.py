import csv
import json
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.clock_storage import read_clock
from parcelwright.analytics.columns import day_number
from parcelwright.cli import root
from parcelwright.parcels.events import Milestone

COLUMNS = [
    "tracking_number", "carrier", "assessment", "chance_arrives", "chance_low", "chance_high",
    "based_on", "journeys", "silent_days", "stage", "custodian", "cause", "cause_chance",
    "reasons", "remaining_days", "resend_in_days",
]  # fmt: skip


@pytest.fixture
def files(tmp_path):
    pairs = [delivered(f"LX{i:09d}CN", i / 4, 8 + i % 7) for i in range(200)]
    held = journey((50, Milestone.ACCEPTED), (55, Milestone.HELD_BY_CUSTOMS), number="HELD1")
    pairs += [silent("SILENT1", 10), silent("YOUNG1", 98), (parcel("HELD1", accepted=50), held)]
    parcels = "tracking_number,carrier,origin_country,destination_country,accepted_at\n" + "".join(
        f"{one.tracking_number},china-post,CN,FR,{one.accepted_at.isoformat()}\n"
        for one, _ in pairs
    )
    events = "tracking_number,carrier,occurred_at,milestone\n" + "".join(
        f"{said.tracking_number},china-post,{said.occurred_at.isoformat()},{said.milestone}\n"
        for _, found in pairs
        for said in found.events
    )
    (tmp_path / "parcels.csv").write_text(parcels)
    (tmp_path / "events.csv").write_text(events)
    return tmp_path


def run(folder, command, *more):
    data = ["--parcels", f"{folder}/parcels.csv", "--events", f"{folder}/events.csv"]
    found = CliRunner().invoke(root, [command, *data, *more])
    assert found.exit_code == 0, found.output
    return found


def test_learn_writes_a_table_that_assess_reads(files):
    table = str(files / "table.parquet")
    run(files, "learn", "--until", on(90).date().isoformat(), "--out", table)
    found = run(files, "assess", "--now", on(100).isoformat(), "--table", table, "--json")
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [list(line) for line in lines] == [COLUMNS] * 3
    by_number = {line["tracking_number"]: line for line in lines}
    assert by_number["SILENT1"]["assessment"] == "PRESUMED_LOST"
    assert by_number["YOUNG1"]["assessment"] == "ON_TIME"
    assert by_number["HELD1"]["cause"] == "held_by_customs"
    assert 0.5 <= by_number["HELD1"]["cause_chance"] <= 0.98
    assert by_number["HELD1"]["custodian"] == "china-post"
    assert by_number["HELD1"]["reasons"][0] == {
        "reason": "customs_hold", "figures": {"days": "45", "usual": "11"},
    }  # fmt: skip
    assert "3 open parcels: 1 ON_TIME" in found.stderr


def test_assess_without_a_table_learns_from_the_same_files(files):
    found = run(files, "assess", "--now", on(100).isoformat())
    lines = list(csv.DictReader(found.stdout.splitlines()))
    assert {line["tracking_number"]: line["based_on"] for line in lines} == {
        "SILENT1": "lane", "YOUNG1": "lane", "HELD1": "prior",
    }  # fmt: skip


def test_assess_writes_parquet_with_numbers_as_numbers(files):
    out = files / "out.parquet"
    run(files, "assess", "--now", on(100).isoformat(), "--out", str(out))
    table = pq.read_table(out)
    assert table.column_names == COLUMNS
    assert str(table.schema.field("chance_arrives").type) == "double"


def test_a_time_that_is_none_is_refused_with_an_example(files):
    data = ["--parcels", f"{files}/parcels.csv", "--events", f"{files}/events.csv"]
    found = CliRunner().invoke(root, ["assess", *data, "--now", "soon"])
    assert found.exit_code == 2
    assert "'soon' is no time such as 2026-01-31T12:00:00Z" in found.output


@pytest.mark.skipif(
    "PARCELWRIGHT_TEST_DATA" not in os.environ,
    reason="PARCELWRIGHT_TEST_DATA is not set; the tests above use data of their own",
)
def test_real_orders_are_learned_and_assessed():
    folder = Path(os.environ["PARCELWRIGHT_TEST_DATA"]) / "orders-br"
    found = run(folder, "assess", "--now", "2017-11-01T00:00:00Z", "--json")
    chances = [json.loads(line)["chance_arrives"] for line in found.stdout.splitlines()]
    assert len(chances) > 500
    assert 0 <= min(chances) <= max(chances) <= 1


def test_a_wrong_year_in_one_event_does_not_make_open_parcels_lost(files):
    events = files / "events.csv"
    slip = f"LX{0:09d}CN,china-post,2036-01-09T00:00:00+00:00,NOTICE\n"
    without = run(files, "learn", "--out", str(files / "without.parquet"))
    events.write_text(events.read_text() + slip)
    found = run(files, "learn", "--out", str(files / "with.parquet"))
    assert (files / "with.parquet").read_bytes() == (files / "without.parquet").read_bytes()
    assert "take care" not in without.stderr
    assert "take care: Events dated after 2026-04-09 00:00 UTC: 1. They were left out." in (
        found.stderr
    )


def test_an_announced_closure_is_in_the_clock_that_learn_writes(files):
    calendar = files / "calendar.csv"
    calendar.write_text(
        "country,from,to,what,source\n"
        "FR,2026-03-10,2026-03-12,strike,a newspaper\n"
        "BR,2026-03-10,2026-03-12,closure,a notice\n"
    )
    clock = str(files / "clock.parquet")
    until = on(90).date().isoformat()
    learned = ("learn", "--until", until, "--out", str(files / "table.parquet"), "--clock", clock)
    run(files, *learned)
    usual = pq.read_table(clock)["speed"].to_pylist()
    found = run(files, *learned, "--calendar", str(calendar))
    speed = dict(
        zip(*(pq.read_table(clock)[name].to_pylist() for name in ("day", "speed")), strict=True)
    )
    assert len(speed) == len(usual)
    slow = {day.isoformat() for day, value in speed.items() if value < 0.5}
    assert slow == {"2026-03-10", "2026-03-11", "2026-03-12"}
    assert "calendar.csv names countries that no parcel comes from or goes to: BR" in found.stderr


def test_a_calendar_beside_the_clock_that_holds_one_is_refused(files):
    data = ["--parcels", f"{files}/parcels.csv", "--events", f"{files}/events.csv"]
    asked = ["assess", *data, "--now", "2026-04-01T00:00:00Z", "--clock", "c", "--calendar", "k"]
    found = CliRunner().invoke(root, asked)
    assert found.exit_code == 2
    assert "give one of the two" in found.output


def test_the_clock_that_learn_writes_knows_what_is_announced_of_the_days_to_come(files):
    calendar = files / "calendar.csv"
    until = on(90).date()
    calendar.write_text(
        "country,from,to,what,source,announced\n"
        f"FR,{on(92).date()},{on(93).date()},strike,a newspaper,{until}\n"
        f"FR,{on(95).date()},{on(95).date()},strike,a notice of the next day,{on(91).date()}\n"
    )
    clock = files / "clock.parquet"
    run(
        files, "learn", "--until", until.isoformat(), "--out", str(files / "table.parquet"),
        "--clock", str(clock), "--calendar", str(calendar),
    )  # fmt: skip
    found = read_clock(clock)
    assert found.announced is not None
    begins = int(day_number(on(91).date())) - found.first_day
    assert found.announced[0, begins:].tolist() == [1.0, 0.36, 0.36]
    assert found.speed[0, begins + 1 :].tolist() == [0.36, 0.36]


def test_a_strike_announced_for_next_week_moves_the_days_that_assess_says(files):
    calendar = files / "calendar.csv"
    said = []
    for country in ("JP", "FR"):
        calendar.write_text(
            "country,from,to,what,source\n"
            f"{country},{on(101).date()},{on(107).date()},strike,a newspaper\n"
        )
        found = run(
            files, "assess", "--now", on(100).isoformat(), "--calendar", str(calendar), "--json"
        )
        lines = [json.loads(line) for line in found.stdout.splitlines()]
        said.append({line["tracking_number"]: line for line in lines}["YOUNG1"])
    usual, slow = said
    assert slow["chance_arrives"] == usual["chance_arrives"]
    assert slow["remaining_days"] > usual["remaining_days"] + 2
    assert slow["resend_in_days"] > usual["resend_in_days"]


def test_a_dearer_resend_is_put_off_and_the_costs_are_for_goods_worth_100(files):
    days = []
    for cost in ("20", "60", "120"):
        found = run(files, "assess", "--now", on(100).isoformat(), "--cost-resend", cost, "--json")
        lines = [json.loads(line) for line in found.stdout.splitlines()]
        days.append({line["tracking_number"]: line["resend_in_days"] for line in lines})
    assert [each["YOUNG1"] for each in days] == sorted(each["YOUNG1"] for each in days)
    assert days[0]["YOUNG1"] < days[2]["YOUNG1"]
    assert [each["SILENT1"] for each in days] == [0, 0, 0]
