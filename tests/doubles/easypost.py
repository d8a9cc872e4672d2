"""EasyPost, version 2, as docs.easypost.com describes trackers and its Python client records them."""

import base64

from doubles._server import json_response

SLUG = "easypost"
ACCESS = {"api_key": "EZTK0123456789abcdef"}
KNOWN = ("9400111899223456789012", "RR123456785CN")
ABSENT = "RB987654321CN"
OTHER = "RR111111110CN"

_ROWS = [
    ("2026-05-04T09:00:00Z", "pre_transit", "label_created", "Shipping Label Created", None, None),
    ("2026-05-04T18:00:00Z", "in_transit", "received_at_origin_facility", "Arrived at facility", "HOUSTON", "TX"),
    ("2026-05-06T10:20:00Z", "in_transit", "departed_facility", "Departed facility", "HOUSTON", "TX"),
    ("2026-05-08T14:00:00Z", "delivered", "arrived_at_destination", "Delivered", "CHARLESTON", "SC"),
]  # fmt: skip


def respond(request, state):
    name, _, secret = request.headers.get("authorization", "").partition(" ")
    if (name, base64.b64decode(secret).decode()) != ("Basic", f"{ACCESS['api_key']}:"):
        return _failed(401, "APIKEY.INACTIVE", "This api key is no longer active.")
    match request.method, request.path:
        case "GET", "/trackers":
            return json_response({"trackers": [], "has_more": False})
        case "POST", "/trackers":
            return _create(request.json()["tracker"], state)
        case "POST", "/trackers/batch":
            codes = request.json()["tracking_codes"]
            found = [_tracker(code, state) for code in codes if code in state.registered]
            return json_response({"trackers": found, "has_more": False})
    return _failed(404, "NOT_FOUND", "The requested resource could not be found.")


def _failed(status, code, message):
    return json_response({"error": {"code": code, "message": message, "errors": []}}, status)


def _create(body, state):
    number = body["tracking_code"]
    if number in state.memory.get("strange", ()):
        return _failed(422, "TRACKER.CREATE.ERROR", "The tracking code is of no supported carrier.")
    state.registered.setdefault(number, f"trk_{len(state.registered):032d}")
    return json_response({**_tracker(number, state), "tracking_details": []}, 201)


def _tracker(number, state):
    told = KNOWN[0] if number == OTHER else number
    details = [] if number == ABSENT else [_detail(*row) for row in _ROWS]
    if details:
        details = state.told(told, details, code=("status", "status_detail"), words="message")
    status = ("delivered", "arrived_at_destination") if details else ("unknown", "unknown")
    return {
        "id": state.registered[number],
        "object": "Tracker",
        "mode": "production",
        "tracking_code": told,
        "status": status[0],
        "status_detail": status[1],
        "signed_by": None,
        "weight": None,
        "shipment_id": None,
        "carrier": "USPS",
        "tracking_details": details,
        "carrier_detail": None,
        "fees": [],
    }


def _detail(moment, status, detail, words, city, region):
    return {
        "object": "TrackingDetail",
        "message": words,
        "description": "",
        "status": status,
        "status_detail": detail,
        "datetime": moment,
        "source": "USPS",
        "carrier_code": "",
        "tracking_location": {
            "object": "TrackingLocation", "city": city, "state": region, "country": None, "zip": None,
        },
        "est_delivery_date": None,
    }  # fmt: skip
