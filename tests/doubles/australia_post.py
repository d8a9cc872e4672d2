"""Australia Post Tracking, as in public samples."""

from doubles._server import json_response
from doubles._tokens import basic

SLUG = "australia-post"
ACCESS = {"api_key": "ap-key", "password": "ap-password", "account_number": "1013243000"}
KNOWN = ("LX123456785US", "33ABC0001234", "7XX1000634011427")
ABSENT = "7XX1000"
OTHER = "LX111111110US"

_STORY = [
    ("2026-05-21T11:04:27+10:00", "Delivered - Left in a safe place", "KEW VIC"),
    ("2026-05-21T08:34:14+10:00", "Onboard for delivery", "OAKLEIGH SOUTH VIC"),
    ("2026-05-20T11:55:37+10:00", "In transit to next facility in OAKLEIGH SOUTH VIC", None),
    ("2026-05-19T16:09:03+10:00", "Arrived awaiting clearance (Inbound)", "SYDNEY NSW"),
    ("2026-05-07T08:49:00+10:00", "Cleared and awaiting international departure", "CHICAGO (US)"),
    ("2026-05-06T08:27:00+10:00", "Received item from Sender (Outbound)", "US-60199, UNITED STATES"),
]  # fmt: skip


def respond(request, state):
    if request.headers.get("authorization") != basic(ACCESS["api_key"], ACCESS["password"]):
        return _errors(401, "API_001", "UNAUTHORISED")
    assert request.headers["account-number"] == ACCESS["account_number"]
    assert request.method == "GET"
    assert request.path.endswith("/shipping/v1/track")
    numbers = request.one("tracking_ids").split(",")
    if len(numbers) > 10:
        return _errors(400, "51101", "TOO_MANY_AP_TRACKING_IDS")
    results = [_result(number, state) for number in numbers]
    return json_response({"tracking_results": results})


def _errors(status, code, name):
    return json_response({"errors": [{"code": code, "name": name, "message": name}]}, status)


def _result(number, state):
    told = KNOWN[0] if number == OTHER else number
    if told not in KNOWN:
        error = {"code": "ESB-10001", "name": "Invalid tracking ID"}
        return {"tracking_id": told, "errors": [error]}
    article = _article(told, state)
    if told == KNOWN[1]:
        consignment = {"consignment_id": told, "number_of_items": 1, "items": [article]}
        return {"tracking_id": told, "trackable_items": [consignment]}
    return {"tracking_id": told, "status": "Delivered", "trackable_items": [article]}


def _article(number, state):
    rows = [{"date": when, "description": words} | _place(place) for when, words, place in _STORY]
    article_id = f"{number}01000931505" if number == KNOWN[1] else number
    return {
        "article_id": article_id,
        "product_type": "International",
        "events": state.told(number, rows, code=None, words="description"),
        "status": "Delivered",
    }


def _place(place):
    return {} if place is None else {"location": place}
