from dataclasses import replace
from datetime import date

import pytest

from drawn_journeys import journeys, lane
from parcelwright.money import Money
from parcelwright.prevention.choice.choose import choose
from parcelwright.prevention.choice.grants import NO_CLAIMS
from parcelwright.prevention.choice.rate_table import Extra, Rate
from parcelwright.prevention.choice.recoverable import Terms
from parcelwright.prevention.choice.safeguards import safeguards_of
from parcelwright.prevention.choice.sending import Sending, Stakes
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.exchange import shipped_rates

TERMS = Terms(book=RuleBook(carriers=(), rules=()), rates=shipped_rates())
RATE = Rate(
    carrier="a",
    service="S",
    price=Money.of(5, "USD"),
    extras=((Extra.SIGNATURE, Money.of("0.60", "USD")), (Extra.PHOTO, Money.of(0, "USD"))),
)


def offered(value, false_deliveries=0):
    sending = Sending(
        origin_country="CN", destination_country="DE", weight_g=400,
        value=Money.of(value, "USD"), on=date(2026, 6, 1),
    )  # fmt: skip
    past = journeys([(lane("a"), 2000, 0.01, 10)])
    wrong = past.delivered.cumsum() <= false_deliveries
    past = replace(past, false_delivery=past.delivered & wrong)
    stakes = Stakes(handling=Money.of(3, "USD"), per_day=Money.of(0, "USD"))
    (only,) = choose(sending, stakes, [RATE], past, TERMS, NO_CLAIMS).ranked
    return only, {each.extra: each for each in safeguards_of(only, sending, TERMS.rates)}


def test_a_signature_pays_from_the_value_at_which_it_saves_its_price():
    only, found = offered(50, false_deliveries=40)
    signature = found[Extra.SIGNATURE]
    share = only.prospect.false_deliveries.mean
    assert signature.from_value == pytest.approx(0.60 / (share * 0.5) - 5 - 3)
    assert signature.pays == (signature.from_value <= 50)


def test_an_extra_that_costs_nothing_always_pays():
    photo = offered(1)[1][Extra.PHOTO]
    assert (photo.from_value, photo.pays) == (0, True)


def test_false_deliveries_of_the_lane_lower_the_value_from_which_a_signature_pays():
    few, many = (offered(50, count)[1][Extra.SIGNATURE].from_value for count in (2, 60))
    assert many < few / 5


def test_paypal_and_ebay_ask_for_a_signature_from_750_dollars():
    assert offered(749)[1][Extra.SIGNATURE].asked_by == ()
    assert offered(750)[1][Extra.SIGNATURE].asked_by == ("paypal", "ebay")
