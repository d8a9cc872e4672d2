"""GLS Group Track and Trace, version 1: ten numbers a call.

Shape as in the specification of the service, 1.0.7, kept in karrioapi/karrio at deea10f.
Each parcel repeats the number asked; an unknown one has an error code of its own. Only few of
its event codes are documented: the others are read by their words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    Trouble,
    TroubleKind,
    http_trouble,
    nonsense,
)
from parcelwright.asking.terms import Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _oauth
from parcelwright.sources._asking import (
    address,
    batches,
    bearer,
    bound,
    get,
    json_root,
    reply,
    segment,
)
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call, Token
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "gls"
NAME = "GLS Group"
TERMS = Terms(
    base_url="https://api.gls-group.net",
    test_url="https://api-sandbox.gls-group.net",
    credentials=_oauth.credentials("Client ID", "Client Secret"),
    batch=10,
    per_day=500,
    carriers=frozenset({SLUG}),
    source="https://dev-portal.gls-group.net, Track And Trace V1",
)
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
_TABLE = f"{SLUG}.status"
_STANDINGS = {"E_404_01": Standing.NOT_FOUND, "E_400_01": Standing.REFUSED}
_CHECKED = "00000000000"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of each parcel, its status where no event tells it, and a hint.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    for parcel in page.root["parcels"].items():
        if parcel["unitno"] or parcel["events"]:
            _read(page, parcel)
        page.is_understood |= bool(parcel["requested"])
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    return bound(parse(payload, received_at), asked)


def recognizes(root: Node) -> bool:
    """Return whether there are parcels with the number that was requested."""
    if not isinstance(root["parcels"].value, list):
        return False
    return any(parcel["requested"] for parcel in root["parcels"].items())


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return calls of up to ten numbers, in English."""
    return tuple(
        get(Purpose.READ, _url(access, [one.number for one in batch]), _headers(access), batch)
        for batch in batches(asked, TERMS.batch)
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return get(Purpose.CHECK, _url(access, [_CHECKED]), _headers(access))


def token_call(access: Access) -> Call:
    """Return the call that buys a token."""
    return _oauth.basic_call(access, f"{access.base_url}/oauth2/v2/token")


def token_of(answer: Answer) -> Token | Trouble:
    """Return the token, or why there is none."""
    return _oauth.token_of(answer)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how GLS stands to each number."""
    trouble = http_trouble(answer)
    if trouble is not None and trouble.kind is not TroubleKind.BAD_REQUEST:
        return Reply(trouble=trouble)
    root = json_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if not recognizes(root):
        return Reply(trouble=trouble or nonsense(answer, "it answered no parcel that we asked of"))
    return reply(call.asked, _standings(root))


def _url(access: Access, numbers: Sequence[str]) -> str:
    # The commas stand between numbers, so only the numbers are quoted.
    path = ("track-and-trace-v1", "tracking", "simple", "trackids")
    return f"{address(access.base_url, *path)}/{','.join(segment(one) for one in numbers)}"


def _headers(access: Access) -> tuple[tuple[str, str], ...]:
    return (bearer(access), ("Accept-Language", "en"))


def _standings(root: Node) -> Iterator[tuple[str, NumberReply]]:
    for parcel in root["parcels"].items():
        number, error = parcel["requested"].text, parcel["errorCode"].text
        if error in _STANDINGS:
            why = parcel["errorMessage"].text
            yield number, NumberReply(standing=_STANDINGS[error], why=why)
        elif not error:
            standing = Standing.TOLD if parcel["events"] else Standing.NOT_YET
            yield number, NumberReply(standing=standing, reference=parcel["unitno"].text)


def _read(page: Payload, parcel: Node) -> None:
    number = normalize(parcel["requested"].text) or page.number_at(parcel["unitno"])
    told = set()
    for event in parcel["events"].items():
        page.add(
            number,
            page.read(_TABLE, event["code"].text),
            occurred_at=event_time(event["eventDateTime"]),
            carrier=SLUG,
            description=event["description"].text,
            language="en",
            place=event["city"].text,
            country=event["country"].text,
        )
        told.add(event["code"].text)
    status = parcel["status"].text
    if status and status not in told:
        page.add_state(number, page.read(_TABLE, status), carrier=SLUG)
    page.hints.append(ParcelHint(tracking_number=number, carrier=SLUG))
