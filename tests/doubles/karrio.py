"""A Karrio server, as its public source answers (module manager, views of trackers)."""

from doubles._server import json_response

SLUG = "karrio"
ACCESS = {"api_key": "key_0123456789abcdef"}
KNOWN = ("1Z12345E0205271688", "1Z12345E0305271640")
ABSENT = "1Z12345E1505270452"
OTHER = "1Z12345E0390515214"
ASKED = {number: {"carrier": "fedex"} for number in (*KNOWN, ABSENT, OTHER)}

_ROWS = [
    ("2026-05-08T14:00:00.000Z", "delivered", "DL", "Delivered", "New York, NY, US"),
    ("2026-05-06T10:20:00.000Z", "in_transit", "DP", "Departed", "Memphis, TN, US"),
    ("2026-05-04T18:00:00.000Z", "picked_up", "PU", "Picked up", "Memphis, TN, US"),
]


def respond(request, state):
    if request.headers.get("authorization") != f"Token {ACCESS['api_key']}":
        return _failed(401, "authentication_failed", "Invalid token.")
    match request.method, request.path.strip("/").split("/"):
        case "GET", ["v1", "trackers"]:
            return json_response({"count": 0, "next": None, "previous": None, "results": []})
        case "POST", ["v1", "trackers"]:
            return _add(request, state)
        case "GET", ["v1", "trackers", wanted]:
            found = [n for n, known in state.registered.items() if wanted in {n, known}]
            if not found:
                return _failed(404, "not_found", "No Tracking matches the given query.")
            return json_response(_tracker(found[0], state))
    return _failed(404, "not_found", "Not found.")


def _failed(status, code, message):
    return json_response({"errors": [{"code": code, "message": message}]}, status)


def _add(request, state):
    assert request.one("pending_pickup") == "true"
    body = request.json()
    assert set(body) == {"tracking_number", "carrier_name"}
    number = body["tracking_number"]
    if number in state.memory.get("strange", ()):
        return _failed(404, "not_found", "No active carrier connection found.")
    state.registered.setdefault(number, f"trk_{len(state.registered):032d}")
    return json_response({**_tracker(number, state), "events": []}, 202)


def _tracker(number, state):
    told = KNOWN[0] if number == OTHER else number
    rows = [] if number == ABSENT else [_event(*row) for row in _ROWS]
    if rows:
        rows = state.told(told, rows, code=("status", "code"), words="description")
    return {
        "id": state.registered[number],
        "object_type": "tracker",
        "carrier_name": "fedex",
        "carrier_id": "FEDX",
        "tracking_number": told,
        "info": {"shipment_service": "FedEx Ground", "shipment_destination_country": "US"},
        "events": rows,
        "delivered": bool(rows),
        "test_mode": False,
        "status": "delivered" if rows else "unknown",
        "estimated_delivery": None,
        "meta": {},
        "metadata": {},
        "messages": [],
    }


def _event(moment, status, code, words, place):
    return {
        "date": moment[:10],
        "time": "02:00 PM",
        "timestamp": moment,
        "code": code,
        "description": words,
        "location": place,
        "status": status,
        "reason": None,
        "latitude": None,
        "longitude": None,
    }
