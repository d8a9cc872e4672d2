"""Shippo asked: the track of one number of one carrier.

Call, answer and names of carriers as in Shippo's API reference and public Python SDK. Nothing
is registered: that only has Shippo post to an address the seller entered there.
"""

from __future__ import annotations

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
from parcelwright.asking.terms import Credential, Terms
from parcelwright.sources import _asking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.asking.calls import Access, Answer, Asked, Call
    from parcelwright.sources._node import Node

# Shippo's own names of the carriers it tracks.
_TOKENS = {
    "aramex": "aramex",
    "asendia": "asendia_us",
    "australia-post": "australia_post",
    "canada-post": "canada_post",
    "chronopost": "chronopost",
    "correios-br": "correios_br",
    "correos": "correos_espana",
    "deutsche-post-dhl": "dhl_germany",
    "dhl-ecommerce-us": "dhl_ecommerce",
    "dhl-express": "dhl_express",
    "dpd-eu": "dpd_de",
    "dpd-uk": "dpd_uk",
    "evri": "hermes_uk",
    "fedex": "fedex",
    "hongkong-post": "hongkong_post",
    "la-poste-colissimo": "colissimo",
    "lasership": "lasership",
    "nz-post": "new_zealand_post",
    "ontrac": "ontrac",
    "parcelforce": "parcelforce",
    "poste-italiane": "poste_italiane",
    "purolator": "purolator",
    "royal-mail": "royal_mail",
    "ups": "ups",
    "usps": "usps",
}
TERMS = Terms(
    base_url="https://api.goshippo.com",
    credentials=(Credential(name="api_token", label="API token"),),
    carriers=frozenset(_TOKENS),
    source="docs.goshippo.com (GET /tracks); github.com/goshippo/shippo-python-sdk",
)

_VERSION = ("Shippo-API-Version", "2018-02-08")
_REFUSED = 400


def read_calls(asked: Sequence[Asked], access: Access) -> tuple[Call, ...]:
    """Return a call a number; one of a carrier that Shippo does not track is left out."""
    return tuple(
        _asking.get(
            Purpose.READ,
            _asking.address(access.base_url, "tracks", token, each.number),
            _headers(access),
            [each],
        )
        for each in asked
        if (token := _asking.own_name(each, _TOKENS))
    )


def check_call(access: Access) -> Call:
    """Return the call that lists a single carrier account."""
    url = _asking.address(access.base_url, "carrier_accounts", query={"results": "1"})
    return _asking.get(Purpose.CHECK, url, _headers(access))


def reply_of(call: Call, answer: Answer) -> Reply:
    """Return how Shippo stands to the number asked, or what is wrong with the answer."""
    root = _asking.json_root(answer)
    if isinstance(root, Trouble):
        return Reply(trouble=http_trouble(answer) or root)
    if call.purpose is Purpose.READ and answer.status == _REFUSED:
        why = f"it does not take the number: {root['detail'].word[:200]}"
        return _asking.reply_all(call.asked, NumberReply(standing=Standing.REFUSED, why=why))
    if trouble := http_trouble(answer):
        return Reply(trouble=trouble)
    if call.purpose is Purpose.CHECK:
        return Reply()
    if not root["tracking_number"]:
        return Reply(trouble=nonsense(answer, "it answered without a track"))
    return _asking.reply(call.asked, [(root["tracking_number"].text, _standing(root))])


def _headers(access: Access) -> list[tuple[str, str]]:
    return [("Authorization", f"ShippoToken {_asking.value_of(access, 'api_token')}"), _VERSION]


def _standing(track: Node) -> NumberReply:
    status = track["tracking_status"]["status"].text
    if not track["tracking_history"] and status in {"", "UNKNOWN"}:
        why = "the carrier knows nothing of it"
        return NumberReply(standing=Standing.NOT_FOUND, why=why)
    return NumberReply(standing=Standing.TOLD)
