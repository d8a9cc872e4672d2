"""DHL Unified Tracking: one number a call, whichever service of DHL carries it.

Shape as in the public specification of the Shipment Tracking API (developer.dhl.com,
api-reference/shipment-tracking) and the samples of karrioapi/karrio at deea10f. Its own
status has five values; the services add codes of their own lists in ``statusDetailed`` or
``status``, which decide where they are known. Asked without a service it may answer about
another shipment, so an answer is bound to the number asked. Most shipments are forgotten
after about ninety days.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Standing
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - a table of nothing else
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import address, bound, get, json_root, reply, value_of
from parcelwright.sources._meaning import Reading
from parcelwright.sources._node import Node
from parcelwright.sources._statements import Payload, event_time, joined, weight_g
from parcelwright.sources._told import one_number_reply

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.asking.replies import Reply
    from parcelwright.parcels.events import Parsed

SLUG = "dhl"
NAME = "DHL Unified Tracking"
TERMS = Terms(
    base_url="https://api-eu.dhl.com",
    credentials=(Credential(name="api_key", label="API key"),),
    per_second=1.0,
    per_day=250,
    forgets_after=timedelta(days=90),
    carriers=frozenset({"deutsche-post-dhl", "dhl-ecommerce-us", "dhl-express"}),
    source="https://developer.dhl.com/api-reference/shipment-tracking",
)
_COARSE = f"{SLUG}.status_code"
CODES: Mapping[str, Mapping[str, M]] = {
    **code_books.milestones(SLUG),
    # "unknown" is not here: it says nothing, and no delay either.
    _COARSE: {
        "pre-transit": M.LABEL_CREATED,
        "transit": M.SCANNED,
        "delivered": M.DELIVERED,
        "failure": M.TROUBLE,
    },
}
# Of the other services we have no single carrier.
_CARRIERS = {
    "express": "dhl-express",
    "parcel-de": "deutsche-post-dhl",
    "post-de": "deutsche-post-dhl",
    "post-international": "deutsche-post-dhl",
    "svb": "deutsche-post-dhl",
}
# A code, not words: "ZN", "103" or "HELD_AT_CUSTOMS".
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_]{0,39}")
_SERVICES = {"dhl-express": "express"}
_CHECKED = "00340434292135100124"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of each shipment, and a hint with its service, countries and weight.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    return _parsed(payload, received_at, ())


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked; a number may be that of a piece."""
    return bound(_parsed(payload, received_at, asked), asked)


def recognizes(root: Node) -> bool:
    """Return whether there are shipments with a service of DHL."""
    if not _has_shipments(root):
        return False
    return any(one["service"].word and one["id"] for one in root["shipments"].items())


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return one call a number, in English."""
    return tuple(
        get(Purpose.READ, _url(access, one.number, one.carrier), (_key(access),), (one,))
        for one in asked
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that DHL shows in its own samples."""
    return get(Purpose.CHECK, _url(access, _CHECKED, ""), (_key(access),))


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how DHL stands to the number asked.

    Several shipments of different services under one number need the carrier to tell them
    apart.
    """
    root = json_root(answer)
    if isinstance(root, Node) and answer.status < 400:  # noqa: PLR2004 - statuses are numbers
        numbers = [_number(one, call.numbers) for one in root["shipments"].items()]
        several = [number for number in set(numbers) if numbers.count(number) > 1]
        if several:
            why = "several services of DHL know this number; it wants to know the carrier"
            needs = NumberReply(standing=Standing.NEEDS_MORE, why=why)
            return reply(call.asked, [(number, needs) for number in several])
    return one_number_reply(
        call,
        answer,
        absence=lambda root: root["detail"].text if root["title"] else "",
        recognizes=_has_shipments,
        parse=lambda: parse_answer(answer.body, answer.received_at, call.numbers),
    )


def _key(access: Access) -> tuple[str, str]:
    return ("DHL-API-Key", value_of(access, "api_key"))


def _url(access: Access, number: str, carrier: str) -> str:
    query = {"trackingNumber": number, "language": "en"}
    if carrier in _SERVICES:
        query["service"] = _SERVICES[carrier]
    return address(access.base_url, "track", "shipments", query=query)


def _has_shipments(root: Node) -> bool:
    return isinstance(root["shipments"].value, list)


def _parsed(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    page = Payload.open(SLUG, CODES, payload, received_at)
    page.is_understood = _has_shipments(page.root)
    shipments = list(page.root["shipments"].items())
    numbers = [_number(shipment, asked) for shipment in shipments]
    for shipment, number in zip(shipments, numbers, strict=True):
        if not number:
            page.number_at(shipment["id"])
        if number and numbers.count(number) > 1:
            what = "several services know this number; which is meant is not said"
            page.root.problems.add(shipment.path, what)
        else:
            _read(page, shipment, number)
    return page.parsed()


def _number(shipment: Node, asked: Sequence[str]) -> str:
    """Return the number of a shipment: as it was asked, if it or one of its pieces was."""
    told = shipment["id"]
    number = normalize(told.text)
    names = {number, *_pieces(shipment["details"])}
    # A bare number in JSON has lost the zeros before it.
    short = number if number and not told.word else ""
    for one in asked:
        ours = normalize(one)
        if ours in names or (short and ours.lstrip("0") == short):
            return ours
    return number


def _pieces(node: Node) -> set[str]:
    return {normalize(piece.text) for piece in node["pieceIds"].texts()}


def _read(page: Payload, shipment: Node, number: str) -> None:
    service = shipment["service"].text
    carrier = _CARRIERS.get(service, "")
    events = list(shipment["events"].items())
    state = shipment["status"]
    ours = [event for event in events if not _is_of_another_piece(event, number, shipment)]
    for event in ours or ([state] if state and not events else []):
        _event(page, number, shipment, event, carrier)
    told = {(event["statusCode"].text, _own_code(event)) for event in ours}
    is_whole = bool(ours) and ours == events
    if is_whole and state and (state["statusCode"].text, _own_code(state)) not in told:
        reading = _reading(page, shipment, state)
        page.add_state(number, reading, carrier=carrier, description=state["description"].text)
    page.hints.append(_hint(shipment, number, service, carrier))


def _is_of_another_piece(event: Node, number: str, shipment: Node) -> bool:
    pieces = _pieces(event)
    return bool(pieces) and number in _pieces(shipment["details"]) and number not in pieces


def _event(page: Payload, number: str, shipment: Node, event: Node, carrier: str) -> None:
    place = event["location"]["address"]
    shipment_id = normalize(shipment["id"].text)
    page.add(
        number,
        _reading(page, shipment, event),
        occurred_at=event_time(event["timestamp"]),
        carrier=carrier,
        description=event["description"].text or event["status"].text,
        place=place["addressLocality"].text,
        country=place["countryCode"].text,
        facts={
            "service": shipment["service"].text,
            "status_code": event["statusCode"].text,
            "remark": event["remark"].text,
            "next_steps": event["nextSteps"].text,
            "shipment": "" if shipment_id == number else shipment_id,
            "return_flag": "yes" if _goes_back(shipment) else "",
        },
    )


def _reading(page: Payload, shipment: Node, event: Node) -> Reading:
    """Return what the service's own code says where we know it, else the common status.

    The code that is kept is the finest that was sent, known to us or not, so that a book that
    grows makes no other event of it.
    """
    coarse = page.read(_COARSE, event["statusCode"].text)
    code = _own_code(event)
    if not code:
        return _back(coarse) if _goes_back(shipment) else coarse
    table = f"{SLUG}.{shipment['service'].text}"
    milestone = CODES.get(table, {}).get(code, coarse.milestone)
    if coarse.milestone is M.LABEL_CREATED and milestone.is_scan:
        # DHL does not hold it yet, whatever the detail suggests.
        milestone = coarse.milestone
    reading = Reading(table=table, code=code, milestone=milestone)
    return _back(reading) if _goes_back(shipment) else reading


def _own_code(event: Node) -> str:
    """Return the service's own code of an event; many services write words in its place."""
    texts = (event["statusDetailed"].text, event["status"].text)
    return next((text for text in texts if _CODE.fullmatch(text)), "")


def _goes_back(shipment: Node) -> bool:
    return shipment["returnFlag"].value is True


def _back(reading: Reading) -> Reading:
    """Return a delivery as one to the sender, for the shipment is flagged as going back."""
    is_delivery = reading.milestone is M.DELIVERED
    return replace(reading, milestone=M.RETURNED) if is_delivery else reading


def _hint(shipment: Node, number: str, service: str, carrier: str) -> ParcelHint:
    details = shipment["details"]
    weight = details["weight"]
    return ParcelHint(
        tracking_number=number,
        carrier=carrier,
        service=joined(service, details["product"]["productName"].text),
        origin_country=alpha2(shipment["origin"]["address"]["countryCode"].text),
        destination_country=alpha2(shipment["destination"]["address"]["countryCode"].text),
        last_mile_carrier=carrier_slug(details["provider"]["destinationProvider"].text),
        weight_g=weight_g(weight["value"], weight["unitText"].text),
    )
