import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from drawn_journeys import journeys, lane
from parcelwright.errors import InputFileError
from parcelwright.money import Money
from parcelwright.parcels.parcel import Contents, Lane, Parcel
from parcelwright.prevention.choice.grants import NO_CLAIMS
from parcelwright.prevention.choice.rate_table import Rate
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.insuring.certificates import compared, read_certificates
from parcelwright.prevention.insuring.consider import decisions, rules_of_shop
from parcelwright.prevention.insuring.declaration import COLUMNS, declaration, declared
from parcelwright.prevention.insuring.policy import policy_of
from parcelwright.prevention.insuring.premium import Premium
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.cover import CoverKind, CoverTerms, PremiumPer, TermsOf, rule_of_cover
from parcelwright.rulebook.exchange import convert, shipped_rates
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.terms import Basis

ON = date(2026, 6, 1)
TERMS = Terms(book=RuleBook(carriers=(), rules=()), rates=shipped_rates())
OPEN_COVER = CoverTerms(
    policy_number="OC-1",
    kind=CoverKind.OPEN_COVER,
    insurer="example-marine",
    insurer_name="Example Marine",
    bought_per_parcel=True,
    not_destinations=("RU",),
    value_to=Decimal(1000),
    premium=Decimal("1.0"),
    premium_per=PremiumPer.PERCENT_OF_VALUE,
    currency="USD",
    terms=TermsOf.OWN,
    pays=Basis.INSURED,
    limit=Decimal(500),
    deductible=Decimal(5),
    excess_of_carrier=True,
)
PAST = journeys([(lane("a"), 3000, 0.04, 10), (lane("b"), 3000, 0.002, 10)])


def parcel(number="P1", carrier="a", value="100", destination="DE", currency="USD"):
    return Parcel(
        tracking_number=number,
        carrier=carrier,
        service="S",
        lane=Lane(origin_country="CN", destination_country=destination),
        contents=Contents(value=Money.of(value, currency), weight_g=400, description="Mugs"),
    )


def decided(*parcels, cover=OPEN_COVER):
    policy = policy_of(cover)
    return decisions(parcels, PAST, policy, replace(TERMS, covers=(cover,)), NO_CLAIMS, ON)


def test_a_parcel_on_a_lane_that_loses_much_is_insured_and_one_on_a_safe_lane_is_not():
    risky, safe = decided(parcel(), parcel("P2", carrier="b"))
    assert (risky.insure, safe.insure) == (True, False)
    assert risky.weighed.premium == 1.0
    # Eight of ten claims are granted, for the value less the deductible.
    assert risky.weighed.break_even == pytest.approx(1 / (0.8 * 95))
    assert risky.weighed.worth == pytest.approx(0.04 * 0.8 * 95, rel=0.2)
    assert risky.closed == 3000


def test_a_destination_that_the_policy_leaves_out_is_not_insurable():
    (found,) = decided(parcel(destination="RU"))
    assert found.left_out == "The policy leaves out RU."
    assert not found.insure


def test_a_value_above_what_the_policy_takes_is_not_insurable():
    (found,) = decided(parcel(value="1001"))
    assert found.left_out.startswith("The policy does not cover such a parcel")


def test_a_value_without_exchange_rate_is_said_and_not_guessed():
    (found,) = decided(parcel(currency="ZZZ"))
    assert "no rate from ZZZ to USD" in found.left_out


def test_a_policy_without_premium_is_no_offer_and_one_by_the_year_costs_nothing_more():
    assert policy_of(replace(OPEN_COVER, premium=None, premium_per=None)) is None
    by_year = policy_of(replace(OPEN_COVER, premium_per=PremiumPer.YEAR))
    assert by_year.premium.of(100) == 0


def test_the_rule_of_a_lane_names_the_values_from_which_insuring_pays():
    rules = rules_of_shop(PAST, policy_of(OPEN_COVER), TERMS, NO_CLAIMS, ON)
    ranges = {rule.key.carrier: rule.ranges for rule in rules}
    assert ranges["b"] == ()
    ((first, last),) = ranges["a"]
    # 0.04 x 0.8 x (v - 5) = 0.01 v.
    assert first == pytest.approx(0.16 / 0.022, abs=2.5)
    # 0.04 x 0.8 x 495 = 0.01 v: the limit ends it.
    assert last == pytest.approx(1584, rel=0.1)


def test_the_declaration_lists_what_is_worth_insuring_with_value_and_premium():
    rows = declared(decided(parcel("P2"), parcel("P1"), parcel("P3", carrier="b")))
    assert [row.number for row in rows] == ["P1", "P2"]
    lines = declaration(rows, ".csv").decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert lines[1] == "OC-1,P1,a,S,2026-06-01,CN,DE,Mugs,400,100.00,USD,1.00"


def test_the_declaration_can_be_a_workbook():
    content = declaration(declared(decided(parcel())), ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet["B2"].value == "P1"


def certificates(text):
    return read_certificates(io.BytesIO(text.encode()), "certificates.csv")


def test_certificates_match_are_missing_or_differ():
    rows = declared(decided(*(parcel(f"P{at}") for at in range(1, 6))))
    found = compared(rows, certificates(
        "tracking_number,certificate_number,insured_value,premium,currency\n"
        "p 1,C-1,100,1.00,USD\nP2,C-2,90,1.00,USD\nP3,,100,1,USD\n"
        "P5,C-5,,,\nP5,C-6,,,\nX9,C-9,10,1,USD\n"
    ))  # fmt: skip
    assert found.matched == (("P1", "C-1"),)
    assert found.missing == ("P4",)
    assert [(each.number, each.what) for each in found.differing] == [
        ("P2", "insured_value"), ("P3", "no_certificate_number"), ("P5", "twice"),
    ]  # fmt: skip
    assert found.differing[0].was_declared == "100.00 USD"
    assert found.differing[0].is_certified == "90.00 USD"
    assert found.not_declared == ("X9",)


def test_a_certificate_with_a_broken_sum_names_row_and_column():
    with pytest.raises(InputFileError, match=r"certificates\.csv, row 2, insured_value"):
        certificates("tracking_number,certificate_number,insured_value\nP1,C-1,lots\n")


def test_a_premium_has_a_lowest_sum():
    premium = Premium(
        currency="USD", percent=Decimal(1), least=Decimal("0.5"), fixed=Decimal("0.1")
    )
    assert premium.of(10) == 0.5
    assert premium.of(100) == pytest.approx(1.1)


def test_the_usual_value_of_a_lane_is_in_the_policys_currency():
    day = ON
    middle = convert(Money.of(700, "CNY"), "USD", day, TERMS.rates).money.amount
    past = journeys([(lane("a"), 3000, 0.04, 10)], value=700.0, currency="CNY")
    (rule,) = rules_of_shop(past, policy_of(OPEN_COVER), TERMS, NO_CLAIMS, day)
    usual = float(middle)
    assert 80 < usual < 130
    assert rule.most == pytest.approx(50 * usual, rel=0.001)
    # One percent of the value buys eight tenths of it less five.
    assert rule.break_even == pytest.approx(0.01 * usual / (0.8 * (usual - 5)), rel=0.001)


def agreed(kind, number, currency=""):
    """Terms under which carrier a pays, beside the open cover."""
    payout = Payout(kind=kind, number=Decimal(number), currency=currency)
    contract = ContractTerms(
        carrier_account="A-1",
        payer="a",
        payer_name="A",
        counted_from=Since.POSTING,
        claim_within_days=60,
        payout=payout,
    )
    return replace(TERMS, contracts=(contract,), covers=(OPEN_COVER,))


def carriage(terms, **changed):
    row = replace(parcel(), **changed)
    (found,) = decisions((row,), PAST, policy_of(OPEN_COVER), terms, NO_CLAIMS, ON)
    return found.carriage


def test_a_carrier_that_pays_by_the_postage_is_reckoned_with_that_of_the_parcel():
    terms = agreed(PayoutKind.FREIGHT_TIMES, "3")
    assert carriage(terms, postage=Money.of("5.80", "USD")).most == pytest.approx(17.40)
    assert not carriage(terms).known


def test_a_carrier_that_pays_the_declared_value_is_reckoned_with_that_of_the_parcel():
    terms = agreed(PayoutKind.DECLARED_UP_TO, "60", "USD")
    low = replace(parcel().contents, declared=Money.of(12, "USD"))
    assert carriage(terms).most == 60
    assert carriage(terms, contents=low).most == 12


def test_the_rule_of_a_lane_takes_the_postage_from_the_rate_table():
    terms = agreed(PayoutKind.FREIGHT_TIMES, "3")
    rate = Rate(
        carrier="a", service="s", price=Money.of(3, "USD"), per_kg=Decimal("5.6"),
        destinations=("DE",),
    )  # fmt: skip
    policy = policy_of(OPEN_COVER)
    known = rules_of_shop(PAST, policy, terms, NO_CLAIMS, ON, offers=(rate,))
    most = {rule.key.carrier: rule.carriage.most for rule in known}
    # Five hundred grams at 3 + 5.6 a kilogram, three times.
    assert most == {"a": pytest.approx(17.40), "b": 0.0}
    without = rules_of_shop(PAST, policy, terms, NO_CLAIMS, ON)
    assert [rule.carriage.known for rule in without] == [False, False]


def test_an_insurers_published_limit_caps_what_insuring_brings():
    rule = replace(rule_of_cover(replace(OPEN_COVER, claim_within_days=60)), policy="")
    book = RuleBook(carriers=(rule.payer,), rules=(rule,))
    published = replace(OPEN_COVER, terms=TermsOf.RULE_BOOK, limit=None, deductible=None)
    terms = replace(TERMS, book=book, covers=(published,))
    assert policy_of(published).cover.limit is None
    (found,) = decisions((parcel(value="900"),), PAST, policy_of(published), terms, NO_CLAIMS, ON)
    # The published rule pays 500 less five; eight of ten claims are granted.
    assert found.weighed.break_even == pytest.approx(9 / (0.8 * 495))


def two_accounts(first="20", second="90"):
    """Terms of two accounts at carrier a, which pay different sums."""
    (one,) = agreed(PayoutKind.FIXED, first, "USD").contracts
    (two,) = agreed(PayoutKind.FIXED, second, "USD").contracts
    return replace(
        TERMS, contracts=(one, replace(two, carrier_account="B-2")), covers=(OPEN_COVER,)
    )


def test_of_two_accounts_at_one_carrier_the_parcels_own_says_what_the_carrier_pays():
    terms = two_accounts()
    assert carriage(terms, carrier_account="A-1").most == 20
    assert carriage(terms, carrier_account="B-2").most == 90
    assert not carriage(terms).known


def test_a_policy_for_some_accounts_covers_a_parcel_by_its_own():
    cover = replace(OPEN_COVER, carrier_accounts=("A-1",))
    one, other = decided(
        replace(parcel(), carrier_account="A-1"),
        replace(parcel(), carrier_account="B-2"),
        cover=cover,
    )
    assert (one.left_out, one.insure) == ("", True)
    assert other.left_out.startswith("The policy does not cover such a parcel")


def test_a_contract_that_agrees_a_sum_and_no_period_is_reckoned_with():
    terms = agreed(PayoutKind.FIXED, "30", "USD")
    (contract,) = terms.contracts
    dayless = replace(terms, contracts=(replace(contract, claim_within_days=None),))
    assert carriage(dayless) == carriage(terms)
    assert (carriage(dayless).most, carriage(dayless).known) == (30, True)


def test_a_contract_without_a_sum_stays_unknown():
    terms = agreed(PayoutKind.FIXED, "30", "USD")
    (contract,) = terms.contracts
    silent = replace(contract, claim_within_days=None, payout=None)
    assert not carriage(replace(terms, contracts=(silent,))).known
