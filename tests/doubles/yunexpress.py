"""The YunExpress open platform: a token, a signature over date, method and path, one number."""

from __future__ import annotations

import base64
import hashlib
import hmac

from doubles._server import json_response

SLUG = "yunexpress"
ACCESS = {"app_id": "app-1", "app_secret": "secret-1", "source_key": "source-1"}
TOKEN = "token-1"
KNOWN = ("YT2600000000000001", "YT2600000000000002")
ABSENT = "YT2600000000000009"
OTHER = "YT2600000000000008"
_PATH = "/v1/track-service/info/get"
ROWS = {
    "YT2600000000000001": [
        ("2026-03-02T18:00:00", "2026-03-02T10:00:00", "ORDER_CREATION", "Label made", "", ""),
        ("2026-03-03T20:30:00", "2026-03-03T12:30:00", "PICKED_UP", "Picked up", "CN", "Shenzhen"),
        ("2026-03-06T21:10:00", "2026-03-06T20:10:00", "CUSTOMS_COMPLETE", "Cleared", "NL", ""),
        ("2026-03-09T13:45:00", "2026-03-09T12:45:00", "DELIVERED", "Delivered", "NL", "Utrecht"),
    ],
    "YT2600000000000002": [
        ("2026-03-03T20:30:00", "2026-03-03T12:30:00", "PICKED_UP", "Picked up", "CN", "Shenzhen"),
        ("2026-03-09T09:00:00", "2026-03-09T08:00:00", "PACKAGE_LOST", "Lost", "NL", ""),
    ],
}
STATES = {"YT2600000000000001": "D", "YT2600000000000002": "E"}


def respond(request, state):
    if (request.method, request.path) == ("POST", "/openapi/oauth2/token"):
        return _token(request)
    if (request.method, request.path) != ("GET", _PATH):
        return json_response({"success": False, "msg": "no such interface"}, 404)
    headers = request.headers
    if headers.get("token") != TOKEN or headers.get("sign") != _sign(headers.get("date", "")):
        return json_response({"success": False, "code": "401", "msg": "unauthorized"}, 401)
    number = request.one("order_number")
    entry = {"order_number": number, "package_status": "N"}
    number = KNOWN[1] if number == OTHER else number
    if number in ROWS:
        entry = {
            "order_number": number,
            "package_status": STATES[number],
            "track_Info": _track(number, state),
        }
    return json_response({"success": True, "code": "0", "msg": "", "result": [entry]})


def _token(request):
    wanted = {
        "grantType": "client_credentials",
        "appId": ACCESS["app_id"],
        "appSecret": ACCESS["app_secret"],
        "sourceKey": ACCESS["source_key"],
    }
    if request.json() != wanted:
        return json_response({"success": False, "code": "401", "msg": "bad credentials"}, 401)
    return json_response({"accessToken": TOKEN, "expiresIn": 7200})


def _sign(date):
    text = f"date={date}&method=GET&uri={_PATH}".encode()
    return base64.b64encode(
        hmac.new(ACCESS["app_secret"].encode(), text, hashlib.sha256).digest()
    ).decode()


def _track(number, state):
    rows = [
        {
            "process_time": f"{local}.000Z", "process_utc_time": f"{utc}.000Z",
            "process_content": words, "process_country": country, "process_province": "",
            "process_city": city, "process_location": "", "track_node_code": code,
            "track_node_description": words, "pod_url": "",
        }
        for local, utc, code, words, country, city in ROWS[number]
    ]  # fmt: skip
    words = ("process_content", "track_node_description")
    return {
        "waybill_number": number,
        "tracking_number": "3SWLT0000000001",
        "customer_order_number": "1001",
        "product_code": "THZXR",
        "channel_code": "NLPOST",
        "origin_code": "CN",
        "destination_code": "NL",
        "last_mile_name": "PostNL",
        "last_mile_site": "https://postnl.nl",
        "phone_number": "",
        "track_events": state.told(number, rows, code="track_node_code", words=words),
    }
