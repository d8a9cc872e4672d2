from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.errors import MoneyError, RuleFileError
from parcelwright.money import Money
from parcelwright.rulebook.exchange import convert, read_table, shipped_rates

ON = date(2025, 12, 23)
HEAD = 'title = "T"\nurl = "https://example.org"\n[units_per_xdr]\n'


@pytest.mark.parametrize(
    ("xdr", "currency", "expected"),
    [
        ("30", "USD", "41.02 USD"), ("30", "EUR", "34.92 EUR"), ("30", "CNY", "288.66 CNY"),
        ("49", "USD", "66.99 USD"), ("49", "EUR", "57.04 EUR"), ("49", "CNY", "471.48 CNY"),
        ("26", "USD", "35.55 USD"), ("26", "EUR", "30.27 EUR"), ("26", "CNY", "250.17 CNY"),
        ("8.33", "USD", "11.39 USD"), ("8.33", "EUR", "9.70 EUR"), ("8.33", "CNY", "80.15 CNY"),
        ("17", "USD", "23.24 USD"), ("17", "EUR", "19.79 EUR"), ("17", "CNY", "163.57 CNY"),
        ("666.67", "USD", "911.46 USD"), ("2", "USD", "2.73 USD"), ("2", "CNY", "19.24 CNY"),
    ],
)  # fmt: skip
def test_limits_convert_as_worked_by_hand(xdr, currency, expected):
    assert str(convert(Money.of(xdr, "XDR"), currency, ON, shipped_rates()).money) == expected


def test_the_last_earlier_day_is_used_and_said():
    done = convert(Money.of(1, "XDR"), "USD", date(2025, 12, 21), shipped_rates())
    assert (done.rate, done.as_of, done.old) == (Decimal("1.36568"), date(2025, 10, 20), True)


def test_a_rate_of_thirty_days_ago_is_not_old_and_one_of_31_is():
    at = [date(2026, 1, 21), date(2026, 1, 22)]
    assert [convert(Money.of(1, "XDR"), "USD", on, shipped_rates()).old for on in at] == [
        False,
        True,
    ]


def test_a_day_before_every_table_has_no_rate():
    with pytest.raises(
        MoneyError, match="no rate from XDR to USD is known on or before 2025-01-01"
    ):
        convert(Money.of(1, "XDR"), "USD", date(2025, 1, 1), shipped_rates())


def test_two_currencies_meet_by_way_of_the_special_drawing_right():
    done = convert(Money.of("100", "USD"), "EUR", ON, shipped_rates())
    assert str(done.money) == "85.14 EUR"


def test_the_same_currency_needs_no_rate():
    done = convert(Money.of("7", "SEK"), "SEK", date(1999, 1, 1), shipped_rates())
    assert (done.money, done.as_of) == (Money.of("7", "SEK"), None)


def test_a_table_printed_per_unit_is_turned_round():
    table = read_table("2025-07-14", HEAD.replace("units_per_xdr", "xdr_per_unit") + 'USD = "0.8"')
    assert table.units == {"USD": Decimal("1.25000000")}


def test_a_table_upside_down_is_refused():
    with pytest.raises(RuleFileError, match=r"rates/2025-07-14.toml: less than one JPY"):
        read_table("2025-07-14", HEAD + 'JPY = "0.0046"')


def test_slipped_columns_are_refused_by_the_basket():
    text = 'USD = "1.36718"\nEUR = "1.01743"\nGBP = "1.16405"\nCNY = "9.6"\nJPY = "215.5"'
    with pytest.raises(RuleFileError, match="the basket sums to"):
        read_table("2025-12-22", HEAD + text)


def test_a_rate_of_zero_is_refused():
    with pytest.raises(RuleFileError, match="USD is not above zero"):
        read_table("2025-12-22", HEAD + 'USD = "0"')


def test_a_file_that_is_no_table_is_refused_by_name():
    with pytest.raises(RuleFileError, match=r"rates/2025-12-22.toml"):
        read_table("2025-12-22", "title = 3")


@given(st.decimals("0.01", "100000", places=2), st.sampled_from(["USD", "EUR", "CNY", "GBP"]))
def test_there_and_back_loses_less_than_a_coin_and_a_rounded_rate(amount, currency):
    there = convert(Money.of(amount, "USD"), currency, ON, shipped_rates()).money
    back = convert(there, "USD", ON, shipped_rates()).money
    assert abs(back.amount - amount) <= Decimal("0.02") + amount / 1_000_000
