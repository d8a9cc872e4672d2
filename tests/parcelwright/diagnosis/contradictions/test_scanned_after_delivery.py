import pytest

from parcelwright.diagnosis.contradictions.scanned_after_delivery import find
from scan_journeys import journey, local, parcel, scan

DELIVERED = scan("DELIVERED", 10, "DE")


def test_a_courier_who_sets_out_days_after_the_delivery_holds_what_was_not_delivered():
    courier = scan("OUT_FOR_DELIVERY", 12.5, "DE")
    found = find(parcel(), journey(DELIVERED, courier))
    assert (found.code, found.certainty.value) == ("scanned_after_delivery", "likely")
    assert found.events == (DELIVERED, courier)
    assert found.asks_buyer


def test_a_scan_in_another_country_after_the_delivery_contradicts_it():
    assert find(parcel(), journey(DELIVERED, scan("SCANNED", 13, "FR"))) is not None


@pytest.mark.parametrize(
    "milestone", ["SCANNED", "PROCESSED", "NOTICE", "ARRIVED_AT_DELIVERY_OFFICE"]
)
def test_one_more_scan_at_the_same_office_says_nothing(milestone):
    assert find(parcel(), journey(DELIVERED, scan(milestone, 13, "DE"))) is None


def test_a_scan_within_a_day_may_be_keyed_in_late():
    assert find(parcel(), journey(DELIVERED, scan("OUT_FOR_DELIVERY", 10.9, "DE"))) is None


def test_a_scan_of_an_earlier_time_heard_later_says_nothing():
    late = scan("OUT_FOR_DELIVERY", 9.8, "DE", received_at=scan("SCANNED", 14).received_at)
    assert find(parcel(), journey(DELIVERED, late)) is None


def test_times_without_a_zone_need_more_than_a_day_and_the_widest_zones():
    soon = local(scan("OUT_FOR_DELIVERY", 11.9, "DE"))
    assert find(parcel(), journey(local(DELIVERED), soon)) is None
    later = local(scan("OUT_FOR_DELIVERY", 12.3, "DE"))
    assert find(parcel(), journey(local(DELIVERED), later)) is not None


def test_a_return_after_the_delivery_is_no_contradiction():
    way = journey(DELIVERED, scan("RETURNING", 12, "DE"), scan("DEPARTED", 14, "DE"))
    assert find(parcel(), way) is None


def test_delivered_to_a_locker_and_then_to_the_buyer_ends_well():
    way = journey(DELIVERED, scan("OUT_FOR_DELIVERY", 12, "DE"), scan("DELIVERED", 12.4, "DE"))
    assert find(parcel(), way) is None


def test_an_open_journey_is_not_scanned_after_a_delivery():
    assert find(parcel(), journey(scan("OUT_FOR_DELIVERY", 12, "DE"))) is None
