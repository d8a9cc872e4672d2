"""Moments that a text states, and texts and instants that state none."""

from datetime import datetime

import pytest

from parcelwright.interchange.dates import parse_time
from parcelwright.parcels.events import EventTime


@pytest.mark.parametrize("year", ["0000", "0001", "0026", "1899", "2200", "9999"])
def test_a_year_in_which_no_parcel_can_have_moved_is_no_time(year):
    for text in (f"{year}-12-31", f"{year}-12-31T23:59:59-12:00", f"{year}/12/31 10:00"):
        assert EventTime.parse(text) is None
        assert parse_time(text, None) is None


@pytest.mark.parametrize("year", ["1900", "1999", "2026", "2199"])
def test_the_first_and_the_last_year_are_read(year):
    text = f"{year}-12-31T23:59:59-12:00"
    assert EventTime.parse(text) == parse_time(text, None)
    assert EventTime.parse(text).isoformat() == text


def test_two_digits_of_a_year_are_of_this_century():
    assert parse_time("31/12/26", None).isoformat() == "2026-12-31"


def test_an_instant_without_a_zone_is_refused_for_the_machine_would_choose_one():
    with pytest.raises(ValueError, match="an instant has a zone"):
        EventTime.at(datetime(2026, 1, 5, 10))
