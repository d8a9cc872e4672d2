from datetime import date

from claim_factories import journey, parcel
from parcelwright.claims.facts import facts_of
from parcelwright.rulebook.spans import Since


def test_the_first_scans_abroad_and_of_departure_are_moments_that_rules_can_count_from():
    scans = journey(
        ("ACCEPTED", "2025-10-29"), ("DEPARTED", "2025-10-31"), ("DEPARTED", "2025-11-02"),
        ("ARRIVED", "2025-11-09"),
    )  # fmt: skip
    moments = facts_of(parcel(accepted="2025-10-29"), scans).moments
    assert moments[Since.DEPARTURE_SCAN] == date(2025, 10, 31)
    assert moments[Since.DESTINATION_ARRIVAL] == date(2025, 11, 9)


def test_a_departure_that_nobody_scanned_is_no_moment():
    moments = facts_of(parcel(), journey(("ACCEPTED", "2025-10-01"))).moments
    assert Since.DEPARTURE_SCAN not in moments
