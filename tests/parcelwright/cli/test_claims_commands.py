import csv
import json
import re

import pytest
from click.testing import CliRunner

from parcelwright.cli import root
from parcelwright.errors import InputFileError

PARCEL = {
    "tracking_number": "CP123456785CN", "accepted_at": "2025-10-01", "value": "500",
    "currency": "USD", "weight_g": 830,
}  # fmt: skip


def run(*arguments):
    return CliRunner().invoke(root, [str(argument) for argument in arguments])


@pytest.fixture
def parcel_file(tmp_path):
    path = tmp_path / "parcel.json"
    path.write_text(json.dumps(PARCEL, indent=2))
    return path


def test_entitle_prints_the_agreed_shape(parcel_file):
    told = json.loads(
        run("entitle", "--parcel", parcel_file, "--on", "2025-12-23", "--json").stdout
    )
    (remedy,) = told["remedies"]
    assert (told["tracking_number"], told["on"], told["regime"]) == (
        "CP123456785CN",
        "2025-12-23",
        "upu",
    )
    assert remedy["amount"] == {"amount": "59.80", "currency": "USD"}
    assert remedy["status"] == "open"
    (inquiry,) = remedy["deadlines"]
    assert (inquiry["act"], inquiry["earliest"], inquiry["latest"], inquiry["zone"]) == (
        "inquiry",
        None,
        "2026-03-30",
        "Asia/Shanghai",
    )


def test_entitle_tells_the_regime_its_edition_and_whose_the_claim_is(parcel_file):
    told = json.loads(
        run("entitle", "--parcel", parcel_file, "--on", "2025-12-23", "--json").stdout
    )
    choice = told["regime_choice"]
    assert (choice["edition"], choice["missing"], choice["gap"]) == (
        "Istanbul 2016 and later",
        [],
        "",
    )
    assert choice["why"] == (
        "A post took it as mail, so the Universal Postal Convention and the law of that post govern."
    )
    assert choice["letters"] == (
        "CP: The post answers for loss up to a sum that grows with the weight."
    )
    assert [branch["regime"] for branch in choice["barred"]] == ["montreal", "cmr"]
    assert told["holder"]["party"] is None


def test_entitle_says_to_a_person_what_each_way_would_bring(tmp_path):
    path = tmp_path / "parcel.json"
    path.write_text(json.dumps({"tracking_number": "1Z999AA10123456784", "carrier": "ups"}))
    told = run("entitle", "--parcel", path, "--on", "2025-12-23").stdout
    assert "regime: contract. The carrier's own terms decide first;" in told
    assert "  not known: transport\n" in told
    assert "  If it went by rail: " in told
    assert "whose claim: Nobody said who holds the contract with UPS" in told


def test_a_way_of_transport_that_is_none_is_named_and_left_unknown(tmp_path):
    path = tmp_path / "parcel.json"
    path.write_text(json.dumps(PARCEL | {"transport": "balloon"}))
    result = run("entitle", "--parcel", path, "--on", "2025-12-23", "--json")
    assert "column transport" in result.stderr
    assert json.loads(result.stdout)["regime"] == "upu"


def test_a_convention_is_shown_with_its_editions_and_reservations():
    told = run("rules", "show", "upu").stdout
    assert "upu/registered: Registered letter post, Doha 2012 (high)" in told
    assert "inquiry that proves unjustified. (some parcels only)" in told


def test_a_carrier_is_shown_with_its_sums_papers_and_where_sources_disagree():
    told = run("rules", "show", "correos").stdout
    assert (
        "  at most: (the highest of: 40.00 EUR; 5.98 EUR per kilogram) plus insured value, "
        "or 0.00 EUR where there is none (high) - Correos counts the billed weight, which may be "
        "higher than the weight used here.\n"
    ) in told
    assert "  paper: repair or replacement invoice, from the seller\n" in told
    assert "  not covered: time in customs is not counted\n" in told
    assert "  sources disagree: One reading of the same page refunds the whole postage" in told


def test_a_figure_for_some_parcels_and_the_office_of_an_appeal_are_shown():
    told = run("rules", "show", "usps").stdout
    assert "  appeal to Consumer Advocate: until 60 calendar days after the decision" in told
    assert "  inquiry: until 90 calendar days after the posting (medium, some parcels only)" in told


def test_entitle_prints_the_sum_for_a_person(parcel_file):
    told = run("entitle", "--parcel", parcel_file, "--on", "2025-12-23").stdout
    assert "40.00 XDR + 4.50 XDR x 0.83 kg = 43.74 XDR" in told


def sold(tmp_path):
    path = tmp_path / "sold.json"
    more = {
        "sales_channel": "eBay", "ordered_at": "2025-09-29", "destination_country": "US",
        "latest_delivery_estimate": "2025-11-30",
    }  # fmt: skip
    path.write_text(json.dumps(PARCEL | more))
    return path


def test_entitle_lists_the_money_due_before_the_carriers_answer(tmp_path):
    shown = run("entitle", "--parcel", sold(tmp_path), "--on", "2025-12-23", "--json").stdout
    dues = json.loads(shown)["meanwhile"]
    # China Post answers an inquiry of 23 December within 60 days.
    assert (dues["answer_by"], dues["asked"]) == ("2026-02-21", False)
    (request,) = dues["before"]
    assert (request["rule"], request["opens"], request["closes"]) == (
        "ebay/open", "2025-12-23", "2025-12-30",
    )  # fmt: skip


def test_entitle_names_money_due_for_a_person(tmp_path):
    told = run("entitle", "--parcel", sold(tmp_path), "--on", "2025-12-23").stdout
    assert "Before the carrier answers, expected by 2026-02-21:" in told
    assert "to the buyer, eBay Money Back Guarantee: open a request, from 2025-12-23" in told


def test_entitle_says_what_is_wrong_with_a_file_that_is_no_parcel(tmp_path):
    path = tmp_path / "parcel.json"
    path.write_text("[1]")
    error = run("entitle", "--parcel", path, "--on", "2025-12-23").exception
    assert isinstance(error, InputFileError)
    assert str(error) == "parcel.json: expected one JSON object with the columns of a parcel"


def test_entitle_says_which_column_of_the_parcel_it_did_not_read(tmp_path):
    path = tmp_path / "parcel.json"
    path.write_text(json.dumps(PARCEL | {"declared": "90", "shelf": "B7"}))
    told = run("entitle", "--parcel", path, "--on", "2025-12-23", "--json")
    assert told.stderr == (
        "parcel.json: column declared: not read; "
        "did you mean declared_value or declared_currency?\n"
    )


def test_entitle_says_which_events_it_could_not_use(parcel_file, tmp_path):
    number = PARCEL["tracking_number"]
    events = tmp_path / "events.ndjson"
    rows = [
        {"tracking_number": number, "occurred_at": "2025-10-02", "milestone": "ACCEPTED"},
        *({"tracking_number": number, "occurred_at": "2025-10-03", "milestone": "GONE"},) * 12,
    ]
    events.write_text("\n".join(json.dumps(row) for row in rows))
    told = run("entitle", "--parcel", parcel_file, "--events", events, "--on", "2025-12-23")
    first, *others, last = told.stderr.splitlines()
    assert first.startswith('events.ndjson: row 2, column milestone: "GONE" is not a milestone')
    assert (len(others), last) == (9, "events.ndjson: 2 more cells could not be used")


def test_a_day_that_is_none_is_a_usage_error(parcel_file):
    assert run("entitle", "--parcel", parcel_file, "--on", "soon").exit_code == 2


def test_the_audit_counts_a_silent_parcel_and_leaves_a_delivered_one(tmp_path):
    parcels, events = tmp_path / "p.csv", tmp_path / "e.csv"
    parcels.write_text(
        "tracking_number,carrier,accepted_at,value,currency\n"
        "RR473124829CN,china-post,2025-10-01,20,USD\n"
        "RR000717617CN,china-post,2025-10-01,30,USD\n"
    )
    events.write_text(
        "tracking_number,carrier,occurred_at,milestone\n"
        "RR473124829CN,china-post,2025-10-01T08:00:00Z,ACCEPTED\n"
        "RR000717617CN,china-post,2025-10-01T08:00:00Z,ACCEPTED\n"
        "RR000717617CN,china-post,2025-10-20T08:00:00Z,DELIVERED\n"
    )
    arguments = ["audit", "--parcels", parcels, "--events", events, "--on", "2026-03-01"]
    told = json.loads(run(*arguments, "--json").stdout)
    assert (told["parcels"], told["not_in_trouble"]) == (2, 1)
    assert [(row["tracking_number"], row["bucket"], row["deadline"]) for row in told["rows"]] == [
        ("RR473124829CN", "claimable", "2026-03-30")
    ]
    assert "Can be claimed now: 1 parcels, 20.00 USD" in run(*arguments).stdout
    rows = tmp_path / "rows.csv"
    told = json.loads(run(*arguments, "--json", "--rows", rows).stdout)
    assert (told["rows"], told["groups"][0]["parcels"]) == ([], 1)
    (row,) = csv.DictReader(rows.read_text("utf-8-sig").splitlines())
    assert (row["tracking_number"], row["amount"], row["currency"], row["deadline"]) == (
        "RR473124829CN", "20.00", "USD", "2026-03-30",
    )  # fmt: skip


def test_the_shipped_rules_pass_their_check():
    result = run("rules", "check", "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["problems"]) == (0, [])
    judged = told["verified"] + told["partial"] + told["unverified"]
    assert judged == told["rules"] + told["without_rules"]
    assert told["without_rules"] > 0


def test_a_wrong_example_is_a_finding(tmp_path):
    (tmp_path / "own.toml").write_text(
        '[carrier]\nslug = "own"\nname = "Own"\nkind = "post"\n'
        '[source.a]\ntitle = "A"\nurl = "https://a.example"\nconfidence = "high"\n'
        '[[rule]]\nid = "x"\ntitle = "X"\nregime = "upu"\nheld_by = "posting_contract"\n'
        'claim_types = ["lost_in_transit"]\nsource = "a"\nconfidence = "high"\n'
        '[[rule.window]]\nact = "claim"\nlatest = { n = 30, unit = "days", since = "posting" }\n'
        "[[rule.example]]\ngiven = { accepted_at = 2025-01-01, on = 2025-01-02 }\n"
        "expect = { claim_latest = 2025-02-01 }\n"
    )
    result = run("rules", "check", "--policies", tmp_path)
    assert result.exit_code == 1
    assert "own/x, example 1: claim_latest is 2025-01-31, expected 2025-02-01" in result.stdout


def test_what_wants_another_look_is_listed_by_kind_with_its_day():
    result = run("rules", "stale", "--on", "2026-11-22")
    assert result.exit_code == 1
    assert re.search(r"^old copy \(\d+\)$|^never compared \(\d+\)$", result.stdout, re.MULTILINE)
    assert re.search(r"^gap \(\d+\)$", result.stdout, re.MULTILINE)
    found = json.loads(run("rules", "stale", "--on", "2026-11-22", "--json").stdout)
    assert {each["doubt"] for each in found} >= {"conflict", "gap"}
    assert all(each["payer"] and each["about"] and each["why"] for each in found)


def test_an_unknown_carrier_is_answered_with_those_that_are_known():
    result = run("rules", "show", "nobody")
    assert result.exit_code == 2
    assert "china-post" in result.output


def test_list_names_every_rule_once_an_edition():
    assert run("rules", "list").stdout.count("montreal/air-cargo") == 4


def test_what_rule_files_say_is_kept_where_the_command_is_told(tmp_path):
    assert run("--cache", tmp_path, "rules", "check").exit_code == 0
    assert (tmp_path / "parcelwright" / "rules.tables").stat().st_size > 0


def test_an_empty_cache_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PARCELWRIGHT_CACHE", str(tmp_path))
    assert run("--cache", "", "rules", "check").exit_code == 0
    assert list(tmp_path.iterdir()) == []


TERMS = (
    '[[contract]]\ncarrier_account = "SZ-1"\npayer = "yunexpress"\npayer_name = "YunExpress"\n'
    'counted_from = "handover"\nclaim_within_days = 60\n'
    'payout = { kind = "freight_times", number = "3" }\n'
    '[[cover]]\npolicy_number = "OC-7"\nkind = "open_cover"\ninsurer = "harbor"\n'
    'insurer_name = "Harbor"\nterms = "own"\nexcess_of_carrier = true\n'
)


def test_own_terms_are_checked_and_counted(tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS)
    result = run("rules", "check", "--terms", tmp_path)
    assert result.exit_code == 0
    assert result.stdout.endswith("contracts 1, covers 1\n")


def test_a_typo_in_own_terms_is_a_finding_with_what_was_meant(tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS.replace("claim_within", "clam_within"))
    result = run("rules", "check", "--terms", tmp_path)
    assert result.exit_code == 1
    assert (
        "mine.toml, line 6, contract 1 (SZ-1): clam_within_days: not known here; "
        'did you mean "claim_within_days"?'
    ) in result.stdout


def test_a_parcel_is_judged_by_the_folder_of_own_terms(tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS)
    parcel = {
        "tracking_number": "YT2512345678901234", "carrier": "yunexpress",
        "carrier_account": "SZ-1", "handed_over_at": "2025-11-01", "accepted_at": "2025-11-02", "value": "30",
        "postage": "4", "currency": "USD", "postage_currency": "USD",
    }  # fmt: skip
    (tmp_path / "parcel.json").write_text(json.dumps(parcel))
    arguments = ["entitle", "--parcel", tmp_path / "parcel.json", "--on", "2025-12-23"]
    told = json.loads(run(*arguments, "--terms", tmp_path, "--json").stdout)
    found = {remedy["rule"]: remedy for remedy in told["remedies"]}
    assert found["contract/SZ-1"]["amount"] == {"amount": "12.00", "currency": "USD"}
    assert (found["cover/OC-7"]["policy"], found["cover/OC-7"]["excess_of"]) == (
        "OC-7", ["carrier"],
    )  # fmt: skip


def test_faulty_own_terms_stop_a_command(tmp_path):
    (tmp_path / "mine.toml").write_text(TERMS.replace('"own"', '"mine"'))
    (tmp_path / "parcel.json").write_text(json.dumps({"tracking_number": "CP123456785CN"}))
    arguments = ["entitle", "--parcel", tmp_path / "parcel.json", "--on", "2025-12-23"]
    result = run(*arguments, "--terms", tmp_path)
    assert 'terms: "mine" is not known here; expected one of rule_book, own' in str(
        result.exception
    )
