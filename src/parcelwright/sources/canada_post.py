"""Canada Post Tracking: one number a call, in XML, times with the abbreviation of their zone.

Shape as in the samples of karrioapi/karrio at deea10f. Codes may stand with zeros before
them; an unknown number and wrong credentials are both told by a message with a code.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Call, Purpose
from parcelwright.asking.replies import Reply, Standing, Trouble, TroubleKind, http_trouble
from parcelwright.asking.replies import nonsense as no_answer
from parcelwright.asking.terms import Confidence, Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.events import EventTime, ParcelHint, TimeKind
from parcelwright.sources._asking import address, basic, bound, reply, value_of
from parcelwright.sources._meaning import Reading
from parcelwright.sources._statements import Payload, event_time, joined
from parcelwright.sources._told import every, told, xml_root

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "canada-post"
NAME = "Canada Post"
TERMS = Terms(
    base_url="https://soa-gw.canadapost.ca",
    test_url="https://ct.soa-gw.canadapost.ca",
    credentials=(
        Credential(name="username", label="API username", is_secret=False),
        Credential(name="password", label="API password"),
    ),
    per_second=5.0,
    carriers=frozenset({SLUG}),
    wire=Confidence.MEDIUM,
    source="https://www.canadapost-postescanada.ca, Developer Program, Tracking",
)
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
_EVENT = f"{SLUG}.event"
_UNKNOWN_PIN = "004"
_NO_ACCESS = "E002"
_HOURS = {"NST": -3.5, "AST": -4, "EST": -5, "CST": -6, "MST": -7, "PST": -8}
_ZONES = {
    **{zone: timedelta(hours=hours) for zone, hours in _HOURS.items()},
    # Summer time is one hour ahead: NDT of NST.
    **{f"{zone[0]}DT": timedelta(hours=hours + 1) for zone, hours in _HOURS.items()},
    "GMT": timedelta(0),
    "UTC": timedelta(0),
}
_CHECKED = "0000000000000000"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of a number, and a hint with its service.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    detail = _detail(page.root)
    if not detail.is_object:
        page.is_understood = bool(_message(page.root)["code"])
        return page.parsed()
    number = page.number_at(detail["pin"])
    for event in detail["significant-events"]["occurrence"].each():
        _event(page, number, event)
    hint = ParcelHint(tracking_number=number, carrier=SLUG, service=detail["service-name"].text)
    page.hints.append(hint)
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    return bound(parse(payload, received_at), asked)


def recognizes(root: Node) -> bool:
    """Return whether this is the detail of a number."""
    return bool(_detail(root)["pin"])


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call a number, in English."""
    return tuple(_call(Purpose.READ, one.number, access, (one,)) for one in asked)


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return _call(Purpose.CHECK, _CHECKED, access, ())


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how Canada Post stands to the number asked; its message says more than the status."""
    trouble = http_trouble(answer)
    if trouble is not None and trouble.kind is not TroubleKind.BAD_REQUEST:
        return Reply(trouble=trouble)
    root = xml_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    message = _message(root)
    match message["code"].text:
        case code if code == _UNKNOWN_PIN:
            why = message["description"].text
            return reply(call.asked, every(call, Standing.NOT_FOUND, why))
        case code if code == _NO_ACCESS:
            what = f"it refuses our credentials: {message['description'].text[:80]}"
            return Reply(trouble=Trouble(kind=TroubleKind.BAD_ACCESS, what=what))
    if trouble is not None or not recognizes(root):
        return Reply(trouble=trouble or no_answer(answer, "it answered something else"))
    return reply(call.asked, told(parse_answer(answer.body, answer.received_at, call.numbers)))


def _call(purpose: Purpose, number: str, access: Access, asked: tuple[Asked, ...]) -> Call:
    return Call(
        purpose=purpose,
        url=address(access.base_url, "vis", "track", "pin", number, "detail"),
        headers=(
            ("Accept", "application/vnd.cpc.track-v2+xml"),
            ("Accept-Language", "en-CA"),
            basic(value_of(access, "username"), value_of(access, "password")),
        ),
        asked=asked,
    )


def _detail(root: Node) -> Node:
    return root["tracking-detail"]


def _message(root: Node) -> Node:
    """Return the first message, or an empty node."""
    messages = root["messages"]["message"]
    return next(messages.each(), messages["none"])


def _event(page: Payload, number: str, event: Node) -> None:
    page.add(
        number,
        _reading(page, event["event-identifier"].text),
        occurred_at=_time(event),
        carrier=SLUG,
        description=event["event-description"].text,
        language="en",
        place=joined(event["event-site"].text, event["event-province"].text),
        facts={"retail_location": event["event-retail-location-id"].text},
    )


def _reading(page: Payload, code: str) -> Reading:
    """Return what a code means, whether or not zeros stand before it; it is kept as written."""
    known = page.read(_EVENT, code.lstrip("0"))
    return Reading(table=_EVENT, code=code, milestone=known.milestone)


def _time(event: Node) -> EventTime | None:
    """Return the instant by the zone's abbreviation; without one we know, the local time."""
    day = event_time(event["event-date"])
    clock = event["event-time"].text
    if day is None or not clock:
        return day
    local = EventTime.parse(f"{day.local.date().isoformat()}T{clock}")
    if local is None:
        event.problems.add(event.path, f"{clock[:40]!r} is no time of day")
        return day
    offset = _ZONES.get(event["event-time-zone"].text.upper())
    if offset is None or local.kind is not TimeKind.LOCAL:
        return local
    return EventTime(local.local, TimeKind.INSTANT, round(offset / timedelta(minutes=1)))
