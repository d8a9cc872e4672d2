"""Shippo: ``track_updated`` webhooks, and tracks that are asked for.

Shapes and codes as in Shippo's tracking documentation and public Python models. Signing
is off until Shippo turns it on for an account; its signature carries the time of signing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.sources import _asking, _shippo, _signature
from parcelwright.sources._statements import LAST_SECOND, Payload, event_time, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "shippo"
NAME = "Shippo"
SIGNATURE_HEADER = "Shippo-Auth-Signature"
SECRET_IS_SENT = False
TELLS_ALL = True
TERMS = _shippo.TERMS
read_calls = _shippo.read_calls
check_call = _shippo.check_call
reply_of = _shippo.reply_of

CODES: Mapping[str, Mapping[str, M]] = {
    **code_books.milestones(SLUG),
    # Of a whole track: no answer from the carrier. In an event, "UNKNOWN" stays unknown.
    "shippo.track_status": {"UNKNOWN": M.NOT_FOUND},
}
# Says nothing beyond the status.
_EMPTY_SUBSTATUS = frozenset({"", "other"})
# What happens to a parcel on its way back as well as on its way out.
_EITHER_WAY = frozenset({
    M.SCANNED, M.PROCESSED, M.ACCEPTED, M.OUT_FOR_DELIVERY, M.DELIVERED,
})  # fmt: skip


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the history of a track, its state, and hints.

    Args:
        payload: Raw webhook body, or the body of a track that was fetched.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    track = _track(page.root)
    if not track.is_object:
        return page.parsed()
    if page.root["test"].value is True:
        page.root.problems.add("test", "a test body of Shippo: its parcel does not exist")
    number = page.number_at(track["tracking_number"])
    carrier = track["carrier"].text
    said = [_event(page, number, carrier, item) for item in track["tracking_history"].items()]
    _state(page, number, carrier, track["tracking_status"], said)
    page.hints.append(_hint(track, number, carrier))
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the number asked."""
    return _asking.bound(parse(payload, received_at), asked)


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:
    """Return whether a ``v1`` of the header is the hex HMAC of time, point and body.

    A signature of long ago fits too: a body is applied once, so an old one sent again
    changes nothing. See :func:`signed_at`.
    """
    stamp, signatures = _parts(headers)
    message = stamp.encode("utf-8", "backslashreplace") + b"." + body
    fits = [
        _signature.signed_by_any(
            given, secrets, lambda secret: _signature.hex_hmac(secret, message)
        )
        for given in signatures
    ]
    return any(fits)


def signed_at(headers: Mapping[str, str]) -> datetime | None:
    """Return when the sender says that it signed, in UTC, or None when it does not say."""
    stamp, _ = _parts(headers)
    is_number = stamp.isascii() and stamp.isdigit() and len(stamp) <= len(str(LAST_SECOND))
    if not is_number or int(stamp) > LAST_SECOND:
        return None
    return datetime.fromtimestamp(int(stamp), UTC)


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: Shippo documents no id of a delivery."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether there is a track with its history or status."""
    track = _track(root)
    parts = ("tracking_history", "tracking_status")
    return bool(track["tracking_number"]) and any(track[name].value is not None for name in parts)


def _parts(headers: Mapping[str, str]) -> tuple[str, list[str]]:
    pairs = [
        part.strip().partition("=")
        for part in _signature.header(headers, SIGNATURE_HEADER).split(",")
    ]
    stamp = next((value for name, _, value in pairs if name == "t"), "")
    return stamp, [value.lower() for name, _, value in pairs if name == "v1"]


def _track(root: Node) -> Node:
    return root if root["tracking_number"] else root["data"]


def _event(page: Payload, number: str, carrier: str, node: Node) -> tuple[str, str]:
    place, detail = node["location"], node["substatus"]
    reading = _reading(page, node)
    page.add(
        number,
        reading,
        occurred_at=event_time(node["status_date"]),
        carrier=carrier,
        description=node["status_details"].text,
        place=joined(place["city"].text, place["state"].text),
        country=place["country"].text,
        facts={
            "status": node["status"].text,
            "substatus": _substatus(node),
            "action_required": "yes" if detail["action_required"].value is True else "",
        },
        sent=(node["status"].text, _substatus(node)),
    )
    return reading.table, reading.code


def _substatus(node: Node) -> str:
    detail = node["substatus"]
    return detail["code"].text if detail.is_object else detail.text


def _reading(page: Payload, node: Node) -> Reading:
    status, code = page.read("shippo.status", node["status"].text), _substatus(node)
    if code in _EMPTY_SUBSTATUS:
        return status
    detail = page.read("shippo.substatus", code)
    match status.milestone:
        case M.LABEL_CREATED if detail.milestone.is_scan:
            # Before transit the carrier does not hold it yet, whatever the detail suggests.
            return status
        case M.RETURNING if detail.milestone in _EITHER_WAY:
            return status
    return detail


def _state(
    page: Payload, number: str, carrier: str, node: Node, said: Sequence[tuple[str, str]]
) -> None:
    status = node["status"].text
    if status in CODES["shippo.track_status"]:
        if not said:
            page.add_state(number, page.read("shippo.track_status", status), carrier=carrier)
        return
    reading = _reading(page, node)
    if status and (reading.table, reading.code) not in said:
        page.add_state(
            number,
            reading,
            carrier=carrier,
            description=node["status_details"].text,
            sent=(status, _substatus(node)),
        )


def _hint(track: Node, number: str, carrier: str) -> ParcelHint:
    level = track["servicelevel"]
    return ParcelHint(
        tracking_number=number,
        carrier=carrier_slug(carrier),
        service=level["token"].text or level["name"].text,
        origin_country=alpha2(track["address_from"]["country"].text),
        destination_country=alpha2(track["address_to"]["country"].text),
    )
