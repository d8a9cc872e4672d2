from dataclasses import replace

import pytest

from parcelwright.diagnosis.contradictions.delivery_withdrawn import find
from scan_journeys import journey, parcel, scan

TAKEN = scan("ACCEPTED", 0, "CN")
GONE = scan("DELIVERED", 10, "DE")


def withdrawn(*events):
    return replace(journey(*events), withdrawn=(GONE,))


def test_a_delivery_that_is_no_longer_told_asks_for_the_buyer():
    found = find(parcel(), withdrawn(TAKEN, scan("PROCESSED", 11, "DE")))
    assert (found.code, found.certainty.value) == ("delivery_withdrawn", "sure")
    assert found.events == (GONE,)
    assert found.asks_buyer


def test_a_delivery_told_with_another_time_was_only_corrected():
    assert find(parcel(), withdrawn(TAKEN, scan("DELIVERED", 10.2, "DE"))) is None


@pytest.mark.parametrize("milestone", ["RETURNING", "RETURNED", "DECLARED_LOST"])
def test_what_the_source_tells_instead_explains_it(milestone):
    assert find(parcel(), withdrawn(TAKEN, scan(milestone, 12, "DE"))) is None


def test_a_journey_without_anything_withdrawn_is_in_no_doubt():
    assert find(parcel(), journey(TAKEN)) is None
