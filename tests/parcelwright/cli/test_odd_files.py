"""Files as people bring them: what cannot be read is said, and nothing breaks."""

import pytest
from click.testing import CliRunner

from parcelwright.cli import root
from parcelwright.errors import InputFileError

PARCELS = "tracking_number,carrier,accepted_at,weight_g,destination_country\n"
EVENTS = "tracking_number,occurred_at,milestone\n"
NOW = ("--now", "2026-01-31T12:00:00Z")
ON = ("--on", "2026-01-31")


@pytest.fixture
def run(tmp_path):
    def command(*arguments, **files):
        options = []
        for name, text in files.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            options += [f"--{name}", str(path)]
        return CliRunner().invoke(root, [*arguments, *options], standalone_mode=False)

    return command


def said(answer):
    assert answer.exception is None, repr(answer.exception)
    return answer.stderr


def test_assess_says_which_dates_it_could_not_read(run):
    answer = run(
        "assess", *NOW,
        parcels=PARCELS + "RR123456785CN,china-post,2026-01-02,400,DE\n",
        events=EVENTS + "RR123456785CN,2026-02-30,ACCEPTED\n",
    )  # fmt: skip
    expected = 'events.csv, column occurred_at: 1 cells could not be read and count as empty, such as "2026-02-30"'
    assert expected in said(answer)


def test_assess_says_that_a_file_has_no_rows(run):
    answer = run(
        "assess", *NOW,
        parcels=PARCELS + "RR123456785CN,china-post,2026-01-02,400,DE\n", events=EVENTS,
    )  # fmt: skip
    assert "take care: events.csv has no rows\n" in said(answer)


def test_assess_says_how_many_parcels_had_no_number(run):
    answer = run(
        "assess", *NOW,
        parcels=PARCELS + ",china-post,2026-01-02,400,DE\n4.4E+11,ups,2026-01-02,400,DE\n",
        events=EVENTS,
    )  # fmt: skip
    assert "parcels.csv: 2 rows have no tracking_number and were left out" in said(answer)


@pytest.mark.parametrize("day", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("weight", ["9" * 25, "9" * 5000, "1E+3000000"])
def test_days_and_weights_beyond_reason_are_said_and_left_out(run, day, weight):
    answer = run(
        "audit", *ON,
        parcels=PARCELS + f"RR123456785CN,china-post,{day},{weight},DE\n",
        events=EVENTS + f"RR123456785CN,{day},ACCEPTED\n",
    )  # fmt: skip
    text = said(answer)
    assert "parcels.csv: 2 cells could not be used" in text
    assert "events.csv, column occurred_at: 1 cells could not be read" in text


def test_audit_of_parcels_without_any_event_has_an_answer(run):
    answer = run(
        "audit", *ON,
        parcels=PARCELS + "RR123456785CN,china-post,2025-08-01,400,DE\n", events=EVENTS,
    )  # fmt: skip
    assert "take care: events.csv has no rows\n" in said(answer)
    assert "1 parcels on 2026-01-31" in answer.stdout


def test_audit_refuses_a_damaged_parquet_file_by_name(run, tmp_path):
    damaged = tmp_path / "damaged.parquet"
    damaged.write_bytes(b"PAR1" + b"junk" * 100 + b"PAR1")
    answer = run("audit", *ON, "--events", str(damaged), parcels=PARCELS)
    assert isinstance(answer.exception, InputFileError)
    assert str(answer.exception) == "damaged.parquet is not a Parquet file that can be read"


@pytest.mark.parametrize("command", ["check", "pack"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("order_number,city\n", "orders.csv has no rows; add one for each line of goods"),
        (
            "foo,bar\n1,2\n",
            "orders.csv has no column order_number; add it or name it so in the header",
        ),
    ],
)
def test_a_file_that_names_no_order_is_refused(run, command, text, told):
    answer = run(command, orders=text)
    assert isinstance(answer.exception, InputFileError)
    assert str(answer.exception) == told


def test_pack_says_which_cell_it_could_not_read(run):
    answer = run("pack", orders="order_number,weight_g\nA1,heavy\n")
    assert said(answer).startswith('row 2, column weight_g: "heavy" is not a weight')


@pytest.mark.parametrize("quantity", ["9" * 25, "9" * 5000])
def test_check_says_which_quantity_no_order_can_have(run, quantity):
    rows = f"order_number,destination_country,quantity,unit_value,unit_currency,weight_g\nA1,DE,{quantity},{quantity},EUR,{quantity}\n"
    answer = run("check", *ON, orders=rows)
    assert isinstance(answer.exception, SystemExit)
    for column in ("quantity", "unit_value", "weight_g"):
        assert f"not checked [file] {column}: Row 2" in answer.stdout


@pytest.mark.parametrize("price", ["1e400", "1E+3000000", "9" * 5000])
def test_a_price_beyond_reason_is_refused_with_row_and_column(run, price):
    answer = run(
        "choose", *ON, "--origin", "CN", "--destination", "DE", "--weight-g", "400", "--value", "40 USD",
        rates=f"carrier,service,destination_country,price,currency\nyunexpress,Standard,DE,{price},USD\n",
        parcels=PARCELS, events=EVENTS,
    )  # fmt: skip
    assert isinstance(answer.exception, InputFileError)
    assert str(answer.exception).startswith("rates.csv, row 2, price: ")
