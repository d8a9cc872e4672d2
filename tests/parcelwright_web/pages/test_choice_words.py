from datetime import date

import pytest

from drawn_journeys import journeys, lane
from parcelwright.money import Money
from parcelwright.prevention.choice.choose import choose
from parcelwright.prevention.choice.grants import NO_CLAIMS
from parcelwright.prevention.choice.rate_table import Rate
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.sending import Sending, Stakes
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright_web.pages.choice_words import line_of

TERMS = Terms(book=RuleBook(carriers=(), rules=()), rates=shipped_rates())
SENDING = Sending(
    origin_country="CN",
    destination_country="DE",
    weight_g=400,
    value=Money.of("40", "USD"),
    on=date(2026, 1, 31),
)
STAKES = Stakes(handling=Money.of("5", "USD"), per_day=Money.of("0.2", "USD"))


@pytest.mark.parametrize(
    ("prices", "alike"),
    [
        ({"a": "5.00", "b": "5.05", "c": "9.00"}, [False, True, False]),
        ({"a": "5.00", "b": "9.00"}, [False, False]),
    ],
)
def test_a_line_says_where_a_service_cannot_be_told_to_cost_more(prices, alike):
    truth = [(lane(carrier), 900, 0.01, 12) for carrier in prices]
    rates = [
        Rate(carrier=carrier, service="S", price=Money.of(price, "USD"), destinations=("DE",))
        for carrier, price in prices.items()
    ]
    found = choose(SENDING, STAKES, rates, journeys(truth), TERMS, NO_CLAIMS)
    assert [line_of(each, (), found).is_alike for each in found.ranked] == alike
