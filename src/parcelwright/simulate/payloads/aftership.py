"""AfterShip: the ``tracking_update`` webhook, with tags, sub-tags and the carrier's words.

Shape as in AfterShip's webhook documentation and its public Python model.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.simulate.deliveries import Scan, Snapshot

SOURCE = "aftership"
_COURIERS = {
    "la-poste-colissimo": "colissimo",
    "4px": "4px",
    "yunexpress": "yunexpress",
    "china-post": "china-post",
    "deutsche-post-dhl": "dhl-germany",
    "postnl": "postnl-international",
    "dhl-express": "dhl",
    "correios-br": "brazil-correios",
}


def body(snapshot: Snapshot) -> dict[str, object]:
    """Return the JSON body that AfterShip posts for a snapshot."""
    newest = snapshot.scans[-1]
    return {
        "ts": snapshot.moment,
        "event": "tracking_update",
        "event_id": str(uuid.UUID(snapshot.identity[:32], version=4)),
        "is_tracking_first_tag": snapshot.previous is None
        or _tag(snapshot.previous) != _tag(newest),
        "msg": {
            "id": snapshot.identity[32:56],
            "tracking_number": snapshot.number,
            "title": snapshot.number,
            "slug": _courier(snapshot.route.carrier),
            "source": "web",
            "active": _tag(newest) != "Delivered",
            "order_id": snapshot.order_number,
            "order_number": snapshot.order_number,
            "origin_country_iso3": snapshot.origin.iso3,
            "destination_country_iso3": snapshot.destination.iso3,
            "courier_destination_country_iso3": snapshot.destination.iso3,
            "tag": _tag(newest),
            "subtag": newest.words.aftership,
            "subtag_message": newest.words.en,
            "return_to_sender": newest.words.milestone in {"RETURNING", "RETURNED"},
            "created_at": snapshot.created_utc,
            "updated_at": snapshot.moment_utc,
            "next_couriers": _next(snapshot),
            "checkpoints": [_checkpoint(snapshot, scan) for scan in snapshot.scans],
        },
    }


def _checkpoint(snapshot: Snapshot, scan: Scan) -> dict[str, object]:
    return {
        "slug": _courier(snapshot.route.carrier),
        "created_at": scan.received_utc,
        "checkpoint_time": scan.occurred_at,
        "location": f"{scan.place}, {scan.country_name}",
        "city": scan.place,
        "state": None,
        "zip": None,
        "country_iso3": scan.iso3,
        "country_name": scan.country_name,
        "coordinates": [],
        "message": scan.description,
        "tag": _tag(scan),
        "subtag": scan.words.aftership,
        "subtag_message": scan.words.en,
        "raw_tag": scan.code or None,
    }


def _tag(scan: Scan) -> str:
    return scan.words.aftership.partition("_")[0]


def _courier(carrier: str) -> str:
    return _COURIERS.get(carrier, carrier)


def _next(snapshot: Snapshot) -> list[dict[str, str]]:
    if not snapshot.last_mile_number:
        return []
    carrier = _courier(snapshot.last_mile_carrier)
    return [{"slug": carrier, "tracking_number": snapshot.last_mile_number}]
