"""AfterShip, version 2025-07, as its public Python SDK asks it and its documentation answers."""

from doubles._server import json_response
from parcelwright.asking.replies import Standing

SLUG = "aftership"
ACCESS = {"api_key": "asat_0123456789abcdef0123456789abcdef"}
KNOWN = ("LX123456785CN", "1Z12345E0205271688")
ABSENT = "RB987654321CN"
ABSENT_IS = Standing.NOT_YET
OTHER = "RR111111110CN"

_ROWS = [
    ("2026-05-04T09:00:00+08:00", "InfoReceived_001", "Order information received", "Shenzhen", "CHN"),
    ("2026-05-04T18:00:00+08:00", "InTransit_002", "Accepted by carrier", "Shenzhen", "CHN"),
    ("2026-05-12T07:30:00-04:00", "InTransit_004", "At the port", "Jamaica", "USA"),
    ("2026-05-14T15:05:00-04:00", "Delivered_001", "Delivered", "Brooklyn", "USA"),
]  # fmt: skip


def respond(request, state):
    if request.headers.get("as-api-key") != ACCESS["api_key"]:
        return _failed(401, 401, "The API key is invalid.")
    *_, last = parts = request.path.strip("/").split("/")
    assert parts[0] == "trackings"
    if request.method == "GET":
        return _list(request, state)
    assert request.headers["content-type"] == "application/json"
    if last == "retrack":
        return _retrack(parts[1], state)
    return _create(request.json(), state)


def _failed(status, code, message, data=None):
    meta = {"code": code, "message": message, "type": "BadRequest"}
    return json_response({"meta": meta, "data": data or {}}, status)


def _list(request, state):
    numbers = request.one("tracking_numbers").split(",")
    assert len(numbers) <= 50
    found = [number for number in numbers if number in state.registered]
    data = {
        "pagination": {"total": len(found), "next_cursor": None, "has_next_page": False},
        "trackings": [_tracking(number, state) for number in found],
    }
    return json_response({"meta": {"code": 200}, "data": data})


def _create(body, state):
    number = body["tracking_number"]
    wanted = state.memory.get("wants", {}).get(number)
    if wanted:
        return _failed(400, wanted, "The value is missing or wrong.")
    if number in state.registered:
        known = {"id": state.registered[number], "tracking_number": number}
        return _failed(400, 4003, "Tracking already exists.", known)
    state.registered[number] = f"id{len(state.registered):030d}"
    return json_response({"meta": {"code": 201}, "data": _tracking(number, state)}, 201)


def _retrack(reference, state):
    number = next((n for n, known in state.registered.items() if known == reference), None)
    if number is None:
        return _failed(404, 4004, "Tracking does not exist.")
    if number not in state.stopped:
        return _failed(
            400, 4013, "Retrack is not allowed. You can only retrack an inactive tracking."
        )
    count = state.memory.setdefault("retracks", {})
    count[number] = count.get(number, 0) + 1
    if count[number] > 3:
        return _failed(
            400, 4016, "Retrack is not allowed. You can only retrack each tracking once."
        )
    state.stopped.discard(number)
    data = {"id": reference, "tracking_number": number, "slug": "china-post", "active": True}
    return json_response({"meta": {"code": 200}, "data": data})


def _tracking(number, state):
    told = KNOWN[0] if number == OTHER else number
    checkpoints = [] if number == ABSENT else [_checkpoint(*row) for row in _ROWS]
    if checkpoints:
        checkpoints = state.told(
            told, checkpoints, code=("subtag", "tag"), words=("message", "subtag_message")
        )
    over = number in state.stopped
    tag, subtag = ("Delivered", "Delivered_001") if checkpoints else ("Pending", "Pending_001")
    return {
        "id": state.registered[number],
        "tracking_number": told,
        "slug": "china-post",
        "active": not over,
        "tag": "Expired" if over else tag,
        "subtag": "Expired_001" if over else subtag,
        "subtag_message": "",
        "origin_country_region": "CHN",
        "destination_country_region": "USA",
        "order_id": None,
        "checkpoints": checkpoints,
    }


def _checkpoint(moment, subtag, words, city, country):
    return {
        "created_at": "2026-05-20T10:00:00+00:00",
        "slug": "china-post",
        "checkpoint_time": moment,
        "location": city,
        "city": city,
        "country_region": country,
        "message": words,
        "tag": subtag.partition("_")[0],
        "subtag": subtag,
        "subtag_message": words,
        "raw_tag": None,
        "events": [],
        "source": "carrier",
    }
