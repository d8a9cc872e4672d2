"""Lets a third source tell of a few parcels: codes that nobody knows, and a body that broke off."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

from parcelwright.parcels.events import Milestone
from parcelwright.parcels.own_meanings import code_key
from parcelwright_web.actions import connections, inbound, own_meanings, projection
from parcelwright_web.actions.actors import actor_of
from parcelwright_web.models.accounts import User
from parcelwright_web.models.intake import InboundBody
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.samples.step1_terms import SECOND

if TYPE_CHECKING:
    from datetime import datetime

    from parcelwright_web.models.accounts import Shop

_SOURCE, _TABLE = "aftership", "aftership.subtag"
# Invented codes with the words that came with them; the last one means something to the shop.
_SAID = (
    ("Exception_041", "Item held for fumigation"),
    ("Exception_041", "Fumigation certificate requested"),
    ("InTransit_052", "Routing plan changed"),
    ("InfoReceived_017", "Advance data sent to the destination post"),
)
_KNOWN, _MEANS, _WHY = "InfoReceived_017", Milestone.NOTICE, "The line's own help page says so."
_EACH = 3


def fill(shop: Shop, now: datetime) -> None:
    """Receive the bodies, and have the second member say what one of the codes means."""
    connection = connections.connect(shop, _SOURCE, "", now)
    parcels = Parcel.objects.for_tenant(shop.tenant_id).filter(outcome="", cases=None)
    chosen = list(parcels.order_by("-pk")[: _EACH * len(_SAID)])
    for place, parcel in enumerate(chosen):
        at = now - timedelta(hours=5, minutes=7 * place)
        code, words = _SAID[place % len(_SAID)]
        inbound.receive(connection, _body(parcel, code, words, at), {}, at + timedelta(minutes=2))
    broken = json.dumps({"event": "tracking_update"}).encode()[:-8]
    inbound.receive(connection, broken, {}, now - timedelta(hours=9))
    waiting = InboundBody.objects.for_tenant(shop.tenant_id).filter(verdict="").order_by("pk")
    projection.project(shop.tenant_id, list(waiting.select_related("connection")), now)
    own_meanings.make(
        shop,
        code_key(source=_SOURCE, code_table=_TABLE, code=_KNOWN),
        _MEANS,
        reason=_WHY,
        actor=actor_of(User.objects.get(email=SECOND)),
        now=now - timedelta(hours=1),
    )


def _body(parcel: Parcel, code: str, words: str, at: datetime) -> bytes:
    said = {
        "slug": parcel.carrier,
        "tag": code.partition("_")[0],
        "subtag": code,
        "message": words,
        "checkpoint_time": at.isoformat(),
    }
    told = {
        "tracking_number": parcel.tracking_number,
        "slug": parcel.carrier,
        "checkpoints": [said],
    }
    return json.dumps({"event": "tracking_update", "msg": told}).encode()
