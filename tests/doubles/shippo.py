"""Shippo, version 2018-02-08, as its API reference and public Python SDK describe tracks."""

from doubles._server import json_response

SLUG = "shippo"
ACCESS = {"api_token": "shippo_live_0123456789abcdef"}
KNOWN = ("9205590164917312751089", "LX123456785US")
ABSENT = "RB987654321US"
OTHER = "RR111111110US"
ASKED = {number: {"carrier": "usps"} for number in (*KNOWN, ABSENT, OTHER)}

_ROWS = [
    ("2026-05-04T09:00:00Z", "PRE_TRANSIT", "information_received", "Label created"),
    ("2026-05-04T18:00:00Z", "TRANSIT", "package_accepted", "Accepted at the post office"),
    ("2026-05-06T10:20:00Z", "TRANSIT", "package_departed", "Left the facility"),
    ("2026-05-08T14:00:00Z", "DELIVERED", "delivered", "Delivered, front door"),
]


def respond(request, state):
    if request.headers.get("authorization") != f"ShippoToken {ACCESS['api_token']}":
        return json_response({"detail": "Token does not exist"}, 401)
    assert request.method == "GET"
    assert request.headers["shippo-api-version"] == "2018-02-08"
    match request.path.strip("/").split("/"):
        case ["carrier_accounts"]:
            return json_response({"next": None, "previous": None, "results": []})
        case ["tracks", "usps", number] if number in state.memory.get("strange", ()):
            return json_response({"detail": "The tracking number is not valid."}, 400)
        case ["tracks", "usps", number]:
            return json_response(_track(number, state))
    return json_response({"detail": "Not found."}, 404)


def _track(number, state):
    told = KNOWN[0] if number == OTHER else number
    rows = [] if number == ABSENT else [_event(*row) for row in _ROWS]
    if rows:
        rows = state.told(told, rows, code=("status", "substatus.code"), words="status_details")
    return {
        "messages": [],
        "carrier": "usps",
        "tracking_number": told,
        "address_from": {"city": "San Francisco", "state": "CA", "zip": "94103", "country": "US"},
        "address_to": {"city": "Chicago", "state": "IL", "zip": "60611", "country": "US"},
        "eta": None,
        "original_eta": None,
        "servicelevel": {"token": "usps_priority", "name": "Priority Mail"},
        "metadata": None,
        "tracking_status": _event(*_ROWS[-1]) if rows else None,
        "tracking_history": rows,
        "transaction": None,
        "test": False,
    }


def _event(moment, status, code, words):
    return {
        "object_created": "2026-05-20T10:00:00Z",
        "object_id": "0123456789abcdef0123456789abcdef",
        "status": status,
        "status_details": words,
        "status_date": moment,
        "substatus": {"code": code, "text": words, "action_required": False},
        "location": {"city": "San Francisco", "state": "CA", "zip": "94103", "country": "US"},
    }
