from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone, TimeKind
from parcelwright.sources import trackingmore

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "trackingmore"
BASE = [M.LABEL_CREATED, M.ACCEPTED, M.SCANNED]
STORY = {
    "list-answer": [M.SCANNED, M.SCANNED, M.DELIVERED, M.ARRIVED_AT_DELIVERY_OFFICE] * 2,
    "delivered": [*BASE, M.ARRIVED, M.CUSTOMS_CLEARED, M.OUT_FOR_DELIVERY, M.DELIVERED],
    "lost-or-damaged": [*BASE, M.LOST_OR_DAMAGED],
    "customs-and-returned": [*BASE, M.HELD_BY_CUSTOMS, M.RETURNING, M.RETURNED],
    "expired": [*BASE, M.SOURCE_STOPPED],
    "not-found": [M.NOT_FOUND],
    "carrier-codes": [M.PROCESSED, M.MISSORTED, M.SCANNED, M.MISSORTED],
    "unknown-codes": [*BASE, M.UNKNOWN, M.UNKNOWN, M.SCANNED, M.UNKNOWN],
}


def parse(name):
    return trackingmore.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_a_code_that_mixes_lost_and_damaged_claims_neither():
    event = parse("lost-or-damaged").events[-1]
    assert (event.code, event.milestone) == ("exception007", M.LOST_OR_DAMAGED)


def test_both_legs_are_read_each_with_its_own_carrier():
    events = parse("delivered").events
    assert [event.carrier for event in events] == ["china-post"] * 3 + ["deutsche-post-dhl"] * 4


def test_times_keep_the_precision_that_was_given():
    kinds = [event.occurred_at.kind for event in parse("delivered").events[:3]]
    assert kinds == [TimeKind.LOCAL, TimeKind.INSTANT, TimeKind.DATE]


def test_a_time_that_cannot_be_read_is_noted_and_its_event_kept():
    parsed = parse("unknown-codes")
    assert [problem.where for problem in parsed.problems] == [
        "data.origin_info.trackinfo[5].checkpoint_date"
    ]
    assert parsed.events[5].occurred_at is None


def test_a_code_of_usps_names_its_list():
    events = parse("carrier-codes").events
    assert [(event.code_table, event.code) for event in events[:2]] == [
        ("usps.event", "10"),
        ("usps.event", "08"),
    ]


def test_hints_name_route_weight_order_and_last_mile():
    hint = parse("delivered").hints[0]
    assert (hint.carrier, hint.origin_country, hint.destination_country) == (
        "china-post", "CN", "DE",
    )  # fmt: skip
    assert (hint.order_number, hint.weight_g) == ("A-1001", 350)
    assert (hint.last_mile_number, hint.last_mile_carrier) == (
        "00340434161094042557", "deutsche-post-dhl",
    )  # fmt: skip


def test_a_list_of_trackings_is_read_one_by_one():
    one = json.loads((PAYLOADS / "expired.json").read_bytes())["data"]
    body = {"data": [one, one | {"tracking_number": "LX000000001CN"}]}
    parsed = trackingmore.parse(json.dumps(body).encode(), NOW)
    assert [hint.tracking_number for hint in parsed.hints] == ["LX123456785CN", "LX000000001CN"]


BODY = b'{"data": {}}'
OF_BODY = base64.b64encode(hmac.digest(b"now", BODY, hashlib.sha256)).decode()


@pytest.mark.parametrize("secrets", [("now",), ("next", "now")])
def test_a_signature_of_the_body_fits_the_current_or_the_previous_secret(secrets):
    assert trackingmore.verify(BODY, {"Signature": OF_BODY}, secrets) is True


def test_a_signature_of_another_body_does_not_fit():
    assert trackingmore.verify(BODY + b" ", {"Signature": OF_BODY}, ("now",)) is False


def test_the_published_sample_of_a_signed_time_stamp_fits():
    headers = {
        "signature": "a37084ab68ae16b77db1f8463f31be9fcc965e2515e03efecf8139bb1e511b06",
        "timestamp": "1662371528",
    }
    assert trackingmore.verify(BODY, headers, ("2e55b9a3-4dd1-4416-9897-c4bd1e3d738f",)) is True
    assert trackingmore.verify(BODY, headers | {"timestamp": "1662371529"}, ("x",)) is False


def test_a_signature_of_no_time_stamp_does_not_fit():
    signed = hmac.new(b"now", b"", hashlib.sha256).hexdigest()
    assert trackingmore.verify(BODY, {"signature": signed}, ("now",)) is False
