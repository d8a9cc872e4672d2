"""DHL Unified Tracking, as documented at developer.dhl.com/api-reference/shipment-tracking."""

from doubles._server import json_response

SLUG = "dhl"
ACCESS = {"api_key": "demo-key-of-a-shop"}
KNOWN = ("1234567890", "00340434161094015902")
ABSENT = "9999999999"
OTHER = "1111111111"

_EXPRESS = [
    ("2026-05-06T14:20:00+02:00", "delivered", "OK", "Handed to the recipient", "Berlin", "DE"),
    ("2026-05-06T08:05:00+02:00", "transit", "WC", "With the courier", "Berlin", "DE"),
    ("2026-05-05T19:40:00+02:00", "transit", "MS", "Went to the wrong place", "Leipzig", "DE"),
    ("2026-05-05T03:10:00+08:00", "transit", "DF", "Left the hub", "Hong Kong", "HK"),
    ("2026-05-04T16:00:00+08:00", "transit", "PU", "Collected", "Shenzhen", "CN"),
]
_PAKET = [
    ("2026-05-07T09:00:00", "failure", "ZN", "Nobody was there", "Hamburg", "DE"),
    ("2026-05-07T07:00:00", "transit", "PO", "On the last trip", "Hamburg", "DE"),
    ("2026-05-05T10:00:00", "pre-transit", "VA", "Announced by the sender", "", "DE"),
]
_SERVICES = {KNOWN[0]: ("express", _EXPRESS), KNOWN[1]: ("parcel-de", _PAKET)}


def respond(request, state):
    if request.headers.get("dhl-api-key") != ACCESS["api_key"]:
        return _problem(401, "Unauthorized", "Unauthorized for given resource.")
    assert (request.method, request.path.removeprefix("/base")) == ("GET", "/track/shipments")
    assert request.one("language") == "en"
    number = request.one("trackingNumber")
    asked = KNOWN[0] if number == OTHER else number
    if asked not in _SERVICES:
        detail = "No shipment with given tracking number found."
        return _problem(404, "No result found", detail)
    return json_response({"shipments": [_shipment(asked, state)]})


def _problem(status, title, detail):
    problem = {"title": title, "detail": detail, "status": status, "instance": "/shipments"}
    return json_response(problem, status)


def _shipment(number, state):
    service, story = _SERVICES[number]
    events = state.told(
        number,
        [_event(*row) for row in story],
        code=("statusCode", "status"),
        words="description",
    )
    return {
        "id": number,
        "service": service,
        "origin": {"address": {"countryCode": "CN", "addressLocality": "Shenzhen"}},
        "destination": {"address": {"countryCode": "DE", "addressLocality": "Berlin"}},
        "status": _event(*story[0]),
        "details": {
            "product": {"productName": "WORLDWIDE"},
            "weight": {"value": 1.5, "unitText": "kg"},
            "totalNumberOfPieces": 1,
            "pieceIds": [f"JD{number}"],
        },
        "events": events,
    }


def _event(when, coarse, code, words, city, country):
    return {
        "timestamp": when,
        "location": {"address": {"addressLocality": city, "countryCode": country}},
        "statusCode": coarse,
        "status": code,
        "description": words,
    }
