from datetime import date
from decimal import Decimal

import pytest

from parcelwright.calendars import Unit
from parcelwright.money import Money
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind, rule_of
from parcelwright.rulebook.own_terms import faults_of, read_terms
from parcelwright.rulebook.rule import Act
from parcelwright.rulebook.spans import Count, Since
from parcelwright.rulebook.terms import Basis, Fixed, Lowest, Share

TEXT = """
[[contract]]
carrier_account = "SZ-1"
payer = "yanwen"
payer_name = "Yanwen"
counted_from = "handover"
claim_within_days = 60
payout = { kind = "declared_up_to", number = "100", currency = "USD" }
proof_asked = ["refund_screenshot"]
refund_before_claim = "required"
channel = "spreadsheet"
account_manager = "Ms Lin"
valid_from = 2025-01-01
"""


def read_contracts(text):
    found = read_terms(text)
    assert found.faults == ()
    return found.contracts


def test_a_contract_reads_as_entered():
    (terms,) = read_contracts(TEXT)
    assert (terms.carrier_account, terms.claim_within_days, terms.valid_from) == (
        "SZ-1",
        60,
        date(2025, 1, 1),
    )
    assert terms.payout == Payout(
        kind=PayoutKind.DECLARED_UP_TO, number=Decimal(100), currency="USD"
    )


def test_a_contract_becomes_a_rule_of_its_account():
    rule = rule_of(read_contracts(TEXT)[0])
    assert (rule.id, rule.account, rule.payer.name) == ("contract/SZ-1", "SZ-1", "Yanwen")
    assert [(w.act, w.latest) for w in rule.windows] == [
        (Act.CLAIM, Count(n=60, unit=Unit.DAYS, since=Since.HANDOVER))
    ]
    assert rule.amount.term == Lowest(
        parts=(Share(of=Basis.DECLARED), Fixed(money=Money.of(100, "USD")))
    )
    assert rule.needs == ("platform_refund_proof",)


def test_a_contract_without_pay_out_names_no_sum():
    text = "\n".join(line for line in TEXT.splitlines() if not line.startswith("payout"))
    assert rule_of(read_contracts(text)[0]).amount is None


def test_freight_times_a_number_may_have_a_cap():
    payout = Payout(
        kind=PayoutKind.FREIGHT_TIMES, number=Decimal(3), currency="CNY", cap=Decimal(300)
    )
    terms = ContractTerms(
        carrier_account="A", payer="x", payer_name="X", counted_from=Since.HANDOVER, payout=payout
    )
    assert rule_of(terms).amount.term == Lowest(
        parts=(Share(of=Basis.POSTAGE, times=Decimal(3)), Fixed(money=Money.of(300, "CNY")))
    )


def test_the_company_that_claims_is_named_in_the_rule():
    text = TEXT + 'claimant = "Lumi Trading Ltd"\n'
    assert rule_of(read_contracts(text)[0]).notes == (
        "The claim is made in the name of Lumi Trading Ltd.",
    )


GOOD = {"carrier_account": "A", "payer": "x", "payer_name": "X", "counted_from": "handover"}


@pytest.mark.parametrize(
    ("changed", "field", "what"),
    [
        ({"carrier_account": " "}, "carrier_account", "missing; a value is needed"),
        ({"carrier_account": "A" * 81}, "carrier_account", "81 characters, at most 80 are kept"),
        ({"counted_from": "handver"}, "counted_from",
         '"handver" is not known here; did you mean "handover"?'),
        ({"claim_within_day": 3}, "claim_within_day",
         'not known here; did you mean "claim_within_days"?'),
        ({"claim_within_days": 0}, "claim_within_days", "expected 1 to 1000 days, found 0"),
        ({"claim_within_days": "soon"}, "claim_within_days",
         'expected a whole number, found "soon"'),
        ({"claim_within_days": True}, "claim_within_days",
         "expected a whole number, found True"),
        ({"valid_from": "soon"}, "valid_from", 'expected a day such as 2026-01-31, found "soon"'),
        ({"proof_asked": "refund"}, "proof_asked",
         'expected a list in square brackets, found "refund"'),
        ({"proof_asked": ["refund_screenshots"]}, "proof_asked[0]",
         '"refund_screenshots" is not known here; did you mean "refund_screenshot"?'),
        ({"payout": {"number": "3"}}, "payout.kind", "missing; a value is needed"),
        ({"payout": {"kind": "freight_times", "number": "-3"}}, "payout.number",
         "enter a number above zero for this kind of pay-out"),
        ({"payout": {"kind": "fixed", "number": "3", "currency": "ZZZ"}}, "payout.currency",
         "enter the currency as three letters, such as CNY or USD"),
        ({"payout": {"kind": "fixed", "number": "3", "currency": "USD", "cap": "9"}},
         "payout.cap", "goes with freight times a number only; leave it out"),
        ({"payout": {"kind": "freight_times", "number": "3", "currency": "USD"}},
         "payout.currency",
         "freight times a number without a cap has no currency; leave it out"),
    ],
)  # fmt: skip
def test_a_fault_says_where_what_and_what_to_do(changed, field, what):
    (fault,) = faults_of("contract", GOOD | changed)
    assert (fault.field, fault.what) == (field, what)


def test_all_faults_are_told_at_once():
    faults = faults_of("contract", {"payer": "", "payout": {"kind": "fixd", "number": "x"}})
    assert [fault.field for fault in faults] == [
        "payout.kind", "payout.number", "carrier_account", "payer_name", "counted_from", "payer",
    ]  # fmt: skip
