from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.sources import ups

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "ups"
STORY = {
    "label": ("ups.manifest", "MP", M.LABEL_CREATED),
    "out-for-delivery": ("ups.movement", "OT", M.OUT_FOR_DELIVERY),
    "delivered": ("ups.status", "11", M.DELIVERED),
    "missorted": ("ups.package_exception", "34", M.MISSORTED),
    "search-for-lost": ("ups.package_exception", "UO", M.INVESTIGATION),
    "void": ("ups.manifest", "VP", M.CANCELLED),
    "unknown-code": ("ups.package_exception", "Q?", M.UNKNOWN),
    "by-words": ("ups.delivery", "??", M.DELIVERED),
}


def parse(name):
    return ups.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def one(**root):
    body = {"trackingNumber": "1Z1", "activityStatus": {"type": "I", "code": "AR"}} | root
    return ups.parse(json.dumps(body).encode(), NOW)


def status(kind, code="", coarse=""):
    activity = {"type": kind, "code": code, "descriptionCode": coarse}
    return one(activityStatus=activity).events[0]


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    [event] = parse(name).events
    assert (event.code_table, event.code, event.milestone) == STORY[name]


def test_every_payload_has_its_story():
    posted = {file.stem for file in PAYLOADS.glob("*.json") if not file.stem.startswith("track-")}
    assert posted == set(STORY)


def test_the_same_code_means_another_thing_under_another_type():
    assert status("X", "DP").milestone is not status("I", "DP").milestone
    assert status("M", "DP").milestone is M.LABEL_CREATED


@pytest.mark.parametrize(
    ("kind", "milestone"),
    [("M", M.LABEL_CREATED), ("MV", M.CANCELLED), ("I", M.SCANNED), ("U", M.NOTICE)],
)
def test_a_type_speaks_where_there_is_no_code(kind, milestone):
    assert status(kind).milestone is milestone


def test_the_type_of_deliveries_alone_delivers_nothing():
    assert status("D").milestone is M.UNKNOWN


def test_an_unknown_code_is_no_movement_whatever_its_type():
    assert status("I", "Q?").milestone is M.UNKNOWN


def test_a_type_that_nobody_knows_keeps_its_code():
    event = status("Z", "AR")
    assert (event.milestone, event.code) == (M.UNKNOWN, "AR")


def test_the_zone_is_the_difference_to_greenwich():
    assert parse("delivered").events[0].occurred_at.isoformat() == "2026-04-23T09:50:04-04:00"


def test_a_clock_that_lost_its_zero_is_read():
    assert parse("missorted").events[0].occurred_at.isoformat() == "2026-04-23T06:15:19-04:00"


def test_times_that_do_not_fit_leave_a_time_without_zone():
    parsed = parse("by-words")
    assert parsed.events[0].occurred_at.isoformat() == "2026-04-23T09:15:19"
    assert [problem.where for problem in parsed.problems] == ["gmtActivityTime"]


def test_a_day_without_a_clock_is_a_day():
    assert parse("unknown-code").events[0].occurred_at.isoformat() == "2026-04-23"


def test_an_absurd_day_is_noted():
    parsed = one(localActivityDate="2026")
    assert parsed.events[0].occurred_at is None
    assert [problem.where for problem in parsed.problems] == ["localActivityDate"]


def test_the_key_in_the_header_is_the_proof():
    assert ups.verify(b"{}", {"X-API-Key": "key"}, ("next", "key")) is True
    assert ups.verify(b"{}", {"X-API-Key": "key2"}, ("key",)) is False
