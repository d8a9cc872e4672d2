"""EasyPost: the ``tracker.created`` and ``tracker.updated`` events with a whole Tracker.

Shape as in EasyPost's public example of a tracking webhook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.simulate.deliveries import Scan, Snapshot

SOURCE = "easypost"
_CARRIERS = {
    "usps": "USPS",
    "dhl-express": "DHLExpress",
    "deutsche-post-dhl": "DHLPaket",
    "postnl": "PostNL",
    "japan-post": "JapanPost",
    "china-post": "ChinaPost",
    "la-poste-colissimo": "Colissimo",
}


def body(snapshot: Snapshot) -> dict[str, object]:
    """Return the JSON body that EasyPost posts for a snapshot."""
    newest, previous = snapshot.scans[-1], snapshot.previous
    tracker = f"trk_{snapshot.identity[:32]}"
    carrier = _CARRIERS.get(snapshot.route.carrier, snapshot.route.carrier)
    return {
        "id": f"evt_{snapshot.identity[32:]}",
        "object": "Event",
        "created_at": snapshot.moment_utc,
        "updated_at": snapshot.moment_utc,
        "description": "tracker.updated" if previous else "tracker.created",
        "mode": "test",
        "previous_attributes": {"status": previous.words.easypost[0]} if previous else {},
        "pending_urls": [],
        "completed_urls": [],
        "result": {
            "id": tracker,
            "object": "Tracker",
            "mode": "test",
            "tracking_code": snapshot.number,
            "status": newest.words.easypost[0],
            "status_detail": newest.words.easypost[1],
            "created_at": snapshot.created_utc,
            "updated_at": snapshot.moment_utc,
            "signed_by": None,
            "weight": None,
            "est_delivery_date": None,
            "shipment_id": None,
            "carrier": carrier,
            "finalized": newest.words.easypost[0] == "delivered",
            "is_return": newest.words.easypost[0] == "return_to_sender",
            "carrier_detail": {
                "object": "CarrierDetail",
                "service": snapshot.route.service,
                "alternate_identifier": snapshot.last_mile_number or None,
                "origin_location": snapshot.origin.name,
                "destination_location": snapshot.destination.name,
            },
            "fees": [],
            "tracking_details": [_detail(scan, carrier) for scan in snapshot.scans],
        },
    }


def _detail(scan: Scan, carrier: str) -> dict[str, object]:
    return {
        "object": "TrackingDetail",
        "message": scan.description,
        "description": None,
        "status": scan.words.easypost[0],
        "status_detail": scan.words.easypost[1],
        "datetime": scan.occurred_at,
        "source": carrier,
        "carrier_code": scan.code or None,
        "tracking_location": {
            "object": "TrackingLocation",
            "city": scan.place,
            "state": None,
            "country": scan.country,
            "zip": None,
        },
    }
