"""Karrio asked: trackers are added, and read one at a time.

Calls, filters and names of carriers as in the public source of karrioapi/karrio (module
manager, views of trackers) and at docs.karrio.io. The server is the seller's own, and so is
its address. A watch is never ended from here: Karrio discards the tracker to do so.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import (
    NumberReply,
    Reply,
    Standing,
    Trouble,
    http_trouble,
    nonsense,
)
from parcelwright.asking.terms import Confidence, Credential, Terms
from parcelwright.sources import _asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.sources._node import Node

# Karrio's own names of carriers, which a registration must give.
_CARRIERS = {
    "aramex": "aramex",
    "asendia": "asendia_us",
    "australia-post": "australiapost",
    "bpost": "bpost",
    "canada-post": "canadapost",
    "canpar": "canpar",
    "chronopost": "chronopost",
    "dhl-express": "dhl_express",
    "dpd-eu": "dpd",
    "fedex": "fedex",
    "la-poste-colissimo": "laposte",
    "purolator": "purolator",
    "royal-mail": "royalmail",
    "ups": "ups",
    "usps": "usps",
}
TERMS = Terms(
    base_url="",
    credentials=(Credential(name="api_key", label="API key"),),
    per_second=2.0,
    registers=True,
    expires_after=timedelta(days=90),
    carriers=frozenset(_CARRIERS),
    wire=Confidence.MEDIUM,
    source="github.com/karrioapi/karrio modules/manager; docs.karrio.io/reference/api/trackers",
)

_UNKNOWN_HERE = 404
_REFUSALS = frozenset({400, 404, 409, 424})


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return a call a number, by Karrio's id of its tracker where that is known."""
    return tuple(
        _asking.get(
            Purpose.READ,
            _asking.address(access.base_url, "v1", "trackers", each.reference or each.number),
            [_key(access)],
            [each],
        )
        for each in asked
    )


def register_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that add a tracker each, also before the carrier knows the number.

    A number whose carrier nobody knows goes out without one, and comes back refused.
    """
    url = _asking.address(access.base_url, "v1", "trackers", query={"pending_pickup": "true"})
    return tuple(
        _asking.post_json(
            Purpose.REGISTER,
            url,
            {"tracking_number": each.number, "carrier_name": _asking.own_name(each, _CARRIERS)},
            [_key(access)],
            [each],
        )
        for each in asked
    )


def retrack_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:  # noqa: ARG001 - every source takes these
    """Return nothing: Karrio starts no tracker again."""
    return ()


def stop_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:  # noqa: ARG001 - every source takes these
    """Return nothing: Karrio ends a watch only by discarding the seller's tracker."""
    return ()


def check_call(access: Access) -> Call:
    """Return the call that lists a single tracker."""
    url = _asking.address(access.base_url, "v1", "trackers", query={"limit": "1"})
    return _asking.get(Purpose.CHECK, url, [_key(access)])


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how Karrio stands to the number asked, or what is wrong with the answer.

    The reference of a number is Karrio's id of its tracker.
    """
    root = _asking.json_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=http_trouble(answer) or root)
    refusal = _refusal(call, answer, root)
    if refusal is not None:
        return _asking.reply_all(call.asked, refusal)
    if trouble := http_trouble(answer):
        return Reply(trouble=trouble)
    if call.purpose is Purpose.CHECK:
        return Reply()
    if not root["tracking_number"]:
        return Reply(trouble=nonsense(answer, "it answered without a tracker"))
    told = _standing(call.purpose, root)
    return _asking.reply(call.asked, [(root["tracking_number"].text, told)])


def _key(access: Access) -> tuple[str, str]:
    return ("Authorization", f"Token {_asking.value_of(access, 'api_key')}")


def _refusal(call: Call, answer: Answer, root: Node) -> NumberReply | None:
    said = [*root["errors"].items(), *root["messages"].items()]
    if not said:
        return None
    words = said[0]["message"].word[:200]
    if call.purpose is Purpose.READ and answer.status == _UNKNOWN_HERE:
        return NumberReply(standing=Standing.UNREGISTERED, why=f"it has no tracker ({words})")
    if call.purpose is Purpose.REGISTER and answer.status in _REFUSALS:
        return NumberReply(standing=Standing.REFUSED, why=f"it makes no tracker ({words})")
    return None


def _standing(purpose: Purpose, tracker: Node) -> NumberReply:
    status, reference = tracker["status"].text, tracker["id"].text
    if purpose is Purpose.REGISTER:
        standing, why = Standing.TOLD if tracker["events"] else Standing.REGISTERED, ""
    elif tracker["events"] and status == "unknown":
        standing, why = Standing.STOPPED, "it gave up after ninety days"
    elif tracker["events"]:
        standing, why = Standing.TOLD, ""
    elif status == "unknown":
        standing, why = Standing.NOT_FOUND, "the carrier knows nothing of it"
    else:
        standing, why = Standing.NOT_YET, "it has nothing to tell yet"
    return NumberReply(standing=standing, why=why, reference=reference)
