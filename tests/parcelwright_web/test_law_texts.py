"""Which law governs, and whose the claim is, is said in the reader's language."""

import re
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from django.utils.translation import override

from parcelwright.claims.entitlement import entitle
from parcelwright.claims.holder import holder_of
from parcelwright.claims.regime import Regime, regime_of
from parcelwright.claims.remedy import Entitlement
from parcelwright.parcels.journey import Journey
from parcelwright.parcels.parcel import ContractParty, Lane, Parcel
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import shipped_book
from parcelwright_web.core_texts import spoken
from parcelwright_web.pages.law import law_view

BOOK = shipped_book()
LANES = [
    ("CN", "US"), ("DE", "FR"), ("CN", "DE"), ("DE", "DE"), ("US", "CA"), ("", ""), ("CN", "BD"),
    ("IQ", "IR"), ("CN", "TW"), ("TW", "SO"), ("PL", "HU"), ("IN", "US"), ("IN", "DE"),
]  # fmt: skip
WAYS = ["", "air", "road", "rail", "sea", "multimodal"]
CARRIERS = ["dhl-express", "yunexpress", "china-post", "moon-mail", ""]
LETTERS = [("", ""), ("RA", "CN"), ("EE", "CN"), ("CP", "CN"), ("UA", "CN"), ("VV", "CN")]
DAYS = [None, date(2025, 10, 1), date(2005, 1, 1), date(1990, 1, 1)]
# A sentence that was left in English has a word of several small letters beside another.
_ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")


def choices():
    for carrier, (s10, country), way in product(CARRIERS, LETTERS, WAYS):
        for (origin, destination), day in product(LANES, DAYS):
            key = Key(
                carrier=carrier, service="", s10=s10, s10_country=country, transport=way,
                origin=origin, destination=destination, accepted_on=day,
            )  # fmt: skip
            yield regime_of(BOOK, key)


def view(choice, holder=None):
    found = Entitlement(
        tracking_number="X", carrier="", service="", on=date(2026, 1, 1), regime="upu",
        remedies=(), regime_choice=choice, holder=holder,
    )  # fmt: skip
    return law_view(found)


def test_everything_that_is_said_of_the_law_has_a_chinese_form():
    every = set(choices())
    assert {choice.regime for choice in every} >= set(Regime)
    with override("zh-hans"):
        shown = [view(choice) for choice in every]
    lines = {line for law in shown for line in (law.name, law.why, law.missing, *law.more) if line}
    assert sorted(line for line in lines if _ENGLISH.search(line)) == []


@pytest.mark.parametrize("party", [None, *ContractParty])
def test_whose_the_claim_is_has_a_chinese_form(party):
    for carrier in ("china-post", "yunexpress"):
        held = holder_of(
            Parcel(tracking_number="X", carrier=carrier, contract_party=party),
            BOOK.by_slug[carrier],
        )
        with override("zh-hans"):
            assert _ENGLISH.search(spoken(held.why)) is None


@pytest.mark.parametrize(("transport", "name", "end"), [
    ("air", "蒙特利尔公约、1999 年蒙特利尔，2019 年起的限额", "中国和美国均为《蒙特利尔公约》缔约国，因此适用该公约。"),
    ("", "合同条款", "而运输方式未知。"),
])  # fmt: skip
def test_a_private_carriers_parcel_says_its_convention_and_what_is_not_checked(
    transport, name, end
):
    key = Key(
        carrier="dhl-express", service="", origin="CN", destination="US", transport=transport,
        accepted_on=date(2024, 10, 1),
    )  # fmt: skip
    with override("zh-hans"):
        law = view(regime_of(BOOK, key))
    assert law.name == name
    assert law.why.endswith(end)


def test_a_parcel_by_an_unknown_way_says_what_would_follow_from_each():
    key = Key(
        carrier="dhl-express", service="", origin="CN", destination="US",
        accepted_on=date(2025, 10, 1),
    )  # fmt: skip
    law = view(regime_of(BOOK, key))
    assert [line.partition(":")[0] for line in law.more] == [
        "If it went by air", "If it went by road", "If it went by rail", "If it went by sea",
    ]  # fmt: skip
    assert law.missing == "transport"


def test_the_law_of_an_entitlement_names_edition_and_holder():
    what = Parcel(
        tracking_number="RA123456785CN", carrier="china-post",
        lane=Lane(origin_country="CN", destination_country="US"),
        contract_party=ContractParty.SELF,
    )  # fmt: skip
    found = entitle(what, Journey(events=()), BOOK, date(2025, 12, 1), shipped_rates())
    law = law_view(found)
    assert law.name == "Postal convention"
    assert law.holder == "You hold the contract with China Post, so what it owes is owed to you."
    assert law_view(replace(found, regime_choice=None)) is None
