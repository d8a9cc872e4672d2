import sys
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from parcelwright.cli import root
from parcelwright.simulate.large import write_large

NOW = datetime(2026, 3, 20, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    parcels, events, *_ = write_large(
        1500, 3, NOW, tmp_path_factory.mktemp("files") / "world", size=800
    )
    return ["--parcels", str(parcels), "--events", str(events)]


def run(*arguments):
    return CliRunner().invoke(root, [str(argument) for argument in arguments])


def test_learn_through_duckdb_writes_the_same_table_and_clock(world, tmp_path):
    for name, more in (("plain", ()), ("engine", ("--engine", "duckdb", "--memory", "500MB"))):
        found = run(
            "learn", *world, "--out", tmp_path / name, "--clock", tmp_path / f"{name}-clock", *more
        )
        assert found.exit_code == 0, found.output
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "engine").read_bytes()
    assert (tmp_path / "plain-clock").read_bytes() == (tmp_path / "engine-clock").read_bytes()


def test_the_sweep_learns_what_is_not_given(world, tmp_path):
    now = ("--now", "2026-03-20T05:00:00Z")
    found = run("assess", *world, *now, "--engine", "duckdb", "--out", tmp_path / "open.parquet")
    plain = run("assess", *world, *now, "--out", tmp_path / "plain.parquet")
    assert (found.exit_code, plain.exit_code) == (0, 0), found.output
    ours, theirs = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("open", "plain"))
    assert f"{theirs.num_rows} open parcels" in found.output
    for column in ("carrier", "assessment", "chance_arrives", "chance_low", "silent_days", "stage"):
        assert ours[column].to_pylist() == theirs[column].to_pylist()


def test_events_of_a_wrong_year_are_told_and_left_out_with_an_engine_as_without(world, tmp_path):
    events = pq.read_table(world[3])
    odd, place = events.slice(0, 3), events.schema.get_field_index("occurred_at")
    for year in (2062, 1926):
        times = pa.array([datetime(year, 5, 6, 7)] * 3, events.schema.field(place).type)
        events = pa.concat_tables(
            [events, odd.set_column(place, events.schema.field(place), times)]
        )
    pq.write_table(events, tmp_path / "events.parquet")
    files = (*world[:3], tmp_path / "events.parquet")
    said = {}
    for name, more in (("plain", ()), ("engine", ("--engine", "duckdb"))):
        learned = run("learn", *files, "--out", tmp_path / name, *more)
        swept = run(
            "assess", *files, "--now", "2026-03-20T05:00:00Z",
            "--out", tmp_path / f"{name}.parquet", *more,
        )  # fmt: skip
        assert (learned.exit_code, swept.exit_code) == (0, 0), learned.output + swept.output
        said[name] = [
            [line for line in output.splitlines() if "take care" in line]
            for output in (learned.output, swept.output)
        ]
    assert said["engine"] == said["plain"]
    assert said["plain"][1][-1].startswith("take care: Events dated after 2026-03-20 05:00 UTC: 3.")
    assert (tmp_path / "plain").read_bytes() == (tmp_path / "engine").read_bytes()
    ours, theirs = (pq.read_table(tmp_path / f"{name}.parquet") for name in ("engine", "plain"))
    for column in ("assessment", "chance_arrives", "silent_days"):
        assert ours[column].to_pylist() == theirs[column].to_pylist()


def test_a_ledger_needs_each_file_but_once(world, tmp_path):
    ledger = ("--ledger", tmp_path / "ledger", "--until", "2026-03-19")
    first = run("learn", *world, *ledger, "--out", tmp_path / "first")
    events = pq.read_table(world[3])
    pq.write_table(events.slice(0, 0), tmp_path / "nothing.parquet")
    again = run(
        "learn", *world[:2], "--events", tmp_path / "nothing.parquet", *ledger,
        "--out", tmp_path / "again",
    )  # fmt: skip
    assert (first.exit_code, again.exit_code) == (0, 0), again.output
    assert (tmp_path / "first").read_bytes() == (tmp_path / "again").read_bytes()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--master", "local[2]"), "is of use with --engine spark only"),
        (("--engine", "duckdb", "--master", "local[2]"), "is of use with --engine spark only"),
        (("--engine", "duckdb", "--ledger", "ledger"), "works without --engine"),
    ],
)
def test_options_that_do_not_go_together_are_refused(world, tmp_path, more, said):
    found = run("learn", *world, "--out", tmp_path / "table", *more)
    assert (found.exit_code, said in found.output) == (2, True), found.output


def test_an_address_needs_an_engine(world, tmp_path):
    found = run("learn", "--parcels", "s3://shop/parcels", *world[2:], "--out", tmp_path / "table")
    assert found.exit_code == 2
    assert "s3://shop/parcels is an address; add --engine duckdb to read it" in found.output


def test_a_table_is_swept_with_its_clock_alone(world, tmp_path):
    found = run(
        "assess", *world, "--now", "2026-03-20T05:00:00Z", "--engine", "duckdb",
        "--table", tmp_path / "table", "--out", tmp_path / "open.parquet",
    )  # fmt: skip
    assert found.exit_code == 2
    assert "give --table and --clock together" in found.output


def test_an_engine_that_is_not_installed_is_named_with_its_extra(world, tmp_path, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("parcelwright.analytics.engines")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ibis", None)
    found = run("learn", *world, "--out", tmp_path / "table", "--engine", "duckdb")
    assert found.exit_code == 1
    assert "install it with pip install 'parcelwright[analytics]'" in found.output
