"""Karrio, self-hosted: webhooks of its trackers, and trackers that are asked for.

Shapes and codes as in the public source of karrioapi/karrio at deea10f. Its reasons for
events of UPS contradict the list of UPS, so they are kept as facts and not believed. It
stops watching after 90 days without saying so: the status then reads ``unknown``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import EventTime, ParcelHint
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.sources import _asking, _karrio, _signature
from parcelwright.sources._meaning import Reading
from parcelwright.sources._statements import Payload, event_time, weight_g

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "karrio"
NAME = "Karrio"
SIGNATURE_HEADER = "X-Event-Id"
SECRET_IS_SENT = True
TELLS_ALL = True
TERMS = _karrio.TERMS
read_calls = _karrio.read_calls
register_calls = _karrio.register_calls
retrack_calls = _karrio.retrack_calls
stop_calls = _karrio.stop_calls
check_call = _karrio.check_call
reply_of = _karrio.reply_of

CODES: Mapping[str, Mapping[str, M]] = {
    **code_books.milestones(SLUG),
    # Of a whole tracker: not found, or no longer watched. In an event it stays unknown.
    "karrio.tracker_status": {"unknown": M.SOURCE_SILENT},
}
_EMPTY = frozenset({"", "unknown"})
_REASONS_NOT_BELIEVED = frozenset({"ups"})
# "13:30 PM" as well as "01:30 PM".
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?:\s*([AP])M)?", re.IGNORECASE)
_NOON = 12


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of a tracker, its state, and hints.

    Args:
        payload: Raw webhook body, or the body of a tracker that was fetched.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    tracker = _tracker(page.root)
    if not tracker.is_object:
        return page.parsed()
    number = page.number_at(tracker["tracking_number"])
    carrier = tracker["carrier_name"].text
    said = [_event(page, number, carrier, item) for item in tracker["events"].items()]
    _state(page, number, carrier, tracker["status"].text, said)
    page.hints.append(_hint(tracker, number, carrier))
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the number asked."""
    page = Payload.open(SLUG, CODES, payload, received_at)
    if _tracker(page.root).is_object:
        return _asking.bound(parse(payload, received_at), asked)
    page.is_understood = bool(page.root["errors"] or page.root["messages"])
    return page.parsed()


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:  # noqa: ARG001 - every source takes the body
    """Return whether the header is a secret itself: Karrio sends it and signs nothing."""
    given = _signature.header(headers, SIGNATURE_HEADER)
    return _signature.signed_by_any(given, secrets, lambda secret: secret)


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: what Karrio calls an event id is its secret."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether there is a tracker with events and the name of a carrier."""
    tracker = _tracker(root)
    return tracker["events"].value is not None and bool(
        tracker["carrier_name"] or tracker["carrier_id"]
    )


def _tracker(root: Node) -> Node:
    return root if root["tracking_number"] else root["data"]


def _event(page: Payload, number: str, carrier: str, node: Node) -> tuple[str, str]:
    reading = _reading(page, carrier, node)
    page.add(
        number,
        reading,
        occurred_at=_time(node),
        carrier=carrier,
        carrier_code=node["code"].text,
        description=node["description"].text,
        place=node["location"].text,
        facts={
            "carrier_code": node["code"].text,
            "status": node["status"].text,
            "reason": node["reason"].text,
        },
        sent=(node["status"].text, node["reason"].text, node["code"].text),
    )
    return reading.table, reading.code


def _reading(page: Payload, carrier: str, node: Node) -> Reading:
    status, reason = node["status"].text, node["reason"].text
    read = page.read("karrio.status", status)
    if reason in _EMPTY or carrier_slug(carrier) in _REASONS_NOT_BELIEVED:
        if status in _EMPTY:
            return Reading(
                table="karrio.code", code=node["code"].text or status, milestone=M.UNKNOWN
            )
        return read
    # A cancelled or returning parcel stays so, whoever asked for it.
    if read.milestone in {M.CANCELLED, M.RETURNING}:
        return read
    return page.read("karrio.reason", reason)


def _time(node: Node) -> EventTime | None:
    if node["timestamp"].text and (stamp := event_time(node["timestamp"])) is not None:
        return stamp
    day, clock = event_time(node["date"]), _CLOCK.fullmatch(node["time"].text)
    if day is None or clock is None:
        return day
    hour, minute, half = int(clock[1]), clock[2], (clock[3] or "").upper()
    if half == "P" and hour < _NOON:
        hour += _NOON
    elif half == "A" and hour == _NOON:
        hour = 0
    found = event_time(replace(node["time"], value=f"{day.day.isoformat()}T{hour:02d}:{minute}"))
    return found or day


def _state(
    page: Payload, number: str, carrier: str, status: str, said: Sequence[tuple[str, str]]
) -> None:
    table = "karrio.tracker_status" if status == "unknown" else "karrio.status"
    if status and (table, status) not in said:
        page.add_state(number, page.read(table, status), carrier=carrier)


def _hint(tracker: Node, number: str, carrier: str) -> ParcelHint:
    info = tracker["info"]
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(carrier),
        service=info["shipment_service"].text,
        origin_country=country_code(info["shipment_origin_country"].text),
        destination_country=country_code(info["shipment_destination_country"].text),
        order_number=info["order_id"].text,
        weight_g=weight_g(info["package_weight"], info["package_weight_unit"].text),
    )
