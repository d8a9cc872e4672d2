"""AfterShip Tracking: webhooks of one tracking with its checkpoints, and version 2025-07 asked.

Shapes and codes as documented for versions 4 to 2026-07 (aftership.com/docs/tracking:
webhook specifications, delivery sub-statuses). Sub-tags that AfterShip lists without a
meaning we have seen stay unmapped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint, TimeKind
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _aftership, _asking, _signature
from parcelwright.sources._meaning import reading_of
from parcelwright.sources._node import open_payload
from parcelwright.sources._statements import (
    Payload,
    event_time,
    joined,
    unix_time,
    weight_g,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from parcelwright.parcels.events import EventTime, Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "aftership"
NAME = "AfterShip"
SIGNATURE_HEADER = "aftership-hmac-sha256"
SECRET_IS_SENT = False
TELLS_ALL = True
TERMS = _aftership.TERMS
read_calls = _aftership.read_calls
register_calls = _aftership.register_calls
retrack_calls = _aftership.retrack_calls
stop_calls = _aftership.stop_calls
check_call = _aftership.check_call
reply_of = _aftership.reply_of

_SUBTAGS = {
    "Pending_001": M.NOT_FOUND,
    "InfoReceived_001": M.LABEL_CREATED,
    "InTransit_001": M.SCANNED,
    "InTransit_002": M.ACCEPTED,
    # Any facility on the way, not the border: neither DEPARTED nor ARRIVED.
    "InTransit_003": M.PROCESSED,
    "InTransit_004": M.ARRIVED,
    "InTransit_005": M.CUSTOMS_CLEARED,
    "InTransit_006": M.CUSTOMS_STARTED,
    "InTransit_007": M.PROCESSED,
    "InTransit_008": M.NOTICE,
    "InTransit_009": M.SCANNED,
    "OutForDelivery_001": M.OUT_FOR_DELIVERY,
    "OutForDelivery_002": M.ARRIVED_AT_DELIVERY_OFFICE,
    "OutForDelivery_003": M.NOTICE,
    "OutForDelivery_004": M.NOTICE,
    "AttemptFail_001": M.DELIVERY_ATTEMPTED,
    "AttemptFail_002": M.DELIVERY_ATTEMPTED,
    "AttemptFail_003": M.DELIVERY_ATTEMPTED,
    "AvailableForPickup_001": M.READY_FOR_PICKUP,
    "Delivered_001": M.DELIVERED,
    "Delivered_002": M.DELIVERED,
    "Delivered_003": M.DELIVERED,
    "Delivered_004": M.DELIVERED,
    "Delivered_005": M.DELIVERED,
    "Exception_001": M.TROUBLE,
    "Exception_002": M.ADDRESS_PROBLEM,
    "Exception_003": M.REFUSED,
    "Exception_004": M.HELD_BY_CUSTOMS,
    "Exception_005": M.DELAYED,
    "Exception_006": M.DUTIES_UNPAID,
    "Exception_007": M.ADDRESS_PROBLEM,
    "Exception_008": M.UNCLAIMED,
    "Exception_009": M.TROUBLE,
    "Exception_010": M.RETURNING,
    "Exception_011": M.RETURNED,
    "Exception_012": M.DAMAGED,
    "Exception_013": M.DECLARED_LOST,
    # Vehicle trouble, sorting error and misroute in one code: only the delay is sure.
    "Exception_016": M.DELAYED,
    "Exception_017": M.DELAYED,
    "Exception_018": M.CUSTOMS_NEEDS_DOCUMENTS,
    "Exception_019": M.DELAYED,
    "Exception_020": M.CANCELLED,
    "Exception_021": M.DESTROYED,
    "Expired_001": M.SOURCE_STOPPED,
}
_TAGS = {
    "Pending": M.NOT_FOUND,
    "InfoReceived": M.LABEL_CREATED,
    "InTransit": M.SCANNED,
    "OutForDelivery": M.OUT_FOR_DELIVERY,
    "AttemptFail": M.DELIVERY_ATTEMPTED,
    "Delivered": M.DELIVERED,
    "AvailableForPickup": M.READY_FOR_PICKUP,
    "Exception": M.TROUBLE,
    "Expired": M.SOURCE_STOPPED,
}
# Carriers' own codes, consulted only to doubt a sub-tag that says more than they do.
# Cainiao's action codes; AfterShip is known to call CC_IM_START customs *completed*.
_RAW_TAGS = {
    # Export customs: neither started nor cleared at the border that matters to the buyer.
    "CC_EX_START": M.PROCESSED,
    "CC_EX_SUCCESS": M.PROCESSED,
    "CC_EX_FAILURE": M.HELD,
    "CC_HO_IN_SUCCESS": M.CUSTOMS_STARTED,
    "CC_IM_START": M.CUSTOMS_STARTED,
    "CC_IM_PROCESS": M.CUSTOMS_STARTED,
    "CC_IM_SUCCESS": M.CUSTOMS_CLEARED,
    "CC_IM_FAILURE": M.HELD_BY_CUSTOMS,
    "CC_IM_EXCEPTION": M.HELD_BY_CUSTOMS,
    "CUS_FAILURE": M.HELD_BY_CUSTOMS,
    "CUS_TAX": M.DUTIES_UNPAID,
    "GTMS_STA_SIGNED": M.READY_FOR_PICKUP,
    "GTMS_WAIT_SELF_PICK": M.READY_FOR_PICKUP,
    "GTMS_SIGNED": M.DELIVERED,
    "GSTA_SIGN": M.DELIVERED,
}
CODES: Mapping[str, Mapping[str, M]] = {
    "aftership.subtag": _SUBTAGS,
    "aftership.tag": _TAGS,
    "aftership.event": {"tracking_pending_time": M.SOURCE_SILENT},
    "aftership.raw_tag": _RAW_TAGS,
}
_DOUBTFUL = frozenset({
    M.CUSTOMS_STARTED, M.CUSTOMS_CLEARED, M.DELIVERED, M.SCANNED, M.UNKNOWN,
})  # fmt: skip


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return checkpoints, the state of the tracking, and hints about the parcel.

    Args:
        payload: Raw webhook body, or the body of a tracking that was fetched.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    made = unix_time(page.root["ts"])
    page.made_at = None if made is None else made.utc
    for tracking in _trackings(page.root):
        _tracking(page, tracking)
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = page.root["meta"].is_object
    for tracking in _trackings(page.root):
        _tracking(page, tracking)
    return _asking.bound(page.parsed(), asked)


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether the header holds base64 HMAC-SHA256 of the body under a secret."""
    given = _signature.header(headers, SIGNATURE_HEADER)
    return _signature.signed_by_any(
        given, secrets, lambda secret: _signature.base64_hmac(secret, body)
    )


def dedupe_key(body: bytes) -> str | None:
    """Return the ``event_id`` of a delivery."""
    return open_payload(body)["event_id"].text or None


def recognizes(root: Node) -> bool:
    """Return whether there is a tracking object with AfterShip's names."""
    return any(
        tracking["tracking_number"] and tracking["checkpoints"].value is not None
        for tracking in _trackings(root)
    )


def _trackings(root: Node) -> Iterator[Node]:
    data = root["data"]
    if root["msg"].is_object:
        yield root["msg"]
    elif data["trackings"].value is not None:
        yield from data["trackings"].items()
    elif _aftership.one_of(data)["tracking_number"]:
        yield _aftership.one_of(data)


def _tracking(page: Payload, tracking: Node) -> None:
    number = page.number_at(tracking["tracking_number"])
    carrier = _carrier(tracking)
    said: set[str] = set()
    for item in tracking["checkpoints"].items():
        said.update(_checkpoint(page, number, carrier, item))
    _state(page, number, tracking, said)
    if page.root["event"].word == "tracking_pending_time":
        silent = page.read("aftership.event", "tracking_pending_time")
        page.add(number, silent, occurred_at=unix_time(page.root["ts"]), carrier=carrier)
    page.hints.append(_hint(tracking, number, carrier))


def _checkpoint(page: Payload, number: str, carrier: str, node: Node) -> tuple[str, str]:
    """Keep one checkpoint; return its code as it was read, and as it was sent."""
    raw_tag, subtag, tag, written, stored = node.texts_at(
        "raw_tag", "subtag", "tag", "checkpoint_time", "created_at"
    )
    reading = _doubted(page, _reading(page, subtag, tag, raw_tag), raw_tag)
    occurred = event_time(node["checkpoint_time"]) if written else None
    page.add(
        number,
        reading,
        occurred_at=occurred,
        received_at=None if occurred else _stored_at(page, event_time(node["created_at"])),
        carrier=_carrier(node) or carrier,
        carrier_code="" if raw_tag in _RAW_TAGS else raw_tag,
        description=node.text_at("message") or node.text_at("subtag_message"),
        place=node.text_at("location") or joined(*node.texts_at("city", "state")),
        country=node.text_at("country_region") or node.text_at("country_iso3"),
        facts={
            "raw_tag": raw_tag,
            "stored_at": stored,
            "subtag": subtag,
            "tag": tag,
            "time_as_written": "" if occurred else written,
        },
        sent=(subtag, tag, raw_tag),
    )
    return reading.code, subtag or tag


def _reading(page: Payload, subtag: str, tag: str, raw_tag: str = "") -> Reading:
    if subtag:
        return page.read("aftership.subtag", subtag)
    if tag:
        return page.read("aftership.tag", tag)
    return reading_of("aftership.raw_tag", raw_tag, M.UNKNOWN)


def _doubted(page: Payload, reading: Reading, raw_tag: str) -> Reading:
    """Return the carrier's own reading where a sub-tag of consequence, or of none, differs."""
    if raw_tag not in _RAW_TAGS or reading.milestone not in _DOUBTFUL:
        return reading
    own = page.read("aftership.raw_tag", raw_tag)
    return reading if own.milestone is reading.milestone else own


def _stored_at(page: Payload, stored: EventTime | None) -> datetime | None:
    """Return when AfterShip stored a checkpoint that has no time of its own.

    Otherwise each later delivery would make the same undated scan look new.
    """
    if stored is None or stored.kind is not TimeKind.INSTANT:
        return None
    if page.received_at is not None and stored.utc > page.received_at:
        return None
    return stored.utc


def _state(page: Payload, number: str, tracking: Node, said: AbstractSet[str]) -> None:
    if not tracking["subtag"] and not tracking["tag"]:
        return
    sent = tracking.text_at("subtag"), tracking.text_at("tag")
    state = _reading(page, *sent, tracking.text_at("raw_tag"))
    if state.code not in said:
        page.add_state(
            number,
            state,
            carrier=_carrier(tracking),
            description=tracking["subtag_message"].text,
            sent=sent,
        )


def _carrier(node: Node) -> str:
    """Return the slug of a carrier; AfterShip's bare ``dhl`` is the express arm alone."""
    slug = node.text_at("slug")
    return "dhl-express" if slug == "dhl" else slug


def _hint(tracking: Node, number: str, carrier: str) -> ParcelHint:
    destination = (
        tracking["courier_destination_country_iso3"].text
        or tracking["destination_country_iso3"].text
        or tracking["destination_country_region"].text
    )
    origin = tracking["origin_country_iso3"].text or tracking["origin_country_region"].text
    last_mile = next(tracking["next_couriers"].items(), tracking["next_courier"])
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(carrier),
        service=tracking["shipment_type"].text,
        origin_country=alpha2(origin),
        destination_country=alpha2(destination),
        order_number=tracking["order_number"].text or tracking["order_id"].text,
        last_mile_number=normalize(last_mile["tracking_number"].text),
        last_mile_carrier=carrier_slug(_carrier(last_mile)),
        weight_g=weight_g(tracking["shipment_weight"], tracking["shipment_weight_unit"].text),
    )
