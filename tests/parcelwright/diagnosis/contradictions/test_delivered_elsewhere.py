import pytest

from parcelwright.diagnosis.contradictions.delivered_elsewhere import find
from scan_journeys import journey, parcel, scan

OUT = scan("OUT_FOR_DELIVERY", 9, "DE", place="Koeln")
AT_HOME = scan("OUT_FOR_DELIVERY", 9, "DE", place="KÖLN")


def delivered(place="", country="DE", day=10.0, **more):
    return scan("DELIVERED", day, country, place=place, **more)


def test_a_delivery_in_another_country_asks_for_the_buyer():
    there = delivered("Lyon", "FR")
    found = find(parcel(), journey(there))
    assert (found.code, found.certainty.value) == ("delivered_in_other_country", "likely")
    assert dict(found.figures) == {"country": "FR", "expected": "DE"}
    assert found.events == (there,)
    assert found.asks_buyer


def test_a_delivery_in_another_postcode_region_contradicts_the_address():
    found = find(parcel(), journey(delivered("20095 Hamburg")))
    assert found.code == "delivered_in_other_region"
    assert dict(found.figures) == {"place": "20095 Hamburg", "address": "Köln"}


def test_a_delivery_in_another_state_contradicts_the_address():
    to_dallas = parcel(to="US", city="Dallas", postcode="", region="TX")
    found = find(to_dallas, journey(delivered("Newark, NJ", "US")))
    assert found.code == "delivered_in_other_region"


def test_a_town_that_the_carrier_told_apart_a_scan_before_is_another_town():
    there = delivered("Hamburg")
    found = find(parcel(postcode=""), journey(AT_HOME, there))
    assert (found.code, found.events) == ("delivered_in_other_town", (AT_HOME, there))


@pytest.mark.parametrize(
    "place",
    ["Köln", "KOLN", "Köln-Ehrenfeld", "50829 Köln", "20095 Köln", "Cologne", "", "Front door",
     "Hamburg delivery depot", "ZB 41 Hürth", "科隆", "50169 Kerpen"],
)  # fmt: skip
def test_what_may_be_the_same_place_says_nothing(place):
    assert find(parcel(), journey(AT_HOME, delivered(place))) is None


def test_another_name_of_a_town_alone_says_nothing():
    assert find(parcel(postcode=""), journey(delivered("Hürth"))) is None


def test_another_carriers_name_of_the_town_proves_nothing():
    theirs = scan("OUT_FOR_DELIVERY", 9, "DE", place="Köln", carrier="dhl")
    assert find(parcel(postcode=""), journey(theirs, delivered("Hürth"))) is None


def test_a_parcel_that_comes_back_is_delivered_to_its_sender():
    assert find(parcel(), journey(scan("RETURNING", 8, "DE"), delivered("Shenzhen", "CN"))) is None


def test_two_addresses_that_differ_are_no_address_to_compare_with():
    unsure = parcel(to="DE")
    other = parcel(to="FR")
    mixed = type(unsure)(
        tracking_number="X1", lane=other.lane, buyer=unsure.buyer, contents=unsure.contents
    )
    assert find(mixed, journey(delivered("Milano", "IT"))) is None


def test_a_country_where_the_parcel_cannot_have_come_is_a_slip_of_the_scan():
    way = journey(scan("OUT_FOR_DELIVERY", 9.9, "DE"), delivered("Singapore", "SG", offset_min=480))
    assert find(parcel(), way) is None


def test_the_last_delivery_counts():
    way = journey(delivered("Lyon", "FR", day=5), delivered("Köln"))
    assert find(parcel(), way) is None
