import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.distances import _centers, least_distance_km

# Two places of the countries and the way between them in km by great circle, rounded up.
PLACES = [
    pytest.param("GB", "FR", 35, id="Dover, Calais"),
    pytest.param("ES", "MA", 15, id="Tarifa, Tangier"),
    pytest.param("RU", "US", 4, id="Big and Little Diomede"),
    pytest.param("HK", "GB", 9650, id="Hong Kong, London"),
    pytest.param("CN", "DE", 7800, id="Beijing, Frankfurt"),
    pytest.param("US", "GB", 5600, id="New York, London"),
    pytest.param("US", "JP", 6250, id="Honolulu, Tokyo"),
    pytest.param("SG", "AU", 3400, id="Singapore, Darwin"),
    pytest.param("PT", "US", 3900, id="Ponta Delgada, Boston"),
]
CODES = st.sampled_from(sorted(_centers()))


@pytest.mark.parametrize(("one", "other", "apart_km"), PLACES)
def test_the_least_distance_is_no_more_than_the_way_between_two_places(one, other, apart_km):
    assert least_distance_km(one, other) <= apart_km


@given(CODES, CODES)
def test_the_way_there_is_the_way_back_and_never_negative(one, other):
    assert least_distance_km(one, other) == least_distance_km(other, one) >= 0


def test_a_country_that_is_not_listed_has_no_distance():
    assert least_distance_km("AQ", "DE") is None


def test_every_country_of_the_table_is_one():
    assert {code: alpha2(code) for code in _centers()} == {code: code for code in _centers()}
