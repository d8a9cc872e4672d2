from decimal import Decimal

import pytest

from parcelwright.errors import MoneyError
from parcelwright.money import Money


def test_currencies_are_never_added_without_a_rate():
    with pytest.raises(MoneyError, match="EUR and USD cannot be combined without a rate"):
        Money.of("1", "EUR") + Money.of("1", "USD")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [("12.345", "USD", "12.34 USD"), ("12.5", "JPY", "12 JPY"), ("1.0005", "KWD", "1.000 KWD")],
)
def test_an_amount_is_shown_in_the_smallest_coin_of_its_currency(amount, currency, text):
    assert str(Money.of(amount, currency)) == text


@pytest.mark.parametrize("amount", ["", "NaN", "Infinity", "twelve", "1,5"])
def test_an_amount_that_is_no_number_is_refused(amount):
    with pytest.raises(MoneyError, match="expected a"):
        Money.of(amount, "EUR")


def test_a_currency_that_is_no_code_is_refused_with_an_example():
    with pytest.raises(
        MoneyError, match='currency is "EURO"; expected an ISO 4217 code such as "EUR"'
    ):
        Money.of("1", "EURO")


def test_money_keeps_its_exact_amount_until_it_is_rounded():
    assert (Money.of("0.1", "EUR") + Money.of("0.2", "EUR")).amount == Decimal("0.3")


def test_more_than_fifteen_digits_before_the_point_are_no_amount():
    assert str(Money.of("9" * 15, "VND")) == "999999999999999 VND"
    with pytest.raises(MoneyError, match="more than 15 digits before the point"):
        Money.of("1E+15", "VND")
