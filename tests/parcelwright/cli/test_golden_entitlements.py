"""Worked entitlements, each derived by hand from the cited text, asked through the command.

A file tells a parcel, a day, what is to be expected and how that follows from its sources.
What it does not name is not compared: it expects only what the sources support.
"""

import json
import tomllib
from fnmatch import filter as filter_names
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from parcelwright.cli import root
from parcelwright.rulebook.load import shipped_book

GOLDEN = sorted((Path(__file__).parents[2] / "golden" / "entitlements").glob("*.toml"))
CONFIDENCES = {"high", "medium", "low"}
_ENDS = ("earliest", "latest")


@cache
def read(path):
    return tomllib.loads(path.read_text("utf-8"))


def marked(path):
    """Return a case, marked as expected to fail while what it awaits is not built.

    ``until_rule`` names a rule that comes with what is awaited: as soon as the book has it,
    the case is one like the others. Without it a case that comes out right fails, so that
    the mark is taken off.
    """
    case = read(path)
    rules = [rule.id for rule in shipped_book().rules]
    waits = "awaits" in case and not filter_names(rules, case.get("until_rule", "-"))
    marks = (pytest.mark.xfail(strict=True, reason=f"awaits {case['awaits']}"),) if waits else ()
    return pytest.param(path, id=path.stem, marks=marks)


def asked(case, folder):
    """Return what the command answers for a case."""
    parcel = folder / "parcel.json"
    parcel.write_text(json.dumps(case["parcel"]))
    arguments = ["entitle", "--parcel", parcel, "--on", case["on"], "--json"]
    if "event" in case:
        events = folder / "events.ndjson"
        number = {"tracking_number": case["parcel"]["tracking_number"]}
        events.write_text("\n".join(json.dumps(number | event) for event in case["event"]))
        arguments += ["--events", events]
    if "contract" in case:
        terms = folder / "terms"
        terms.mkdir()
        (terms / "contract.toml").write_text(case["contract"])
        arguments += ["--terms", terms]
    if "claim_type" in case:
        arguments += ["--claim-type", case["claim_type"]]
    told = CliRunner().invoke(
        root, [str(argument) for argument in arguments], catch_exceptions=False
    )
    assert told.exit_code == 0, told.output
    return json.loads(told.stdout)


def differences(case, told):
    """Return every way in which an answer is not the expected one, as text."""
    found = []
    for wanted in case["expect"]:
        remedies = [remedy for remedy in told["remedies"] if _is_meant(remedy, wanted)]
        if len(remedies) == 1:
            found += _in_remedy(wanted, remedies[0])
        else:
            got = [f"{remedy['payer']} {remedy['rule'] or '-'}" for remedy in told["remedies"]]
            found.append(f"{len(remedies)} remedies of {_name(wanted)} in {got}")
    rules = {remedy["rule"] for remedy in told["remedies"]}
    found += [f"shows {rule}" for rule in case.get("absent", ()) if rule in rules]
    if "most" in case and _money(told["most"]) != case["most"]:
        found.append(f"at most {_money(told['most'])}, not {case['most']}")
    return found


def _name(wanted):
    return wanted.get("rule") or wanted.get("payer") or "anyone"


def _is_meant(remedy, wanted):
    payer = wanted.get("payer", remedy["payer"])
    return remedy["payer"] == payer and fnmatch(remedy["rule"], wanted.get("rule", "*"))


def _in_remedy(wanted, remedy):
    same = ("status", "claimant", "refund_before_claim", "excess_of")
    found = [
        f"{key} is {remedy[key]}, not {wanted[key]}"
        for key in same
        if key in wanted and remedy[key] != wanted[key]
    ]
    found += [f"needs no {need}" for need in wanted.get("needs", ()) if need not in remedy["needs"]]
    found += _in_sums(wanted, remedy)
    if wanted.get("no_days"):
        found += [f"gives a day: {day}" for day in remedy["deadlines"] if day["latest"]]
    for day in wanted.get("days", ()):
        found += _in_day(day, remedy["deadlines"])
    if "assumed" in wanted:
        days = [day["latest"] for day in remedy["deadlines"] if day["assumed"]]
        if str(wanted["assumed"]) not in days:
            found.append(f"assumes {days}, not {wanted['assumed']}")
    said = " ".join((remedy["why"], *remedy["sum"], *remedy["notes"])).casefold()
    if wanted.get("says", "") not in said:
        found.append(f"does not say {wanted['says']!r}: {said}")
    return [f"{_name(wanted)}: {text}" for text in found]


def _in_sums(wanted, remedy):
    amount, ruled = _money(remedy["amount"]), _money(remedy["in_rule_currency"])
    found = []
    if "amount" in wanted:
        right = {"none": amount == "", "zero": amount == "" or float(amount.split()[0]) == 0}
        if not right.get(wanted["amount"], amount == wanted["amount"]):
            found.append(f"amount is {amount or 'none'}, not {wanted['amount']}")
    if wanted.get("in_rule_currency", ruled) != ruled:
        found.append(f"limit is {ruled or 'none'}, not {wanted['in_rule_currency']}")
    lines = " / ".join(remedy["sum"])
    if wanted.get("confirm") and "Confirm this sum with the carrier." not in lines:
        found.append("the sum is not marked to be confirmed")
    if wanted.get("rate", "") not in lines:
        found.append(f"rate {wanted['rate']} is not in {lines}")
    if "rate_day" in wanted:
        spoken = f"{wanted['rate_day']:%d %b %Y}".lstrip("0")
        if spoken not in lines:
            found.append(f"{spoken} is not in {lines}")
    return found


def _in_day(wanted, deadlines):
    days = [day for day in deadlines if day["act"] == wanted["act"] and not day["assumed"]]
    if len(days) != 1:
        return [f"{len(days)} days for {wanted['act']} in {[day['act'] for day in deadlines]}"]
    (day,) = days
    keys = [key for key in (*_ENDS, "zone", "confidence") if key in wanted]
    return [
        f"{wanted['act']} {key} is {day[key]}, not {wanted[key]}"
        for key in keys
        if day[key] != str(wanted[key])
    ]


def _money(amount):
    return "" if amount is None else f"{amount['amount']} {amount['currency']}"


def test_there_are_worked_entitlements_of_every_kind():
    kinds = {
        remedy["rule"].partition("/")[0]
        for path in GOLDEN
        for remedy in read(path)["expect"]
        if remedy.get("rule")
    }
    assert len(GOLDEN) == 149
    assert {"china-post", "dhl-express", "cmr", "montreal", "upu", "u-pic", "lazada-lgs"} <= kinds


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_worked_entitlement_says_from_what_text_it_was_derived(path):
    case = read(path)
    assert len(case["derivation"].split()) >= 8
    assert all(source["title"] and source["section"] for source in case["sources"])
    assert {source["confidence"] for source in case["sources"]} <= CONFIDENCES


@pytest.mark.parametrize("path", [marked(path) for path in GOLDEN])
def test_a_worked_entitlement_comes_out_as_derived_by_hand(path, tmp_path):
    case = read(path)
    assert differences(case, asked(case, tmp_path)) == [], case["derivation"]
