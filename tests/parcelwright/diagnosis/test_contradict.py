from dataclasses import replace

from parcelwright.diagnosis.contradict import contradictions_of, modules
from scan_journeys import journey, parcel, scan

DELIVERED = scan("DELIVERED", 10, "FR")


def test_the_surest_contradiction_comes_first():
    gone = scan("DELIVERED", 9, "DE")
    light = scan("PROCESSED", 8, "DE", facts=(("weight_g", "100"),))
    way = replace(journey(light), withdrawn=(gone,))
    found = contradictions_of(parcel(weight_g=2000), way)
    assert [each.code for each in found] == ["delivery_withdrawn", "lighter_than_sent"]


def test_a_parcel_that_the_buyer_has_is_in_no_doubt():
    assert contradictions_of(parcel(), journey(DELIVERED))
    received = scan("REPORTED_RECEIVED", 12, source="buyer")
    assert contradictions_of(parcel(), journey(DELIVERED, received)) == ()


def test_an_ordinary_journey_contradicts_nothing():
    way = journey(
        scan("LABEL_CREATED", 0, "CN"), scan("ACCEPTED", 1, "CN"), scan("DEPARTED", 3, "CN"),
        scan("PROCESSED", 4, "NL"), scan("ARRIVED", 6, "DE"), scan("CUSTOMS_CLEARED", 7, "DE"),
        scan("OUT_FOR_DELIVERY", 9, "DE", place="Köln"), scan("DELIVERED", 9.2, "DE", place="Köln"),
    )  # fmt: skip
    assert contradictions_of(parcel(), way) == ()


def test_no_two_modules_find_under_the_same_code():
    codes = [code for module in modules() for code in module.CODES]
    assert len(codes) == len(set(codes)) == 14
