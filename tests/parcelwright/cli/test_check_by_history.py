"""``parcelwright check`` with past parcels, by which promised dates are judged."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from parcelwright.cli import root

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
ORDER = (
    "order_number,carrier,origin_country,destination_country,ship_on,promised_by\n"
    "A1,yanwen,CN,DE,2026-09-04,2026-09-14\n"
)


@pytest.fixture
def folder(tmp_path):
    """40 parcels: ten took 9 days, twenty 12 days, ten 15."""
    parcels = ["tracking_number,carrier,origin_country,destination_country,accepted_at"]
    events = ["tracking_number,occurred_at,milestone"]
    for at, took in enumerate([9] * 10 + [12] * 20 + [15] * 10):
        start = START + timedelta(days=at)
        parcels.append(f"P{at},yanwen,CN,DE,{start.isoformat()}")
        events.append(f"P{at},{start.isoformat()},ACCEPTED")
        events.append(f"P{at},{(start + timedelta(days=took)).isoformat()},DELIVERED")
    (tmp_path / "parcels.csv").write_text("\n".join(parcels))
    (tmp_path / "events.csv").write_text("\n".join(events))
    (tmp_path / "orders.csv").write_text(ORDER)
    return tmp_path


def run(folder, *more):
    arguments = ["check", "--orders", f"{folder}/orders.csv", "--on", "2026-09-01", "--json"]
    return CliRunner().invoke(root, [*arguments, *more])


def test_a_promise_is_held_against_the_days_that_the_files_tell(folder):
    found = run(folder, "--parcels", f"{folder}/parcels.csv", "--events", f"{folder}/events.csv")
    assert found.exit_code in {0, 1}
    findings = json.loads(found.stdout)["findings"]
    (told,) = [each for each in findings if each["check"] == "promised_date"]
    assert (told["code"], told["severity"]) == ("promise_unlikely", "warn")
    assert told["figures"] == {
        "leaves": "2026-09-04", "promised": "2026-09-14", "days": "10", "slow": "0",
        "arrived": "40", "lane": "Yanwen, CN - DE", "p50": "12", "p90": "15",
        "p95": "15", "chance": "25 %",
    }  # fmt: skip


def test_parcels_without_their_events_are_refused_with_what_is_lacking(folder):
    found = run(folder, "--parcels", f"{folder}/parcels.csv")
    assert found.exit_code == 2
    assert "past parcels need both --parcels and --events" in found.output
