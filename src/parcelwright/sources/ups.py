"""UPS Track Alert, version 2: one activity of one parcel per post.

Shape as in the public specification UPS-API/api-documentation, UPSTrackAlertEnhanced. A
code of UPS means nothing without its list; the type of the activity says which it is. UPS
signs nothing: it sends a key of the seller's in a header. A subscription ends after 14
days, and nothing that happened before it is sent.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.parcels import code_books
from parcelwright.parcels.events import EventTime, ParcelHint, TimeKind
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.sources import _signature
from parcelwright.sources._statements import Payload, event_time, joined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "ups"
NAME = "UPS Track Alert"
SIGNATURE_HEADER = "x-api-key"
SECRET_IS_SENT = True
TELLS_ALL = False

CODES: Mapping[str, Mapping[str, M]] = {
    **code_books.milestones(SLUG),
    # D is not here: loaded, out for delivery and delivered are all of type D.
    "ups.alert_type": {
        "M": M.LABEL_CREATED,
        "MV": M.CANCELLED,
        "I": M.SCANNED,
        "U": M.NOTICE,
        "X": M.TROUBLE,
    },
}
_LIST_OF_TYPE = {
    "D": ("ups.delivery", "ups.movement"),
    "I": ("ups.movement",),
    "M": ("ups.manifest",),
    "MV": ("ups.manifest",),
    "U": ("ups.update",),
    "X": ("ups.package_exception",),
}
_QUARTER = timedelta(minutes=15)
_WIDEST = timedelta(hours=14)


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the one activity of a post, and a hint that names the parcel.

    Args:
        payload: Raw body of a post.
        received_at: When the body arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    root = page.root
    if not root["activityStatus"].is_object and not root["trackingNumber"]:
        return page.parsed()
    number = page.number_at(root["trackingNumber"])
    status, place = root["activityStatus"], root["activityLocation"]
    page.add(
        number,
        _reading(page, status),
        occurred_at=_time(root),
        carrier=SLUG,
        description=status["description"].text,
        language="",
        place=joined(place["city"].text, place["stateProvince"].text),
        country=place["country"].text,
        facts={
            "type": status["type"].text,
            "code": status["code"].text,
            "description_code": status["descriptionCode"].text,
            "scheduled_delivery": root["scheduledDeliveryDate"].text,
        },
        sent=(status["type"].text, status["code"].text, status["descriptionCode"].text),
    )
    page.hints.append(ParcelHint(tracking_number=number, carrier=SLUG))
    return page.parsed()


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:  # noqa: ARG001 - every source takes the body
    """Return whether the header is the key that the seller gave UPS."""
    given = _signature.header(headers, SIGNATURE_HEADER)
    return _signature.signed_by_any(given, secrets, lambda secret: secret)


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: UPS documents no id of a post."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether there is an activity of a parcel under the names of UPS."""
    return root["activityStatus"].is_object and root["trackingNumber"].value is not None


def _reading(page: Payload, status: Node) -> Reading:
    """Return the code by the list of its type, else by its coarse code, else by its type."""
    kind, code = status["type"].text, status["code"].text
    lists = _LIST_OF_TYPE.get(kind, ())
    found = [page.read(table, code) for table in lists if code]
    # The coarse code is a status of the Track service, written with zeros before it.
    coarse = status["descriptionCode"].text.lstrip("0")
    if coarse:
        found.append(page.read("ups.status", coarse))
    meant = next((reading for reading in found if reading.milestone is not M.UNKNOWN), None)
    if meant is None and not code and not coarse:
        return page.read("ups.alert_type", kind)
    return meant or (found[0] if found else replace(page.read("ups.alert_type", ""), code=code))


def _time(root: Node) -> EventTime | None:
    local = _wall(root["localActivityDate"], root["localActivityTime"])
    if local is None or local.kind is TimeKind.DATE:
        return local
    greenwich = _wall(root["gmtActivityDate"], root["gmtActivityTime"])
    if greenwich is None or greenwich.kind is TimeKind.DATE:
        return local
    offset = local.local - greenwich.local
    if offset % _QUARTER or abs(offset) > _WIDEST:
        root.problems.add("gmtActivityTime", "the times here and at Greenwich do not fit")
        return local
    return EventTime.at(greenwich.local.replace(tzinfo=UTC), round(offset.total_seconds() / 60))


def _wall(day: Node, clock: Node) -> EventTime | None:
    """Return the local time of ``20240423`` and ``091519``; only the day without a clock."""
    date = day.text
    if not date:
        return None
    written = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    time = clock.text.zfill(6) if clock.text else ""
    if time:
        written += f"T{time[:2]}:{time[2:4]}:{time[4:]}"
    return event_time(replace(day, value=written))
