"""USPS Tracking, version 3: one number a call, local time beside Greenwich time.

Shape as in the samples of karrioapi/karrio at deea10f and the public examples of
USPS/api-examples. A new application may ask sixty times an hour. An unknown number, one that
USPS was not paid for or did not receive yet answers 404 alike. While nothing is scanned USPS
goes on to say that a parcel moves to the next facility; such rows name no place, and prove
nothing.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.terms import Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import EventTime, ParcelHint, TimeKind
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a set of nothing else
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _oauth
from parcelwright.sources._asking import address, bearer, bound, get
from parcelwright.sources._statements import Payload, event_time, joined
from parcelwright.sources._told import one_number_reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call, Token
    from parcelwright.asking.replies import Reply, Trouble
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "usps"
NAME = "USPS"
TERMS = Terms(
    base_url="https://apis.usps.com",
    test_url="https://apis-tem.usps.com",
    credentials=_oauth.credentials("Consumer Key", "Consumer Secret"),
    per_second=1 / 60,
    per_day=24 * 60,
    carriers=frozenset({SLUG}),
    source="https://developers.usps.com/apis",
)
CODES: Mapping[str, Mapping[str, M]] = code_books.milestones(SLUG)
_ON_THE_WAY = frozenset({M.PROCESSED, M.SCANNED})
# On a label the ZIP code of the recipient stands before the number.
_WITH_ZIP = re.compile(r"420(?:\d{5}|\d{9})(?P<number>9\d{19,21})")
_TAG = re.compile(r"<[^<>]{0,20}>")
_OFFSET = re.compile(r"[+-]\d{2}:\d{2}")
_CHECKED = "9400100000000000000000"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of a number, and a hint with its mail class.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    return _parsed(payload, received_at, ())


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked, with or without a ZIP code before them."""
    return bound(_parsed(payload, received_at, asked), asked)


def recognizes(root: Node) -> bool:
    """Return whether there are events under the names of USPS."""
    return isinstance(root["trackingEvents"].value, list) and bool(root["trackingNumber"])


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call a number, in detail."""
    return tuple(
        get(Purpose.READ, _url(access, one.number), (bearer(access),), (one,)) for one in asked
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return get(Purpose.CHECK, _url(access, _CHECKED), (bearer(access),))


def token_call(access: Access) -> Call:
    """Return the call that buys a token."""
    return _oauth.json_call(access, f"{access.base_url}/oauth2/v3/token")


def token_of(answer: Answer) -> Token | Trouble:
    """Return the token, or why there is none."""
    return _oauth.token_of(answer)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how USPS stands to the number asked."""
    return one_number_reply(
        call,
        answer,
        absence=lambda root: root["error"]["message"].text,
        recognizes=recognizes,
        parse=lambda: parse_answer(answer.body, answer.received_at, call.numbers),
    )


def _url(access: Access, number: str) -> str:
    path = ("tracking", "v3", "tracking", number)
    return address(access.base_url, *path, query={"expand": "DETAIL"})


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    root = page.root
    if not root["trackingNumber"] and not root["trackingEvents"]:
        return page.parsed()
    number = page.number_at(root["trackingNumber"])
    number = next((one for one in map(normalize, asked) if _bare(one) == number), number)
    for event in root["trackingEvents"].items():
        _event(page, number, event)
    page.hints.append(_hint(root, number))
    return page.parsed()


def _bare(number: str) -> str:
    match = _WITH_ZIP.fullmatch(number)
    return match["number"] if match else number


def _event(page: Payload, number: str, event: Node) -> None:
    place = joined(event["eventCity"].text, event["eventState"].text, event["eventZIP"].text)
    reading, facts = page.read("usps.event", event["eventCode"].text), {}
    if reading.milestone in _ON_THE_WAY and not place and not event["eventCountry"]:
        facts = {"without_proof": reading.milestone.value}
        reading = replace(reading, milestone=M.NOTICE)
    page.add(
        number,
        reading,
        occurred_at=_time(event),
        carrier=SLUG,
        description=event["eventType"].text,
        language="en",
        place=place,
        country=country_code(event["eventCountry"].text),
        facts={
            "firm": event["firm"].text,
            "authorized_agent": "yes" if event["authorizedAgent"].text == "true" else "",
            **facts,
        },
    )


def _time(event: Node) -> EventTime | None:
    """Return the instant by Greenwich, shown at the place's own offset, else the local time."""
    greenwich = event_time(event["GMTTimestamp"])
    offset = _offset_min(event["GMTOffset"])
    if greenwich is not None and greenwich.kind is TimeKind.INSTANT:
        return greenwich if offset is None else EventTime.at(greenwich.utc, offset)
    local = event_time(event["eventTimestamp"])
    if local is None or offset is None or local.kind is not TimeKind.LOCAL:
        return local
    return EventTime(local.local, TimeKind.INSTANT, offset)


def _offset_min(node: Node) -> int | None:
    text = node.text
    if not _OFFSET.fullmatch(text):
        return None
    instant = EventTime.parse(f"2000-01-01T00:00:00{text}")
    return None if instant is None else instant.offset_min


def _hint(root: Node, number: str) -> ParcelHint:
    mail_class = html.unescape(_TAG.sub("", root["mailClass"].text))
    return ParcelHint(
        tracking_number=number,
        carrier=SLUG,
        service=mail_class,
        destination_country=country_code(root["destinationCountryCode"].text),
    )
