"""SF's open platform: a signed form, JSON inside JSON, nothing without the digits of a phone."""

from __future__ import annotations

import base64
import hashlib
import json
from urllib.parse import quote_plus

from doubles._server import json_response

SLUG = "sf-international"
ACCESS = {"partner_id": "PARTNER1", "checkword": "check-1"}
KNOWN = ("SF1000000000001", "SF1000000000002")
ABSENT = "SF1000000000009"
OTHER = "SF1000000000008"
ASKED = {number: {"phone_tail": "4321"} for number in (*KNOWN, ABSENT, OTHER)}
ROWS = {
    "SF1000000000001": [
        ("2026-03-02 18:20:00", "深圳市", "顺丰速运 已收取快件", "50"),
        ("2026-03-03 02:10:00", "深圳市", "快件到达 【深圳宝安中转场】", "31"),
        ("2026-03-05 14:00:00", "北京市", "已签收", "80"),
    ],
    "SF1000000000002": [
        ("2026-03-02 18:30:00", "香港", "顺丰速运 已收取快件", "50"),
        ("2026-03-03 04:10:00", "香港", "快件到达 【香港中转场】", "31"),
    ],
}


def respond(request, state):
    if request.method != "POST" or request.path != "/std/service":
        return json_response({"apiResultCode": "A1099", "apiErrorMsg": "no such service"}, 404)
    form = request.form()
    if form.get("partnerID") != ACCESS["partner_id"] or form["msgDigest"] != _digest(form):
        return _outer("A1006", "digest is wrong", "")
    if form["serviceCode"] != "EXP_RECE_SEARCH_ROUTES" or not form["requestID"]:
        return _outer("A1001", "a field is missing", "")
    message = json.loads(form["msgData"])
    numbers = message["trackingNumber"]
    if len(numbers) > 10:
        inner = {"success": False, "errorCode": "8003", "errorMsg": "more than 10 numbers"}
        return _outer("A1000", "", json.dumps(inner))
    routes = [_routes(number, message.get("checkPhoneNo"), state) for number in numbers]
    inner = {
        "success": True, "errorCode": "S0000", "errorMsg": None,
        "msgData": {"routeResps": routes},
    }  # fmt: skip
    return _outer("A1000", "", json.dumps(inner, ensure_ascii=False))


def _outer(code, words, data):
    return json_response(
        {
            "apiErrorMsg": words, "apiResponseID": "0001", "apiResultCode": code,
            "apiResultData": data,
        }
    )  # fmt: skip


def _digest(form):
    text = form["msgData"] + form["timestamp"] + ACCESS["checkword"]
    encoded = quote_plus(text, safe="*").encode()
    return base64.b64encode(hashlib.md5(encoded).digest()).decode()


def _routes(number, phone, state):
    number = KNOWN[1] if number == OTHER else number
    if number not in ROWS or phone != "4321":
        return {"mailNo": number, "routes": []}
    rows = [
        {"acceptTime": when, "acceptAddress": place, "remark": words, "opCode": code}
        for when, place, words, code in ROWS[number]
    ]
    return {"mailNo": number, "routes": state.told(number, rows, code="opCode", words="remark")}
