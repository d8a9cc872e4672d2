from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from parcelwright.simulate.columns import csv_bytes
from parcelwright.simulate.deliveries import Delivery, _moments, deliveries, sources
from parcelwright.simulate.tables import events_table

if TYPE_CHECKING:
    from parcelwright.simulate.world import Simulated

Said = set[tuple[str, str, str, str]]


def _aftership(body: dict) -> Said:
    return {
        (body["msg"]["tracking_number"], c["checkpoint_time"], c["message"], c["city"])
        for c in body["msg"]["checkpoints"]
    }


def _track17(body: dict) -> Said:
    data = body["data"]
    events = data["track_info"]["tracking"]["providers"][0]["events"]
    return {(data["number"], e["time_iso"], e["description"], e["location"]) for e in events}


def _easypost(body: dict) -> Said:
    own = body["result"]
    return {
        (own["tracking_code"], d["datetime"], d["message"], d["tracking_location"]["city"])
        for d in own["tracking_details"]
    }


READ = {"aftership": _aftership, "17track": _track17, "easypost": _easypost}


@pytest.mark.parametrize("source", READ)
def test_payloads_say_exactly_what_the_events_file_says(small: Simulated, source: str) -> None:
    text = csv_bytes(events_table(small)).decode()
    rows = csv.DictReader(io.StringIO(text))
    expected = {
        (r["tracking_number"], r["occurred_at"], r["description"], r["place"]) for r in rows
    }
    told: Said = set()
    for request in deliveries(small, source):
        told |= READ[source](json.loads(request.body))
    assert told == expected


def test_sources_are_found_by_their_files() -> None:
    assert sources() == ("17track", "aftership", "easypost")


def test_requests_arrive_in_order_and_never_after_now(small: Simulated) -> None:
    moments = [request.received_at for request in deliveries(small, "aftership")]
    assert moments == sorted(moments)
    assert moments[-1] <= small.now


def test_some_requests_are_the_same_bytes_again(small: Simulated) -> None:
    counts = Counter(request.body for request in deliveries(small, "easypost"))
    assert 0.02 < sum(1 for n in counts.values() if n == 2) / len(counts) < 0.09


def test_some_older_snapshots_arrive_after_newer_ones(small: Simulated) -> None:
    newest: dict[str, int] = {}
    overtaken = 0
    for request in deliveries(small, "aftership"):
        known = len(json.loads(request.body)["msg"]["checkpoints"])
        overtaken += known < newest.get(request.tracking_number, 0)
        newest[request.tracking_number] = max(known, newest.get(request.tracking_number, 0))
    assert overtaken > 0


def test_local_number_appears_in_snapshots_only_after_the_handover(small: Simulated) -> None:
    seen = 0
    for request in deliveries(small, "aftership"):
        msg = json.loads(request.body)["msg"]
        handed = any("local carrier" in c["subtag_message"] for c in msg["checkpoints"])
        assert bool(msg["next_couriers"]) == handed
        seen += handed
    assert seen > 0


def test_easypost_body_has_the_keys_of_its_public_example(small: Simulated) -> None:
    request: Delivery = deliveries(small, "easypost")[0]
    body = json.loads(request.body)
    assert set(body) == {
        "id", "object", "created_at", "updated_at", "description", "mode", "previous_attributes",
        "pending_urls", "completed_urls", "result",
    }  # fmt: skip
    assert body["result"]["tracking_details"][0]["object"] == "TrackingDetail"


@pytest.mark.parametrize(("source", "key"), [("aftership", "event_id"), ("easypost", "id")])
def test_one_event_id_never_stands_for_two_bodies(small: Simulated, source: str, key: str) -> None:
    bodies: dict[str, set[bytes]] = {}
    for request in deliveries(small, source):
        bodies.setdefault(json.loads(request.body)[key], set()).add(request.body)
    assert all(len(same) == 1 for same in bodies.values())


def test_scans_heard_at_one_moment_stand_in_one_snapshot() -> None:
    assert _moments(np.array([1.0, 2.0, 2.0, 2.0, 5.0]), 4) == [3, 4]
    assert _moments(np.array([1.0]), 4) == [0]
