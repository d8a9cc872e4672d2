"""Australia Post Tracking: ten numbers a call, events told in words without codes.

Shape as in the samples of karrioapi/karrio at deea10f. Short words stand for the code: those
of its samples are in our own list, any others are left to the phrases. A number holds
articles, or consignments that hold them; errors of a number stand in its own result.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import (
    address,
    basic,
    batches,
    bound,
    get,
    good_root,
    reply,
    value_of,
)
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._node import Node

SLUG = "australia-post"
NAME = "Australia Post"
TERMS = Terms(
    base_url="https://digitalapi.auspost.com.au",
    credentials=(
        Credential(name="api_key", label="API key"),
        Credential(name="password", label="API password"),
        Credential(name="account_number", label="Account number", is_secret=False),
    ),
    batch=10,
    carriers=frozenset({SLUG}),
    source="https://developers.auspost.com.au, Shipping and Tracking",
)
_EVENT, _STATUS = f"{SLUG}.event", f"{SLUG}.status"
CODES: Mapping[str, Mapping[str, M]] = {
    _EVENT: {
        "Shipping information received by Australia Post": M.LABEL_CREATED,
        "Shipping information approved by Australia Post": M.LABEL_CREATED,
        "Received by Australia Post": M.ACCEPTED,
        "Received item from Sender (Outbound)": M.ACCEPTED,
        "Item processed at facility": M.PROCESSED,
        "Arrived at facility": M.PROCESSED,
        "Processed at Export Facility": M.PROCESSED,
        "Cleared and awaiting international departure": M.PROCESSED,
        "Processed by air carrier": M.PROCESSED,
        "Despatch Parcels from Export Facility": M.DEPARTED,
        "Arrived awaiting clearance (Inbound)": M.ARRIVED,
        "Item is in Customs": M.CUSTOMS_STARTED,
        "Item cleared by Customs": M.CUSTOMS_CLEARED,
        "In transit to next facility": M.SCANNED,
        "Onboard for delivery": M.OUT_FOR_DELIVERY,
    },
    # "Unknown" is not here: it says nothing.
    _STATUS: {
        "Delivered": M.DELIVERED,
        "In transit": M.SCANNED,
        "Awaiting collection": M.READY_FOR_PICKUP,
        "Possible delay": M.DELAYED,
        "Held by courier": M.HELD,
        "Cannot be delivered": M.TROUBLE,
        "Article damaged": M.DAMAGED,
        "Unsuccessful Delivery": M.DELIVERY_ATTEMPTED,
    },
}
_NO_SUCH_ID = "ESB-10001"
# "CHICAGO (US)", "US-60199, UNITED STATES" or "NZ".
_COUNTRY = re.compile(r"(?:.*\((?P<end>[A-Z]{2})\)|(?P<start>[A-Z]{2})-.*|(?P<all>[A-Z]{2}))")
_LONGEST_CODE = 100
_WHERE_TO = re.compile(r" in [^a-z]+$")
_CHECKED = "7XX1000"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of each article, and a hint with its product.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    return _parsed(payload, received_at, ())


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked.

    The only article of a number is what the number means, whatever the article's own id.
    """
    return bound(_parsed(payload, received_at, asked), asked)


def recognizes(root: Node) -> bool:
    """Return whether there are tracking results."""
    return isinstance(root["tracking_results"].value, list)


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return calls of up to ten numbers."""
    return tuple(
        get(Purpose.READ, _url(access, [one.number for one in batch]), _headers(access), batch)
        for batch in batches(asked, TERMS.batch)
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return get(Purpose.CHECK, _url(access, [_CHECKED]), _headers(access))


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how Australia Post stands to each number."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if not recognizes(root):
        return Reply(trouble=nonsense(answer, "it answered something else than we asked"))
    return reply(call.asked, _standings(root))


def _url(access: Access, numbers: Sequence[str]) -> str:
    path = ("shipping", "v1", "track")
    return address(access.base_url, *path, query={"tracking_ids": ",".join(numbers)})


def _headers(access: Access) -> tuple[tuple[str, str], ...]:
    user, password = value_of(access, "api_key"), value_of(access, "password")
    return (basic(user, password), ("Account-Number", value_of(access, "account_number")))


def _standings(root: Node) -> Iterator[tuple[str, NumberReply]]:
    for result in root["tracking_results"].items():
        number = result["tracking_id"].text
        articles = list(_articles(result))
        if articles:
            has_events = any(article["events"] for article in articles)
            standing = Standing.TOLD if has_events else Standing.NOT_YET
            yield number, NumberReply(standing=standing)
        for error in result["errors"].items():
            standing = Standing.NOT_FOUND if error["code"].text == _NO_SUCH_ID else Standing.REFUSED
            yield number, NumberReply(standing=standing, why=error["name"].text)


def _articles(result: Node) -> Iterator[Node]:
    for item in result["trackable_items"].items():
        if isinstance(item["items"].value, list):
            yield from item["items"].items()
        else:
            yield item


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = recognizes(page.root)
    ours = {normalize(number) for number in asked}
    for result in page.root["tracking_results"].items():
        whole = page.number_at(result["tracking_id"])
        articles = list(_articles(result))
        for article in articles:
            number = normalize(article["article_id"].text) or whole
            is_meant = len(articles) == 1 and whole in ours
            _read(page, whole if is_meant else number, article)
    return page.parsed()


def _read(page: Payload, number: str, article: Node) -> None:
    status = article["status"].text
    told = set()
    for event in article["events"].items():
        words, place = event["description"].text, event["location"].text
        country = _COUNTRY.fullmatch(place.partition(",")[0])
        page.add(
            number,
            page.read(_EVENT, _code(words)),
            occurred_at=event_time(event["date"]),
            carrier=SLUG,
            description=words,
            language="en",
            place=place,
            country=alpha2(country[country.lastgroup or 0]) if country else "",
        )
        told.add(words)
    if status in CODES[_STATUS] and status not in told:
        page.add_state(number, page.read(_STATUS, status), carrier=SLUG)
    page.hints.append(
        ParcelHint(tracking_number=number, carrier=SLUG, service=article["product_type"].text)
    )


def _code(words: str) -> str:
    """Return short words without the place that may end them, as the code of an event."""
    return _WHERE_TO.sub("", words) if len(words) <= _LONGEST_CODE else ""
