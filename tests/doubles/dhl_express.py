"""DHL Express, MyDHL, as in its specification 3.1.1."""

from doubles._server import json_response
from doubles._tokens import basic

SLUG = "dhl-express"
ACCESS = {"username": "mydhl-user", "password": "mydhl-password"}
KNOWN = ("1234567890", "9356579890")
ABSENT = "9999999999"
OTHER = "1111111111"

_STORY = [
    ("2026-05-06", "14:20:00", "+02:00", "OK", "Delivered", "BER", "Berlin-DE"),
    ("2026-05-06", "08:05:00", "+02:00", "WC", "With the courier", "BER", "Berlin-DE"),
    ("2026-05-05", "11:00:00", "+02:00", "UD", "Held for clearance", "LEJ", "Leipzig-DE"),
    ("2026-05-04", "16:00:00", "+08:00", "PU", "Picked up", "SZX", "Shenzhen-CN"),
]


def respond(request, state):
    if request.headers.get("authorization") != basic(ACCESS["username"], ACCESS["password"]):
        return _problem(401, "Unauthorized", "Invalid credentials")
    assert request.method == "GET"
    *_, name, number, what = request.path.split("/")
    assert (name, what) == ("shipments", "tracking")
    assert request.one("requestGMTOffsetPerEvent") == "true"
    told = KNOWN[0] if number == OTHER else number
    if told not in KNOWN:
        return _problem(404, "Not found", "No data found")
    return json_response({"shipments": [_shipment(told, state)]})


def _problem(status, title, detail):
    problem = {"instance": "/mydhlapi", "title": title, "detail": detail, "status": str(status)}
    return json_response(problem, status)


def _shipment(number, state):
    events = state.told(
        number, [_event(*row) for row in _STORY], code="typeCode", words="description"
    )
    return {
        "shipmentTrackingNumber": number,
        "status": "Success",
        "shipmentTimestamp": "2026-05-04T16:00:31",
        "productCode": "P",
        "shipperDetails": {"postalAddress": {"countryCode": "CN"}},
        "receiverDetails": {"postalAddress": {"countryCode": "DE"}},
        "totalWeight": 1.5,
        "unitOfMeasurements": "metric",
        "events": events,
        "numberOfPieces": 1,
    }


def _event(day, time, offset, code, words, area, name):
    return {
        "date": day,
        "time": time,
        "GMTOffset": offset,
        "typeCode": code,
        "description": words,
        "serviceArea": [{"code": area, "description": name}],
        "signedBy": "",
    }
