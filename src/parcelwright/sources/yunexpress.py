"""YunExpress: the open platform, asked for one number a call, with a token and a signature.

A token is bought with ``POST {base}/openapi/oauth2/token``; the number is read with
``GET {base}/v1/track-service/info/get?order_number=``. Public clients agree on both, and on the
names of what comes back; they disagree on what is signed. Most sign the path without its
query and no body, and so is done here. Failures come as words; their codes are not documented.

Each event has its local clock and the same moment in UTC, both written as if they were UTC:
the difference is its zone. DELIVERY_ATTEMPT is read by some as on its way, by others as
failed: its words decide.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose, Token
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
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import ParcelHint, TimeKind
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _signature
from parcelwright.sources._asking import address, get, good_root, post_json, value_of
from parcelwright.sources._binding import kept_under
from parcelwright.sources._failure_words import reply_in_words, trouble_in_words
from parcelwright.sources._statements import Payload, event_time, joined
from parcelwright.sources._zones import at_moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "yunexpress"
NAME = "YunExpress"
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
TERMS = Terms(
    base_url="https://openapi.yunexpress.cn",
    test_url="https://openapi-sbx.yunexpress.cn",
    credentials=(
        Credential(name="app_id", label="appId", is_secret=False),
        Credential(name="app_secret", label="appSecret"),
        Credential(name="source_key", label="sourceKey"),
    ),
    carriers=frozenset({SLUG}),
    wire=Confidence.MEDIUM,
    source="Public clients of openapi.yunexpress.cn, which agree on all but the signed text",
)
_PATH = ("v1", "track-service", "info", "get")
_ABSENT = "N"


def token_call(access: Access) -> Call:
    """Return the call that buys a token."""
    return _token_call(Purpose.TOKEN, access)


def token_of(answer: Answer) -> Token | Trouble:
    """Return the token and its life of one or two hours, or why there is none."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return root
    value = root["accessToken"].text
    if not value:
        words = _words(root)
        if not words:
            return nonsense(answer, "no answer of YunExpress")
        trouble = trouble_in_words(words)
        if trouble.kind is TroubleKind.BAD_REQUEST:
            # All that is asked with are our credentials.
            return replace(trouble, kind=TroubleKind.BAD_ACCESS)
        return trouble
    seconds = root["expiresIn"].number
    return Token(value=value, seconds=None if seconds is None else int(seconds))


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one signed call for each number.

    Raises:
        ValueError: ``access`` lacks the moment of asking, which is signed.
    """
    return tuple(_read_call(each, access) for each in asked)


def check_call(access: Access) -> Call:
    """Return a call that buys a token, which no wrong credential can."""
    return _token_call(Purpose.CHECK, access)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return whether YunExpress told something of the number, or the trouble of the answer."""
    if call.purpose is Purpose.CHECK:
        bought = token_of(answer)
        return Reply(trouble=bought if isinstance(bought, Trouble) else None)
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if entries := _entries(root):
        found = {kept_under(_numbers(entry), call.numbers): _standing(entry) for entry in entries}
        return Reply(numbers={number: standing for number, standing in found.items() if number})
    if root["result"].value == [] and root["success"].value is not False:
        absent = NumberReply(standing=Standing.NOT_FOUND, why="YunExpress tells of no such parcel")
        return Reply(numbers=dict.fromkeys(call.numbers, absent))
    if words := _words(root):
        return reply_in_words(call, words)
    return Reply(trouble=nonsense(answer, "no answer of YunExpress"))


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
    """Return whether there is a result with the state of a package and its track."""
    return any(entry["package_status"].value is not None for entry in _entries(root))


def _token_call(purpose: Purpose, access: Access) -> Call:
    body = {
        "grantType": "client_credentials",
        "appId": value_of(access, "app_id"),
        "appSecret": value_of(access, "app_secret"),
        "sourceKey": value_of(access, "source_key"),
    }
    return post_json(purpose, address(access.base_url, "openapi", "oauth2", "token"), body)


def _read_call(asked: Asked, access: Access) -> Call:
    at = access.milliseconds
    signed = f"date={at}&method=GET&uri={address('', *_PATH)}".encode()
    headers = (
        ("token", access.token),
        ("date", at),
        ("sign", _signature.base64_hmac(value_of(access, "app_secret"), signed)),
        ("Accept-Language", "en-US"),
    )
    url = address(access.base_url, *_PATH, query={"order_number": asked.number})
    return get(Purpose.READ, url, headers, (asked,))


def _entries(root: Node) -> list[Node]:
    """Return what is told per number; one number is known to come without its list."""
    result = root["result"]
    return [result] if result.is_object else list(result.items())


def _track(entry: Node) -> Node:
    return entry["track_Info"] if entry["track_Info"].is_object else entry["track_info"]


def _numbers(entry: Node) -> list[Node]:
    names = ("waybill_number", "tracking_number", "customer_order_number")
    return [entry["order_number"], *(_track(entry)[name] for name in names)]


def _standing(entry: Node) -> NumberReply:
    if entry["package_status"].text == _ABSENT:
        return NumberReply(standing=Standing.NOT_FOUND, why="YunExpress knows no such parcel")
    if _track(entry)["track_events"]:
        return NumberReply(standing=Standing.TOLD)
    return NumberReply(standing=Standing.NOT_YET, why="YunExpress tells no event yet")


def _words(root: Node) -> str:
    told = (root[name].text for name in ("code", "msg", "message"))
    return " ".join(word for word in told if word)


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str] | None) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    for entry in _entries(page.root):
        number = kept_under(_numbers(entry), asked)
        if number and entry["package_status"].text != _ABSENT:
            _track_of(page, number, entry)
    return page.parsed()


def _track_of(page: Payload, number: str, entry: Node) -> None:
    track = _track(entry)
    said = [_event(page, number, item) for item in track["track_events"].items()]
    state = page.read("yunexpress.state", entry["package_status"].text)
    if state.code and (not said or (state.milestone.closes and state.milestone not in said)):
        page.add_state(number, state, carrier=SLUG)
    last_mile = normalize(track["tracking_number"].text)
    page.hints.append(
        ParcelHint(
            tracking_number=number,
            carrier=SLUG,
            service=track["product_code"].text,
            origin_country=country_code(track["origin_code"].text),
            destination_country=country_code(track["destination_code"].text),
            order_number=track["customer_order_number"].text,
            last_mile_number="" if last_mile == number else last_mile,
            last_mile_carrier=carrier_slug(track["last_mile_name"].text),
        )
    )


def _event(page: Payload, number: str, item: Node) -> Milestone:
    moment = event_time(item["process_utc_time"])
    utc = moment.utc if moment is not None and moment.kind is not TimeKind.DATE else None
    place = joined(item["process_city"].text, item["process_province"].text)
    reading = page.add(
        number,
        page.read("yunexpress.node", item["track_node_code"].text),
        occurred_at=at_moment(event_time(item["process_time"]), utc) or moment,
        carrier=SLUG,
        description=item["process_content"].text or item["track_node_description"].text,
        place=item["process_location"].text or place,
        country=item["process_country"].text,
        facts={"proof_of_delivery": item["pod_url"].text},
    )
    return reading.milestone
