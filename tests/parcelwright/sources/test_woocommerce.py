from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime
from pathlib import Path

from parcelwright.parcels.events import Milestone, Parsed
from parcelwright.sources import woocommerce

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PAYLOADS = Path(__file__).parents[2] / "payloads" / "woocommerce"


def parse(name):
    return woocommerce.parse((PAYLOADS / f"{name}.json").read_bytes(), NOW)


def days(name):
    moments = [event.occurred_at for event in parse(name).events]
    return [moment.isoformat() if moment else None for moment in moments]


def test_a_number_in_an_order_is_a_label():
    found = [event.milestone for name in ("shipped", "two-parcels") for event in parse(name).events]
    assert found == [Milestone.LABEL_CREATED] * 3


def test_a_day_is_read_from_seconds_and_from_text():
    assert days("shipped") == ["2026-03-02"]
    assert days("two-parcels") == ["2026-03-02", "2026-03-03"]


def test_a_number_without_a_day_has_no_time():
    assert days("no-day") == [None]


def test_hints_name_order_carrier_and_destination():
    hints = parse("two-parcels").hints
    assert [(hint.tracking_number, hint.carrier) for hint in hints] == [
        ("LX123456785CN", "china-post"),
        ("1234567890", "dhl-express"),
    ]
    assert {(hint.order_number, hint.destination_country) for hint in hints} == {("727", "CA")}


def test_an_order_without_a_number_of_its_own_is_known_by_its_id():
    assert parse("no-day").hints[0].order_number == "727"


def test_an_order_without_a_tracking_number_is_read_and_tells_nothing():
    body = json.dumps({"id": 7, "order_key": "k", "meta_data": []}).encode()
    assert woocommerce.parse(body, NOW) == Parsed()


def test_the_ping_is_believed_unsigned_and_tells_nothing():
    assert woocommerce.verify(b"webhook_id=12", {}, ("key",)) is True
    assert woocommerce.parse(b"webhook_id=12", NOW) == Parsed()


def test_nothing_but_the_ping_is_believed_unsigned():
    assert woocommerce.verify(b"webhook_id=12&id=7", {}, ("key",)) is False


def test_a_signature_fits_the_current_or_the_previous_secret():
    body = (PAYLOADS / "shipped.json").read_bytes()
    made = base64.b64encode(hmac.digest(b"old", body, hashlib.sha256)).decode()
    headers = {"X-WC-Webhook-Signature": made}
    assert woocommerce.verify(body, headers, ("new", "old")) is True
    assert woocommerce.verify(body + b" ", headers, ("new", "old")) is False
