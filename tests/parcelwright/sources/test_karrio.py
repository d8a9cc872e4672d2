from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.sources import karrio

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "karrio"
BASE = [M.LABEL_CREATED, M.ACCEPTED, M.SCANNED]
STORY = {
    "tracker-answer": [M.DELIVERED, M.PROCESSED, M.ACCEPTED],
    "delivered": [*BASE, M.OUT_FOR_DELIVERY, M.DELIVERED],
    "lost-is-not-believed": [*BASE, M.INVESTIGATION, M.NOTICE],
    "missort-and-customs": [
        *BASE, M.MISSORTED, M.HELD_BY_CUSTOMS, M.CUSTOMS_NEEDS_DOCUMENTS, M.DUTIES_UNPAID,
        M.RETURNING,
    ],
    "ups-reasons": [M.SCANNED, M.SCANNED],
    "stopped": [*BASE, M.SOURCE_SILENT],
    "unknown-codes": [M.UNKNOWN, M.UNKNOWN, M.DELIVERED, M.ACCEPTED, M.NOTICE],
}  # fmt: skip


def parse(name):
    return karrio.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def when(**event):
    body = {"data": {"tracking_number": "A1", "events": [{"status": "in_transit"} | event]}}
    found = karrio.parse(json.dumps(body).encode(), NOW).events[0].occurred_at
    return found.isoformat() if found else None


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_a_loss_that_karrio_infers_is_a_search_and_not_a_loss():
    event = parse("lost-is-not-believed").events[3]
    assert (event.code_table, event.code) == ("karrio.reason", "carrier_parcel_lost")
    assert event.milestone is M.INVESTIGATION


def test_reasons_for_events_of_ups_are_kept_and_not_believed():
    events = parse("ups-reasons").events
    assert [dict(event.facts)["reason"] for event in events] == [
        "customs_delay", "carrier_parcel_lost",
    ]  # fmt: skip


def test_a_code_without_a_status_is_read_from_the_carriers_list():
    event = parse("unknown-codes").events[3]
    assert (event.code_table, event.code, event.milestone) == ("usps.event", "03", M.ACCEPTED)


@pytest.mark.parametrize(
    ("clock", "told"),
    [
        ("13:30 PM", "2026-03-02T13:30:00"),
        ("01:30 PM", "2026-03-02T13:30:00"),
        ("12:05 AM", "2026-03-02T00:05:00"),
        ("12:05 PM", "2026-03-02T12:05:00"),
        ("9:05", "2026-03-02T09:05:00"),
        ("", "2026-03-02"),
        ("at noon", "2026-03-02"),
        ("25:99", "2026-03-02"),
    ],
)
def test_a_clock_is_read_with_and_without_halves_of_the_day(clock, told):
    assert when(date="2026-03-02", time=clock) == told


def test_a_time_stamp_wins_over_date_and_clock():
    assert when(timestamp="2026-03-04T06:05:00Z", date="2026-03-02", time="01:00") == (
        "2026-03-04T06:05:00+00:00"
    )


def test_without_a_date_there_is_no_time():
    assert when(time="10:00") is None


def test_hints_name_route_weight_and_order():
    hint = parse("delivered").hints[0]
    assert (hint.carrier, hint.origin_country, hint.destination_country) == (
        "dhl-express", "CN", "DE",
    )  # fmt: skip
    assert (hint.order_number, hint.weight_g, hint.service) == ("A-1001", 350, "express")


def test_the_secret_itself_in_the_header_is_the_proof():
    assert karrio.verify(b"{}", {"x-event-id": "key"}, ("next", "key")) is True
    assert karrio.verify(b"{}", {"x-event-id": "ke"}, ("key",)) is False
