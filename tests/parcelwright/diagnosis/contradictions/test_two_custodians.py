from parcelwright.diagnosis.contradictions.two_custodians import find
from scan_journeys import journey, local, parcel, scan

BEFORE = scan("PROCESSED", 0, "CN", offset_min=480)
MIDDLE = scan("PROCESSED", 3, "DE", carrier="deutsche-post-dhl")
AFTER = scan("DEPARTED", 5, "CN", offset_min=480)


def test_another_carrier_abroad_between_two_scans_of_one_carrier_at_home():
    found = find(parcel(), journey(BEFORE, MIDDLE, AFTER))
    assert (found.code, found.certainty.value) == ("two_custodians", "possible")
    assert found.events == (BEFORE, MIDDLE, AFTER)
    assert dict(found.figures) == {"country": "CN", "other": "DE"}


def test_a_handover_to_the_last_mile_is_no_contradiction():
    assert find(parcel(), journey(BEFORE, AFTER, scan("DELIVERED", 9, "DE", carrier="dhl"))) is None


def test_a_carrier_that_passes_on_the_scans_of_another_is_no_second_holder():
    mirrored = scan("OUT_FOR_DELIVERY", 5, "DE")
    assert find(parcel(), journey(BEFORE, MIDDLE, mirrored)) is None


def test_a_return_comes_back_to_the_first_carrier():
    back = scan("RETURNING", 4, "DE", carrier="deutsche-post-dhl")
    assert find(parcel(), journey(BEFORE, MIDDLE, back, AFTER)) is None


def test_scans_without_zones_on_one_day_have_no_order():
    close = [local(scan("PROCESSED", at, c, carrier=by)) for at, c, by in
             ((0, "CN", "china-post"), (0.3, "DE", "dhl"), (0.6, "CN", "china-post"))]  # fmt: skip
    assert find(parcel(), journey(*close)) is None


def test_customs_papers_in_another_country_are_no_custody():
    papers = scan("CUSTOMS_CLEARED", 3, "DE", carrier="deutsche-post-dhl")
    assert find(parcel(), journey(BEFORE, papers, AFTER)) is None
