"""Orders with the findings they must have, written from the facts, asked through the command.

``tests/golden/checks/README.md`` says what each file holds.
"""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from parcelwright.cli import root
from parcelwright.interchange.drafts import each_draft
from parcelwright.prevention.known import BuyerPast, Known, Past
from parcelwright.prevention.past_keys import address_key, buyer_key
from parcelwright.prevention.run import checks, findings_of

GOLDEN = Path(__file__).parents[2] / "golden" / "checks"
ON = date(2026, 9, 9)
GRAVE = {"stop", "warn"}
# They look at the past of the shop, which the command is not given.
OF_THE_PAST = {"lost_address", "buyer_history"}
OF_ADDRESSES = {
    "address",
    "address_script",
    "country",
    "house_number",
    "parcel_locker",
    "po_box",
    "postal_code",
    "special_zone",
}


def table(name):
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


EXPECTED = table("expected.csv")


def asked(name, *more):
    """Return the checks that spoke of each order and how gravely, by order number."""
    arguments = ["check", "--orders", str(GOLDEN / name), "--on", ON.isoformat(), "--json", *more]
    answer = CliRunner().invoke(root, arguments)
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    orders = [json.loads(line) for line in answer.stdout.splitlines()]
    return {
        order["order_number"]: {(each["check"], each["severity"]) for each in order["findings"]}
        for order in orders
    }


@pytest.fixture(scope="module")
def announced():
    return asked("announced.csv", "--calendar", str(GOLDEN / "calendar.csv"))


@pytest.fixture(scope="module")
def companies():
    return asked("companies.csv")


@pytest.fixture(scope="module")
def found(announced, companies):
    return asked("faulty.csv") | asked("five-hundred-lines.csv") | announced | companies


@pytest.mark.parametrize("check", sorted({row["check"] for row in EXPECTED} - OF_THE_PAST))
def test_the_command_finds_every_fault_as_grave_as_it_is(found, check):
    rows = [row for row in EXPECTED if row["check"] == check]
    missed = [
        (row["order_number"], row["severity"], row["why"])
        for row in rows
        if (check, row["severity"]) not in found[row["order_number"]]
    ]
    assert missed == []


def test_what_is_announced_elsewhere_of_others_or_too_late_is_not_told(announced):
    told = {number for number, said in announced.items() if "announced" in dict(said)}
    assert told == {"S001", "S002", "S003", "S004", "S005"}


def test_of_a_company_with_a_number_or_outside_the_union_nothing_is_told(companies):
    told = {number for number, said in companies.items() if "company_number" in dict(said)}
    assert told == {"E001", "E002", "E003", "E004"}


def test_more_than_ninety_five_in_a_hundred_clean_orders_may_ship():
    clean = asked("clean.csv")
    doubted = {number for number, said in clean.items() if any(grave in GRAVE for _, grave in said)}
    assert 1 - len(doubted) / len(clean) > 0.95
    assert doubted == set()


def test_of_a_carrier_whose_own_terms_are_not_known_no_most_is_claimed():
    """FedEx from Hong Kong: its higher sum is told of the United States and Great Britain."""
    clean = asked("clean.csv")
    spoke = {number: dict(said).get("cover") for number, said in clean.items()}
    assert {spoke["C010"], spoke["C031"]} == {"not_checked"}


def test_no_address_check_doubts_a_public_address():
    doubted = {
        number: sorted(check for check, grave in said if check in OF_ADDRESSES and grave in GRAVE)
        for number, said in asked("addresses.csv").items()
    }
    assert {number: said for number, said in doubted.items() if said} == {}


def test_the_past_of_a_shop_is_held_against_its_orders():
    past = shop_past()
    wanted = {(row["order_number"], row["check"], row["severity"]) for row in EXPECTED}
    said = set()
    for read in each_draft(GOLDEN / "history-orders.csv"):
        for each in findings_of(read.draft, Known(on=ON, past=past)):
            if each.check in OF_THE_PAST:
                said.add((read.draft.order_number, each.check, each.severity.value))
    assert said == {row for row in wanted if row[1] in OF_THE_PAST}


def test_at_least_half_of_the_orders_are_clean_and_every_check_is_tried_four_times():
    assert len(table("clean.csv")) >= len(table("faulty.csv")) >= 200
    tried = Counter(row["check"] for row in EXPECTED)
    # Labels are no part of an orders file; generated ones are tried with their check.
    assert {check for check in checks() if tried[check] < 4} == {"label"}
    assert {row["order_number"] for row in table("faulty.csv")} <= {
        row["order_number"] for row in EXPECTED
    }


def test_the_public_addresses_are_of_many_countries_and_each_names_its_source():
    addresses = table("addresses.csv")
    assert len(addresses) >= 300
    assert len({row["destination_country"] for row in addresses}) >= 30
    assert all(row["source"] for row in addresses)


def shop_past():
    """Return the past of a shop as its closed parcels tell it."""
    lost, at, parcels = Counter(), Counter(), Counter()
    by_outcome = {"not_received": Counter(), "refused": Counter()}
    closed = {row["buyer_email"]: row for row in table("history.csv")}
    parties = {
        read.draft.recipient.email: read.draft.recipient
        for read in each_draft(GOLDEN / "history-orders.csv")
    }
    assert closed.keys() == parties.keys()
    for row in table("history.csv"):
        party = parties[row["buyer_email"]]
        place = address_key(party.country, party.postal_code, party.address_lines)
        buyer = buyer_key(party)
        at[place] += 1
        parcels[buyer] += 1
        lost[place] += row["outcome"] == "lost"
        if row["outcome"] in by_outcome:
            by_outcome[row["outcome"]][buyer] += 1
    return Past(
        lost_at=lost,
        parcels_at=at,
        buyers={
            buyer: BuyerPast(
                parcels=count,
                not_received=by_outcome["not_received"][buyer],
                refused=by_outcome["refused"][buyer],
            )
            for buyer, count in parcels.items()
        },
    )
