import pytest

from parcelwright.diagnosis.contradictions.weight_differs import find
from scan_journeys import journey, parcel, scan


def weighed(grams, day=5):
    return scan("PROCESSED", day, "DE", facts=(("weight_g", str(grams)),))


def test_a_parcel_that_lost_half_its_weight_may_have_been_opened():
    light = weighed(400)
    found = find(parcel(weight_g=1000), journey(scan("ACCEPTED", 0, "CN"), light))
    assert (found.code, found.certainty.value) == ("lighter_than_sent", "possible")
    assert found.events == (light,)
    assert dict(found.figures) == {"stated": "1000", "weighed": "400"}


def test_a_weight_that_falls_on_the_way_is_told_with_both_scans():
    full, light = weighed(1000, 3), weighed(400, 8)
    found = find(parcel(), journey(full, light))
    assert (found.code, found.events) == ("weight_changed", (full, light))


def test_a_parcel_many_times_as_heavy_is_another():
    assert find(parcel(weight_g=300), journey(weighed(2500))).code == "heavier_than_sent"


@pytest.mark.parametrize(("stated", "grams"), [(1000, 700), (200, 90), (300, 1500), (120, 500)])
def test_scales_wrapping_and_half_kilograms_are_tolerated(stated, grams):
    assert find(parcel(weight_g=stated), journey(weighed(grams))) is None


@pytest.mark.parametrize("text", ["", "abc", "-5", "1" * 40])
def test_a_weight_that_is_none_says_nothing(text):
    odd = scan("PROCESSED", 5, "DE", facts=(("weight_g", text),))
    assert find(parcel(weight_g=1000), journey(odd)) is None


def test_without_a_stated_weight_there_is_nothing_to_compare():
    assert find(parcel(), journey(weighed(10))) is None
