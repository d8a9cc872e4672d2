"""USPS Tracking, version 3, as in public samples and USPS/api-examples."""

from doubles import _tokens
from doubles._server import json_response

SLUG = "usps"
ACCESS = _tokens.ACCESS
KNOWN = ("9400111899223100001231", "LX123456785CN")
ABSENT = "9400111899223100009999"
OTHER = "9400111899223100001118"

_STORY = [
    ("2026-05-08T13:58:00", "2026-05-08T17:58:40Z", "01", "Delivered, Front Door", "BROOKLYN", "NY", "11201"),
    ("2026-05-08T08:10:00", "2026-05-08T12:10:45Z", "OF", "Out for Delivery", "BROOKLYN", "NY", "11201"),
    ("2026-05-06T21:40:00", "2026-05-07T01:40:31Z", "08", "Missent", "JAMAICA", "NY", None),
    ("2026-05-05T11:10:00", "2026-05-05T15:10:31Z", "03", "Accepted", "JAMAICA", "NY", "11430"),
    ("2026-05-04T09:32:00", "2026-05-04T13:32:33Z", "GX", "Label Created", None, None, None),
]  # fmt: skip


def respond(request, state):
    path = request.path.removeprefix("/base")
    if path == "/oauth2/v3/token":
        assert request.headers["content-type"] == "application/json"
        error = {"error": "invalid_client", "error_description": "Client authentication failed."}
        return _tokens.sell(_tokens.from_fields(request.json()), error)
    if not _tokens.is_let_in(request):
        return _error(401, "Unauthorized")
    assert request.method == "GET"
    assert path.startswith("/tracking/v3/tracking/")
    assert request.one("expand") == "DETAIL"
    number = path.rpartition("/")[2]
    told = KNOWN[0] if number == OTHER else number
    if told not in KNOWN:
        return _error(404, "Tracking is not available for this item.")
    return json_response(_tracking(told, state))


def _error(status, message):
    error = {"code": str(status), "message": message, "errors": []}
    return json_response({"apiVersion": "/tracking/v3", "error": error}, status)


def _tracking(number, state):
    events = state.told(
        number, [_event(*row) for row in _STORY], code="eventCode", words="eventType"
    )
    return {
        "trackingNumber": number,
        "mailClass": "USPS Ground Advantage<SUP>&#153;</SUP>",
        "originZIP": "11430",
        "destinationZIP": "11201",
        "statusCategory": "Delivered",
        "status": "Delivered, Front Door",
        "uniqueMailPieceID": "110158946",
        "mailPieceIntakeDate": "2026-05-04 09:09:19.000000",
        "trackingEvents": events,
    }


def _event(local, greenwich, code, words, city, state_code, zip_code):
    return {
        "eventType": words,
        "eventTimestamp": local,
        "GMTTimestamp": greenwich,
        "GMTOffset": "-04:00",
        "eventCountry": None,
        "eventCity": city,
        "eventState": state_code,
        "eventZIP": zip_code,
        "firm": None,
        "name": None,
        "authorizedAgent": "false",
        "eventCode": code,
    }
