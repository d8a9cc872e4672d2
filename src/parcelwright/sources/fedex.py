"""FedEx Track, version 1: thirty numbers a call, errors of a number inside a good answer.

Shape as in the FedEx developer catalog (developer.fedex.com, Track API) and the samples of
karrioapi/karrio at deea10f. A number that FedEx used again has several results: the newest
use is read, and the ship date in the question narrows the choice. The codes of scans are
those of the book ``fedex``; none of them says that a parcel is lost.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Terms
from parcelwright.parcels import code_books
from parcelwright.parcels.countries import alpha2
from parcelwright.parcels.events import EventTime, ParcelHint
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - sets of nothing else
from parcelwright.parcels.recognize import normalize
from parcelwright.sources import _oauth
from parcelwright.sources._asking import (
    address,
    batches,
    bearer,
    bound,
    good_root,
    post_json,
    reply,
)
from parcelwright.sources._statements import Payload, event_time, joined, weight_g

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call, Token
    from parcelwright.parcels.events import Parsed
    from parcelwright.sources._meaning import Reading
    from parcelwright.sources._node import Node

SLUG = "fedex"
NAME = "FedEx"
TERMS = Terms(
    base_url="https://apis.fedex.com",
    test_url="https://apis-sandbox.fedex.com",
    credentials=_oauth.credentials("API Key", "Secret Key"),
    batch=30,
    carriers=frozenset({SLUG}),
    source="https://developer.fedex.com/api/en-us/catalog/track.html",
)
CODES: Mapping[str, Mapping[str, M]] = code_books.milestones(SLUG)
_STANDINGS = {
    "TRACKING.TRACKINGNUMBER.NOTFOUND": Standing.NOT_FOUND,
    "TRACKING.DATA.NOTFOUND": Standing.NOT_FOUND,
    "TRACKING.DATA.NOTUNIQUE": Standing.NEEDS_MORE,
    "TRACKING.TRACKINGNUMBER.EMPTY": Standing.REFUSED,
    "TRACKING.TRACKINGNUMBER.INVALID": Standing.REFUSED,
}
# How far the ship date may lie from the day that we know.
_AROUND = timedelta(days=15)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_CHECKED = "123456789012"


def parse(payload: bytes, received_at: datetime | None) -> Parsed:
    """Return the scans of the newest use of each number, and a hint for each.

    Args:
        payload: Body of an answer.
        received_at: When the answer arrived.
    """
    page = Payload.open(SLUG, CODES, payload, received_at)
    for complete in _complete(page.root):
        page.is_understood = True
        number = page.number_at(complete["trackingNumber"])
        results = _results(complete)
        if results:
            newest = max(results, key=_latest)
            _read(page, number, newest)
            _note_other_uses(results, newest)
    return page.parsed()


def parse_answer(payload: bytes, received_at: datetime | None, asked: Sequence[str]) -> Parsed:
    """Return what an answer tells of the numbers asked."""
    return bound(parse(payload, received_at), asked)


def recognizes(root: Node) -> bool:
    """Return whether there is a list of complete results."""
    return isinstance(root["output"]["completeTrackResults"].value, list)


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return calls of up to thirty numbers, each with its ship date or FedEx's own id."""
    return tuple(_call(Purpose.READ, batch, access) for batch in batches(asked, TERMS.batch))


def check_call(access: Access) -> Call:
    """Return a call about a number of FedEx's own samples."""
    question = {"trackingNumberInfo": {"trackingNumber": _CHECKED}}
    return _post(Purpose.CHECK, [question], access, ())


def token_call(access: Access) -> Call:
    """Return the call that buys a token."""
    return _oauth.form_call(access, f"{access.base_url}/oauth/token")


def token_of(answer: Answer) -> Token | Trouble:
    """Return the token, or why there is none."""
    return _oauth.token_of(answer)


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how FedEx stands to each number; an error of its own system tells nothing."""
    root = good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    if not recognizes(root):
        return Reply(trouble=nonsense(answer, "it answered something else than we asked"))
    return reply(call.asked, _standings(root))


def _call(purpose: Purpose, asked: Sequence[Asked], access: Access) -> Call:
    return _post(purpose, [_question(one) for one in asked], access, asked)


def _post(purpose: Purpose, questions: object, access: Access, asked: Sequence[Asked]) -> Call:
    return post_json(
        purpose,
        address(access.base_url, "track", "v1", "trackingnumbers"),
        {"includeDetailedScans": True, "trackingInfo": questions},
        headers=(bearer(access), ("X-locale", "en_US")),
        asked=asked,
    )


def _question(asked: Asked) -> dict[str, object]:
    info = {"trackingNumber": asked.number}
    if asked.reference:
        info["trackingNumberUniqueId"] = asked.reference
    question: dict[str, object] = {"trackingNumberInfo": info}
    if asked.shipped_on:
        question["shipDateBegin"] = (asked.shipped_on - _AROUND).isoformat()
        question["shipDateEnd"] = (asked.shipped_on + _AROUND).isoformat()
    return question


def _complete(root: Node) -> Iterator[Node]:
    return root["output"]["completeTrackResults"].items()


def _results(complete: Node) -> list[Node]:
    return [result for result in complete["trackResults"].items() if not result["error"]["code"]]


def _standings(root: Node) -> Iterator[tuple[str, NumberReply]]:
    for complete in _complete(root):
        number = complete["trackingNumber"].text
        results = _results(complete)
        if results:
            newest = max(results, key=_latest)
            standing = Standing.TOLD if newest["scanEvents"] else Standing.NOT_YET
            unique = newest["trackingNumberInfo"]["trackingNumberUniqueId"].text
            yield number, NumberReply(standing=standing, reference=unique)
        for result in complete["trackResults"].items():
            error = result["error"]
            if error["code"].text in _STANDINGS:
                standing = _STANDINGS[error["code"].text]
                yield number, NumberReply(standing=standing, why=error["message"].text)


def _latest(result: Node) -> datetime:
    """Return the instant of the last scan of a use, or of its ship date when there is none."""
    scans = [scan["date"].word for scan in result["scanEvents"].items()]
    days = [day["dateTime"].word for day in result["dateAndTimes"].items()]
    times = [time.utc for text in scans or days if (time := EventTime.parse(text))]
    return max(times, default=_LONG_AGO)


def _note_other_uses(results: Sequence[Node], newest: Node) -> None:
    for result in results:
        if result is not newest:
            scans = len(list(result["scanEvents"].items()))
            what = f"an earlier use of the number; its {scans} scans are left out"
            result.problems.add(result.path, what)


def _read(page: Payload, number: str, result: Node) -> None:
    for scan in result["scanEvents"].items():
        place = scan["scanLocation"]
        page.add(
            number,
            _reading(page, scan["eventType"].text, scan["derivedStatusCode"].text),
            occurred_at=event_time(scan["date"]),
            carrier=SLUG,
            description=scan["eventDescription"].text or scan["derivedStatus"].text,
            place=joined(place["city"].text, place["stateOrProvinceCode"].text),
            country=place["countryCode"].text,
            facts={
                "derived_code": scan["derivedStatusCode"].text,
                "exception_code": scan["exceptionCode"].text,
                "exception": scan["exceptionDescription"].text,
                "location_type": scan["locationType"].text,
                "delay": scan["delayDetail"]["type"].text,
            },
        )
    _state(page, number, result["latestStatusDetail"], has_scans=bool(result["scanEvents"]))
    page.hints.append(_hint(result, number))


def _state(page: Payload, number: str, latest: Node, *, has_scans: bool) -> None:
    if latest["code"] and not has_scans:
        reading = _reading(page, latest["code"].text, latest["derivedCode"].text)
        page.add_state(number, reading, carrier=SLUG, description=latest["description"].text)


def _reading(page: Payload, kind: str, derived: str) -> Reading:
    """Return the type of a scan, read by the status that FedEx derives from it if need be."""
    reading = page.read("fedex.event", kind)
    if reading.milestone is not M.UNKNOWN or not derived:
        return reading
    return replace(reading, milestone=page.read("fedex.event", derived).milestone)


def _hint(result: Node, number: str) -> ParcelHint:
    weight = next(result["packageDetails"]["weightAndDimensions"]["weight"].items(), None)
    return ParcelHint(
        tracking_number=normalize(number),
        carrier=SLUG,
        service=result["serviceDetail"]["description"].text,
        origin_country=alpha2(result["shipperInformation"]["address"]["countryCode"].text),
        destination_country=alpha2(result["recipientInformation"]["address"]["countryCode"].text),
        weight_g=None if weight is None else weight_g(weight["value"], weight["unit"].text),
    )
