import pytest

from parcelwright.diagnosis.addresses import postcode_likeness, state_likeness, town_likeness


@pytest.mark.parametrize(
    ("place", "town"),
    [
        ("KÖLN", "Köln"), ("Koln", "Köln"), ("ST-DENIS", "Saint Denis"), ("Weißenfels", "Weissenfels"),
        ("Łódź", "Lodz"), ("København K", "København"), ("Köln-Ehrenfeld", "Köln"),
        ("São Paulo", "SAO PAULO"), ("北京市", "北京"), ("Москва", "москва"),
    ],
)  # fmt: skip
def test_one_town_is_known_across_accents_case_and_abbreviations(place, town):
    assert town_likeness(place, town).value == "same"


@pytest.mark.parametrize(
    ("place", "town"),
    [
        ("", "Köln"), ("Köln", ""), ("Cologne", "Köln"), ("Munich", "München"), ("科隆", "Köln"),
        ("Front door", "Köln"), ("Packstation 112", "Köln"), ("Moscow", "Москва"),
        ("Bad Homburg", "Bad Vilbel Homburg"), ("XX", "Köln"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_apart_is_not(place, town):
    assert town_likeness(place, town).value in {"unsure", "same"}


def test_two_names_without_anything_in_common_are_two_towns():
    assert town_likeness("Hamburg", "Köln").value == "other"


@pytest.mark.parametrize(
    ("place", "postcode", "country", "likeness"),
    [
        ("20095 Hamburg", "50667", "DE", "other"),
        ("51149 Köln", "50667", "DE", "same"),
        ("London SW1A 1AA", "E1 6AN", "GB", "same"),
        ("Leeds LS1 4AP", "G2 1AL", "GB", "other"),
        ("Toronto M5V 3L9", "H2Y 1C6", "CA", "other"),
        ("Dallas 75201 and 10001", "75201", "US", "unsure"),
        ("Hamburg", "50667", "DE", "unsure"),
        ("20095", "50667", "LA", "unsure"),
        ("20095", "", "DE", "unsure"),
    ],
)
def test_postcodes_are_compared_by_their_widest_region(place, postcode, country, likeness):
    assert postcode_likeness(place, postcode, country).value == likeness


@pytest.mark.parametrize(
    ("place", "state", "country", "likeness"),
    [
        ("Dallas, TX", "TX", "US", "same"),
        ("Newark, NJ", "TX", "US", "other"),
        ("Newark, NJ 07102", "tx", "US", "other"),
        ("Berlin, DE", "BE", "DE", "unsure"),
        ("Dallas", "TX", "US", "unsure"),
        ("Dallas, TX", "Texas", "US", "unsure"),
    ],
)
def test_states_are_compared_where_both_are_codes(place, state, country, likeness):
    assert state_likeness(place, state, country).value == likeness
