from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from parcelwright.asking.calls import Access


def test_the_moment_of_asking_is_signed_in_milliseconds_whatever_its_zone():
    china = timezone(timedelta(hours=8))
    at = datetime(2026, 6, 1, 20, 0, 0, 250_000, tzinfo=china)
    access = Access(base_url="https://a.example", at=at)
    assert access.milliseconds == "1780315200250"
    assert Access(base_url="", at=at.astimezone(UTC)).milliseconds == access.milliseconds


def test_without_the_moment_of_asking_nothing_can_be_signed():
    with pytest.raises(ValueError, match=r"give Access\.at"):
        _ = Access(base_url="https://a.example").milliseconds
