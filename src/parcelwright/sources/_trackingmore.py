"""TrackingMore asked, version 4: trackings are created, listed, and started again.

Calls as in TrackingMore's public Java SDK, error codes as in its documentation. A watch is
never ended from here: TrackingMore ends one only by deleting what the seller keeps there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    Trouble,
    TroubleKind,
    nonsense,
)
from parcelwright.asking.terms import Credential, Terms
from parcelwright.sources import _asking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.sources._node import Node

# Its own codes of couriers, which a registration must name.
_COURIERS = {
    "4px": "4px",
    "australia-post": "australia-post",
    "cainiao": "cainiao",
    "canada-post": "canada-post",
    "china-post": "china-post",
    "deutsche-post-dhl": "deutsche-post",
    "dhl-express": "dhl",
    "fedex": "fedex",
    "royal-mail": "royal-mail",
    "ups": "ups",
    "usps": "usps",
    "yanwen": "yanwen",
    "yunexpress": "yunexpress",
}
TERMS = Terms(
    base_url="https://api.trackingmore.com/v4",
    credentials=(Credential(name="api_key", label="API key"),),
    batch=40,
    per_second=3.0,
    registers=True,
    expires_after=timedelta(days=30),
    retracks=1,
    source="github.com/TrackingMore-API/trackingmore-sdk-java; support.trackingmore.com",
)
# After an answer 429 it wants to be left alone so long.
_SILENCE = timedelta(seconds=120)
_SPENT = "4190"
# Its error codes about one number.
_STANDINGS = {
    "4101": (Standing.REGISTERED, "it was registered before"),
    "4102": (Standing.UNREGISTERED, "it is not registered"),
    "4110": (Standing.REFUSED, "it takes it for no tracking number"),
    "4111": (Standing.REFUSED, "it takes it for no tracking number"),
    "4112": (Standing.REFUSED, "it takes it for no tracking number"),
    "4113": (Standing.REGISTERED, "it starts only expired numbers again"),
    "4120": (Standing.NEEDS_MORE, "it wants the carrier beside the number"),
    "4121": (Standing.NEEDS_MORE, "it wants the carrier beside the number"),
    "4122": (Standing.NEEDS_MORE, "it wants the carrier beside the number"),
    "4130": (Standing.REFUSED, "the number has not the form of its carrier"),
}
_BY_STATUS = {
    "notfound": (Standing.NOT_FOUND, "the carrier knows nothing of it"),
    "pending": (Standing.NOT_YET, "it has nothing to tell yet"),
    "expired": (Standing.STOPPED, "it gave up for want of news"),
}


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that list trackings by their numbers, forty at a time."""
    return tuple(
        _asking.get(
            Purpose.READ,
            _asking.address(
                access.base_url,
                "trackings",
                "get",
                query={"tracking_numbers": ",".join(each.number for each in batch)},
            ),
            [_key(access)],
            batch,
        )
        for batch in _asking.batches(asked, TERMS.batch)
    )


def register_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that create trackings, forty at a time.

    A number whose carrier nobody knows goes out without one, and comes back as in want of it.
    """
    url = _asking.address(access.base_url, "trackings", "batch")
    return tuple(
        _asking.post_json(
            Purpose.REGISTER, url, [_registration(each) for each in batch], [_key(access)], batch
        )
        for batch in _asking.batches(asked, TERMS.batch)
    )


def retrack_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that start expired trackings again, of numbers whose id is known."""
    return tuple(
        _asking.post_json(
            Purpose.RETRACK,
            _asking.address(access.base_url, "trackings", "retrack", each.reference),
            {},
            [_key(access)],
            [each],
        )
        for each in asked
        if each.reference
    )


def stop_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:  # noqa: ARG001 - every source takes these
    """Return nothing: TrackingMore ends a watch only by deleting what the seller keeps there."""
    return ()


def check_call(access: Access) -> Call:
    """Return the call that lists a single tracking."""
    url = _asking.address(access.base_url, "trackings", "get", query={"items_amount": "1"})
    return _asking.get(Purpose.CHECK, url, [_key(access)])


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how TrackingMore stands to each number asked, or what is wrong with the whole.

    The reference of a number is TrackingMore's id of its tracking. A number refused for want of
    quota is left out while others were taken.
    """
    root = _asking.json_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=_patient(_asking.bad_status(answer)) or root)
    meta = root["meta"]
    code = meta["code"].text
    if code in _STANDINGS and call.asked:
        return _asking.reply_all(call.asked, _told_by_code(code, meta["message"].text))
    if trouble := _trouble(answer, meta):
        return Reply(trouble=trouble)
    match call.purpose:
        case Purpose.READ:
            return _listed(call, root)
        case Purpose.REGISTER:
            return _created(call, root["data"], answer)
        case _:
            reference = root["data"]["id"].text
            watched = NumberReply(standing=Standing.REGISTERED, reference=reference)
            return _asking.reply_all(call.asked, watched)


def trackings(root: Node) -> Iterator[Node]:
    """Yield the trackings of a webhook or an answer."""
    data = root["data"]
    if isinstance(data.value, list):
        yield from data.items()
    elif data["tracking_number"]:
        yield data
    elif root["tracking_number"]:
        yield root


def _key(access: Access) -> tuple[str, str]:
    return ("Tracking-Api-Key", _asking.value_of(access, "api_key"))


def _registration(asked: Asked) -> dict[str, str]:
    more = {
        "origin_country_iso2": asked.origin_country,
        "destination_country_iso2": asked.destination_country,
        "tracking_postal_code": asked.postal_code,
    }
    courier = _asking.own_name(asked, _COURIERS)
    return {"tracking_number": asked.number, "courier_code": courier} | {
        name: value for name, value in more.items() if value
    }


def _created(call: Call, data: Node, answer: Answer) -> Reply:
    found = [
        (
            item["tracking_number"].text,
            NumberReply(standing=Standing.REGISTERED, reference=item["id"].text),
        )
        for item in data["success"].items()
    ]
    errors = list(data["error"].items())
    found += [
        (item["tracking_number"].text, _told_by_code(code, item["errorMessage"].text))
        for item in errors
        if (code := item["errorCode"].text) != _SPENT
    ]
    if errors and not found:
        return Reply(trouble=_spent(answer))
    return _asking.reply(call.asked, found)


def _standing(item: Node) -> NumberReply:
    standing, why = _BY_STATUS.get(item["delivery_status"].text, (Standing.TOLD, ""))
    return NumberReply(standing=standing, why=why, reference=item["id"].text)


def _told_by_code(code: str, message: str) -> NumberReply:
    standing, why = _STANDINGS.get(code, (Standing.REFUSED, "it does not take the number"))
    return NumberReply(
        standing=standing, why=f"{why} ({f'TrackingMore {code} {message}'.strip()[:200]})"
    )


def _listed(call: Call, root: Node) -> Reply:
    none = NumberReply(standing=Standing.UNREGISTERED, why="it is not registered")
    found = [(item["tracking_number"].text, _standing(item)) for item in trackings(root)]
    return _asking.reply(call.asked, [*found, *((number, none) for number in call.numbers)])


def _trouble(answer: Answer, meta: Node) -> Trouble | None:
    if meta["code"].text == _SPENT:
        return _spent(answer)
    if trouble := _asking.bad_status(answer, meta["code"]):
        return _patient(trouble)
    return None if meta["code"] else nonsense(answer, "it answered without a code")


def _spent(answer: Answer) -> Trouble:
    what = nonsense(answer, "the quota is used up").what
    return Trouble(kind=TroubleKind.BUDGET_SPENT, what=what)


def _patient(trouble: Trouble | None) -> Trouble | None:
    """Return a throttling with the silence that TrackingMore wants where it names none."""
    if trouble is None or trouble.kind is not TroubleKind.THROTTLED or trouble.wait is not None:
        return trouble
    return replace(trouble, wait=_SILENCE)
