"""GLS Group Track and Trace, version 1, as in its specification 1.0.7."""

from doubles import _tokens
from doubles._server import json_response

SLUG = "gls"
ACCESS = _tokens.ACCESS
KNOWN = ("604831862623", "ZH2V4C1X")
ABSENT = "604831869999"
OTHER = "604831861111"

_STORY = [
    ("2026-05-08T12:10:00+0200", "DELIVERED", "The parcel was delivered.", "Hamburg", "DE"),
    ("2026-05-08T07:45:10+0200", "INDELIVERY", "With the driver.", "Hamburg", "DE"),
    ("2026-05-07T23:24:57+0200", "INTRANSIT", "Left the depot.", "Neuenstein", "DE"),
    ("2026-05-06T09:30:00+0200", "INTIAL.PREADVICE", "Data were received.", "", "DE"),
]


def respond(request, state):
    path = request.path.removeprefix("/base")
    if path == "/oauth2/v2/token":
        error = {"errors": [{"message": "Invalid client identifier", "type": "401"}]}
        return _tokens.sell(_tokens.from_basic(request), error, expires_in=14400)
    if not _tokens.is_let_in(request):
        return json_response({"errors": [{"message": "Unauthorized", "type": "401"}]}, 401)
    assert request.method == "GET"
    numbers = path.removeprefix("/track-and-trace-v1/tracking/simple/trackids/").split(",")
    assert 1 <= len(numbers) <= 10
    return json_response({"parcels": [_parcel(number, state) for number in numbers]})


def _parcel(number, state):
    told = KNOWN[0] if number == OTHER else number
    if told not in KNOWN:
        message = "Resource Not Found"
        return {"requested": told, "errorCode": "E_404_01", "errorMessage": message}
    return {
        "requested": told,
        "unitno": told[:11],
        "status": "DELIVERED",
        "statusDateTime": "2026-05-08T12:10:00+0200",
        "events": state.told(
            told, [_event(*row) for row in _STORY], code="code", words="description"
        ),
    }


def _event(when, code, words, city, country):
    return {
        "code": code,
        "city": city,
        "postalCode": "",
        "country": country,
        "description": words,
        "eventDateTime": when,
    }
