from datetime import timedelta

import pytest

from parcelwright.diagnosis.contradictions.before_label import find
from parcelwright.parcels.events import EventTime
from scan_journeys import START, journey, local, parcel, scan

MADE = EventTime.at(START + timedelta(days=10), 480)


@pytest.mark.parametrize(
    ("field", "code"),
    [("label_created_at", "scan_before_label"), ("ordered_at", "scan_before_order")],
)
def test_a_scan_days_before_its_start_is_of_another_parcel(field, code):
    early = scan("PROCESSED", 6, "CN")
    found = find(parcel(**{field: MADE}), journey(early, scan("ACCEPTED", 11, "CN")))
    assert (found.code, found.certainty.value, found.events) == (code, "likely", (early,))
    assert dict(found.figures) == {"day": "2026-03-11"}


def test_a_label_entered_three_days_late_is_usual():
    assert find(parcel(label_created_at=MADE), journey(scan("ACCEPTED", 7.1, "CN"))) is None


def test_a_time_without_a_zone_gets_more_slack():
    early = scan("ACCEPTED", 6.9, "CN")
    assert find(parcel(label_created_at=MADE), journey(local(early))) is None
    assert find(parcel(label_created_at=MADE), journey(early)) is not None


def test_a_notice_before_the_label_is_no_scan():
    assert find(parcel(label_created_at=MADE), journey(scan("NOTICE", 1, "CN"))) is None


def test_without_a_known_start_nothing_is_too_early():
    assert find(parcel(), journey(scan("ACCEPTED", -300, "CN"))) is None
