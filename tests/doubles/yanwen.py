"""Yanwen's tracking service: up to thirty numbers a call, an account as the only credential."""

from __future__ import annotations

from doubles._server import json_response

SLUG = "yanwen"
ACCESS = {"account": "10012345"}
KNOWN = ("UG100000001YP", "UG100000002YP")
ABSENT = "UG100000009YP"
OTHER = "UG100000008YP"
ROWS = {
    "UG100000001YP": [
        ("2026-03-02T10:05:00", "+08", "PU10", "Shipment picked up", "SHENZHEN", 0),
        ("2026-03-03T21:40:00", "+8", "LH20", "Departed from airport", "HONG KONG", 0),
        ("2026-03-06T07:15:00", "-05", "LM10", "Arrived in destination country", "NEW YORK", 0),
        ("2026-03-09T16:20:00", "-05", "LM40", "Delivered, Front Door", "AUSTIN, TX", 1),
    ],
    "UG100000002YP": [
        ("2026-03-02T11:00:00", "+08", "PU10", "Shipment picked up", "YIWU", 0),
        ("2026-03-04T08:00:00", "+08", "EC30", "Export clearance failed", "SHANGHAI", 0),
    ],
}  # fmt: skip


def respond(request, state):
    if request.method != "GET" or request.path != "/api/tracking":
        return json_response({"code": 404, "message": "no such interface"}, 404)
    if request.headers.get("authorization") != ACCESS["account"]:
        return json_response({"code": 401, "message": "Unauthorized"}, 401)
    numbers = list(dict.fromkeys(request.one("nums").split(",")))
    if len(numbers) > 30:
        return json_response({"code": 1, "message": "at most 30 numbers"})
    result = [_entry(number, state) for number in numbers]
    return json_response(
        {"code": 0, "message": "success", "elapsedMilliseconds": {"total": 21}, "result": result}
    )


def _entry(number, state):
    if number == OTHER:
        return _entry(KNOWN[1], state)
    if number not in ROWS:
        return {
            "tracking_number": number, "waybill_number": number, "exchange_number": None,
            "tracking_status": "NOTFOUND", "last_mile_tracking_expected": False,
            "last_mile_carrier": None, "checkpoints": [],
        }  # fmt: skip
    points = [
        {
            "time_stamp": when, "time_zone": zone, "tracking_status": code, "message": words,
            "location": place, "is_last_mile_checkpoint": last, "extraProperties": {},
        }
        for when, zone, code, words, place, last in ROWS[number]
    ]  # fmt: skip
    points = state.told(number, points, code="tracking_status", words="message")
    return {
        "tracking_number": number,
        "waybill_number": number,
        "exchange_number": "9200190000000000000000",
        "tracking_status": ROWS[number][-1][2],
        "tracking_status_waybill": {"level1": "T", "level2": "", "level3": "", "level4": ""},
        "last_mile_tracking_expected": True,
        "origin_country": "CN",
        "destination_country": "US",
        "last_mile_carrier": "USPS",
        "last_mile_carrier_website": "https://www.usps.com",
        "last_mile_carrier_contact_number": None,
        "checkpoints": points,
    }
