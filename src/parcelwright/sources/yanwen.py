"""Yanwen: its tracking service, asked for up to thirty numbers at once.

``GET {base}/api/tracking?nums=A,B`` with the number of the ordering account as the header
``Authorization``; nothing is signed and there is no place for trials. The service is named
with ``http``: its certificate is said not to fit its name. Shape as public clients agree on
it (opendocs.yw56.com.cn/webfile/7128663508291424256, read through them); codes as in the
code book. A parcel has a number of Yanwen, a waybill and the number of the last carrier.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Confidence, Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import country_code
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import address, batches, get, good_root, value_of
from parcelwright.sources._binding import kept_under
from parcelwright.sources._failure_words import reply_in_words
from parcelwright.sources._statements import Payload, event_time
from parcelwright.sources._zones import in_zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "yanwen"
NAME = "Yanwen"
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
TERMS = Terms(
    base_url="http://api.track.yw56.com.cn",
    credentials=(Credential(name="account", label="Authorization (制单账号)"),),
    batch=30,
    carriers=frozenset({SLUG}),
    wire=Confidence.HIGH,
    source="opendocs.yw56.com.cn/webfile/7128663508291424256, as public clients read it",
)
_ABSENT = "NOTFOUND"
# A number of the right form that nobody bears: the answer shows only whether we may ask.
_NOBODYS = "YW000000000000000"


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call for every thirty numbers."""
    return tuple(_call(Purpose.READ, some, access) for some in batches(asked, TERMS.batch))


def check_call(access: Access) -> Call:
    """Return a call about a number that nobody bears."""
    return _call(Purpose.CHECK, (), access)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return per number whether Yanwen told something, or the trouble of the whole answer."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if root["code"].text != "0":
        return reply_in_words(call, root["message"].text)
    if not isinstance(root["result"].value, list):
        return Reply(trouble=nonsense(answer, "an answer without results"))
    found = {}
    for entry in root["result"].items():
        if number := kept_under(_numbers(entry), call.numbers):
            found[number] = _standing(entry)
    return Reply(numbers=found)


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
    """Return whether this is Yanwen's envelope, which tells how long an answer took."""
    took = root["elapsedMilliseconds"].value is not None
    return took and isinstance(root["result"].value, list)


def _call(purpose: Purpose, asked: tuple[Asked, ...], access: Access) -> Call:
    numbers = ",".join(each.number for each in asked) or _NOBODYS
    url = address(access.base_url, "api", "tracking", query={"nums": numbers})
    return get(purpose, url, [("Authorization", value_of(access, "account"))], asked)


def _numbers(entry: Node) -> list[Node]:
    names = ("tracking_number", "waybill_number", "exchange_number", "yanwen_number")
    return [entry[name] for name in names]


def _standing(entry: Node) -> NumberReply:
    if entry["tracking_status"].text == _ABSENT:
        return NumberReply(standing=Standing.NOT_FOUND, why="Yanwen knows no such parcel")
    if entry["checkpoints"]:
        return NumberReply(standing=Standing.TOLD)
    return NumberReply(standing=Standing.NOT_YET, why="Yanwen tells no event yet")


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str] | None) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    for entry in page.root["result"].items():
        number = kept_under(_numbers(entry), asked)
        if not number or entry["tracking_status"].text == _ABSENT:
            continue
        last_mile = carrier_slug(entry["last_mile_carrier"].text)
        for point in entry["checkpoints"].items():
            _checkpoint(page, number, last_mile, point)
        page.hints.append(_hint(entry, number, last_mile))
    return page.parsed()


def _checkpoint(page: Payload, number: str, last_mile: str, point: Node) -> None:
    is_last_mile = point["is_last_mile_checkpoint"].value in (1, "1", True)
    flight = point["extraProperties"]["FlightNumber"].text
    page.add(
        number,
        page.read("yanwen.status", point["tracking_status"].text),
        occurred_at=in_zone(event_time(point["time_stamp"]), point["time_zone"].text),
        carrier=last_mile if is_last_mile else SLUG,
        description=point["message"].text,
        place=point["location"].text,
        facts={"flight": flight, "part": "last mile" if is_last_mile else ""},
    )


def _hint(entry: Node, number: str, last_mile: str) -> ParcelHint:
    exchange = normalize(entry["exchange_number"].text)
    return ParcelHint(
        tracking_number=number,
        carrier=SLUG,
        origin_country=country_code(entry["origin_country"].text),
        destination_country=country_code(entry["destination_country"].text),
        order_number=entry["order_number"].text,
        last_mile_number="" if exchange == number else exchange,
        last_mile_carrier=last_mile,
    )
