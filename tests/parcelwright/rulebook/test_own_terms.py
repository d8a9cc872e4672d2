"""The folder of the seller's own terms: read, judged, and written again."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.errors import InputFileError
from parcelwright.rulebook.contract import ContractTerms, Payout, PayoutKind
from parcelwright.rulebook.cover import CoverKind, CoverTerms, PremiumPer, TermsOf
from parcelwright.rulebook.load import read_book
from parcelwright.rulebook.own_terms import load_folder, read_folder, read_terms
from parcelwright.rulebook.rule import RefundOrder
from parcelwright.rulebook.spans import Since
from parcelwright.rulebook.write_terms import written

CONTRACT = """
[[contract]]
carrier_account = "SZ-1"
payer = "yanwen"
payer_name = "Yanwen"
counted_from = "handover"
claim_within_days = 60
valid_from = 2026-01-01
"""
COVER = """
[[cover]]
policy_number = "OC-7"
kind = "open_cover"
insurer = "harbor-mutual"
insurer_name = "Harbor Mutual"
terms = "own"
limit = 500
currency = "EUR"
"""


def test_a_typo_is_told_with_file_line_table_and_what_was_meant():
    found = read_terms(CONTRACT.replace("claim_within", "clam_within"), "mine.toml")
    assert found.faults == (
        (
            "mine.toml, line 7, contract 1 (SZ-1): clam_within_days: not known here; "
            'did you mean "claim_within_days"?'
        ),
    )
    assert found.contracts == ()


def test_a_misspelled_table_is_told_with_what_was_meant():
    assert read_terms(CONTRACT.replace("[contract]", "[contarct]"), "mine.toml").faults == (
        'mine.toml: "contarct" is not known here; did you mean "contract"?',
    )


def test_a_fault_of_one_table_leaves_the_others_usable():
    text = CONTRACT + COVER.replace("500", '"much"')
    found = read_terms(text, "mine.toml")
    assert [each.carrier_account for each in found.contracts] == ["SZ-1"]
    assert found.faults == (
        (
            'mine.toml, line 16, cover 1 (OC-7): limit: expected a number such as "12.50", '
            'found "much"'
        ),
    )


def test_a_missing_field_is_told_at_the_head_of_its_table():
    text = CONTRACT + CONTRACT.replace('payer = "yanwen"\n', "").replace("SZ-1", "SZ-2")
    assert read_terms(text, "m.toml").faults == (
        "m.toml, line 10, contract 2 (SZ-2): payer: missing; a value is needed",
    )


def test_a_field_of_a_table_within_is_found_on_its_own_line():
    text = CONTRACT + '[contract.payout]\nkind = "fixed"\nnumber = "0"\ncurrency = "CNY"\n'
    assert read_terms(text, "m.toml").faults == (
        (
            "m.toml, line 11, contract 1 (SZ-1): payout.number: "
            "enter a number above zero for this kind of pay-out"
        ),
    )


def test_what_is_no_toml_is_told_with_its_line():
    (fault,) = read_terms("[[contract]\n", "m.toml").faults
    assert fault.startswith("m.toml: ")
    assert "line 1" in fault


def test_two_editions_of_one_day_are_refused_across_files(tmp_path):
    (tmp_path / "a.toml").write_text(CONTRACT)
    (tmp_path / "b.toml").write_text(CONTRACT)
    with pytest.raises(InputFileError) as refused:
        load_folder(tmp_path)
    assert str(refused.value) == (
        "contract SZ-1: two editions both begin on 2026-01-01; give the later one its first day"
    )


def test_rule_files_and_files_of_terms_stand_in_one_folder(tmp_path):
    (tmp_path / "terms.toml").write_text(CONTRACT + COVER)
    (tmp_path / "rules.toml").write_text('[carrier]\nslug = "own"\nname = "Own"\nkind = "post"\n')
    book, faults = read_book(tmp_path)
    own = read_folder(tmp_path)
    assert (faults, own.faults) == ((), ())
    assert "own" in book.by_slug
    assert (len(own.contracts), len(own.covers)) == (1, 1)


def test_a_broken_file_is_told_once(tmp_path):
    (tmp_path / "terms.toml").write_text("[[contract")
    _book, faults = read_book(tmp_path)
    assert len(faults) + len(read_folder(tmp_path).faults) == 1


def test_no_folder_holds_nothing():
    assert load_folder(None).contracts == ()


_words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
_numbers = st.decimals(min_value="0.01", max_value=10**6, places=2)
_days = st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 1, 1))
_payouts = st.none() | st.one_of(
    st.builds(Payout, kind=st.just(PayoutKind.FREIGHT_TIMES), number=_numbers),
    st.builds(
        Payout, kind=st.just(PayoutKind.FIXED), number=_numbers, currency=st.just("CNY")
    ),
)  # fmt: skip
_contracts = st.builds(
    ContractTerms,
    carrier_account=_words, payer=_words, payer_name=_words, claimant=_words,
    counted_from=st.sampled_from(Since), payout=_payouts, valid_from=_days,
    claim_within_days=st.none() | st.integers(1, 1000), channel=_words,
    refund_before_claim=st.sampled_from(RefundOrder),
    proof_asked=st.lists(st.sampled_from(["waybill", "sales_invoice"]), max_size=2).map(tuple),
)  # fmt: skip
_covers = st.builds(
    CoverTerms,
    policy_number=_words, kind=st.just(CoverKind.OPEN_COVER), insurer=_words, insurer_name=_words,
    valid_from=_days, terms=st.just(TermsOf.OWN), currency=st.just("EUR"), limit=_numbers,
    premium=_numbers, premium_per=st.sampled_from(PremiumPer), plus_postage=st.booleans(),
    exclusions=st.lists(_words, max_size=3).map(tuple),
    destinations=st.lists(st.sampled_from(["DE", "US"]), max_size=2).map(tuple),
)  # fmt: skip


@given(contract=_contracts, cover=_covers)
def test_what_is_written_reads_back_the_same(contract, cover):
    found = read_terms(written([contract], [cover]))
    assert found.faults == ()
    assert (found.contracts, found.covers) == ((contract,), (cover,))


def test_usual_values_are_not_written():
    terms = CoverTerms(
        policy_number="P", kind=CoverKind.INSURER, insurer="u-pic", insurer_name="U-PIC",
        premium=Decimal("1.25"), premium_per=PremiumPer.PERCENT_OF_VALUE,
    )  # fmt: skip
    assert written(covers=[terms]) == (
        '[[cover]]\npolicy_number = "P"\nkind = "insurer"\ninsurer = "u-pic"\n'
        'insurer_name = "U-PIC"\npremium = "1.25"\npremium_per = "percent_of_value"\n'
    )
