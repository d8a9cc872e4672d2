import pytest
from django.utils import translation

from parcelwright.money import Money
from parcelwright_web.sums import money_text, sum_text


@pytest.mark.parametrize(
    ("language", "dollars", "yen"),
    [("en", "$1,234.50", "¥21"), ("zh-hans", "US$1,234.50", "JP¥21")],
)
def test_a_sum_is_rounded_to_its_coins_in_the_readers_form(language, dollars, yen):
    with translation.override(language):
        assert money_text(Money.of("1234.5", "USD")) == dollars
        assert money_text(Money.of("21.3", "JPY")) == yen


def test_a_number_of_units_reads_as_the_same_amount_of_money():
    assert sum_text(5.87, "EUR") == money_text(Money.of("5.87", "EUR")) == "€5.87"
