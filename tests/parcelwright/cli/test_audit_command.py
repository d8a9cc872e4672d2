import csv
import json

import openpyxl
import pytest
from click.testing import CliRunner

from parcelwright.cli import _audit_items, _audit_parts, root
from parcelwright.errors import InputFileError
from parcelwright.interchange import writing

PARCELS = """tracking_number,carrier,accepted_at,value,currency,carrier_account
RR473124829CN,china-post,2025-10-01,20,USD,
RR000717617CN,china-post,2025-10-01,30,USD,
RR000717625CN,china-post,2025-10-01,40,USD,
YT1,yunexpress,2025-10-01,50,USD,YT-7
"""
EVENTS = """tracking_number,carrier,occurred_at,milestone
RR473124829CN,china-post,2025-10-01T08:00:00Z,ACCEPTED
RR000717617CN,china-post,2025-10-01T08:00:00Z,ACCEPTED
RR000717617CN,china-post,2025-10-20T08:00:00Z,DELIVERED
RR000717625CN,china-post,2025-10-01T08:00:00Z,ACCEPTED
YT1,yunexpress,2025-10-01T08:00:00Z,ACCEPTED
"""


@pytest.fixture
def run(tmp_path):
    """Run the audit of four parcels, the second of them delivered."""
    (tmp_path / "p.csv").write_text(PARCELS)
    (tmp_path / "e.csv").write_text(EVENTS)
    files = ["--parcels", tmp_path / "p.csv", "--events", tmp_path / "e.csv"]

    def audit(*arguments):
        words = ["audit", *files, "--on", "2026-03-01", *arguments]
        return CliRunner().invoke(root, [str(word) for word in words])

    return audit


def told(result):
    assert result.exit_code == 0, result.output
    return {row["tracking_number"]: row for row in json.loads(result.stdout)["rows"]}


def test_what_would_help_is_printed_with_parcels_and_money(run):
    assert "Enter the contract of account YT-7.  1 parcels, up to 50.00 USD" in run().stdout


def test_a_parcel_that_was_delivered_is_claimed_when_the_outcomes_call_it_lost(run, tmp_path):
    outcomes = tmp_path / "o.csv"
    outcomes.write_text(
        "tracking_number,outcome\nRR000717617CN,lost\nRR473124829CN,delivered\nYT1,unknown\n"
    )
    assert told(run("--json")).keys() == {"RR473124829CN", "RR000717625CN", "YT1"}
    found = told(run("--json", "--outcomes", outcomes))
    assert found.keys() == {"RR000717617CN", "RR000717625CN", "YT1"}
    row = found["RR000717617CN"]
    assert (row["rule"], row["bucket"]) == ("china-post/registered", "claimable")
    assert row["amount"] is None


def test_a_late_delivery_that_the_outcomes_call_lost_is_no_late_delivery(run, tmp_path):
    (tmp_path / "p.csv").write_text(
        "tracking_number,carrier,accepted_at,promised_by,value,currency\n"
        "RR000717617CN,china-post,2025-10-01,2025-10-10,30,USD\n"
    )
    outcomes = tmp_path / "o.csv"
    outcomes.write_text("tracking_number,outcome\nRR000717617CN,lost\n")
    (row,) = told(run("--json", "--outcomes", outcomes)).values()
    assert (row["rule"], row["bucket"]) == ("china-post/registered", "claimable")


def test_claims_and_payments_are_taken_off(run, tmp_path):
    claims = tmp_path / "c.csv"
    claims.write_text(
        "tracking_number,payer,rule,claimed_on,decided_on,paid,currency\n"
        "RR473124829CN,china-post,upu/registered,2026-01-05,,,\n"
        "RR000717617CN,china-post,upu/registered,2026-01-05,2026-02-01,25.00,USD\n"
        "RR000717625CN,own-cover,,,,15,usd\n"
        "RR000717625CN,own-cover,,,,5,USD\n"
    )
    found = told(run("--json", "--claims", claims))
    assert found["RR473124829CN"]["bucket"] == "claimed"
    assert found["RR000717617CN"]["paid"] == {"amount": "25.00", "currency": "USD"}
    rest = found["RR000717625CN"]
    assert (rest["bucket"], rest["amount"]["amount"], rest["paid"]["amount"]) == (
        "claimable", "20.00", "20.00",
    )  # fmt: skip
    assert "Granted or paid so far: 45.00 USD" in run("--claims", claims).stdout


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("RR473124829CN,5 January,,", r'c\.csv, row 2, claimed_on: "5 January" is no day'),
        ("RR473124829CN,,ten,USD", r"c\.csv, row 2, paid: .*write the amount as 12\.50"),
        ("RR473124829CN,,10,", r"c\.csv, row 2, paid: .*the currency as EUR"),
    ],
)
def test_a_cell_of_the_claims_that_cannot_be_read_is_named(run, tmp_path, row, message):
    claims = tmp_path / "c.csv"
    claims.write_text(f"tracking_number,claimed_on,paid,currency\n{row}\n")
    with pytest.raises(InputFileError, match=message):
        raise run("--claims", claims).exception


def test_claims_without_a_column_of_numbers_are_refused(run, tmp_path):
    claims = tmp_path / "c.csv"
    claims.write_text("number,paid\nX,1\n")
    with pytest.raises(InputFileError, match=r"c\.csv has no column tracking_number"):
        raise run("--claims", claims).exception


def test_rows_groups_and_what_is_missing_are_written(run, tmp_path):
    rows, groups, waiting = (tmp_path / name for name in ("r.csv", "g.csv", "w.csv"))
    assert run("--out", rows, "--groups", groups, "--waiting", waiting).exit_code == 0

    def read(path):
        return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))

    assert [(row["tracking_number"], row["bucket"], row["lacks"]) for row in read(rows)] == [
        ("RR473124829CN", "claimable", ""),
        ("RR000717625CN", "claimable", ""),
        ("YT1", "unknown", "contract"),
    ]
    assert [(row["rule"], row["parcels"], row["total"]) for row in read(groups)] == [
        ("china-post/registered", "2", "60.00"),
        ("contract/unknown", "1", ""),
    ]
    assert [(row["of"], row["waits_up_to"], row["currency"]) for row in read(waiting)] == [
        ("YT-7", "50.00", "USD")
    ]


def test_rows_go_into_a_workbook_as_text_and_no_formula(run, tmp_path):
    (tmp_path / "p.csv").write_text(PARCELS.replace("YT-7", "=cmd()"))
    path = tmp_path / "r.xlsx"
    assert run("--out", path).exit_code == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    head, *body = [[cell.value for cell in row] for row in sheet.iter_rows()]
    accounts = [row[head.index("lacks_of")] for row in body]
    assert accounts == [None, None, "'=cmd()"]


def test_a_workbook_begins_another_sheet_where_one_is_full(tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "_SHEET_ROWS", 2)
    path = tmp_path / "r.xlsx"
    with path.open("wb") as stream, writing.report_rows(stream, ".xlsx", ["a"]) as write:
        for number in range(5):
            write({"a": str(number)})
    sheets = openpyxl.load_workbook(path).worksheets
    assert [[cell.value for cell in sheet["A"]] for sheet in sheets] == [
        ["a", "0", "1"], ["a", "2", "3"], ["a", "4"],
    ]  # fmt: skip


def test_a_file_of_another_kind_is_refused_before_the_work(run, tmp_path):
    result = run("--out", tmp_path / "rows.pdf")
    assert result.exit_code == 2
    assert "rows.pdf: name a file ending in .csv or .xlsx" in result.output


def test_files_in_many_parts_are_audited_as_in_one(tmp_path, monkeypatch):
    simulated = ["simulate", "--parcels", 400, "--seed", 3, "--now", "2026-06-01"]
    folder = tmp_path / "shop"
    made = CliRunner().invoke(root, [str(word) for word in [*simulated, "--out", folder]])
    assert made.exit_code == 0, made.output

    def audited(name):
        files = ["--parcels", folder / "parcels.csv", "--events", folder / "events.csv"]
        rows = ["--on", "2026-06-01", "--rows", tmp_path / name]
        done = CliRunner().invoke(root, [str(word) for word in ["audit", *files, *rows]])
        assert done.exit_code == 0, done.output
        return done.stdout, (tmp_path / name).read_text("utf-8-sig")

    whole = audited("whole.csv")
    monkeypatch.setattr(_audit_parts, "EVENTS_IN_PART", 300)
    monkeypatch.setattr(_audit_items, "ROWS_TOGETHER", 37)
    assert audited("parts.csv") == whole
    assert len(whole[1].splitlines()) > 5


def test_a_file_without_parcels_is_audited_to_nothing(tmp_path, run):
    (tmp_path / "p.csv").write_text("tracking_number,carrier\n")
    assert run().stdout.startswith("0 parcels")


@pytest.mark.parametrize(("end", "bucket"), [
    ("SEIZED", "not_covered"), ("DESTROYED", "claimable"), ("DECLARED_LOST", "claimable"),
])  # fmt: skip
def test_goods_that_the_buyer_will_never_have_are_audited_however_they_ended(
    run, tmp_path, end, bucket
):
    end_of_it = f"RR473124829CN,china-post,2025-11-20T08:00:00Z,{end}\n"
    (tmp_path / "e.csv").write_text(EVENTS + end_of_it)
    assert told(run("--json"))["RR473124829CN"]["bucket"] == bucket


def test_the_cells_that_could_not_be_used_are_named_with_their_repair(run, tmp_path):
    (tmp_path / "p.csv").write_text(PARCELS.replace("2025-10-01,50,", "31.02.2025,-40,"))
    first, *named = run().stderr.splitlines()
    assert first == "p.csv: 2 cells could not be used; 1 number was used and is doubtful"
    day = '"31.02.2025"; write dates as 2026-01-31'
    digit = '"RR000717625CN"; compare the number with the label'
    assert named == [
        f"  1 cell of accepted_at is not a date that can be read, such as {day}",
        f"  1 cell of tracking_number has a check digit that does not fit, such as {digit}",
        '  1 cell of value is not an amount that can be read, such as "-40"; write amounts as 12.50',
    ]
