"""EasyPost asked: trackers are created, and read by their codes.

Calls and answers as at docs.easypost.com (trackers) and as recorded in the tests of EasyPost's
public Python client. EasyPost ends a tracker by itself, and starts none again.
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
from parcelwright.sources import _asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.sources._node import Node

TERMS = Terms(
    base_url="https://api.easypost.com/v2",
    credentials=(Credential(name="api_key", label="API key"),),
    batch=30,
    per_second=2.0,
    registers=True,
    source="docs.easypost.com/docs/trackers; github.com/EasyPost/easypost-python",
)

# EasyPost's own names of carriers. Of any other it is left to tell by the number.
_CARRIERS = {
    "canada-post": "CanadaPost",
    "dhl-express": "DHLExpress",
    "fedex": "FedEx",
    "royal-mail": "RoyalMail",
    "ups": "UPS",
    "usps": "USPS",
}
_UNPAID = 402
_REFUSALS = frozenset({400, 404, 422})


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that read trackers by their codes, thirty at a time."""
    url = _asking.address(access.base_url, "trackers", "batch")
    return tuple(
        _asking.post_json(
            Purpose.READ,
            url,
            {"tracking_codes": [each.number for each in batch]},
            [_key(access)],
            batch,
        )
        for batch in _asking.batches(asked, TERMS.batch)
    )


def register_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that create a tracker each."""
    url = _asking.address(access.base_url, "trackers")
    return tuple(
        _asking.post_json(
            Purpose.REGISTER, url, {"tracker": _registration(each)}, [_key(access)], [each]
        )
        for each in asked
    )


def retrack_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:  # noqa: ARG001 - every source takes these
    """Return nothing: EasyPost starts no tracker again."""
    return ()


def stop_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:  # noqa: ARG001 - every source takes these
    """Return nothing: EasyPost ends a tracker by itself."""
    return ()


def check_call(access: Access) -> Call:
    """Return the call that lists a single tracker."""
    url = _asking.address(access.base_url, "trackers", query={"page_size": "1"})
    return _asking.get(Purpose.CHECK, url, [_key(access)])


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how EasyPost stands to each number asked, or what is wrong with the whole.

    The reference of a number is EasyPost's id of its tracker.
    """
    root = _asking.json_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=http_trouble(answer) or root)
    if call.purpose is Purpose.REGISTER and answer.status in _REFUSALS:
        said = root["error"]["message"].word or root["error"]["code"].text
        told = NumberReply(standing=Standing.REFUSED, why=f"it makes no tracker: {said[:200]}")
        return _asking.reply_all(call.asked, told)
    if trouble := _trouble(call, answer, root):
        return Reply(trouble=trouble)
    match call.purpose:
        case Purpose.CHECK:
            return Reply()
        case Purpose.REGISTER:
            return _asking.reply(call.asked, [(root["tracking_code"].text, _created(root))])
        case _:
            return _listed(call, root)


def _key(access: Access) -> tuple[str, str]:
    return _asking.basic(_asking.value_of(access, "api_key"))


def _registration(asked: Asked) -> dict[str, str]:
    carrier = _CARRIERS.get(asked.carrier)
    return {"tracking_code": asked.number} | ({"carrier": carrier} if carrier else {})


def _trouble(call: Call, answer: Answer, root: Node) -> Trouble | None:
    trouble = http_trouble(answer)
    if answer.status == _UNPAID:
        what = nonsense(answer, "it wants to be paid first").what
        return Trouble(kind=TroubleKind.BUDGET_SPENT, what=what)
    if trouble is not None:
        return trouble
    is_list = root["trackers"].value is not None
    if is_list or (call.purpose is Purpose.REGISTER and root["tracking_code"]):
        return None
    return nonsense(answer, "it answered without trackers")


def _created(tracker: Node) -> NumberReply:
    standing = Standing.TOLD if tracker["tracking_details"] else Standing.REGISTERED
    return NumberReply(standing=standing, reference=tracker["id"].text)


def _listed(call: Call, root: Node) -> Reply:
    found = [(item["tracking_code"].text, _standing(item)) for item in root["trackers"].items()]
    if root["has_more"].value is not True:
        none = NumberReply(standing=Standing.UNREGISTERED, why="it has no tracker")
        found += [(number, none) for number in call.numbers]
    return _asking.reply(call.asked, found)


def _standing(tracker: Node) -> NumberReply:
    if tracker["status_detail"].text == "expired":
        standing, why = Standing.STOPPED, "it gave up for want of news"
    elif tracker["tracking_details"]:
        standing, why = Standing.TOLD, ""
    elif tracker["status"].text == "unknown":
        standing, why = Standing.NOT_FOUND, "the carrier knows nothing of it"
    else:
        standing, why = Standing.NOT_YET, "it has nothing to tell yet"
    return NumberReply(standing=standing, why=why, reference=tracker["id"].text)
