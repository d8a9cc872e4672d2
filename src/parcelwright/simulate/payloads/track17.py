"""17TRACK: the ``TRACKING_UPDATED`` push, version 2.2, with its statuses and sub-statuses.

Shape as in 17TRACK's API documentation. Carrier keys that we do not know for sure are
left at 0, which is what an undetected carrier has.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parcelwright.simulate.deliveries import Scan, Snapshot

SOURCE = "17track"
_KEYS = {
    "china-post": 3011,
    "usps": 21051,
    "yunexpress": 190008,
    "4px": 190094,
    "dhl-express": 100001,
}
_MILESTONES = {
    "LABEL_CREATED": "InfoReceived",
    "ACCEPTED": "PickedUp",
    "DEPARTED": "Departure",
    "ARRIVED": "Arrival",
    "OUT_FOR_DELIVERY": "OutForDelivery",
    "DELIVERED": "Delivered",
    "RETURNING": "Returning",
    "RETURNED": "Returned",
}


def body(snapshot: Snapshot) -> dict[str, object]:
    """Return the JSON body that 17TRACK pushes for a snapshot."""
    newest = snapshot.scans[-1]
    key = _KEYS.get(snapshot.route.carrier, 0)
    events = [_event(scan) for scan in reversed(snapshot.scans)]
    return {
        "event": "TRACKING_UPDATED",
        "data": {
            "number": snapshot.number,
            "carrier": key,
            "param": None,
            "tag": snapshot.order_number,
            "track_info": {
                "shipping_info": {
                    "shipper_address": _address(snapshot.origin_code),
                    "recipient_address": _address(snapshot.destination_code),
                },
                "latest_status": {
                    "status": _status(newest),
                    "sub_status": newest.words.track17,
                    "sub_status_descr": None,
                },
                "latest_event": events[0],
                "milestone": _milestones(snapshot),
                "misc_info": {
                    "service_type": snapshot.route.service,
                    "local_number": snapshot.last_mile_number or None,
                    "local_provider": snapshot.last_mile_carrier or None,
                    "local_key": _KEYS.get(snapshot.last_mile_carrier, 0),
                },
                "tracking": {
                    "providers_hash": zlib.crc32(snapshot.number.encode()),
                    "providers": [
                        {
                            "provider": {
                                "key": key,
                                "name": snapshot.route.carrier,
                                "alias": snapshot.route.carrier,
                                "tel": None,
                                "homepage": None,
                                "country": snapshot.origin_code,
                            },
                            "service_type": snapshot.route.service,
                            "latest_sync_status": "Success",
                            "latest_sync_time": snapshot.moment_utc,
                            "events_hash": zlib.crc32(snapshot.identity.encode()),
                            "events": events,
                        }
                    ],
                },
            },
        },
    }


def _event(scan: Scan) -> dict[str, object]:
    return {
        "time_iso": scan.occurred_at,
        "time_utc": scan.occurred_utc,
        "description": scan.description,
        "location": scan.place,
        "stage": _MILESTONES.get(scan.words.milestone),
        "sub_status": scan.words.track17,
        "address": {**_address(scan.country), "city": scan.place},
    }


def _address(country: str) -> dict[str, object]:
    return {
        "country": country,
        "state": None,
        "city": None,
        "street": None,
        "postal_code": None,
        "coordinates": {"longitude": None, "latitude": None},
    }


def _status(scan: Scan) -> str:
    return scan.words.track17.partition("_")[0]


def _milestones(snapshot: Snapshot) -> list[dict[str, object]]:
    """Return the first scan of each key stage, empty where none was seen."""
    first: dict[str, Scan] = {}
    for scan in snapshot.scans:
        if stage := _MILESTONES.get(scan.words.milestone):
            first.setdefault(stage, scan)
    return [
        {
            "key_stage": stage,
            "time_iso": first[stage].occurred_at if stage in first else None,
            "time_utc": first[stage].occurred_utc if stage in first else None,
        }
        for stage in _MILESTONES.values()
    ]
