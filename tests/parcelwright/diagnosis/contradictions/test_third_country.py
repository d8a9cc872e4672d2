import pytest

from parcelwright.diagnosis.contradictions.third_country import find
from scan_journeys import journey, local, parcel, scan

ARRIVED = scan("ARRIVED", 6, "DE")


def test_a_scan_in_a_third_country_after_the_arrival_contradicts_it():
    astray = scan("PROCESSED", 9, "AE", offset_min=240)
    found = find(parcel(), journey(scan("ACCEPTED", 0, "CN"), ARRIVED, astray))
    assert (found.code, found.certainty.value) == ("scan_in_third_country", "likely")
    assert found.events == (ARRIVED, astray)
    assert dict(found.figures) == {"country": "AE"}
    assert not found.asks_buyer


def test_a_courier_in_a_third_country_is_a_contradiction_by_itself():
    courier = scan("OUT_FOR_DELIVERY", 9, "SG")
    found = find(parcel(), journey(scan("ACCEPTED", 0, "CN"), courier))
    assert (found.code, found.events) == ("door_in_third_country", (courier,))


@pytest.mark.parametrize("hub", ["NL", "AE", "SG", "HU"])
def test_a_hub_before_the_arrival_is_a_stop_on_the_way(hub):
    way = journey(scan("ACCEPTED", 0, "CN"), scan("PROCESSED", 3, hub), ARRIVED)
    assert find(parcel(), way) is None


def test_customs_of_another_country_before_the_arrival_says_nothing():
    way = journey(scan("CUSTOMS_CLEARED", 3, "NL"), scan("PROCESSED", 4, "NL"), ARRIVED)
    assert find(parcel(), way) is None


@pytest.mark.parametrize("milestone", ["RETURNING", "REFUSED", "UNCLAIMED", "RETURNED"])
def test_a_parcel_on_its_way_back_may_pass_anywhere(milestone):
    way = journey(ARRIVED, scan(milestone, 8, "DE"), scan("PROCESSED", 9, "AE"))
    assert find(parcel(), way) is None


def test_without_a_lane_no_country_is_a_third_one():
    way = journey(ARRIVED, scan("PROCESSED", 9, "AE"))
    assert find(parcel(origin=""), way) is None
    assert find(parcel(to=""), way) is None


def test_hong_kong_is_no_third_country_on_the_way_from_china():
    assert find(parcel(), journey(ARRIVED, scan("PROCESSED", 9, "HK"))) is None


def test_two_scans_of_one_day_without_zones_may_stand_in_either_order():
    hub = local(scan("PROCESSED", 6.4, "AE"))
    assert find(parcel(), journey(local(ARRIVED), hub)) is None


def test_a_scan_where_the_parcel_cannot_have_come_is_left_to_its_own_contradiction():
    stamped = scan("PROCESSED", 6.1, "SG", offset_min=480)
    assert find(parcel(), journey(ARRIVED, stamped)) is None
