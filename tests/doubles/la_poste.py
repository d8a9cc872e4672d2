"""La Poste Suivi, version 2, as in its public description and samples."""

from doubles._server import json_response

SLUG = "la-poste-colissimo"
ACCESS = {"api_key": "okapi-key-of-a-shop"}
KNOWN = ("EW112720413FR", "6A12345678901")
ABSENT = "6A99999999999"
OTHER = "6A11111111111"

_STORY = [
    ("2026-05-09T09:38:00+02:00", "DI1", "Votre colis est livré."),
    ("2026-05-08T16:25:00+02:00", "MD2", "Votre colis est dans le site qui dessert votre adresse."),
    ("2026-05-06T07:34:12+02:00", "ET1", "Votre colis est en cours d'acheminement."),
    ("2026-05-05T14:43:00+02:00", "PC1", "Votre colis a été déposé."),
    ("2026-05-05T14:41:00+02:00", "DR1", "Votre colis va nous être confié."),
]


def respond(request, state):
    if request.headers.get("x-okapi-key") != ACCESS["api_key"]:
        return json_response({"code": "UNAUTHORIZED", "message": "Invalid application key"}, 401)
    assert request.method == "GET"
    *_, version, name, numbers = request.path.split("/")
    assert (version, name) == ("v2", "idships")
    entries = [_entry(number, state) for number in numbers.split(",")]
    if len(entries) > 1:
        return json_response(entries, 207)
    known = entries[0]["returnCode"] == 200
    return json_response(entries[0], 200 if known else 404)


def _entry(number, state):
    told = KNOWN[0] if number == OTHER else number
    common = {"lang": "fr_FR", "scope": "open"}
    if told not in KNOWN:
        message = "Votre suivi n'est pas encore disponible."
        return {**common, "returnCode": 104, "returnMessage": message, "idShip": told}
    return {**common, "returnCode": 200, "shipment": _shipment(told, state)}


def _shipment(number, state):
    rows = [{"code": code, "label": words, "date": when} for when, code, words in _STORY]
    return {
        "idShip": number,
        "holder": 4,
        "product": "colissimo",
        "isFinal": True,
        "entryDate": "2026-05-05T14:43:00+02:00",
        "timeline": [{"id": 1, "shortLabel": "Pris en charge", "status": True, "type": 1}],
        "event": state.told(number, rows, code="code", words="label"),
        "contextData": {
            "originCountry": "FR",
            "arrivalCountry": "BR",
            "partner": {"name": "Correios", "network": "EMS", "reference": "EW112720413FR"},
        },
    }
