from parcelwright.diagnosis.contradictions.impossible_speed import find
from scan_journeys import journey, local, parcel, scan

LEFT = scan("DEPARTED", 0, "HK", offset_min=480)


def test_no_parcel_flies_from_hong_kong_to_germany_in_three_hours():
    landed = scan("ARRIVED", 0.125, "DE")
    found = find(parcel(), journey(LEFT, landed))
    assert (found.code, found.certainty.value) == ("impossible_speed", "sure")
    assert found.events == (LEFT, landed)
    assert dict(found.figures) == {"country": "HK", "other": "DE", "km": "8482", "hours": "3"}


def test_a_flight_of_twelve_hours_is_possible():
    assert find(parcel(), journey(LEFT, scan("ARRIVED", 0.5, "DE"))) is None


def test_a_time_without_a_zone_has_more_than_a_day_of_slack():
    assert find(parcel(), journey(LEFT, local(scan("ARRIVED", 0.125, "DE")))) is None


def test_a_time_written_as_utc_may_be_a_local_time():
    landed = scan("ARRIVED", 0.125, "DE", offset_min=0)
    assert find(parcel(), journey(LEFT, landed)) is None


def test_customs_may_clear_a_parcel_before_it_lands():
    assert find(parcel(), journey(LEFT, scan("CUSTOMS_CLEARED", 0.1, "DE"))) is None


def test_neighbors_are_no_distance_apart():
    assert find(parcel(), journey(scan("DEPARTED", 0, "AT"), scan("ARRIVED", 0.01, "DE"))) is None


def test_a_country_whose_place_is_unknown_says_nothing():
    assert find(parcel(), journey(LEFT, scan("ARRIVED", 0.01, "AQ"))) is None
