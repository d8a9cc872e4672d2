"""YunExpress's ordering system: HTTP Basic of code and secret, one number, failures as words."""

from __future__ import annotations

import base64

from doubles._server import json_response

SLUG = "yunexpress-oms"
ACCESS = {"customer_code": "CN000001", "secret": "c2VjcmV0LTE="}
KNOWN = ("YT2600000000000001", "YT2600000000000002")
ABSENT = "YT2600000000000009"
OTHER = "YT2600000000000008"
ROWS = {
    "YT2600000000000001": [
        ("2026-03-02T18:00:00", "10", "ORDER_CREATION", "Label made", ""),
        ("2026-03-03T20:30:00", "20", "PICKED_UP", "Picked up", "Shenzhen"),
        ("2026-03-06T21:10:00", "20", "CUSTOMS_COMPLETE", "Cleared", "Liege"),
        ("2026-03-09T13:45:00", "50", "DELIVERED", "Delivered", "Utrecht"),
    ],
    "YT2600000000000002": [
        ("2026-03-03T20:30:00", "20", "PICKED_UP", "Picked up", "Shenzhen"),
        ("2026-03-09T09:00:00", "60", "CUSTOMS_HOLD", "Held", "Liege"),
    ],
}


def respond(request, state):
    pair = base64.b64encode("&".join(ACCESS.values()).encode()).decode()
    if request.headers.get("authorization") != f"Basic {pair}":
        return json_response({"Item": None, "Code": "1011", "Message": "Unauthorized"}, 401)
    if (request.method, request.path) != ("GET", "/Tracking/GetTrackAllInfo"):
        return json_response({"Message": "No HTTP resource was found"}, 404)
    number = request.one("OrderNumber")
    number = KNOWN[1] if number == OTHER else number
    if number not in ROWS:
        return json_response({"Item": None, "Code": "1006", "Message": "未找到该订单"})
    events = [
        {
            "ProcessDate": when, "ProcessContent": words, "ProcessLocation": place,
            "TrackingStatus": status, "TrackNodeCode": node, "TrackCodeDescription": words,
        }
        for when, status, node, words, place in ROWS[number]
    ]  # fmt: skip
    item = {
        "WaybillNumber": number,
        "TrackingNumber": "3SWLT0000000001",
        "CountryCode": "NL",
        "OriginCountryCode": "CN",
        "LastMileCarrierName": "PostNL",
        "TrackingStatus": ROWS[number][-1][1],
        "OrderTrackingDetails": state.told(
            number,
            events,
            code=("TrackingStatus", "TrackNodeCode"),
            words=("ProcessContent", "TrackCodeDescription"),
        ),
    }
    return json_response({"Item": item, "Code": "0000", "Message": "提交成功!"})
