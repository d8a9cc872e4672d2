"""Royal Mail Tracking, version 2: one number a call, its events with their offset from Greenwich.

Shape as in the samples of karrioapi/community at 5522868 and the products of
developer.royalmail.net. The answer is an object named ``mailPieces`` although it is one. A
parcel has several names there: the one asked, the barcode on the label and an item id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import address, bound, get, value_of
from parcelwright.sources._statements import Payload, event_time
from parcelwright.sources._told import one_number_reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.asking.replies import Reply
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "royal-mail"
NAME = "Royal Mail"
TERMS = Terms(
    base_url="https://api.royalmail.net",
    credentials=(
        Credential(name="client_id", label="Client ID", is_secret=False),
        Credential(name="client_secret", label="Client Secret"),
    ),
    carriers=frozenset({SLUG}),
    source="https://developer.royalmail.net, Royal Mail Tracking V2 REST API",
)
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
_CHECKED = "AA000000005GB"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of a mail piece, and a hint with its product and countries.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    return _parsed(payload, received_at, ())


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked, by any name of the mail piece."""
    return bound(_parsed(payload, received_at, asked), asked)


def recognizes(root: Node) -> bool:
    """Return whether there is a mail piece."""
    return root["mailPieces"].is_object and bool(root["mailPieces"]["mailPieceId"])


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call a number."""
    return tuple(
        get(Purpose.READ, _url(access, one.number), _headers(access), (one,)) for one in asked
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return get(Purpose.CHECK, _url(access, _CHECKED), _headers(access))


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how Royal Mail stands to the number asked."""
    return one_number_reply(
        call,
        answer,
        absence=_absence,
        recognizes=recognizes,
        parse=lambda: parse_answer(answer.body, answer.received_at, call.numbers),
    )


def _url(access: Access, number: str) -> str:
    return address(access.base_url, "mailpieces", "v2", number, "events")


def _headers(access: Access) -> tuple[tuple[str, str], ...]:
    return (
        ("X-IBM-Client-Id", value_of(access, "client_id")),
        ("X-IBM-Client-Secret", value_of(access, "client_secret")),
        ("X-Accept-RMG-Terms", "yes"),
    )


def _absence(root: Node) -> str:
    errors = [error["errorDescription"].text for error in root["errors"].items()]
    return next((text for text in errors if text), root["httpMessage"].text if errors else "")


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    piece = page.root["mailPieces"]
    if not piece.is_object:
        return page.parsed()
    summary = piece["summary"]
    number = page.number_at(piece["mailPieceId"])
    names = {number, *(normalize(summary[name].text) for name in ("oneDBarcode", "uniqueItemId"))}
    number = next((one for one in map(normalize, asked) if one in names), number)
    for event in piece["events"].items():
        page.add(
            number,
            page.read("royal-mail.event", event["eventCode"].text),
            occurred_at=event_time(event["eventDateTime"]),
            carrier=SLUG,
            description=event["eventName"].text,
            language="en",
            place=event["locationName"].text,
        )
    page.hints.append(_hint(summary, number))
    return page.parsed()


def _hint(summary: Node, number: str) -> ParcelHint:
    return ParcelHint(
        tracking_number=number,
        carrier=SLUG,
        service=summary["productName"].text,
        origin_country=alpha2(summary["originCountryCode"].text),
        destination_country=alpha2(summary["destinationCountryCode"].text),
    )
