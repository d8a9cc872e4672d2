import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from histories import START
from parcelwright.cli import root

CARRIERS = ("yanwen", "4px")
NOW = (START + timedelta(days=400)).date().isoformat()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """300 parcels of each of two carriers; one loses every tenth, the other none."""
    home = tmp_path_factory.mktemp("shop")
    parcels = [
        "tracking_number,carrier,service,origin_country,destination_country,accepted_at,value,currency"
    ]
    events = ["tracking_number,occurred_at,milestone"]
    for at in range(600):
        carrier = CARRIERS[at % 2]
        start = START + timedelta(days=at / 10)
        parcels.append(f"P{at},{carrier},S,CN,DE,{start.isoformat()},30,USD")
        events.append(f"P{at},{start.isoformat()},ACCEPTED")
        if at % 20:
            came = start + timedelta(days=8 + at % 7)
            events.append(f"P{at},{came.isoformat()},DELIVERED")
    (home / "parcels.csv").write_text("\n".join(parcels))
    (home / "events.csv").write_text("\n".join(events))
    return home


def run(folder, *more):
    found = CliRunner().invoke(
        root,
        [
            "scorecards", "--parcels", f"{folder}/parcels.csv", "--events", f"{folder}/events.csv",
            "--now", NOW, *more,
        ],
    )  # fmt: skip
    assert found.exit_code == 0, found.output
    return found.output


def test_scorecards_tell_the_loss_rate_with_interval_and_count(folder):
    lines = [json.loads(line) for line in run(folder, "--json").splitlines()]
    cards = {
        line["scorecard"]["carrier"]: line["scorecard"] for line in lines if "scorecard" in line
    }
    bad = cards["yanwen"]["figures"]["loss_rate"]
    assert bad["count"] == 300
    assert bad["low"] < 0.1 < bad["high"]
    assert cards["4px"]["figures"]["loss_rate"]["high"] < bad["low"]


def test_a_difference_beyond_chance_is_ranked_and_another_not(folder):
    lines = run(folder).splitlines()
    assert "  1. 4px, 2. yanwen" in lines
    assert any("cannot be told apart" in line and "days" in line for line in lines)


def test_too_few_claims_are_said_to_be_too_few(folder):
    assert "  claims granted: not enough claims (0 of 10)" in run(folder).splitlines()
