"""TrackingMore, version 4, as its public Java SDK asks it and its documentation answers."""

from doubles._server import json_response

SLUG = "trackingmore"
ACCESS = {"api_key": "tm-0123456789-abcdef"}
KNOWN = ("RR123456785CN", "LX123456785CN")
ABSENT = "RB987654321CN"
OTHER = "RR111111110CN"
ASKED = {number: {"carrier": "china-post"} for number in (*KNOWN, ABSENT, OTHER)}

_ORIGIN = [
    ("2026-05-12T09:00:00+08:00", "transit", "transit007", "Left the airport", "Shanghai", "CN"),
    ("2026-05-10T09:00:00+08:00", "transit", "transit001", "Accepted", "Shanghai", "CN"),
]
_DESTINATION = [
    (
        "2026-05-20T14:00:00-05:00",
        "delivered",
        "delivered001",
        "Delivered, in mailbox",
        "Dallas",
        "US",
    ),
    ("2026-05-18T08:00:00-05:00", "transit", "transit003", "At the facility", "Dallas", "US"),
]


def respond(request, state):
    if request.headers.get("tracking-api-key") != ACCESS["api_key"]:
        return _answer(401, "Invalid API key.", [], 401)
    match request.method, request.path:
        case "GET", "/trackings/get":
            return _get(request, state)
        case "POST", "/trackings/batch":
            return _batch(request.json(), state)
        case "POST", path if path.startswith("/trackings/retrack/"):
            return _retrack(path.rpartition("/")[2], state)
    return _answer(404, "Page does not exist.", [], 404)


def _answer(code, message, data, status=200):
    return json_response({"meta": {"code": code, "message": message}, "data": data}, status)


def _get(request, state):
    numbers = request.one("tracking_numbers").split(",")
    assert len(numbers) <= 40
    found = [_tracking(number, state) for number in numbers if number in state.registered]
    return _answer(200, "Request response is successful", found)


def _batch(entries, state):
    if len(entries) > 40:
        return _answer(4103, "Exceeded maximum quantity.", [], 400)
    success, errors = [], []
    for entry in entries:
        number, courier = entry["tracking_number"], entry["courier_code"]
        code = state.memory.get("wants", {}).get(number)
        if number in state.registered:
            code = 4101
        elif not courier:
            code = 4120
        if code:
            errors.append(
                {
                    "errorCode": code,
                    "errorMessage": "No.",
                    "tracking_number": number,
                    "courier_code": courier,
                }
            )
            continue
        state.registered[number] = f"9a{len(state.registered):030d}"
        success.append(
            {"id": state.registered[number], "tracking_number": number, "courier_code": courier}
        )
    return _answer(200, "Request response is successful", {"success": success, "error": errors})


def _retrack(reference, state):
    number = next((n for n, known in state.registered.items() if known == reference), None)
    again = state.memory.setdefault("again", set())
    if number is None:
        return _answer(4102, "Tracking does not exist.", [], 400)
    if number not in state.stopped or number in again:
        return _answer(4113, "Retrack is not allowed.", [], 400)
    again.add(number)
    state.stopped.discard(number)
    return _answer(
        200, "Request response is successful", {"id": reference, "tracking_number": number}
    )


def _tracking(number, state):
    told = KNOWN[0] if number == OTHER else number
    rows = [] if number == ABSENT else [_event(*row) for row in (*_DESTINATION, *_ORIGIN)]
    if rows:
        code = ("checkpoint_delivery_status", "checkpoint_delivery_substatus")
        rows = state.told(told, rows, code=code, words="tracking_detail")
    status, substatus = ("delivered", "delivered001") if rows else ("notfound", "notfound002")
    over = number in state.stopped
    return {
        "id": state.registered[number],
        "tracking_number": told,
        "courier_code": "china-post",
        "delivery_status": "expired" if over else status,
        "substatus": "expired001" if over else substatus,
        "origin_country": "CN",
        "destination_country": "US",
        "archived": False,
        "origin_info": {"courier_code": "china-post", "trackinfo": rows[2:]},
        "destination_info": {"courier_code": "usps", "trackinfo": rows[:2]},
    }


def _event(moment, status, substatus, words, city, country):
    return {
        "checkpoint_date": moment,
        "checkpoint_delivery_status": status,
        "checkpoint_delivery_substatus": substatus,
        "tracking_detail": words,
        "location": f"{city}, {country}",
        "country_iso2": country,
        "city": city,
        "raw_status": None,
    }
