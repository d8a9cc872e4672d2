"""17TRACK asked, version 2.4: numbers are registered, read, started again and stopped.

Calls and error codes as documented at asset.17track.net/api/document/v2.4_en and as several
public clients use them; the names of what a registration may carry beside the number as in
public clients only. Only the registration of a new number costs a unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Reply, Standing, Trouble, TroubleKind, nonsense
from parcelwright.asking.terms import Credential, Terms
from parcelwright.sources import _asking

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.sources._node import Node

TERMS = Terms(
    base_url="https://api.17track.net/track/v2.4",
    credentials=(Credential(name="api_key", label="Security key (17token)"),),
    batch=40,
    per_second=3.0,
    registers=True,
    retracks=1,
    source="asset.17track.net/api/document/v2.4_en",
)

# Its error codes about one number. Any other leaves the number refused.
_STANDINGS = {
    "-18010018": (Standing.NEEDS_MORE, "it wants the country and the postcode beside the number"),
    "-18010019": (Standing.NEEDS_MORE, "it wants the postcode beside the number"),
    "-18010020": (Standing.NEEDS_MORE, "it wants a phone number beside the number"),
    "-18019901": (Standing.REGISTERED, "it was registered before"),
    "-18019902": (Standing.UNREGISTERED, "it is not registered"),
    "-18019903": (Standing.NEEDS_MORE, "it cannot tell the carrier by the number"),
    "-18019904": (Standing.REGISTERED, "it never stopped watching it"),
    "-18019905": (Standing.STOPPED, "it starts a number again only once"),
    "-18019906": (Standing.STOPPED, "it no longer watched it"),
    "-18019909": (Standing.NOT_YET, "it has nothing to tell yet"),
    "-18019910": (Standing.NEEDS_MORE, "it wants the right carrier beside the number"),
}
# About the account or the whole question, also when told number by number.
_TROUBLES = {
    "-18010001": TroubleKind.BAD_ACCESS,
    "-18010002": TroubleKind.BAD_ACCESS,
    "-18010003": TroubleKind.DOWN,
    "-18010004": TroubleKind.BAD_ACCESS,
    "-18010005": TroubleKind.BAD_ACCESS,
    "-18010013": TroubleKind.BAD_REQUEST,
    "-18010014": TroubleKind.BAD_REQUEST,
    "-18019907": TroubleKind.BUDGET_SPENT,
    "-18019908": TroubleKind.BUDGET_SPENT,
}
_ACCEPTED = {
    Purpose.REGISTER: Standing.REGISTERED,
    Purpose.RETRACK: Standing.REGISTERED,
    Purpose.STOP: Standing.STOPPED,
}


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that read registered numbers, forty at a time; free of charge."""
    return _calls(Purpose.READ, "gettrackinfo", asked, access, lambda each: {"number": each.number})


def register_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that register numbers, with all that some carriers want beside them."""
    return _calls(Purpose.REGISTER, "register", asked, access, _registration)


def retrack_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that start stopped numbers again, which each number may be once."""
    return _calls(Purpose.RETRACK, "retrack", asked, access, _registered)


def stop_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return the calls that end the watch on numbers."""
    return _calls(Purpose.STOP, "stoptrack", asked, access, _registered)


def check_call(access: Access) -> Call:
    """Return the call that asks how many registrations are left."""
    url = _asking.address(access.base_url, "getquota")
    return _asking.post_json(Purpose.CHECK, url, [], [_key(access)])


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how 17TRACK stands to each number asked, or what is wrong with the whole.

    The reference of a number is the key of its carrier. A number refused for want of quota is
    left out while others were taken.
    """
    root = _asking.good_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=root)
    data = root["data"]
    errors = [root["code"].text, *(error["code"].text for error in data["errors"].items())]
    if trouble := _trouble(errors, answer):
        return Reply(trouble=trouble)
    if not data.is_object:
        return Reply(trouble=nonsense(answer, "it answered without data"))
    if call.purpose is Purpose.CHECK:
        return _quota(data, answer)
    found = [
        (item["number"].text, _accepted(call.purpose, item)) for item in data["accepted"].items()
    ]
    rejected = [(item["number"].text, item["error"]) for item in data["rejected"].items()]
    found += [(number, _rejected(error)) for number, error in rejected if not _is_spent(error)]
    reply = _asking.reply(call.asked, found)
    if rejected and not reply.numbers:
        spent = _trouble([error["code"].text for _, error in rejected], answer)
        return Reply(trouble=spent) if spent else reply
    return reply


def part_of(node: Node, name: str) -> Node:
    """Return a part that public samples show both inside and beside ``track_info``."""
    return node["track_info"][name] or node[name]


def _calls(
    purpose: Purpose,
    method: str,
    asked: Sequence[Asked],
    access: Access,
    entry: Callable[[Asked], Mapping[str, str | int]],
) -> tuple[Call, ...]:
    url = _asking.address(access.base_url, method)
    return tuple(
        _asking.post_json(purpose, url, [entry(each) for each in batch], [_key(access)], batch)
        for batch in _asking.batches(asked, TERMS.batch)
    )


def _key(access: Access) -> tuple[str, str]:
    return ("17token", _asking.value_of(access, "api_key"))


def _registration(asked: Asked) -> Mapping[str, str | int]:
    more = {
        "origin_country": asked.origin_country,
        "destination_country": asked.destination_country,
        "destination_postal_code": asked.postal_code,
        "phone_number_last_4": asked.phone_tail,
        "ship_date": asked.shipped_on.isoformat() if asked.shipped_on else "",
    }
    return {"number": asked.number} | {name: value for name, value in more.items() if value}


def _registered(asked: Asked) -> Mapping[str, str | int]:
    carrier = asked.reference
    has_key = carrier.isascii() and carrier.isdigit() and int(carrier) > 0
    return {"number": asked.number} | ({"carrier": int(carrier)} if has_key else {})


def _accepted(purpose: Purpose, item: Node) -> NumberReply:
    reference = item["carrier"].text
    if purpose is not Purpose.READ:
        return NumberReply(standing=_ACCEPTED[purpose], reference=reference)
    status = part_of(item, "latest_status")["status"].text
    providers = item["track_info"]["tracking"]["providers"]
    if status == "Expired":
        standing, why = Standing.STOPPED, "it gave up for want of news"
    elif any(provider["events"] for provider in providers.items()):
        standing, why = Standing.TOLD, ""
    elif status == "NotFound":
        standing, why = Standing.NOT_FOUND, "the carrier knows nothing of it"
    elif status:
        standing, why = Standing.TOLD, ""
    else:
        standing, why = Standing.NOT_YET, "it has nothing to tell yet"
    return NumberReply(standing=standing, why=why, reference=reference)


def _rejected(error: Node) -> NumberReply:
    code = error["code"].text
    said = f"17TRACK {code} {error['message'].text}".strip()[:200]
    standing, why = _STANDINGS.get(code, (Standing.REFUSED, "it does not take the number"))
    return NumberReply(standing=standing, why=f"{why} ({said})")


def _is_spent(error: Node) -> bool:
    return error["code"].text in _TROUBLES


def _trouble(codes: Sequence[str], answer: Answer) -> Trouble | None:
    """Return what the first code says that is no success, or None when there is none."""
    wrong = [code for code in codes if code not in {"", "0"}]
    if not wrong:
        return None
    code = next((code for code in wrong if code in _TROUBLES), wrong[0])
    kind = _TROUBLES.get(code, TroubleKind.BAD_REQUEST)
    return Trouble(kind=kind, what=nonsense(answer, f"17TRACK says {code}").what)


def _quota(data: Node, answer: Answer) -> Reply:
    left = data["quota_remain"].number
    if left is None:
        return Reply(trouble=nonsense(answer, "it did not say how many registrations are left"))
    if left > 0:
        return Reply()
    what = "no registration is left; numbers registered before are still read"
    return Reply(trouble=Trouble(kind=TroubleKind.BUDGET_SPENT, what=what))
