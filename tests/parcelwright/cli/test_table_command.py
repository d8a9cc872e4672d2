"""A learned table can be read, written out, compared and explained."""

import csv
import json

import pytest
from click.testing import CliRunner

from feed import journey, on, parcel
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.analytics.storage import write_table
from parcelwright.cli import root
from parcelwright.parcels.events import Milestone


def learned(folder, name, haul):
    pairs = [
        (
            parcel(f"LX{i}", accepted=i / 7),
            journey(
                (i / 7, Milestone.ACCEPTED), (i / 7 + 2, Milestone.DEPARTED),
                (i / 7 + 2 + haul + i % 5, Milestone.DELIVERED), number=f"LX{i}",
            ),
        )
        for i in range(90)
    ]  # fmt: skip
    write_table(learn(columns_of(pairs, on(200)), on(200)), folder / name)
    return str(folder / name)


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    return learned(folder, "a.parquet", 6), learned(folder, "b.parquet", 9)


def run(*arguments):
    return CliRunner().invoke(root, ["table", *arguments])


def test_it_shows_the_groups_and_stages(two):
    found = run("show", two[0])
    assert found.exit_code == 0
    assert "line haul, departed, china-post" in found.stdout
    assert "months differ by 42% in losses and 25% in pace." in found.stdout


def test_it_writes_every_row_as_csv(two, tmp_path):
    out = tmp_path / "table.csv"
    assert run("export", two[0], "--out", str(out)).exit_code == 0
    with out.open(encoding="utf-8") as rows:
        found = list(csv.DictReader(rows))
    lane = next(row for row in found if row["section"] == "lane")
    assert (lane["carrier"], lane["journeys"]) == ("china-post", "90")
    assert {"curve", "stage", "stage_curve"} <= {row["section"] for row in found}
    (trust,) = (row for row in found if row["section"] == "trust")
    assert (trust["pace"], trust["pace_spread"]) == ("1", "0.25")


def test_equal_tables_do_not_differ(two):
    found = run("diff", two[0], two[0])
    assert (found.exit_code, found.stdout) == (0, "")


def test_what_differs_is_told_figure_by_figure(two):
    found = run("diff", *two, "--json")
    assert found.exit_code == 1
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    usual = next(
        each for each in lines if each["group"] == "all" and each["figure"] == "usual_days"
    )
    assert usual["after"] - usual["before"] == pytest.approx(2.45, abs=0.1)
    assert not [each for each in lines if each["figure"] == "journeys"]


def test_a_silence_is_explained_by_those_that_lasted_as_long(two):
    found = run("explain", two[0], "--days", "9", "--stage", "line_haul", "--carrier", "china-post")
    line = next(line for line in found.stdout.splitlines() if "departed" in line)
    assert line.startswith("line haul, departed, china-post: 90 parcels like this one;")
    assert "lasts 9 days or longer" in line
    assert line.endswith("in 100 still came.")


def test_a_carrier_never_seen_is_explained_by_nothing(two):
    found = run("explain", two[0], "--days", "9", "--carrier", "usps")
    assert found.stdout == ""
    assert "Shipped figures stand in." in found.stderr


def test_no_table_is_said_with_what_to_do(tmp_path):
    found = run("show", str(tmp_path / "none.parquet"))
    assert found.exit_code != 0
    assert "run learn again" in str(found.exception)
