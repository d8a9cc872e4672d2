"""4PX: the open platform, asked for one number a call.

``POST {base}/router/api/service`` with ``method=tr.order.tracking.get`` and the number of 4PX
or of its service provider, signed with MD5 as the platform prescribes (open.4px.com/v2/doc,
open.4px.com/apiInfo/detail?id=25). Tracking works at the production address only. The clock of
an event has no zone: a client reads it as UTC+8, the platform does not promise it.

Failures come as words with HTTP 200; their codes are not documented.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import Milestone, ParcelHint
from parcelwright.sources._asking import address, good_root, post_json, value_of
from parcelwright.sources._binding import kept_under
from parcelwright.sources._failure_words import reply_in_words
from parcelwright.sources._families import read_family
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "4px"
NAME = "4PX"
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
TERMS = Terms(
    base_url="https://open.4px.com",
    credentials=(
        Credential(name="app_key", label="AppKey", is_secret=False),
        Credential(name="app_secret", label="AppSecret"),
    ),
    carriers=frozenset({SLUG}),
    source="open.4px.com/apiInfo/detail?id=25 (tr.order.tracking.get 1.0.0)",
)
_METHOD, _VERSION = "tr.order.tracking.get", "1.0.0"
# A number of the right form that nobody bears: the answer shows only whether we may ask.
_NOBODYS = "4PX0000000000000CN"


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call for each number.

    Raises:
        ValueError: ``access`` lacks the moment of asking, which is signed.
    """
    return tuple(_call(Purpose.READ, (each,), access) for each in asked)


def check_call(access: Access) -> Call:
    """Return a call about a number that nobody bears.

    Raises:
        ValueError: ``access`` lacks the moment of asking, which is signed.
    """
    return _call(Purpose.CHECK, (), access)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return whether 4PX told something of the number, or the trouble of the answer."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if root["result"].text not in {"0", "1"}:
        return Reply(trouble=nonsense(answer, "no answer of 4PX"))
    if root["result"].text == "0":
        return reply_in_words(call, _words(root))
    if not root["data"]:
        return Reply(numbers=dict.fromkeys(call.numbers, _not_yet()))
    number = kept_under((root["data"]["deliveryOrderNo"],), call.numbers)
    if not number:
        return Reply()
    told = NumberReply(standing=Standing.TOLD)
    return Reply(numbers={number: told if root["data"]["trackingList"] else _not_yet()})


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
    """Return whether this is the envelope of the platform: a result with a list of errors."""
    return root["result"].text in {"0", "1"} and isinstance(root["errors"].value, list)


def _call(purpose: Purpose, asked: tuple[Asked, ...], access: Access) -> Call:
    unsigned = post_json(
        purpose, "", {"deliveryOrderNo": asked[0].number if asked else _NOBODYS}, asked=asked
    )
    signed = {
        "app_key": value_of(access, "app_key"),
        "format": "json",
        "method": _METHOD,
        "timestamp": access.milliseconds,
        "v": _VERSION,
    }
    sign = _sign(signed, unsigned.body, value_of(access, "app_secret"))
    query = signed | {"sign": sign, "language": "en"}
    url = address(access.base_url, "router", "api", "service", query=query)
    return replace(unsigned, url=url)


def _sign(signed: Mapping[str, str], body: bytes, secret: str) -> str:
    """Return the MD5 of names and values in order, the body and the secret, as 4PX wants it."""
    words = "".join(name + signed[name] for name in sorted(signed)).encode()
    return hashlib.md5(words + body + secret.encode(), usedforsecurity=False).hexdigest()


def _words(root: Node) -> str:
    told = [root["msg"].text]
    for error in root["errors"].items():
        told += [error[name].text for name in ("errorCode", "errorMsg")]
    return " ".join(dict.fromkeys(word for word in told if word))


def _not_yet() -> NumberReply:
    return NumberReply(standing=Standing.NOT_YET, why="4PX tells no event yet")


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str] | None) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    data = page.root["data"]
    if not data:
        return page.parsed()
    number = kept_under((data["deliveryOrderNo"],), asked)
    if not number:
        return page.parsed()
    told = list(data["trackingList"].items())
    for item in told:
        page.add(
            number,
            read_family(page, "4px.link", item["businessLinkCode"].text),
            occurred_at=event_time(item["occurDatetime"]),
            carrier=SLUG,
            description=item["trackingContent"].text,
            place=item["occurLocation"].text,
        )
    countries = (country_code(item["destinationCountry"].text) for item in told)
    page.hints.append(
        ParcelHint(
            tracking_number=number,
            carrier=SLUG,
            destination_country=next((country for country in countries if country), ""),
        )
    )
    return page.parsed()
