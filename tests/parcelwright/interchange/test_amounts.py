"""What a cell with an amount says, and what is no amount."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.interchange.amounts import parse_amount, split_amount


@pytest.mark.parametrize(
    "cell",
    ["1,234.5x", "x12", "12.5k", "2 x 9.50", "12%", ".50", "12.50 per piece", "12 34abc", "~12"],
)
def test_what_is_more_than_money_is_no_amount(cell):
    assert split_amount(cell) == ("", "")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("EUR12.50", ("12.50", "EUR")),
        ("25,00 kr.", ("25,00", "")),
        ("Rs. 1,200", ("1,200", "")),
        ("US $12.50", ("12.50", "")),
        ("$12.50 USD", ("12.50", "USD")),
        ("NT$300", ("300", "")),
        ("CHF 12.-", ("12", "CHF")),
        ("12.50 usd", ("12.50", "")),
        ("12元", ("12", "CNY")),
        ("(12.50)", ("-12.50", "")),
    ],
)
def test_signs_currencies_and_their_words_stand_beside_an_amount(cell, said):
    assert split_amount(cell) == said


@given(
    st.decimals(0, 10**9, places=2, allow_nan=False),
    st.text("abcdfghijlmnopqtuvwxyz", min_size=4, max_size=8),
)
def test_no_word_that_is_no_money_leaves_an_amount_readable(amount, word):
    number, _ = split_amount(f"{amount}{word}")
    assert parse_amount(number, decimal_comma=False) is None
