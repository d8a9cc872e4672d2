import io
from datetime import date
from decimal import Decimal

import pytest

from parcelwright.errors import InputFileError
from parcelwright.money import Money
from parcelwright.prevention.choice.rate_table import Extra, on_offer
from parcelwright.prevention.choice.reading import read_rates

HEADER = (
    "carrier,service,origin_country,destination_country,zone,zone_countries,weight_from_g,"
    "weight_to_g,price,currency,per_kg,transit_days,cover,signature_price,valid_from,valid_to"
)
ON = date(2026, 6, 1)


def read(*rows):
    return read_rates(io.BytesIO("\n".join((HEADER, *rows)).encode()), "rates.csv")


def test_a_row_becomes_a_rate_with_its_extras():
    (rate,) = read("Yanwen,Special,China,Germany,,,0,2000,3.20,usd,6.5,12,20,0,2026-01-01,")
    assert (rate.carrier, rate.service, rate.origin_country) == ("yanwen", "Special", "CN")
    assert rate.destinations == ("DE",)
    assert rate.price_of(400) == Money.of("5.80", "USD")
    assert rate.cover == Money.of(20, "USD")
    assert rate.price_with(Extra.SIGNATURE) == Money.of(0, "USD")
    assert rate.price_with(Extra.PHOTO) is None
    assert rate.transit_days == 12


def test_a_zone_named_once_holds_for_all_rows_of_the_carrier():
    rates = read(
        "yanwen,A,CN,,EU,DE FR,0,1000,3,USD,,,,,,", "yanwen,A,CN,,EU,,1000,2000,5,USD,,,,,,"
    )
    assert rates[1].destinations == ("DE", "FR")
    assert [rate.price.amount for rate in on_offer(rates, "CN", "FR", 1500, ON)] == [Decimal(5)]


@pytest.mark.parametrize(("grams", "price"), [(1, 3), (1000, 3), (1001, 5)])
def test_a_weight_belongs_to_the_row_whose_upper_end_it_reaches(grams, price):
    rates = read("yanwen,A,CN,DE,,,0,1000,3,USD,,,,,,", "yanwen,A,CN,DE,,,1000,2000,5,USD,,,,,,")
    (found,) = on_offer(rates, "CN", "DE", grams, ON)
    assert found.price.amount == price


def test_the_named_country_counts_before_anywhere_and_the_newer_edition_before_the_older():
    rates = read(
        "yanwen,A,CN,*,,,0,2000,9,USD,,,,,,",
        "yanwen,A,CN,DE,,,0,2000,4,USD,,,,,2026-01-01,",
        "yanwen,A,CN,DE,,,0,2000,5,USD,,,,,2026-05-01,",
        "yanwen,A,CN,DE,,,0,2000,6,USD,,,,,2026-07-01,",
    )
    (found,) = on_offer(rates, "CN", "DE", 500, ON)
    assert found.price.amount == 5
    (elsewhere,) = on_offer(rates, "CN", "BR", 500, ON)
    assert elsewhere.price.amount == 9


def test_nothing_is_on_offer_after_the_last_day_or_beyond_the_weight():
    rates = read("yanwen,A,CN,DE,,,0,2000,4,USD,,,,,,2026-05-31")
    assert on_offer(rates, "CN", "DE", 500, ON) == ()
    assert on_offer(rates, "CN", "DE", 2001, date(2026, 5, 1)) == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (",A,CN,DE,,,0,1,3,USD,,,,,,", "row 2, carrier: is empty"),
        ("yanwen,A,CN,,,,0,1,3,USD,,,,,,", "row 2, destination_country: is empty, and no zone"),
        ("yanwen,A,CN,,EU,,0,1,3,USD,,,,,,", "row 2, zone: no row of this carrier says"),
        ("yanwen,A,CN,DE,,,0,1,free,USD,,,,,,", 'row 2, price: "free" is no number; write it'),
        ("yanwen,A,CN,DE,,,0,1,,USD,,,,,,", "row 2, price: is empty"),
        ("yanwen,A,CN,DE,,,0,1,3,US,,,,,,", "row 2, currency: currency is"),
        ("yanwen,A,CN,DE,,,500,100,3,USD,,,,,,", "row 2, weight_to_g: 100 is not above 500"),
        ("yanwen,A,CN,DE,,,0,1,3,USD,,,,,2026-02-01,2026-01-01", "row 2, valid_to: 2026-01-01 is"),
        ("yanwen,A,CN,Narnia,,,0,1,3,USD,,,,,,", 'row 2, destination_country: "Narnia" is no'),
        ("yanwen,A,CN,DE,,,-1,1,3,USD,,,,,,", 'row 2, weight_from_g: "-1" is below zero'),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_repair(row, message):
    with pytest.raises(InputFileError) as error:
        read(row)
    assert f"rates.csv, {message}" in str(error.value)


def test_every_wrong_row_is_named_at_once():
    with pytest.raises(InputFileError) as error:
        read("yanwen,A,CN,DE,,,0,1,x,USD,,,,,,", "yanwen,A,CN,DE,,,0,1,3,USD,,,,y,,")
    assert str(error.value).count("rates.csv, row ") == 2


def test_two_prices_for_one_parcel_are_refused():
    with pytest.raises(InputFileError, match="rows 2 and 3: both price yanwen A"):
        read("yanwen,A,CN,DE,,,0,1000,3,USD,,,,,,", "yanwen,A,CN,DE FR,,,500,2000,5,USD,,,,,,")


def test_a_table_without_prices_is_refused():
    with pytest.raises(InputFileError, match="has no column price"):
        read_rates(io.BytesIO(b"carrier,service,currency\nyanwen,A,USD\n"), "rates.csv")
