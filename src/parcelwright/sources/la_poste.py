"""La Poste Suivi, version 2: letters, Colissimo and Chronopost, ten numbers a call.

Shape as in the public description of the service (api-evangelist/la-poste-groupe) and the
samples of karrioapi/karrio at deea10f. One number answers an object, several a list with
status 207; each entry has a return code of its own. Texts are asked in French, the language
in which the phrases of its events are known best.
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
from parcelwright.asking.terms import Credential, Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.carrier_names import carrier_slug
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import ParcelHint
from parcelwright.parcels.recognize import normalize
from parcelwright.sources._asking import (
    address,
    batches,
    bound,
    get,
    json_root,
    reply,
    segment,
    value_of,
)
from parcelwright.sources._statements import Payload, event_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.parcels.events import Milestone, Parsed
    from parcelwright.sources._node import Node

SLUG = "la-poste-colissimo"
NAME = "La Poste"
TERMS = Terms(
    base_url="https://api.laposte.fr",
    credentials=(Credential(name="api_key", label="X-Okapi-Key"),),
    batch=10,
    per_second=5.0,
    carriers=frozenset({"chronopost", SLUG}),
    source="https://developer.laposte.fr, Suivi v2",
)
CODES: Mapping[str, Mapping[str, Milestone]] = code_books.milestones(SLUG)
# 104 comes with status 404: nothing known of it, or not yet. What 101, 105 and 109 mean is
# not documented.
_STANDINGS = {
    "104": Standing.NOT_FOUND,
    "400": Standing.REFUSED,
    "404": Standing.NOT_FOUND,
}
_HOLDERS = {"3": "chronopost", "4": SLUG}
_CHECKED = "LX000000005FR"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the events of each shipment, and a hint with its product and countries.

    Args:
        payload: Body of an answer: one entry, or a list of them.
        received_at: When the answer arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at, is_list=True)
    for entry in _entries(page.root):
        if entry["shipment"].is_object:
            _read(page, entry["shipment"], entry["lang"].text)
        page.is_understood |= bool(_code(entry))
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    return bound(parse(payload, received_at), asked)


def recognizes(root: Node) -> bool:
    """Return whether there are entries with a return code and a shipment."""
    entries = list(_entries(root))
    return any(_code(entry) and entry["shipment"].is_object for entry in entries)


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return calls of up to ten numbers, in French."""
    return tuple(
        get(Purpose.READ, _url(access, [one.number for one in batch]), (_key(access),), batch)
        for batch in batches(asked, TERMS.batch)
    )


def check_call(access: Access) -> Call:
    """Return a call about a number that belongs to no parcel."""
    return get(Purpose.CHECK, _url(access, [_CHECKED]), (_key(access),))


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how La Poste stands to each number, by the return code of its entry."""
    trouble = http_trouble(answer)
    root = json_root(answer, is_list=True)
    if trouble is not None and trouble.kind is not TroubleKind.BAD_REQUEST:
        return Reply(trouble=trouble)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    entries = list(_entries(root))
    if not any(map(_code, entries)):
        return Reply(trouble=trouble or nonsense(answer, "it answered no entry that it documents"))
    return reply(call.asked, _standings(entries))


def _key(access: Access) -> tuple[str, str]:
    return ("X-Okapi-Key", value_of(access, "api_key"))


def _url(access: Access, numbers: Sequence[str]) -> str:
    # The commas stand between numbers, so only the numbers are quoted.
    path = ",".join(segment(number) for number in numbers)
    return f"{address(access.base_url, 'suivi', 'v2', 'idships')}/{path}?lang=fr_FR"


def _entries(root: Node) -> Iterator[Node]:
    return root.each()


def _code(entry: Node) -> str:
    """Return the return code of an entry, or empty text."""
    code = entry["returnCode"]
    return code.text if isinstance(code.value, (int, str)) else ""


def _standings(entries: Sequence[Node]) -> Iterator[tuple[str, NumberReply]]:
    for entry in entries:
        shipment, code = entry["shipment"], _code(entry)
        if shipment["idShip"]:
            standing = Standing.TOLD if shipment["event"] else Standing.NOT_YET
            yield shipment["idShip"].text, NumberReply(standing=standing)
        elif code in _STANDINGS:
            why = entry["returnMessage"].text
            yield entry["idShip"].text, NumberReply(standing=_STANDINGS[code], why=why)


def _read(page: Payload, shipment: Node, language: str) -> None:
    number = page.number_at(shipment["idShip"])
    carrier = _HOLDERS.get(shipment["holder"].text, SLUG)
    for event in shipment["event"].items():
        page.add(
            number,
            page.read(f"{SLUG}.suivi", event["code"].text),
            occurred_at=event_time(event["date"]),
            carrier=carrier,
            description=event["label"].text,
            language=language[:2],
        )
    context = shipment["contextData"]
    partner = context["partner"]
    page.hints.append(
        ParcelHint(
            tracking_number=number,
            carrier=carrier,
            service=shipment["product"].text,
            origin_country=alpha2(context["originCountry"].text),
            destination_country=alpha2(context["arrivalCountry"].text),
            last_mile_number=normalize(partner["reference"].text),
            last_mile_carrier=carrier_slug(partner["name"].text),
        )
    )
