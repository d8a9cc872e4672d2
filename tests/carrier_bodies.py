"""Bodies as carriers answer them when asked, of one parcel with events of our choice.

Each function takes a number and pairs of a time in ISO 8601 and words, and returns the value
of a JSON body, or the bytes of an XML one.
"""

from doubles._xml import document

# Where in a body the events stand.
LISTS = {"activity", "event", "occurrence", "scanEvents", "trackingEvents"}


def dhl(number, events):
    told = [
        {"timestamp": when, "statusCode": "transit", "description": words} for when, words in events
    ]
    return {"shipments": [{"id": number, "service": "express", "events": told}]}


def dhl_express(number, events):
    told = [_split(when) | {"typeCode": "PU", "description": words} for when, words in events]
    return {"shipments": [{"shipmentTrackingNumber": number, "events": told}]}


def _split(when):
    day, _, rest = when.partition("T")
    clock = {"time": rest.rstrip("Z")} if rest else {}
    return {"date": day, **clock} | ({"GMTOffset": "+00:00"} if rest.endswith("Z") else {})


def fedex(number, events):
    told = [{"date": when, "eventType": "AR", "eventDescription": words} for when, words in events]
    complete = {"trackingNumber": number, "trackResults": [{"scanEvents": told}]}
    return {"output": {"completeTrackResults": [complete]}}


def usps(number, events):
    told = [
        {"GMTTimestamp" if when.endswith("Z") else "eventTimestamp": when}
        | {"eventCode": "10", "eventType": words}
        for when, words in events
    ]
    return {"trackingNumber": number, "trackingEvents": told}


def royal_mail(number, events):
    told = [
        {"eventDateTime": when, "eventCode": "EVORI", "eventName": words} for when, words in events
    ]
    return {"mailPieces": {"mailPieceId": number, "events": told}}


def la_poste(number, events):
    told = [{"date": when, "code": "ET1", "label": words} for when, words in events]
    return {"returnCode": 200, "shipment": {"idShip": number, "event": told}}


def australia_post(number, events):
    told = [{"date": when, "description": words} for when, words in events]
    item = {"article_id": number, "events": told}
    return {"tracking_results": [{"tracking_id": number, "trackable_items": [item]}]}


def gls(number, events):
    told = [
        {"eventDateTime": when, "code": "INTRANSIT", "description": words} for when, words in events
    ]
    return {"parcels": [{"requested": number, "events": told}]}


def canada_post(number, events):
    told = [
        {"event-identifier": "0100", "event-description": words} | _zoned(when)
        for when, words in events
    ]
    detail = {"pin": number, "significant-events": {"occurrence": told}}
    return document("tracking-detail", detail, "http://www.canadapost.ca/ws/track-v2")


def _zoned(when):
    split = _split(when)
    zone = {"event-time-zone": "UTC"} if "GMTOffset" in split else {}
    return {"event-date": split["date"], "event-time": split.get("time")} | zone


BODIES = {
    "australia-post": australia_post,
    "canada-post": canada_post,
    "dhl": dhl,
    "dhl-express": dhl_express,
    "fedex": fedex,
    "gls": gls,
    "la-poste-colissimo": la_poste,
    "royal-mail": royal_mail,
    "usps": usps,
}
