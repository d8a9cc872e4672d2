"""UPS: Track Alert posts one activity of one parcel; Track answers with its whole history.

Shapes as in the public specification UPS-API/api-documentation, UPSTrackAlertEnhanced and
Tracking. A code of UPS means nothing without its list; the type of the activity says which
it is.

Track Alert signs nothing: it sends a key of the seller's in a header. A subscription ends
after 14 days, and nothing that happened before it is sent.

Track takes one number a call, and a token. What it marks as a logical scan is data, and
proves nothing about the parcel. An unknown number is a warning in a good answer. UPS forgets
a parcel after 120 days.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Standing, Trouble
from parcelwright.asking.terms import Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import EventTime, ParcelHint, TimeKind
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _oauth, _signature
from parcelwright.sources._asking import address, bearer, bound, get, good_root, reply
from parcelwright.sources._meaning import Reading, by_words
from parcelwright.sources._statements import Payload, event_time, joined, weight_g
from parcelwright.sources._told import one_number_reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call, Token
    from parcelwright.asking.replies import Reply
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "ups"
NAME = "UPS"
TERMS = Terms(
    base_url="https://onlinetools.ups.com",
    test_url="https://wwwcie.ups.com",
    credentials=_oauth.credentials("Client ID", "Client Secret"),
    forgets_after=timedelta(days=120),
    carriers=frozenset({SLUG}),
    source="https://github.com/UPS-API/api-documentation, Tracking.yaml",
)
SIGNATURE_HEADER = "x-api-key"
SECRET_IS_SENT = True
TELLS_ALL = False

CODES: Mapping[str, Mapping[str, M]] = {
    **code_books.milestones(SLUG),
    # D is not here: loaded, out for delivery and delivered are all of type D.
    "ups.alert_type": {
        "M": M.LABEL_CREATED,
        "MV": M.CANCELLED,
        "I": M.SCANNED,
        "U": M.NOTICE,
        "X": M.TROUBLE,
    },
}
_LIST_OF_TYPE = {
    "D": ("ups.delivery", "ups.movement"),
    "I": ("ups.movement",),
    "M": ("ups.manifest",),
    "MV": ("ups.manifest",),
    "U": ("ups.update",),
    "X": ("ups.package_exception",),
}
_NOT_FOUND = "TW0001"
_CHECKED = "1Z999AA10123456784"
_QUARTER = timedelta(minutes=15)
_WIDEST = timedelta(hours=14)


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the one activity of a post, or all of an answer, and a hint for each parcel.

    Args:
        payload: Raw body of a post, or of an answer.
        received_at: When the body arrived.
    """
    return _parsed(payload, received_at, ())


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    return bound(_parsed(payload, received_at, asked), asked)


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call a number, in English."""
    return tuple(
        get(Purpose.READ, _url(access, one.number), _headers(access, one.number), (one,))
        for one in asked
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return get(Purpose.CHECK, _url(access, _CHECKED), _headers(access, _CHECKED))


def token_call(access: Access) -> Call:
    """Return the call that buys a token."""
    return _oauth.basic_call(access, f"{access.base_url}/security/v1/oauth/token")


def token_of(answer: Answer) -> Token | Trouble:
    """Return the token, or why there is none."""
    return _oauth.token_of(answer)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how UPS stands to the number asked; an unknown one is a warning or a 404."""
    root = good_root(answer)
    if not isinstance(root, Trouble):
        found = list(_unknown(root))
        if found:
            return reply(call.asked, found)
    return one_number_reply(
        call,
        answer,
        absence=lambda root: next(
            (error["message"].text for error in root["response"]["errors"].items()), ""
        ),
        recognizes=_is_track,
        parse=lambda: parse_answer(answer.body, answer.received_at, call.numbers),
    )


def verify(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> bool:  # noqa: ARG001 - every source takes the body
    """Return whether the header is the key that the seller gave UPS."""
    given = _signature.header(headers, SIGNATURE_HEADER)
    return _signature.signed_by_any(given, secrets, lambda secret: secret)


def dedupe_key(body: bytes) -> str | None:  # noqa: ARG001 - every source takes the body
    """Return None: UPS documents no id of a post."""
    return None


def recognizes(root: Node) -> bool:
    """Return whether there is an activity of a parcel under the names of UPS."""
    is_alert = root["activityStatus"].is_object and root["trackingNumber"].value is not None
    return is_alert or _is_track(root)


def _url(access: Access, number: str) -> str:
    query = {"locale": "en_US", "returnSignature": "false", "returnMilestones": "false"}
    return address(access.base_url, "api", "track", "v1", "details", number, query=query)


def _headers(access: Access, number: str) -> tuple[tuple[str, str], ...]:
    # UPS wants an id of the question; the same question has the same one.
    question = hashlib.sha256(number.encode("utf-8", "replace")).hexdigest()[:32]
    return (bearer(access), ("transId", question), ("transactionSrc", "parcelwright"))


def _is_track(root: Node) -> bool:
    return root["trackResponse"].is_object


def _shipments(root: Node) -> Iterator[Node]:
    return root["trackResponse"]["shipment"].items()


def _unknown(root: Node) -> Iterator[tuple[str, NumberReply]]:
    for shipment in _shipments(root):
        for warning in shipment["warnings"].items():
            if warning["code"].text == _NOT_FOUND:
                why = warning["message"].text
                unknown = NumberReply(standing=Standing.NOT_FOUND, why=why)
                yield shipment["inquiryNumber"].text, unknown


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    if _is_track(page.root):
        page.is_understood = any(_unknown(page.root))
        for shipment in _shipments(page.root):
            _read_shipment(page, shipment, asked)
    elif page.root["activityStatus"].is_object or page.root["trackingNumber"]:
        _read_alert(page)
    return page.parsed()


def _read_alert(page: Payload) -> None:
    root = page.root
    number = page.number_at(root["trackingNumber"])
    place = root["activityLocation"]
    facts = {"scheduled_delivery": root["scheduledDeliveryDate"].text}
    here = _wall(root["localActivityDate"], root["localActivityTime"])
    greenwich = _wall(root["gmtActivityDate"], root["gmtActivityTime"])
    status = root["activityStatus"]
    when = _time(root["gmtActivityTime"], here, greenwich)
    _activity(page, number, status, _reading(page, status), when, place, facts)
    page.hints.append(ParcelHint(tracking_number=number, carrier=SLUG))


def _read_shipment(page: Payload, shipment: Node, asked: Sequence[str]) -> None:
    """Read the packages of a shipment, each under its own number.

    A single package is the one that was asked about, also by another number that it has.
    """
    inquiry = normalize(shipment["inquiryNumber"].text)
    packages = list(shipment["package"].items())
    for package in packages:
        number = normalize(package["trackingNumber"].text)
        is_meant = len(packages) == 1 and inquiry in {normalize(one) for one in asked}
        if is_meant or not number:
            number = inquiry or page.number_at(package["trackingNumber"])
        for activity in package["activity"].items():
            _read_activity(page, number, activity)
        page.hints.append(_hint(package, number))


def _read_activity(page: Payload, number: str, activity: Node) -> None:
    status = activity["status"]
    reading, facts = _reading(page, status), {}
    if activity["logicalScan"].value is True:
        facts = {"logical_scan": "yes"}
        reading = by_words(reading, status["description"].text, "")
        if reading.milestone.is_scan:
            facts["without_proof"] = reading.milestone.value
            reading = replace(reading, milestone=M.NOTICE)
    here = _wall(activity["date"], activity["time"])
    greenwich = _wall(activity["gmtDate"], activity["gmtTime"])
    when = _time(activity["gmtTime"], here, greenwich)
    _activity(page, number, status, reading, when, activity["location"]["address"], facts)


def _activity(
    page: Payload,
    number: str,
    status: Node,
    reading: Reading,
    when: EventTime | None,
    place: Node,
    facts: Mapping[str, str],
) -> None:
    words_code = status["descriptionCode"].text or status["statusCode"].text
    page.add(
        number,
        reading,
        occurred_at=when,
        carrier=SLUG,
        description=status["description"].text,
        language="",
        place=joined(place["city"].text, place["stateProvince"].text),
        country=place["country"].text or place["countryCode"].text,
        facts={
            "type": status["type"].text,
            "code": status["code"].text,
            "description_code": words_code,
            **facts,
        },
        sent=(status["type"].text, status["code"].text, words_code),
    )


def _hint(package: Node, number: str) -> ParcelHint:
    places = {one["type"].text: one["address"] for one in package["packageAddress"].items()}
    origin, destination = places.get("ORIGIN"), places.get("DESTINATION")
    post = next(
        (
            other["number"].text
            for other in package["alternateTrackingNumber"].items()
            if other["type"].text.startswith("USPS")
        ),
        "",
    )
    weight = package["weight"]
    return ParcelHint(
        tracking_number=number,
        carrier=SLUG,
        service=package["service"]["description"].text,
        origin_country=_country(origin),
        destination_country=_country(destination),
        last_mile_number=normalize(post),
        last_mile_carrier="usps" if post else "",
        weight_g=weight_g(weight["weight"], weight["unitOfMeasurement"].text.removesuffix("S")),
    )


def _country(place: Node | None) -> str:
    return "" if place is None else alpha2(place["countryCode"].text or place["country"].text)


def _reading(page: Payload, status: Node) -> Reading:
    """Return the code by the list of its type, else by its coarse code, else by its type."""
    kind, code = status["type"].text, status["code"].text
    lists = _LIST_OF_TYPE.get(kind, ())
    found = [page.read(table, code) for table in lists if code]
    # The coarse code is a status of the Track service, written with zeros before it.
    coarse = (status["descriptionCode"].text or status["statusCode"].text).lstrip("0")
    if coarse:
        found.append(page.read("ups.status", coarse))
    meant = next((reading for reading in found if reading.milestone is not M.UNKNOWN), None)
    if meant is None and not code and not coarse:
        return page.read("ups.alert_type", kind)
    return meant or (found[0] if found else replace(page.read("ups.alert_type", ""), code=code))


def _time(node: Node, local: EventTime | None, greenwich: EventTime | None) -> EventTime | None:
    """Return the instant that both clocks tell, else the local time."""
    if local is None or local.kind is TimeKind.DATE:
        return local
    if greenwich is None or greenwich.kind is TimeKind.DATE:
        return local
    offset = local.local - greenwich.local
    if offset % _QUARTER or abs(offset) > _WIDEST:
        node.problems.add(node.path, "the times here and at Greenwich do not fit")
        return local
    return EventTime.at(greenwich.local.replace(tzinfo=UTC), round(offset.total_seconds() / 60))


def _wall(day: Node, clock: Node) -> EventTime | None:
    """Return the local time of ``20240423`` and ``091519``; only the day without a clock."""
    date = day.text
    if not date:
        return None
    written = f"{date[:4]}-{date[4:6]}-{date[6:]}"
    time = clock.text.zfill(6) if clock.text else ""
    if time:
        written += f"T{time[:2]}:{time[2:4]}:{time[4:]}"
    return event_time(replace(day, value=written))
