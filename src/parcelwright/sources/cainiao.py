"""Cainiao Global: what its tracking page asks for, one number a call.

``GET {base}/global/detail.json?mailNos=``, without any key. This is no interface that Cainiao
documents or promises: it may change or refuse at any time, so a shop asks it only when its
owner switches it on, and seldom. Shape and codes as public clients agree on them.

The state of the whole parcel contradicts the events at times and is not read. An event's zone
is the difference between its clock and its moment.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Confidence, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import EventTime, ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import address, get, good_root
from parcelwright.sources._binding import kept_under
from parcelwright.sources._families import read_family
from parcelwright.sources._statements import LAST_SECOND, Payload, event_time
from parcelwright.sources._zones import at_moment, in_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "cainiao"
NAME = "Cainiao Global"
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
TERMS = Terms(
    base_url="https://global.cainiao.com",
    credentials=(),
    # Clients keep to one call a number in two to five minutes; no limit is stated.
    per_second=0.05,
    carriers=frozenset({SLUG}),
    wire=Confidence.LOW,
    source=(
        "No documentation: what the page global.cainiao.com asks for, as public clients read it."
        " Not promised by Cainiao; asked only when the shop's owner switches it on"
    ),
)
# A number of the right form that nobody bears: the answer shows only whether we may ask.
_NOBODYS = "LP00000000000000"
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call for each number; whether several go together is not known."""
    return tuple(_call(Purpose.READ, (each,), access) for each in asked)


def check_call(access: Access) -> Call:
    """Return a call about a number that nobody bears."""
    return _call(Purpose.CHECK, (), access)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return whether Cainiao told something of the number, or the trouble of the answer."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if root["success"].value is not True or not isinstance(root["module"].value, list):
        return Reply(trouble=nonsense(answer, "no answer of Cainiao's tracking page"))
    found = {}
    for entry in root["module"].items():
        if number := kept_under(_numbers(entry), call.numbers):
            found[number] = _standing(entry)
    return Reply(numbers=found)


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
    """Return whether this is the envelope of Cainiao's page: success and modules."""
    return isinstance(root["success"].value, bool) and isinstance(root["module"].value, list)


def _call(purpose: Purpose, asked: tuple[Asked, ...], access: Access) -> Call:
    number = asked[0].number if asked else _NOBODYS
    query = {"mailNos": number, "lang": "en-US", "language": "en-US"}
    url = address(access.base_url, "global", "detail.json", query=query)
    return get(purpose, url, [("Accept-Language", "en-US")], asked)


def _numbers(entry: Node) -> list[Node]:
    return [entry[name] for name in ("mailNo", "copyRealMailNo", "realMailNo")]


def _standing(entry: Node) -> NumberReply:
    if entry["detailList"]:
        return NumberReply(standing=Standing.TOLD)
    if entry["status"].text:
        return NumberReply(standing=Standing.NOT_YET, why="Cainiao tells no event yet")
    return NumberReply(standing=Standing.NOT_FOUND, why="Cainiao knows no such parcel")


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str] | None) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    for entry in page.root["module"].items():
        number = kept_under(_numbers(entry), asked)
        if not number or _standing(entry).standing is Standing.NOT_FOUND:
            continue
        for item in entry["detailList"].items():
            _event(page, number, item)
        page.hints.append(_hint(entry, number))
    return page.parsed()


def _event(page: Payload, number: str, item: Node) -> None:
    page.add(
        number,
        read_family(page, "cainiao.action", item["actionCode"].text),
        occurred_at=_time(item),
        carrier=SLUG,
        description=item["desc"].text or item["standerdDesc"].text,
        facts={"title": item["descTitle"].text},
    )


def _time(item: Node) -> EventTime | None:
    moment = _moment(item["time"])
    wall = event_time(item["timeStr"])
    if wall is None:
        return None if moment is None else EventTime.at(moment)
    return at_moment(wall, moment) if moment else in_zone(wall, item["timeZone"].text)


def _moment(node: Node) -> datetime | None:
    milliseconds = node.number
    if milliseconds is None:
        return None
    if not 0 < milliseconds <= LAST_SECOND * 1000:
        node.problems.add(node.path, f"{milliseconds} is no time in milliseconds since 1970")
        return None
    return _EPOCH + int(milliseconds) * _MILLISECOND


def _hint(entry: Node, number: str) -> ParcelHint:
    others = (normalize(node.text) for node in _numbers(entry)[1:])
    return ParcelHint(
        tracking_number=number,
        carrier=SLUG,
        origin_country=country_code(entry["originCountry"].text),
        destination_country=country_code(entry["destCountry"].text),
        last_mile_number=next((other for other in others if other not in {"", number}), ""),
    )
