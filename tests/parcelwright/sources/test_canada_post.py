from __future__ import annotations

import copy

import pytest

from carrier_answers import parsed, reply, sample, standings, story
from doubles._xml import document
from parcelwright.asking.replies import TroubleKind
from parcelwright.sources import canada_post

PIN = "7023210039414604"


def detail(*events, pin=PIN):
    value = {"pin": pin, "significant-events": {"occurrence": list(events)}}
    return document("tracking-detail", value, "http://www.canadapost.ca/ws/track-v2")


def occurrence(zone="EST", code="0100", day="2026-01-05", time="14:45:48"):
    return {
        "event-identifier": code,
        "event-date": day,
        "event-time": time,
        "event-time-zone": zone,
    }


def message(code):
    value = {"message": {"code": code, "description": "why"}}
    return document("messages", value, "http://www.canadapost.ca/ws/messages")


def moment(**event):
    return parsed(canada_post, detail(occurrence(**event)), PIN).events[0].occurred_at.isoformat()


def test_events_tell_their_story():
    assert story(sample(canada_post, "delivered")) == [
        ("1496", "DELIVERED", "2026-05-08T14:59:59-04:00"),
        ("0174", "OUT_FOR_DELIVERY", "2026-05-08T08:27:43-04:00"),
        ("0173", "DELAYED", "2026-05-07T06:19:57-05:00"),
        ("0100", "ACCEPTED", "2026-05-06T14:45:48-07:00"),
    ]


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("NST", "-03:30"), ("NDT", "-02:30"), ("AST", "-04:00"), ("ADT", "-03:00"),
        ("EST", "-05:00"), ("EDT", "-04:00"), ("CST", "-06:00"), ("CDT", "-05:00"),
        ("MST", "-07:00"), ("MDT", "-06:00"), ("PST", "-08:00"), ("PDT", "-07:00"),
        ("UTC", "+00:00"), ("edt", "-04:00"),
    ],
)  # fmt: skip
def test_a_zone_is_read_by_its_abbreviation(zone, offset):
    assert moment(zone=zone) == f"2026-01-05T14:45:48{offset}"


@pytest.mark.parametrize("zone", ["", "HAE", "XYZ"])
def test_an_abbreviation_that_nobody_knows_leaves_the_local_time(zone):
    assert moment(zone=zone) == "2026-01-05T14:45:48"


def test_a_day_without_a_time_is_a_day():
    assert moment(time=None) == "2026-01-05"


def test_a_time_that_is_none_is_noted_and_the_day_kept():
    found = parsed(canada_post, detail(occurrence(time="25:00")), PIN)
    assert found.events[0].occurred_at.isoformat() == "2026-01-05"
    assert len(found.problems) == 1


def test_a_single_event_is_read_as_well_as_several():
    assert len(parsed(canada_post, detail(occurrence()), PIN).events) == 1


def test_zeros_before_a_code_change_neither_meaning_nor_spelling():
    found = parsed(canada_post, detail(occurrence(code="0174"), occurrence(code="174")), PIN)
    assert [(one.code, one.milestone.value) for one in found.events] == [
        ("0174", "OUT_FOR_DELIVERY"), ("174", "OUT_FOR_DELIVERY"),
    ]  # fmt: skip


@pytest.mark.parametrize("status", [200, 404])
def test_no_history_is_not_found_whatever_the_status(status):
    assert standings(canada_post, message("004"), PIN, status=status) == {PIN: "not found"}
    assert parsed(canada_post, message("004"), PIN).problems == ()


@pytest.mark.parametrize("status", [200, 400, 403])
def test_failed_authentication_is_bad_access_whatever_the_status(status):
    found = reply(canada_post, message("E002"), PIN, status=status)
    assert (found.numbers, found.trouble.kind) == ({}, TroubleKind.BAD_ACCESS)


def test_another_message_is_no_absence():
    found = reply(canada_post, message("Server"), PIN)
    assert (found.numbers, found.trouble.kind) == ({}, TroubleKind.NONSENSE)


def test_the_history_of_another_number_is_none_of_ours():
    body = detail(occurrence(), pin="7023210039419999")
    assert parsed(canada_post, body, PIN).events == ()
    assert standings(canada_post, body, PIN) == {}


ODD = ("", "1970-01-01", "2026-02-30", "99:99:99", "x" * 100_000, "В пути 运输中 🚚")


def leaves(value, path=()):
    """Every place of a text in a value that XML holds."""
    if isinstance(value, (dict, list)):
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        return [place for step, inner in steps for place in leaves(inner, (*path, step))]
    return [path]


@pytest.mark.parametrize("odd", ODD, ids=lambda text: text[:10])
def test_an_odd_text_in_any_place_loses_no_event_in_silence(odd):
    value = {"pin": PIN, "significant-events": {"occurrence": [occurrence(), occurrence("PDT")]}}
    for path in leaves(value):
        changed = copy.deepcopy(value)
        node = changed
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = odd
        found = parsed(canada_post, document("tracking-detail", changed), PIN)
        assert len(found.events) == 2 or found.problems, path
