from __future__ import annotations

import hashlib
import hmac
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright.parcels.events import Milestone
from parcelwright.sources import easypost

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "easypost"
BASE = [M.LABEL_CREATED, M.PROCESSED, M.PROCESSED, M.PROCESSED]
DATA = os.environ.get("PARCELWRIGHT_TEST_DATA")


def parse(name):
    return easypost.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def milestone(status, detail):
    details = [{"status": status, "status_detail": detail}]
    body = {"object": "Tracker", "tracking_code": "A1", "tracking_details": details}
    return easypost.parse(json.dumps(body).encode(), NOW).events[0].milestone


STORY = {
    "batch-answer": [M.LABEL_CREATED, M.PROCESSED, M.PROCESSED, M.DELIVERED] * 2,
    "delivered": [*BASE, M.HANDED_TO_LAST_MILE, M.OUT_FOR_DELIVERY, M.HELD, M.DELIVERED],
    "lost": [*BASE, M.DECLARED_LOST],
    "missort-and-customs": [
        *BASE, M.MISSORTED, M.HELD, M.CUSTOMS_NEEDS_DOCUMENTS, M.DELAYED, M.ADDRESS_PROBLEM,
    ],
    "returned": [*BASE, M.REFUSED, M.RETURNING, M.RETURNING],
    "expired": [*BASE, M.SOURCE_STOPPED],
    "not-found": [M.NOT_FOUND],
    "unknown-codes": [M.UNKNOWN, M.UNKNOWN, M.UNKNOWN, M.LABEL_CREATED],
    "out-of-order": [M.PROCESSED, M.LABEL_CREATED, M.PROCESSED, M.PROCESSED, M.LABEL_CREATED],
    "insurance": BASE,
    "claim-list": [],
}  # fmt: skip


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_arrived_at_destination_is_a_delivery_only_where_the_status_says_so():
    assert milestone("delivered", "arrived_at_destination") is M.DELIVERED
    assert milestone("in_transit", "arrived_at_destination") is M.PROCESSED


def test_before_transit_no_detail_proves_custody():
    assert milestone("pre_transit", "arrived_at_facility") is M.LABEL_CREATED


def test_an_unknown_detail_is_unknown_whatever_the_status_says():
    assert milestone("delivered", "teleported") is M.UNKNOWN


def test_a_cancelled_label_stays_cancelled_before_transit():
    assert milestone("pre_transit", "cancelled") is M.CANCELLED


def test_a_claim_hints_at_its_parcel_and_holds_no_tracking_events():
    parsed = parse("claim-list")
    assert [hint.tracking_number for hint in parsed.hints] == ["9400111201080805483016"]
    assert parsed.problems == ()


def test_hints_name_carrier_service_route_and_weight():
    hint = parse("delivered").hints[0]
    assert (hint.carrier, hint.service) == ("dhl-express", "Express Worldwide")
    assert (hint.origin_country, hint.destination_country, hint.weight_g) == ("CN", "GB", 340)


@pytest.mark.parametrize("secrets", [("ﬁsh",), ("ﬁsh", "before"), ("before", "ﬁsh")])
def test_a_signature_fits_the_normalized_current_or_previous_secret(secrets):
    body = (PAYLOADS / "lost.json").read_bytes()
    given = "hmac-sha256-hex=" + hmac.new(b"fish", body, hashlib.sha256).hexdigest()
    assert easypost.verify(body, {"x-hmac-signature": given}, secrets) is True


def test_the_id_of_an_event_is_the_key_against_repeats():
    assert easypost.dedupe_key((PAYLOADS / "lost.json").read_bytes()) == "evt_own0001"


def test_the_id_of_a_tracker_is_no_key_against_repeats():
    assert easypost.dedupe_key((PAYLOADS / "expired.json").read_bytes()) is None


@pytest.mark.skipif(
    not DATA, reason="PARCELWRIGHT_TEST_DATA is not set; own payloads are tested above"
)
def test_public_easypost_bodies_are_read_without_loss():
    files = sorted(Path(DATA, "webhooks").glob("easypost-*.json"))
    assert len(files) >= 5
    for file in files:
        body = file.read_bytes()
        parsed = easypost.parse(body, NOW)
        assert len(parsed.events) == body.count(b'"TrackingDetail"'), file.name
        assert parsed.problems == (), file.name
        assert parsed.hints, file.name
        assert parsed.unknown_codes == {}, file.name
