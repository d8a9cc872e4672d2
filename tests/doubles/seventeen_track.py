"""17TRACK, version 2.4, as documented at asset.17track.net/api/document/v2.4_en."""

from doubles._server import Response, json_response

SLUG = "17track"
ACCESS = {"api_key": "0123456789ABCDEF0123456789ABCDEF"}
KNOWN = ("RR123456785CN", "LX123456785CN")
ABSENT = "RB987654321CN"
OTHER = "RR111111110CN"

_CARRIER = 3011
_FIRST_MILE = [
    ("2026-05-06T10:20:00+08:00", "InTransit_Departure", "Departed from outward office", "Guangzhou", "CN"),
    ("2026-05-04T18:00:00+08:00", "InTransit_PickedUp", "Accepted by carrier", "Shenzhen", "CN"),
    ("2026-05-04T09:00:00+08:00", "InfoReceived", "Shipment information received", "", "CN"),
]  # fmt: skip
_LAST_MILE = [
    ("2026-05-14T09:05:00-04:00", "OutForDelivery_Other", "With courier", "Brooklyn", "US"),
    ("2026-05-12T07:30:00-04:00", "InTransit_Arrival", "At the port", "Jamaica", "US"),
]


def respond(request, state):
    if request.headers.get("17token") != ACCESS["api_key"]:
        errors = [{"code": -18010002, "message": "Access token is invalid."}]
        return json_response({"code": -18010002, "data": {"errors": errors}}, 401)
    assert request.method == "POST"
    assert request.headers["content-type"] == "application/json"
    method = request.path.removeprefix("/")
    if method == "getquota":
        left = state.memory.get("quota", 150)
        return json_response({"code": 0, "data": {"quota_total": 200, "quota_remain": left}})
    answers = {
        "gettrackinfo": _read,
        "register": _register,
        "retrack": _retrack,
        "stoptrack": _stop,
    }
    if method not in answers:
        return Response(404, b"not found")
    entries = request.json()
    assert all(set(entry) >= {"number"} for entry in entries)
    if len(entries) > 40:
        errors = [{"code": -18010014, "message": "The maximum is 40 numbers a request."}]
        return json_response({"code": -18010014, "data": {"errors": errors}})
    accepted, rejected = [], []
    for entry in entries:
        found = answers[method](entry, state)
        if isinstance(found, int):
            error = {"code": found, "message": f"Tracking number {entry['number']}."}
            rejected.append({"number": entry["number"], "error": error})
        else:
            accepted.append(found)
    return json_response({"code": 0, "data": {"accepted": accepted, "rejected": rejected}})


def _register(entry, state):
    number = entry["number"]
    if not (number.isalnum() and 5 <= len(number) <= 50):
        return -18010012
    if number in state.memory.get("wants", {}):
        return state.memory["wants"][number]
    if number in state.registered:
        return -18019901
    if state.memory.get("quota", 150) <= 0:
        return -18019908
    state.memory["quota"] = state.memory.get("quota", 150) - 1
    state.registered[number] = str(_CARRIER)
    return {"origin": 1, "number": number, "carrier": _CARRIER, "email": None, "tag": None}


def _stop(entry, state):
    if entry["number"] not in state.registered:
        return -18019902
    if entry["number"] in state.stopped:
        return -18019906
    state.stopped.add(entry["number"])
    return {"number": entry["number"], "carrier": _CARRIER}


def _retrack(entry, state):
    number = entry["number"]
    if number not in state.registered:
        return -18019902
    if number not in state.stopped:
        return -18019904
    again = state.memory.setdefault("again", set())
    if number in again:
        return -18019905
    again.add(number)
    state.stopped.discard(number)
    return {"number": number, "carrier": _CARRIER}


def _read(entry, state):
    number = entry["number"]
    if number not in state.registered:
        return -18019902
    if number in state.memory.get("silent", ()):
        return -18019909
    if number == OTHER:
        return _tracking(KNOWN[0], "InTransit", "InTransit_Departure", state)
    if number in KNOWN:
        return _tracking(number, "OutForDelivery", "OutForDelivery_Other", state)
    return {
        "number": number,
        "carrier": _CARRIER,
        "tag": None,
        "track_info": _info("NotFound", "NotFound_Other", []),
    }


def _tracking(number, status, sub_status, state):
    rows = [*(_event(*row) for row in _LAST_MILE), *(_event(*row) for row in _FIRST_MILE)]
    rows = state.told(number, rows, code=("sub_status", "stage"), words="description")
    last, first = rows[: len(_LAST_MILE)], rows[len(_LAST_MILE) :]
    providers = [_provider(21051, "USPS", "US", last), _provider(3011, "China Post", "CN", first)]
    info = _info(status, sub_status, providers)
    return {"number": number, "carrier": _CARRIER, "tag": None, "track_info": info}


def _info(status, sub_status, providers):
    return {
        "shipping_info": {
            "shipper_address": {"country": "CN"} if providers else {"country": None},
            "recipient_address": {"country": "US"} if providers else {"country": None},
        },
        "latest_status": {"status": status, "sub_status": sub_status, "sub_status_descr": None},
        "latest_event": None,
        "misc_info": {"risk_factor": 0, "weight_kg": None, "local_number": None},
        "tracking": {"providers_hash": 1, "providers": providers},
    }


def _provider(key, name, country, events):
    return {
        "provider": {
            "key": key,
            "name": name,
            "alias": name,
            "tel": None,
            "homepage": None,
            "country": country,
        },
        "service_type": None,
        "latest_sync_status": "Success",
        "events": events,
    }


def _event(moment, sub_status, words, city, country):
    return {
        "time_iso": moment,
        "time_utc": None,
        "time_raw": {"date": moment[:10], "time": moment[11:19], "timezone": moment[19:]},
        "description": words,
        "location": city,
        "stage": None,
        "sub_status": sub_status,
        "address": {"country": country, "state": None, "city": city, "street": None},
    }
