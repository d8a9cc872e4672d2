import json
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from histories import tables
from parcelwright.cli import root


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("history")
    parcels, events = tables(parcels=300)
    pq.write_table(parcels, folder / "parcels.parquet")
    pq.write_table(events, folder / "events.parquet")
    return folder


def run(files, *more, until="2025-08-01"):
    arguments = ["backtest", "--parcels", files / "parcels.parquet", "--events",
                 files / "events.parquet", "--train-until", "2025-03-31", "--until", until,
                 "--out", files / "out", *more]  # fmt: skip
    return CliRunner().invoke(root, [str(argument) for argument in arguments])


def test_it_writes_chances_alerts_a_summary_and_a_report(files):
    result = run(files, "--target-precision", "0.5")
    assert result.exit_code == 0, result.output
    daily = pq.read_table(files / "out" / "daily.parquet")
    assert daily.column_names == ["day", "tracking_number", "carrier", "chance_arrives"]
    assert str(daily["day"][0]) >= "2025-03-31"
    alerts = pq.read_table(files / "out" / "alerts.parquet")
    assert alerts.column_names == ["rule", "target", "tracking_number", "carrier", "day"]
    assert set(alerts["target"].to_pylist()) == {0.5}
    summary = json.loads((files / "out" / "summary.json").read_text())
    assert (summary["train_until"], summary["until"]) == ("2025-03-31", "2025-08-01")
    # Scored are those accepted from April on that are 75 days old on the first of August.
    accepted = pq.read_table(files / "parcels.parquet")["accepted_at"].to_pylist()
    first, last = datetime(2025, 4, 1, tzinfo=UTC), datetime(2025, 5, 19, tzinfo=UTC)
    assert summary["parcels"] == sum(first <= at <= last for at in accepted)
    assert {each["rule"] for each in summary["equal_precision"]} >= {
        "Parcelwright", "days since handover", "days since the last scan",
    }  # fmt: skip
    report = (files / "out" / "report.html").read_text()
    assert f"{summary['parcels']:.0f} parcels were followed to their end" in report
    assert "Take care" in report
    assert report.count("<svg") >= 2


def test_an_end_before_the_beginning_is_refused(files):
    result = run(files, until="2025-03-31")
    assert result.exit_code == 2
    assert "ends before the scoring begins" in result.output


def test_a_precision_that_is_none_is_refused(files):
    result = run(files, "--target-precision", "1.5")
    assert result.exit_code == 2
    assert "1.5 is no share of 1" in result.output


def test_an_announced_closure_makes_later_chances_better(files):
    calendar = files / "calendar.csv"
    parcels = pq.read_table(files / "parcels.parquet")
    where = pa.array(["FR"] * parcels.num_rows)
    pq.write_table(parcels.append_column("destination_country", where), files / "parcels.parquet")
    calendar.write_text("country,from,to,what,source\nFR,2025-05-05,2025-05-11,closure,a notice\n")
    said = []
    for more in ((), ("--calendar", calendar)):
        assert run(files, *more).exit_code == 0
        daily = pq.read_table(files / "out" / "daily.parquet").to_pylist()
        said.append({(row["day"], row["tracking_number"]): row["chance_arrives"] for row in daily})
    usual, announced = said
    before = [key for key in usual if key[0] < date(2025, 5, 5)]
    assert [announced[key] for key in before] == [usual[key] for key in before]
    gains = [announced[key] - usual[key] for key in usual if key[0] == date(2025, 5, 11)]
    assert min(gains) >= 0
    assert max(gains) > 0.05
