from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.sources import shopify

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "shopify"
STORY = {
    "fulfilled": [M.LABEL_CREATED],
    "two-parcels": [M.LABEL_CREATED, M.NOTICE, M.LABEL_CREATED, M.NOTICE],
    "delivered": [M.LABEL_CREATED, M.DELIVERED],
    "cancelled": [M.CANCELLED],
    "order": [M.LABEL_CREATED, M.LABEL_CREATED, M.NOTICE],
    "unknown-words": [M.UNKNOWN, M.UNKNOWN],
}


def parse(name):
    return shopify.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def told(**root):
    return shopify.parse(json.dumps(root).encode(), NOW)


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_handing_on_an_order_does_not_prove_that_a_carrier_has_it():
    assert not any(event.milestone.is_scan for event in parse("two-parcels").events)


def test_an_order_is_known_by_its_name_and_not_by_its_part():
    hints = parse("order").hints
    assert [hint.order_number for hint in hints] == ["#1001", "#1001"]
    assert [hint.tracking_number for hint in hints] == ["LX123456785CN", "00340434161094042557"]


def test_hints_name_carrier_and_destination():
    assert [(hint.carrier, hint.destination_country) for hint in parse("order").hints] == [
        ("china-post", "CA"),
        ("deutsche-post-dhl", "CA"),
    ]


def test_a_fulfillment_is_dated_when_it_was_made_and_a_cancelled_one_when_it_changed():
    moments = [parse(name).events[0].occurred_at.isoformat() for name in ("fulfilled", "cancelled")]
    assert moments == ["2026-03-02T09:12:00-05:00", "2026-03-09T09:12:00-05:00"]


def test_an_order_without_a_tracking_number_is_read_and_tells_nothing():
    parsed = told(admin_graphql_api_id="gid://shopify/Order/1", name="#1", fulfillments=[])
    assert (parsed.events, parsed.hints, parsed.problems) == ((), (), ())


def test_a_fulfillment_event_is_kept_and_noted_for_it_names_no_parcel():
    parsed = told(
        fulfillment_id=1, order_id=2, status="in_transit", happened_at="2026-03-02T10:00:00Z"
    )
    assert [event.milestone for event in parsed.events] == [M.SCANNED]
    assert [problem.where for problem in parsed.problems] == ["fulfillment_id"]


def test_a_signature_fits_the_current_or_the_previous_secret():
    body = (PAYLOADS / "order.json").read_bytes()
    made = base64.b64encode(hmac.digest(b"old", body, hashlib.sha256)).decode()
    headers = {"x-shopify-hmac-sha256": made}
    assert shopify.verify(body, headers, ("new", "old")) is True
    assert shopify.verify(body, headers, ("new",)) is False


def test_the_id_of_a_delivery_is_not_taken_from_outside_of_the_signature():
    assert shopify.dedupe_key((PAYLOADS / "order.json").read_bytes()) is None
