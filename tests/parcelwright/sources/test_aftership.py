from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone, TimeKind
from parcelwright.sources import aftership

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "aftership"


def parse(name):
    return aftership.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def one(checkpoint):
    body = json.dumps({"msg": {"tracking_number": "A1", "checkpoints": [checkpoint]}}).encode()
    return aftership.parse(body, NOW).events[0]


def sign(body, secret):
    return base64.b64encode(hmac.new(secret, body, hashlib.sha256).digest()).decode()


STORY = {
    "list-answer": [M.LABEL_CREATED, M.ACCEPTED, M.ARRIVED, M.DELIVERED] * 2,
    "delivered": [
        M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED, M.ARRIVED, M.CUSTOMS_STARTED, M.CUSTOMS_CLEARED,
        M.OUT_FOR_DELIVERY, M.DELIVERY_ATTEMPTED, M.READY_FOR_PICKUP, M.DELIVERED,
    ],
    "lost": [M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED, M.DECLARED_LOST],
    "customs-cainiao": [M.PROCESSED, M.CUSTOMS_STARTED, M.CUSTOMS_CLEARED, M.READY_FOR_PICKUP],
    "customs-trouble": [
        M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED,
        M.HELD_BY_CUSTOMS, M.CUSTOMS_NEEDS_DOCUMENTS, M.DUTIES_UNPAID,
    ],
    "expired": [M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED, M.SOURCE_STOPPED],
    "pending": [M.NOT_FOUND, M.SOURCE_SILENT],
    "returned": [
        M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED,
        M.ADDRESS_PROBLEM, M.REFUSED, M.UNCLAIMED, M.RETURNING, M.RETURNED,
    ],
    "missort-2026": [M.DELAYED, M.DELAYED, M.DELAYED, M.DAMAGED, M.DESTROYED, M.CANCELLED],
    "unknown-codes-newer": [M.SCANNED, M.UNKNOWN, M.UNKNOWN, M.UNKNOWN],
    "out-of-order": [M.PROCESSED, M.ACCEPTED, M.LABEL_CREATED, M.ACCEPTED],
}  # fmt: skip


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_import_clearance_started_is_not_believed_as_completed():
    event = parse("customs-cainiao").events[1]
    assert event.code == "CC_IM_START"
    assert event.code_table == "aftership.raw_tag"
    assert dict(event.facts)["subtag"] == "InTransit_005"


def test_times_keep_the_precision_that_the_carrier_gave():
    kinds = [event.occurred_at.kind for event in parse("delivered").events[:3]]
    assert kinds == [TimeKind.LOCAL, TimeKind.INSTANT, TimeKind.DATE]


def test_a_checkpoint_without_time_was_received_when_aftership_stored_it():
    event = parse("unknown-codes-newer").events[0]
    assert event.occurred_at is None
    assert event.received_at == datetime(2026, 3, 3, 4, 5, 6, tzinfo=UTC)
    assert event.country == "CN"


def test_a_stored_time_after_the_delivery_is_not_believed():
    event = one({"subtag": "InTransit_001", "created_at": "2027-01-01T00:00:00Z"})
    assert event.received_at == NOW


def test_unreadable_times_are_problems_and_stay_as_written():
    parsed = parse("unknown-codes-newer")
    assert [problem.where for problem in parsed.problems] == [
        "msg.checkpoints[2].checkpoint_time",
        "msg.checkpoints[3].checkpoint_time",
    ]
    assert dict(parsed.events[2].facts)["time_as_written"] == "not a time"


def test_unknown_codes_are_counted_by_table():
    assert parse("unknown-codes-newer").unknown_codes == {
        ("aftership.subtag", "Exception_014"): 1,
        ("aftership.subtag", "InTransit_011"): 1,
        ("aftership.tag", "Parachuted"): 1,
    }


def test_a_tag_without_subtag_is_read_from_the_table_of_tags():
    event = one({"tag": "AttemptFail"})
    assert (event.milestone, event.code_table) == (M.DELIVERY_ATTEMPTED, "aftership.tag")


def test_a_state_without_checkpoints_does_not_prove_custody():
    body = b'{"msg": {"tracking_number": "A1", "tag": "InTransit", "checkpoints": []}}'
    event = aftership.parse(body, NOW).events[0]
    assert event.milestone is M.NOTICE
    assert event.code == "InTransit"


def test_hints_name_route_weight_order_and_last_mile():
    hint = parse("delivered").hints[0]
    assert (hint.carrier, hint.origin_country, hint.destination_country) == (
        "china-post",
        "CN",
        "DE",
    )
    assert (hint.weight_g, hint.order_number, hint.service) == (350, "A-1001", "ePacket")
    assert hint.last_mile_number == "00340434161094042557"
    assert hint.last_mile_carrier == "deutsche-post-dhl"


def test_a_name_that_is_no_carrier_of_ours_is_kept_as_a_fact():
    event = one({"subtag": "InTransit_001", "slug": "moon-mail"})
    assert event.carrier == ""
    assert dict(event.facts)["carrier_name"] == "moon-mail"


@pytest.mark.parametrize("secrets", [("now",), ("now", "before"), ("before", "now")])
def test_a_signature_fits_the_current_or_the_previous_secret(secrets):
    body = (PAYLOADS / "lost.json").read_bytes()
    assert aftership.verify(body, {"Aftership-Hmac-SHA256": sign(body, b"now")}, secrets) is True


def test_a_signature_does_not_fit_a_changed_body():
    body = (PAYLOADS / "lost.json").read_bytes()
    headers = {"aftership-hmac-sha256": sign(body, b"now")}
    assert aftership.verify(body + b" ", headers, ("now",)) is False


def test_the_event_id_is_the_key_against_repeats():
    body = (PAYLOADS / "lost.json").read_bytes()
    assert aftership.dedupe_key(body) == "7c0f7c0e-2f6c-4a57-9d0b-5a2d1c4e8f10"
