"""UPS Track, as in the public specification UPS-API/api-documentation, Tracking.yaml."""

from doubles import _tokens
from doubles._server import Response, json_response

SLUG = "ups"
ACCESS = _tokens.ACCESS
KNOWN = ("1Z12345E0205271688", "1Z12345E6605272234")
ABSENT = "1Z12345E1505270452"
OTHER = "1Z12345E1305277940"

# Day, time, time at Greenwich with its leading zero lost, type, code, status code.
_STORY = [
    ("20260507", "153000", "20260507", "193000", "X", "34", "13", "Sent to the wrong place", False),
    ("20260507", "034700", "20260507", "74700", "I", "AR", "5", "Arrived at facility", False),
    ("20260506", "221500", "20260507", "21500", "I", "DP", "5", "Departed from facility", False),
    ("20260506", "120000", "20260506", "160000", "I", "AR", "14", "Data of customs", True),
    ("20260505", "081000", "20260505", "121000", "M", "MP", "3", "Shipper created a label", False),
]


def respond(request, state):
    path = request.path.removeprefix("/base")
    if path == "/security/v1/oauth/token":
        error = {"response": {"errors": [{"code": "10401", "message": "ClientId is Invalid"}]}}
        return _tokens.sell(_tokens.from_basic(request), error)
    if not _tokens.is_let_in(request):
        error = {"response": {"errors": [{"code": "250003", "message": "Invalid token"}]}}
        return json_response(error, 401)
    if not path.startswith("/api/track/v1/details/"):
        return Response(404, b"no such page")
    assert request.headers["transid"]
    assert request.headers["transactionsrc"]
    number = path.rpartition("/")[2]
    if number == OTHER:
        return json_response(_answer(KNOWN[0], [_package(KNOWN[0], state)]))
    if number not in KNOWN:
        warning = {"code": "TW0001", "message": "Tracking Information Not Found"}
        shipment = {"inquiryNumber": number, "warnings": [warning]}
        return json_response({"trackResponse": {"shipment": [shipment]}})
    return json_response(_answer(number, [_package(number, state)]))


def _answer(number, packages):
    return {"trackResponse": {"shipment": [{"inquiryNumber": number, "package": packages}]}}


def _package(number, state):
    activities = state.told(
        number,
        [_activity(*row) for row in _STORY],
        code=("status.code", "status.statusCode"),
        words="status.description",
    )
    return {
        "trackingNumber": number,
        "activity": activities,
        "packageCount": 1,
        "packageAddress": [
            {"type": "ORIGIN", "address": {"city": "Shenzhen", "countryCode": "CN"}},
            {"type": "DESTINATION", "address": {"city": "Newark", "countryCode": "US"}},
        ],
        "service": {"code": "008", "description": "UPS Worldwide Expedited"},
        "weight": {"unitOfMeasurement": "KGS", "weight": "1.20"},
    }


def _activity(day, time, gmt_day, gmt_time, kind, code, coarse, words, is_logical):
    return {
        "date": day,
        "time": time,
        "gmtDate": gmt_day,
        "gmtTime": gmt_time,
        "gmtOffset": "-04:00",
        "logicalScan": is_logical,
        "location": {"address": {"city": "Newark", "stateProvince": "NJ", "countryCode": "US"}},
        "status": {"type": kind, "code": code, "statusCode": coarse, "description": words},
    }
