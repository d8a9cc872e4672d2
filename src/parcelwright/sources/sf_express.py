"""SF Express: the open platform for customers of the mainland and Hong Kong, ten numbers a call.

``POST {base}/std/service`` as a form with the service ``EXP_RECE_SEARCH_ROUTES``, signed with
base64(MD5(urlencoded(message + timestamp + checkword))), as the platform and its public clients
show. The answer holds JSON inside JSON: the outer code says only that the call arrived.

SF tells nothing without the last four digits of a phone number of the order, unless the
account asking sent the parcel; numbers with the same digits go together. The clock of an event
has no zone. Other hosts: sfapi-hk.sf-express.com for Hong Kong.
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    Trouble,
    TroubleKind,
    nonsense,
)
from parcelwright.asking.terms import Confidence, Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.events import ParcelHint
from parcelwright.sources._asking import address, batches, good_root, post_form, value_of
from parcelwright.sources._binding import kept_under
from parcelwright.sources._json import UnreadableJson, read_json
from parcelwright.sources._node import Node
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Milestone, Parsed

SLUG = "sf-international"
NAME = "SF Express"
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
TERMS = Terms(
    base_url="https://bspgw.sf-express.com",
    test_url="https://sfapi-sbox.sf-express.com",
    credentials=(
        Credential(name="partner_id", label="partnerID (顾客编码)", is_secret=False),
        Credential(name="checkword", label="checkword (校验码)"),
    ),
    batch=10,
    # Of the place for trials; none is stated for the real one.
    per_day=3000,
    carriers=frozenset({SLUG}),
    wire=Confidence.HIGH,
    source="SF open platform, EXP_RECE_SEARCH_ROUTES, and public clients of it",
)
_SERVICE = "EXP_RECE_SEARCH_ROUTES"
_ARRIVED = "A1000"
_FINE = "S0000"
_BAD_NUMBER = "8247"
_TROUBLES = {
    "A1001": TroubleKind.BAD_REQUEST,
    "A1002": TroubleKind.BAD_ACCESS,
    "A1003": TroubleKind.BAD_ACCESS,
    "A1004": TroubleKind.BAD_ACCESS,
    "A1005": TroubleKind.THROTTLED,
    "A1006": TroubleKind.BAD_ACCESS,
    "A1009": TroubleKind.DOWN,
    "A1099": TroubleKind.DOWN,
}
# A number of the right form that nobody bears: the answer shows only whether we may ask.
_NOBODYS = "SF0000000000000"


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call for every ten numbers with the same last digits of a phone number.

    Raises:
        ValueError: ``access`` lacks the moment of asking, which is signed.
    """
    ordered = sorted(asked, key=lambda each: each.phone_tail)
    return tuple(
        _call(Purpose.READ, some, access)
        for _, together in groupby(ordered, key=lambda each: each.phone_tail)
        for some in batches(tuple(together), TERMS.batch)
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that nobody bears.

    Raises:
        ValueError: ``access`` lacks the moment of asking, which is signed.
    """
    return _call(Purpose.CHECK, (), access)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return per number whether SF told something, or the trouble of the whole answer."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    code = root["apiResultCode"].text
    if not code:
        return Reply(trouble=nonsense(answer, "no answer of SF"))
    if code != _ARRIVED:
        kind = _TROUBLES.get(code, TroubleKind.BAD_REQUEST)
        return Reply(trouble=Trouble(kind=kind, what=_said(code, root["apiErrorMsg"])))
    inner = _inner(root)
    if not inner["errorCode"].text:
        return Reply(trouble=nonsense(answer, "an answer of SF without result"))
    return _reply_inside(call, inner)


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return all that an answer tells, whatever numbers it is about.

    Args:
        payload: Body of an answer.
        received_at: When it arrived.
    """
    return _parsed(payload, received_at, None)


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return all that an answer tells of the numbers asked."""
    return _parsed(payload, received_at, asked)


def recognizes(root: Node) -> bool:
    """Return whether this is the envelope of SF's platform."""
    return root["apiResultCode"].value is not None


def _call(purpose: Purpose, asked: tuple[Asked, ...], access: Access) -> Call:
    message: dict[str, object] = {
        "language": "zh-CN",
        "trackingType": "1",
        "trackingNumber": [each.number for each in asked] or [_NOBODYS],
        "methodType": "1",
    }
    if asked and asked[0].phone_tail:
        message["checkPhoneNo"] = asked[0].phone_tail
    text = json.dumps(message, separators=(",", ":"))
    at = access.milliseconds
    form = {
        "partnerID": value_of(access, "partner_id"),
        "requestID": str(uuid.uuid5(uuid.NAMESPACE_OID, at + text)),
        "serviceCode": _SERVICE,
        "timestamp": at,
        "msgDigest": _digest(text, at, value_of(access, "checkword")),
        "msgData": text,
    }
    return post_form(purpose, address(access.base_url, "std", "service"), form, asked=asked)


def _digest(message: str, at: str, checkword: str) -> str:
    encoded = quote_plus(message + at + checkword, safe="*-._").encode()
    return base64.b64encode(hashlib.md5(encoded, usedforsecurity=False).digest()).decode()


def _reply_inside(call: Call, inner: Node) -> Reply:
    error = inner["errorCode"].text
    if error == _FINE:
        return Reply(numbers=dict(_standings(call, inner)))
    what = _said(error, inner["errorMsg"])
    if error == _BAD_NUMBER and len(call.asked) <= 1:
        refused = NumberReply(standing=Standing.REFUSED, why=what)
        return Reply(numbers=dict.fromkeys(call.numbers, refused))
    return Reply(trouble=Trouble(kind=TroubleKind.BAD_REQUEST, what=what))


def _said(code: str, words: Node) -> str:
    return f"SF says {code}: {words.text[:200]}" if words.text else f"SF says {code}"


def _inner(root: Node) -> Node:
    """Return the answer inside the answer; text that cannot be read gives an empty, noted node."""
    outer = root["apiResultData"]
    if outer.is_object:
        return outer
    try:
        value = read_json(outer.text.encode()) if outer.text else None
    except UnreadableJson as error:
        outer.problems.add(outer.path, str(error))
        value = None
    return Node(value, outer.path, outer.problems)


def _standings(call: Call, inner: Node) -> list[tuple[str, NumberReply]]:
    found = []
    without_phone = {each.number for each in call.asked if not each.phone_tail}
    for entry in inner["msgData"]["routeResps"].items():
        number = kept_under((entry["mailNo"],), call.numbers)
        if entry["routes"]:
            reply = NumberReply(standing=Standing.TOLD)
        elif number in without_phone:
            reply = NumberReply(
                standing=Standing.NEEDS_MORE,
                why="SF wants the last four digits of a phone number of the order",
            )
        else:
            reply = NumberReply(
                standing=Standing.NOT_FOUND,
                why="SF knows no such parcel, or not with these last digits of a phone number",
            )
        if number:
            found.append((number, reply))
    return found


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str] | None) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    inner = _inner(page.root)
    # Only an answer that failed, or that says how it went inside, may well tell nothing.
    has_failed = page.root["apiResultCode"].text not in {"", _ARRIVED}
    page.is_understood = has_failed or bool(inner["errorCode"])
    for entry in inner["msgData"]["routeResps"].items():
        number = kept_under((entry["mailNo"],), asked)
        if not number or not entry["routes"]:
            continue
        for item in entry["routes"].items():
            page.add(
                number,
                page.read("sf-international.operation", item["opCode"].text),
                occurred_at=event_time(item["acceptTime"]),
                carrier=SLUG,
                description=item["remark"].text,
                language="zh",
                place=item["acceptAddress"].text,
            )
        page.hints.append(ParcelHint(tracking_number=number, carrier=SLUG))
    return page.parsed()
