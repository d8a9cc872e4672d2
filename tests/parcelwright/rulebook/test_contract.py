from datetime import date
from decimal import Decimal

import pytest

from parcelwright.calendars import Unit
from parcelwright.errors import InputFileError
from parcelwright.money import Money
from parcelwright.rulebook.contract import Payout, PayoutKind, read_contracts, rule_of
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


def test_a_wrong_field_is_named_with_its_file():
    with pytest.raises(InputFileError, match=r"mine\.toml: .*counted_from"):
        read_contracts(TEXT.replace('"handover"', '"someday"'), "mine.toml")
