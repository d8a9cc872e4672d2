from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parcelwright import sources
from parcelwright.parcels.events import Milestone
from parcelwright.sources import shippo

M = Milestone
NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "shippo"
BASE = [M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED]
STORY = {
    "track-answer": [M.LABEL_CREATED, M.ACCEPTED, M.PROCESSED, M.DELIVERED],
    "delivered": [*BASE, M.OUT_FOR_DELIVERY, M.DELIVERED],
    "lost": [*BASE, M.DECLARED_LOST],
    "damaged-held-disposed": [*BASE, M.DAMAGED, M.HELD, M.ADDRESS_PROBLEM, M.DESTROYED],
    "returned": [*BASE, M.UNCLAIMED, M.RETURNING, M.RETURNING],
    "no-answer": [M.NOT_FOUND],
    "unknown-codes": [*BASE, M.UNKNOWN, M.UNKNOWN, M.UNKNOWN],
}


def parse(name):
    return shippo.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def one(**event):
    body = {"data": {"tracking_number": "A1", "tracking_history": [event]}}
    return shippo.parse(json.dumps(body).encode(), NOW).events[0]


@pytest.mark.parametrize("name", STORY)
def test_a_payload_tells_its_story(name):
    assert [event.milestone for event in parse(name).events] == STORY[name]


def test_every_payload_has_its_story():
    assert {file.stem for file in PAYLOADS.glob("*.json")} == set(STORY)


def test_before_transit_no_detail_proves_custody():
    event = one(status="PRE_TRANSIT", substatus={"code": "package_arrived"})
    assert event.milestone is M.LABEL_CREATED


def test_a_scan_on_the_way_back_is_no_movement_to_the_buyer():
    event = one(status="RETURNED", substatus={"code": "delivered"})
    assert event.milestone is M.RETURNING


def test_an_unknown_detail_is_unknown_whatever_the_status_says():
    event = one(status="DELIVERED", substatus={"code": "package_cloned"})
    assert (event.milestone, event.code_table) == (M.UNKNOWN, "shippo.substatus")


def test_what_shippo_calls_for_is_kept():
    assert dict(parse("lost").events[-1].facts)["action_required"] == "yes"


def test_hints_name_route_and_service():
    hint = parse("delivered").hints[0]
    assert (hint.carrier, hint.service, hint.origin_country, hint.destination_country) == (
        "usps", "usps_priority", "CN", "US",
    )  # fmt: skip


def test_a_test_body_is_noted():
    body = json.loads((PAYLOADS / "delivered.json").read_bytes()) | {"test": True}
    parsed = shippo.parse(json.dumps(body).encode(), NOW)
    assert [problem.where for problem in parsed.problems] == ["test"]


BODY = b'{"data": {}}'


def signed(secret, stamp):
    made = hmac.new(secret, stamp.encode() + b"." + BODY, hashlib.sha256).hexdigest()
    return {"shippo-auth-signature": f"t={stamp},v1={made}"}


@pytest.mark.parametrize("secrets", [("now",), ("next", "now")])
def test_a_signature_fits_the_current_or_the_previous_secret(secrets):
    assert shippo.verify(BODY, signed(b"now", "1780000000"), secrets) is True


def test_one_fitting_signature_of_several_is_enough():
    headers = signed(b"now", "1780000000")
    headers["shippo-auth-signature"] += ",v1=" + "0" * 64
    assert shippo.verify(BODY, headers, ("now",)) is True


def test_a_signature_with_another_time_does_not_fit():
    headers = signed(b"now", "1780000000")
    moved = {name: text.replace("t=178", "t=179") for name, text in headers.items()}
    assert shippo.verify(BODY, moved, ("now",)) is False


def test_a_signature_of_long_ago_fits_and_tells_its_time():
    headers = signed(b"now", "1000000000")
    assert shippo.verify(BODY, headers, ("now",)) is True
    moment = sources.signed_at(sources.by_slug("shippo"), headers)
    assert moment == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)


@pytest.mark.parametrize("stamp", ["", "x", "-1", "²", "1" * 30, "9999999999"])
def test_a_time_that_is_none_is_not_told(stamp):
    headers = {"Shippo-Auth-Signature": f"t={stamp},v1=00"}
    assert shippo.signed_at(headers) is None


def test_a_source_that_dates_no_signature_tells_none():
    assert sources.signed_at(sources.by_slug("aftership"), {"t": "1"}) is None
