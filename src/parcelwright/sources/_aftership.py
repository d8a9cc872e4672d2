"""AfterShip asked, version 2025-07: trackings are created, listed, and started again.

Calls as in AfterShip's public Python SDK for 2025-07, error codes as in its documentation.
A watch is never ended from here: AfterShip completes a tracking only with a reason, such as
delivered or lost, and a statement of that kind is the seller's.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, nonsense
from parcelwright.asking.terms import Credential, Terms
from parcelwright.sources import _asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.sources._node import Node

TERMS = Terms(
    base_url="https://api.aftership.com/tracking/2025-07",
    credentials=(Credential(name="api_key", label="API key"),),
    batch=50,
    per_second=5.0,
    registers=True,
    expires_after=timedelta(days=30),
    retracks=3,
    forgets_after=timedelta(days=120),
    source="github.com/AfterShip/tracking-sdk-python (2025-07); aftership.com/docs/tracking",
)

_PAGE = 200
# AfterShip's own slugs, of carriers that it tells apart by nothing but these.
_SLUGS = {
    "4px": "4px",
    "cainiao": "cainiao",
    "dhl-express": "dhl",
    "fedex": "fedex",
    "ups": "ups",
    "usps": "usps",
    "yanwen": "yanwen",
    "yunexpress": "yunexpress",
}
# Its error codes about one tracking.
_STANDINGS = {
    "4003": (Standing.REGISTERED, "it was registered before"),
    "4004": (Standing.UNREGISTERED, "it is not registered"),
    "404": (Standing.UNREGISTERED, "it is not registered"),
    "4005": (Standing.REFUSED, "it takes it for no tracking number"),
    "4010": (Standing.NEEDS_MORE, "it wants the carrier beside the number"),
    "4011": (Standing.NEEDS_MORE, "the carrier wants more beside the number"),
    "4012": (Standing.NEEDS_MORE, "it cannot tell the carrier by the number"),
    "4013": (Standing.REGISTERED, "it never stopped watching it"),
    "4016": (Standing.STOPPED, "it does not start the number again"),
    "4017": (Standing.REFUSED, "it takes it for no tracking number"),
}


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that list trackings by their numbers, fifty at a time."""
    return tuple(
        _asking.get(
            Purpose.READ,
            _asking.address(
                access.base_url,
                "trackings",
                query={
                    "tracking_numbers": ",".join(each.number for each in batch),
                    "limit": str(_PAGE),
                },
            ),
            [_key(access)],
            batch,
        )
        for batch in _asking.batches(asked, TERMS.batch)
    )


def register_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that create a tracking each; the carrier is named where it is sure."""
    url = _asking.address(access.base_url, "trackings")
    return tuple(
        _asking.post_json(Purpose.REGISTER, url, _registration(each), [_key(access)], [each])
        for each in asked
    )


def retrack_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that start expired trackings again, of numbers whose id is known."""
    return tuple(
        _asking.post_json(
            Purpose.RETRACK,
            _asking.address(access.base_url, "trackings", each.reference, "retrack"),
            {},
            [_key(access)],
            [each],
        )
        for each in asked
        if each.reference
    )


def stop_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:  # noqa: ARG001 - every source takes these
    """Return nothing: AfterShip ends a watch only with a reason that we cannot vouch for."""
    return ()


def check_call(access: Access) -> Call:
    """Return the call that lists a single tracking."""
    url = _asking.address(access.base_url, "trackings", query={"limit": "1"})
    return _asking.get(Purpose.CHECK, url, [_key(access)])


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how AfterShip stands to each number asked, or what is wrong with the whole.

    The reference of a number is AfterShip's id of its tracking.
    """
    root = _asking.json_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=_asking.bad_status(answer) or root)
    meta, data = root["meta"], root["data"]
    if call.purpose in {Purpose.REGISTER, Purpose.RETRACK} and meta["code"].text in _STANDINGS:
        return _asking.reply_all(call.asked, _refused(meta, data))
    if trouble := _trouble(answer, meta, data):
        return Reply(trouble=trouble)
    match call.purpose:
        case Purpose.CHECK:
            return Reply()
        case Purpose.READ:
            return _listed(call, data)
        case _:
            tracking = one_of(data)
            told = NumberReply(standing=Standing.REGISTERED, reference=tracking["id"].text)
            return _asking.reply(call.asked, [(tracking["tracking_number"].text, told)])


def one_of(data: Node) -> Node:
    """Return the tracking of an answer about one; older versions wrap it."""
    return data["tracking"] if data["tracking"].is_object else data


def _key(access: Access) -> tuple[str, str]:
    return ("as-api-key", _asking.value_of(access, "api_key"))


def _registration(asked: Asked) -> dict[str, str]:
    more = {
        "slug": _SLUGS.get(asked.carrier, ""),
        "destination_postal_code": asked.postal_code,
        "tracking_ship_date": f"{asked.shipped_on:%Y%m%d}" if asked.shipped_on else "",
    }
    return {"tracking_number": asked.number} | {
        name: value for name, value in more.items() if value
    }


def _trouble(answer: Answer, meta: Node, data: Node) -> Trouble | None:
    if trouble := _asking.bad_status(answer, meta["code"]):
        return trouble
    return None if data.is_object else nonsense(answer, "it answered without data")


def _refused(meta: Node, data: Node) -> NumberReply:
    standing, why = _STANDINGS[meta["code"].text]
    said = f"AfterShip {meta['code'].text} {meta['message'].text}".strip()[:200]
    return NumberReply(standing=standing, why=f"{why} ({said})", reference=one_of(data)["id"].text)


def _listed(call: Call, data: Node) -> Reply:
    items = list(data["trackings"].items())
    found = [(item["tracking_number"].text, _standing(item)) for item in items]
    if len(items) < _PAGE:
        none = NumberReply(standing=Standing.UNREGISTERED, why="it is not registered")
        found += [(number, none) for number in call.numbers]
    return _asking.reply(call.asked, found)


def _standing(item: Node) -> NumberReply:
    tag, reference = item["tag"].text, item["id"].text
    if tag == "Expired":
        standing, why = Standing.STOPPED, "it gave up after thirty days without news"
    elif item["active"].value is False and tag != "Delivered":
        standing, why = Standing.STOPPED, "it no longer watches it"
    elif tag == "Pending" and not item["checkpoints"]:
        standing, why = Standing.NOT_YET, "it has nothing to tell yet"
    else:
        standing, why = Standing.TOLD, ""
    return NumberReply(standing=standing, why=why, reference=reference)
