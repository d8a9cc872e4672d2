from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.sources import seventeen_track

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "17track"
BASE = [M.DEPARTED, M.ACCEPTED, M.LABEL_CREATED]


def parse(name):
    return seventeen_track.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def one(event):
    providers = [{"provider": {"name": "China Post"}, "events": [event]}]
    data = {"number": "A1", "track_info": {"tracking": {"providers": providers}}}
    return seventeen_track.parse(json.dumps({"data": data}).encode(), NOW).events[0]


STORY = {
    "delivered-v22": [
        M.DELIVERED, M.OUT_FOR_DELIVERY, M.CUSTOMS_CLEARED, M.CUSTOMS_STARTED, M.ARRIVED, *BASE,
    ],
    "customs-v24": [M.CUSTOMS_NEEDS_DOCUMENTS, M.DEPARTED, M.ACCEPTED],
    "lost": [M.DECLARED_LOST, *BASE],
    "stopped": [*BASE, M.SOURCE_STOPPED, M.SOURCE_STOPPED],
    "not-found": [M.NOT_FOUND],
    "returned-beside": [
        M.RETURNED, M.RETURNING, M.REFUSED, M.HELD, M.DAMAGED, M.DELAYED, M.DESTROYED, M.CANCELLED,
        M.TROUBLE, M.TROUBLE, M.DELIVERY_ATTEMPTED, M.DELIVERY_ATTEMPTED, M.HELD, M.REFUSED,
        M.ADDRESS_PROBLEM, M.READY_FOR_PICKUP, M.SCANNED,
    ],
    "unknown-codes": [M.UNKNOWN, M.UNKNOWN, M.ARRIVED, M.UNKNOWN],
    "out-of-order": [M.LABEL_CREATED, M.DEPARTED, M.ACCEPTED, M.DEPARTED],
    "query-answer": [*BASE, *BASE],
}  # fmt: skip


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_a_day_without_clock_time_stays_a_day():
    assert parse("lost").events[-1].occurred_at.isoformat() == "2026-02-27"


def test_the_local_time_with_zone_goes_before_the_one_in_utc():
    event = one({"time_iso": "2026-03-02T10:00:00+08:00", "time_utc": "2026-03-02T02:00:00Z"})
    assert event.occurred_at.isoformat() == "2026-03-02T10:00:00+08:00"


def test_the_raw_time_serves_when_nothing_else_is_given():
    event = one({"time_raw": {"date": "2026-03-02", "time": "10:00:00", "timezone": "+08:00"}})
    assert event.occurred_at.isoformat() == "2026-03-02T10:00:00+08:00"


def test_a_raw_time_that_cannot_be_read_is_a_problem():
    event = {"time_raw": {"date": "soon", "time": "10:00:00", "timezone": None}}
    providers = [{"provider": {"name": "China Post"}, "events": [event]}]
    data = {"number": "A1", "track_info": {"tracking": {"providers": providers}}}
    parsed = seventeen_track.parse(json.dumps({"data": data}).encode(), NOW)
    assert parsed.events[0].occurred_at is None
    assert [problem.what for problem in parsed.problems] == [
        "'soonT10:00:00' is no usable time by ISO 8601"
    ]


@pytest.mark.parametrize("status", ["Exception_Lost", "Delivered_Other"])
def test_latest_status_is_read_inside_and_beside_track_info(status):
    state = {"latest_status": {"status": status.partition("_")[0], "sub_status": status}}
    inside = {"data": {"number": "A1", "track_info": state}}
    beside = {"data": {"number": "A1", "track_info": {}, **state}}
    found = [
        [event.milestone for event in seventeen_track.parse(json.dumps(body).encode(), NOW).events]
        for body in (inside, beside)
    ]
    assert found[0] == found[1] == [seventeen_track.CODES["17track.sub_status"][status]]


def test_each_provider_speaks_for_itself():
    carriers = [event.carrier for event in parse("delivered-v22").events]
    assert carriers == ["usps"] * 5 + ["china-post"] * 3


def test_hints_name_route_weight_and_last_mile():
    hint = parse("delivered-v22").hints[0]
    assert (hint.origin_country, hint.destination_country, hint.weight_g) == ("CN", "US", 350)
    assert (hint.last_mile_number, hint.last_mile_carrier) == ("9400111201080805483016", "usps")


def test_language_and_translation_are_kept():
    event = parse("customs-v24").events[1]
    assert event.language == "zh"
    assert dict(event.facts)["translation"] == "(translated)"


def test_a_refused_number_of_a_query_is_a_problem():
    assert [problem.where for problem in parse("query-answer").problems] == ["data.rejected[0]"]


@pytest.mark.parametrize("secrets", [("now",), ("now", "before"), ("before", "now")])
def test_a_signature_fits_the_current_or_the_previous_secret(secrets):
    body = (PAYLOADS / "lost.json").read_bytes()
    given = hashlib.sha256(body + b"/now").hexdigest()
    assert seventeen_track.verify(body, {"Sign": given}, secrets) is True


def test_there_is_no_documented_key_against_repeats():
    assert seventeen_track.dedupe_key((PAYLOADS / "lost.json").read_bytes()) is None
