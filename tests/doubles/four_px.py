"""The 4PX open platform: one number a call, signed with MD5, failures as words with HTTP 200."""

from __future__ import annotations

import hashlib

from doubles._server import json_response

SLUG = "4px"
ACCESS = {"app_key": "5a00-key", "app_secret": "46-secret"}
KNOWN = ("4PX3000000000001CN", "4PX3000000000002CN")
ABSENT = "4PX3000000000009CN"
OTHER = "4PX3000000000008CN"
ROWS = {
    "4PX3000000000001CN": [
        ("FPX_S_OK", "2026-03-11 14:05:00", "London", "Delivered"),
        ("FPX_D_SD", "2026-03-11 08:10:00", "London", "Out for delivery"),
        ("FPX_M_ATA", "2026-03-08 02:30:00", "London Heathrow", "Flight arrived"),
        ("FPX_C_SPLS", "2026-03-04 18:00:00", "Dongguan", "Shipment picked up"),
        ("FPX_L_RPIF", "2026-03-04 09:00:00", "", "Shipment information received"),
    ],
    "4PX3000000000002CN": [
        ("FPX_I_HC01", "2026-03-09 10:00:00", "Berlin", "Customs asks for papers"),
        ("FPX_C_SPLS", "2026-03-05 18:00:00", "Dongguan", "Shipment picked up"),
    ],
}
_UNSIGNED = {"sign", "language"}


def respond(request, state):
    if request.method != "POST" or request.path != "/router/api/service":
        return json_response({"result": "0", "msg": "no such interface", "errors": []}, 404)
    public = {name: values[0] for name, values in request.query.items()}
    if public.get("app_key") != ACCESS["app_key"] or public.get("sign") != _sign(public, request):
        return _failed("Verification of the signature failed")
    if (public["method"], public["v"], public["format"]) != (
        "tr.order.tracking.get", "1.0.0", "json"
    ) or len(public["timestamp"]) != 13:  # fmt: skip
        return _failed("method, v, format and timestamp are wanted")
    number = request.json()["deliveryOrderNo"]
    number = KNOWN[1] if number == OTHER else number
    if number not in ROWS:
        return _failed("deliveryOrderNo does not exist")
    rows = [
        {
            "businessLinkCode": code, "occurDatetime": when, "occurLocation": place,
            "trackingContent": words, "destinationCountry": "GB",
        }
        for code, when, place, words in ROWS[number]
    ]  # fmt: skip
    told = state.told(number, rows, code="businessLinkCode", words="trackingContent")
    data = {"deliveryOrderNo": number, "trackingList": told}
    return json_response({"result": "1", "msg": "success", "errors": [], "data": data})


def _sign(public, request):
    names = sorted(set(public) - _UNSIGNED)
    text = "".join(name + public[name] for name in names) + request.body.decode()
    return hashlib.md5((text + ACCESS["app_secret"]).encode()).hexdigest()


def _failed(words):
    error = {"errorCode": "", "errorMsg": words}
    return json_response({"result": "0", "msg": words, "errors": [error], "data": None})
