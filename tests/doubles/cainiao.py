"""Cainiao's tracking page: one number a call, no key, newest event first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from doubles._server import json_response

SLUG = "cainiao"
ACCESS = {}
KNOWN = ("LP00000000000001", "LP00000000000002")
ABSENT = "LP00000000000009"
OTHER = "LP00000000000008"
ROWS = {
    "LP00000000000001": [
        ("2026-03-10 12:20:00", 1, "GTMS_SIGNED", "Package delivered"),
        ("2026-03-08 06:00:00", 1, "CC_IM_SUCCESS", "Import customs clearance complete"),
        ("2026-03-05 23:00:00", 8, "LH_DEPART", "Left the country of departure"),
        ("2026-03-03 09:30:00", 8, "PU_PICKUP_SUCCESS", "Accepted by carrier"),
    ],
    "LP00000000000002": [
        ("2026-03-09 15:00:00", 1, "GTMS_STA_SIGNED", "At the point, waits for you"),
        ("2026-03-03 09:30:00", 8, "PU_PICKUP_SUCCESS", "Accepted by carrier"),
    ],
}


def respond(request, state):
    if request.method != "GET" or request.path != "/global/detail.json":
        return json_response({"success": False}, 404)
    number = request.one("mailNos")
    number = KNOWN[1] if number == OTHER else number
    return json_response({"success": True, "module": [_module(number, state)]})


def _module(number, state):
    if number not in ROWS:
        return {"mailNo": number, "mailNoSource": "EXTERNAL", "detailList": []}
    rows = [
        {
            "time": _milliseconds(clock, zone), "timeStr": clock, "timeZone": f"GMT+{zone}",
            "desc": words, "standerdDesc": words, "descTitle": "Carrier note:",
            "actionCode": code,
        }
        for clock, zone, code, words in ROWS[number]
    ]  # fmt: skip
    words = ("desc", "standerdDesc")
    return {
        "mailNo": number,
        "originCountry": "Mainland China",
        "destCountry": "France",
        "status": "DELIVERING",
        "statusDesc": "Delivering",
        "mailNoSource": "LAZADA",
        "copyRealMailNo": "6A00000000001",
        "detailList": state.told(number, rows, code="actionCode", words=words),
    }


def _milliseconds(clock, zone):
    moment = datetime.fromisoformat(clock).replace(tzinfo=UTC) - timedelta(hours=zone)
    return round(moment.timestamp() * 1000)
