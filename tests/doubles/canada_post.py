"""Canada Post Tracking, in XML, as in public samples."""

from doubles._server import Response
from doubles._tokens import basic
from doubles._xml import document

SLUG = "canada-post"
ACCESS = {"username": "cp-user", "password": "cp-password"}
KNOWN = ("7023210039414604", "LM123456785CA")
ABSENT = "7023210039410000"
OTHER = "7023210039411111"

_STORY = [
    ("2026-05-08", "14:59:59", "EDT", "1496", "Item successfully delivered", "SAINTE-FOY", "QC"),
    ("2026-05-08", "08:27:43", "EDT", "0174", "Item out for delivery", "SAINTE-FOY", "QC"),
    ("2026-05-07", "06:19:57", "CDT", "0173", "Possible delay", "WINNIPEG", "MB"),
    ("2026-05-06", "14:45:48", "PDT", "0100", "Item processed", "RICHMOND", "BC"),
]


def respond(request, state):
    if request.headers.get("authorization") != basic(ACCESS["username"], ACCESS["password"]):
        return _message(401, "E002", "AAA Authentication Failure")
    assert request.method == "GET"
    assert request.headers["accept"] == "application/vnd.cpc.track-v2+xml"
    *_, name, number, what = request.path.split("/")
    assert (name, what) == ("pin", "detail")
    told = KNOWN[0] if number == OTHER else number
    if told not in KNOWN:
        return _message(404, "004", "No Pin History")
    return _xml(
        200, "tracking-detail", _detail(told, state), "http://www.canadapost.ca/ws/track-v2"
    )


def _message(status, code, words):
    message = {"message": {"code": code, "description": words}}
    return _xml(status, "messages", message, "http://www.canadapost.ca/ws/messages")


def _xml(status, name, value, namespace):
    body = document(name, value, namespace)
    return Response(status, body, {"content-type": "application/vnd.cpc.track-v2+xml"})


def _detail(number, state):
    rows = state.told(
        number,
        [_occurrence(*row) for row in _STORY],
        code="event-identifier",
        words="event-description",
    )
    return {
        "pin": number,
        "active-exists": "1",
        "expected-delivery-date": "2026-05-08",
        "original-pin": None,
        "service-name": "Expedited Parcels",
        "service-name-2": "Colis accélérés",
        "return-pin": None,
        "delivery-options": {"item": {"delivery-option": "CH_SGN_OPTION"}},
        "significant-events": {"occurrence": rows},
    }


def _occurrence(day, time, zone, code, words, site, province):
    return {
        "event-identifier": code,
        "event-date": day,
        "event-time": time,
        "event-time-zone": zone,
        "event-description": words,
        "signatory-name": None,
        "event-site": site,
        "event-province": province,
        "event-retail-location-id": None,
        "event-retail-name": None,
    }
