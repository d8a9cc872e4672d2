"""FedEx Track, version 1, as in the developer catalog (developer.fedex.com)."""

from doubles import _tokens
from doubles._server import json_response

SLUG = "fedex"
ACCESS = _tokens.ACCESS
KNOWN = ("794887075005", "794887075016")
ABSENT = "794887075999"
OTHER = "794887075111"

_STORY = [
    ("2026-05-06T14:12:00-05:00", "DL", "DL", "Delivered", "AUSTIN", "TX", "US"),
    ("2026-05-06T07:30:00-05:00", "OD", "OD", "On FedEx vehicle for delivery", "AUSTIN", "TX", "US"),
    ("2026-05-05T22:10:00-05:00", "CD", "IT", "Clearance delay", "MEMPHIS", "TN", "US"),
    ("2026-05-04T19:00:00+08:00", "PU", "PU", "Picked up", "SHENZHEN", "", "CN"),
]  # fmt: skip


def respond(request, state):
    path = request.path.removeprefix("/base")
    if path == "/oauth/token":
        error = {"errors": [{"code": "NOT.AUTHORIZED.ERROR", "message": "Bad credentials."}]}
        return _tokens.sell(_tokens.from_fields(request.form()), error, expires_in=3599)
    if not _tokens.is_let_in(request):
        error = {"code": "NOT.AUTHORIZED.ERROR", "message": "Access token expired."}
        return json_response({"errors": [error]}, 401)
    assert (request.method, path) == ("POST", "/track/v1/trackingnumbers")
    assert request.headers["content-type"] == "application/json"
    question = request.json()
    assert question["includeDetailedScans"] is True
    numbers = [one["trackingNumberInfo"]["trackingNumber"] for one in question["trackingInfo"]]
    assert len(numbers) <= 30
    results = [_complete(number, state) for number in numbers]
    return json_response({"transactionId": "t", "output": {"completeTrackResults": results}})


def _complete(number, state):
    told = KNOWN[0] if number == OTHER else number
    result = _result(told, state) if told in KNOWN else _not_found(told)
    return {"trackingNumber": told, "trackResults": [result]}


def _not_found(number):
    return {
        "trackingNumberInfo": {"trackingNumber": number, "trackingNumberUniqueId": ""},
        "error": {
            "code": "TRACKING.TRACKINGNUMBER.NOTFOUND",
            "message": "Tracking number cannot be found.",
        },
    }


def _result(number, state):
    scans = state.told(
        number,
        [_scan(*row) for row in _STORY],
        code=("eventType", "derivedStatusCode"),
        words="eventDescription",
    )
    return {
        "trackingNumberInfo": {
            "trackingNumber": number,
            "carrierCode": "FDXE",
            "trackingNumberUniqueId": f"246{number}~FX",
        },
        "shipperInformation": {"address": {"countryCode": "CN"}},
        "recipientInformation": {"address": {"countryCode": "US"}},
        "latestStatusDetail": {"code": "DL", "derivedCode": "DL", "description": "Delivered"},
        "dateAndTimes": [{"type": "SHIP", "dateTime": "2026-05-04T00:00:00-06:00"}],
        "packageDetails": {
            "weightAndDimensions": {"weight": [{"unit": "LB", "value": "2.0"}]},
        },
        "serviceDetail": {"type": "INTERNATIONAL_ECONOMY", "description": "FedEx Economy"},
        "scanEvents": scans,
    }


def _scan(when, kind, derived, words, city, state_code, country):
    return {
        "date": when,
        "eventType": kind,
        "eventDescription": words,
        "exceptionCode": "",
        "exceptionDescription": "",
        "derivedStatusCode": derived,
        "scanLocation": {
            "city": city,
            "stateOrProvinceCode": state_code,
            "countryCode": country,
        },
        "locationType": "FEDEX_FACILITY",
    }
