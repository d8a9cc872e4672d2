"""Royal Mail Tracking, version 2, as in public samples and developer.royalmail.net."""

from doubles._server import json_response

SLUG = "royal-mail"
ACCESS = {"client_id": "rm-client", "client_secret": "rm-secret"}
KNOWN = ("FQ087430672GB", "RN000000005GB")
ABSENT = "RN000000019GB"
OTHER = "RN111111110GB"

_STORY = [
    ("2026-05-06T12:04:00+01:00", "EVKSP", "Delivered and Signed", "Stafford DO"),
    ("2026-05-05T10:04:00+01:00", "EVNMI", "Forwarded - Mis-sort", "Stafford DO"),
    ("2026-05-04T21:30:00+01:00", "EVORI", "Item Received", "North West Hub"),
]


def respond(request, state):
    headers = request.headers
    given = (headers.get("x-ibm-client-id"), headers.get("x-ibm-client-secret"))
    if given != (ACCESS["client_id"], ACCESS["client_secret"]):
        return _error(401, "Unauthorized", "E0001", "Invalid client id or secret.")
    if headers.get("x-accept-rmg-terms") != "yes":
        return _error(400, "Bad Request", "E0004", "Failed header validation")
    assert request.method == "GET"
    *_, name, version, number, what = request.path.split("/")
    assert (name, version, what) == ("mailpieces", "v2", "events")
    told = KNOWN[0] if number == OTHER else number
    if told not in KNOWN:
        return _error(404, "Not Found", "E1142", "This barcode is not known.")
    return json_response({"mailPieces": _piece(told, state)})


def _error(status, message, code, description):
    error = {"errorCode": code, "errorDescription": description}
    body = {"httpCode": str(status), "httpMessage": message, "errors": [error]}
    return json_response(body, status)


def _piece(number, state):
    events = state.told(
        number, [_event(*row) for row in _STORY], code="eventCode", words="eventName"
    )
    return {
        "mailPieceId": f"0903{number[2:10]}FE1E1B",
        "carrierShortName": "RM",
        "summary": {
            "uniqueItemId": f"0903{number[2:10]}FE1E1B",
            "oneDBarcode": number,
            "productName": "Special Delivery Guaranteed",
            "originCountryCode": "GBR",
            "destinationCountryCode": "GBR",
            "lastEventCode": "EVKSP",
            "statusCategory": "DELIVERED",
        },
        "events": events,
    }


def _event(when, code, words, place):
    return {
        "eventCode": code,
        "eventName": words,
        "eventDateTime": when,
        "locationName": place,
    }
