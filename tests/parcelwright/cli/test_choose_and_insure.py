import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from histories import START
from parcelwright.cli import root

ON = (START + timedelta(days=400)).date().isoformat()
RATES = """carrier,service,origin_country,destination_country,weight_to_g,price,currency,cover,signature_price
yanwen,S,CN,DE,2000,4.00,USD,,0.50
4px,S,CN,DE,2000,5.00,USD,20,
cne,S,CN,DE,2000,4.50,USD,,
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """400 parcels of each of two carriers; yanwen loses every tenth, 4px none; cne is new."""
    home = tmp_path_factory.mktemp("shop")
    parcels = [
        "tracking_number,carrier,service,origin_country,destination_country,accepted_at,value,currency"
    ]
    events = ["tracking_number,occurred_at,milestone"]
    for at in range(800):
        start = START + timedelta(days=at / 10)
        carrier = ("yanwen", "4px")[at % 2]
        parcels.append(f"P{at},{carrier},S,CN,DE,{start.isoformat()},60,USD")
        events.append(f"P{at},{start.isoformat()},ACCEPTED")
        if at % 20:
            came = start + timedelta(days=8 + at % 7)
            events.append(f"P{at},{came.isoformat()},DELIVERED")
    (home / "parcels.csv").write_text("\n".join(parcels))
    (home / "events.csv").write_text("\n".join(events))
    (home / "rates.csv").write_text(RATES)
    (home / "new.csv").write_text(
        "tracking_number,carrier,service,origin_country,destination_country,value,currency\n"
        "N1,yanwen,S,CN,DE,60,USD\nN2,4px,S,CN,DE,60,USD\n"
    )
    return home


def run(folder, command, *more, code=0):
    data = ["--parcels", f"{folder}/parcels.csv", "--events", f"{folder}/events.csv", "--on", ON]
    found = CliRunner().invoke(root, [command, *data, *more])
    assert found.exit_code == code, found.output
    return found.output


def choose(folder, *more, code=0):
    asked = ["--rates", f"{folder}/rates.csv", "--origin", "CN", "--destination", "Germany"]
    return run(folder, "choose", *asked, "--weight-g", "400", *more, code=code)


def test_choose_ranks_by_what_a_parcel_costs_in_the_end_and_plans_a_trial(folder):
    told = json.loads(choose(folder, "--value", "60 USD", "--json"))
    assert told["ranked"][0]["carrier"] == "4px"
    assert told["sure"] == "not_enough"
    assert told["too_few"] == ["cne S"]
    assert told["trial"]["parcels"] % 50 == 0
    assert told["ranked"][0]["recoverable"][0]["rule"] == "rate table"
    (signature,) = next(each for each in told["ranked"] if each["carrier"] == "yanwen")[
        "safeguards"
    ]
    assert signature["extra"] == "signature"


def test_choose_says_in_words_what_would_change_the_order(folder):
    lines = choose(folder, "--value", "60 USD").splitlines()
    assert lines[0].startswith("cne S has 0 of the 300 closed journeys that it takes")
    assert any(line.startswith("The first stays first up to a price of") for line in lines)
    assert "cne S: never used on this lane" in lines


@pytest.mark.parametrize(
    ("value", "message"),
    [("sixty", "'sixty' is no amount such as '12.50 USD'"), ("-1 USD", "'-1 USD' is below zero")],
)
def test_a_value_that_is_none_is_refused(folder, value, message):
    assert message in choose(folder, "--value", value, code=2)


def test_insure_decides_for_each_parcel_and_writes_and_reads_the_lists(folder, tmp_path):
    listed, answer = tmp_path / "declared.csv", tmp_path / "answer.csv"
    answer.write_text("tracking_number,certificate_number\nN1,C1\nN7,C7\n")
    lines = run(
        folder, "insure", "--to-insure", f"{folder}/new.csv", "--percent", "2", "--currency",
        "USD", "--declare", str(listed), "--certificates", str(answer), "--json",
    ).splitlines()  # fmt: skip
    told = [json.loads(line) for line in lines]
    parcels = {each["parcel"]["number"]: each["parcel"] for each in told if "parcel" in each}
    assert (parcels["N1"]["insure"], parcels["N2"]["insure"]) == (True, False)
    lanes = {each["lane"]["carrier"]: each["lane"] for each in told if "lane" in each}
    assert lanes["4px"]["insure_values"] == []
    assert lanes["yanwen"]["insure_values"][0][1] is None
    compared = told[-1]["certificates"]
    assert compared["matched"] == [{"number": "N1", "certificate": "C1"}]
    assert compared["not_declared"] == ["N7"]
    assert listed.read_text("utf-8-sig").splitlines()[1].startswith(",N1,yanwen,S,")


def test_insure_without_a_premium_says_what_to_give(folder):
    found = run(folder, "insure", code=2)
    assert "the premium: " in found


def test_insure_in_words_names_the_lanes(folder):
    lines = run(folder, "insure", "--percent", "2", "--currency", "USD").splitlines()
    assert any(line.startswith("  yanwen S CN-DE: from ") for line in lines)
    assert any(line.startswith("  4px S CN-DE: none up to ") for line in lines)
