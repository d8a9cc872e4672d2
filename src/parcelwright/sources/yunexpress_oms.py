"""YunExpress OMS: the older interface of the ordering system, asked for one number a call.

``GET {base}/Tracking/GetTrackAllInfo?OrderNumber=`` with ``Basic base64(code & "&" & secret)``,
as public clients use it; a twin for the United States lies at gapi.yunexpressusa.com/api.
Accounts of the open platform use the source YunExpress instead. The clock of an event is local;
a zone that some write with it is not believed. Failures come as words.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Confidence, Credential, Terms
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import address, get, good_root, value_of
from parcelwright.sources._binding import kept_under
from parcelwright.sources._failure_words import reply_in_words
from parcelwright.sources._statements import Payload, event_time
from parcelwright.sources._zones import at_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "yunexpress-oms"
NAME = "YunExpress OMS"
CARRIER = "yunexpress"
CODES: Mapping[str, Mapping[str, M]] = {
    "yunexpress-oms.status": {
        "10": M.LABEL_CREATED,
        "20": M.SCANNED,
        "30": M.READY_FOR_PICKUP,
        "40": M.DELIVERY_ATTEMPTED,
        "50": M.DELIVERED,
        "60": M.TROUBLE,
        "70": M.TROUBLE,
        # Customs inspection to some clients, under way to another: the weaker holds.
        "80": M.SCANNED,
        # Under way back or back: the number does not tell which.
        "90": M.RETURNING,
        "100": M.CANCELLED,
    }
}
TERMS = Terms(
    base_url="http://oms.api.yunexpress.com/api",
    credentials=(
        Credential(name="customer_code", label="Customer code (客户编码)", is_secret=False),
        Credential(name="secret", label="API secret (ApiSecret)"),
    ),
    carriers=frozenset({CARRIER}),
    wire=Confidence.MEDIUM,
    source="Public clients of oms.api.yunexpress.com (Tracking/GetTrackAllInfo)",
)
_FINE = "0000"
_ABSENT = "0"
# A number of the right form that nobody bears: the answer shows only whether we may ask.
_NOBODYS = "YT0000000000000000"


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call for each number."""
    return tuple(_call(Purpose.READ, (each,), access) for each in asked)


def check_call(access: Access) -> Call:
    """Return a call about a number that nobody bears."""
    return _call(Purpose.CHECK, (), access)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return whether YunExpress told something of the number, or the trouble of the answer."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    item, words = root["Item"], root["Message"].text
    if item.is_object:
        number = kept_under(_numbers(item), call.numbers)
        return Reply(numbers={number: _standing(item)} if number else {})
    if root["Code"].text == _FINE:
        absent = NumberReply(standing=Standing.NOT_FOUND, why="YunExpress knows no such parcel")
        return Reply(numbers=dict.fromkeys(call.numbers, absent))
    if not words and not root["Code"].text:
        return Reply(trouble=nonsense(answer, "no answer of YunExpress"))
    return reply_in_words(call, f"{root['Code'].text} {words}".strip())


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return all that an answer tells, whatever number it is about.

    Args:
        payload: Body of an answer.
        received_at: When it arrived.
    """
    return _parsed(payload, received_at, None)


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return all that an answer tells of the numbers asked."""
    return _parsed(payload, received_at, asked)


def recognizes(root: Node) -> bool:
    """Return whether this is the envelope of the ordering system, with or without an item."""
    return isinstance(root.value, dict) and {"Item", "Code", "Message"} <= root.value.keys()


def _call(purpose: Purpose, asked: tuple[Asked, ...], access: Access) -> Call:
    pair = f"{value_of(access, 'customer_code')}&{value_of(access, 'secret')}"
    number = asked[0].number if asked else _NOBODYS
    url = address(access.base_url, "Tracking", "GetTrackAllInfo", query={"OrderNumber": number})
    token = base64.b64encode(pair.encode()).decode()
    return get(purpose, url, [("Authorization", f"Basic {token}")], asked)


def _numbers(item: Node) -> list[Node]:
    # Clients write the name of the waybill in two ways.
    waybill = item["WaybillNumber"] or item["WayBillNumber"]
    return [waybill, item["TrackingNumber"], item["CustomerOrderNumber"]]


def _standing(item: Node) -> NumberReply:
    if item["OrderTrackingDetails"]:
        return NumberReply(standing=Standing.TOLD)
    if item["TrackingStatus"].text in {_ABSENT, ""}:
        return NumberReply(standing=Standing.NOT_FOUND, why="YunExpress knows no such parcel")
    return NumberReply(standing=Standing.NOT_YET, why="YunExpress tells no event yet")


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str] | None) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    item = page.root["Item"]
    if not item.is_object:
        return page.parsed()
    number = kept_under(_numbers(item), asked)
    if not number or _standing(item).standing is Standing.NOT_FOUND:
        return page.parsed()
    for event in item["OrderTrackingDetails"].items():
        page.add(
            number,
            page.read("yunexpress-oms.status", event["TrackingStatus"].text),
            occurred_at=at_moment(event_time(event["ProcessDate"]), None),
            carrier=CARRIER,
            carrier_code=event["TrackNodeCode"].text,
            description=event["ProcessContent"].text or event["TrackCodeDescription"].text,
            place=event["ProcessLocation"].text,
            facts={"node": event["TrackNodeCode"].text},
        )
    page.hints.append(_hint(item, number))
    return page.parsed()


def _hint(item: Node, number: str) -> ParcelHint:
    last_mile = normalize(item["TrackingNumber"].text)
    waybill = normalize(_numbers(item)[0].text)
    return ParcelHint(
        tracking_number=number,
        carrier=CARRIER,
        origin_country=country_code(item["OriginCountryCode"].text),
        destination_country=country_code(item["CountryCode"].text),
        order_number=item["CustomerOrderNumber"].text,
        last_mile_number="" if last_mile in {number, waybill} else last_mile,
        last_mile_carrier=carrier_slug(item["LastMileCarrierName"].text),
    )
