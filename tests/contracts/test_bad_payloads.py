"""What strangers send: every source keeps each statement, raises nothing, says what is wrong."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

import carrier_bodies
from parcelwright import sources
from parcelwright.parcels.events import TimeKind

NOW = datetime(2026, 6, 1, tzinfo=UTC)
NUMBER = "LX123456785CN"
MANY = 100_000
every_source = pytest.mark.parametrize("slug", sources.json_slugs())


def _aftership(number, events):
    checkpoints = [
        {"checkpoint_time": when, "subtag": "InTransit_003", "message": words}
        for when, words in events
    ]
    return {"msg": {"tracking_number": number, "checkpoints": checkpoints}}


def _seventeen_track(number, events):
    told = [
        {"time_iso": when, "sub_status": "InTransit_Arrival", "description": words}
        for when, words in events
    ]
    tracking = {"providers": [{"provider": {"name": "China Post"}, "events": told}]}
    return {"event": "X", "data": {"number": number, "track_info": {"tracking": tracking}}}


def _easypost(number, events):
    details = [
        {"datetime": when, "status_detail": "arrived_at_facility", "message": words}
        for when, words in events
    ]
    return {"object": "Tracker", "tracking_code": number, "tracking_details": details}


def _trackingmore(number, events):
    told = [
        {
            "checkpoint_date": when,
            "checkpoint_delivery_substatus": "transit002",
            "tracking_detail": words,
        }
        for when, words in events
    ]
    tracking = {"tracking_number": number, "courier_code": "usps"}
    return {"data": tracking | {"origin_info": {"trackinfo": told}}}


def _shippo(number, events):
    told = [
        {"status_date": when, "substatus": {"code": "package_arrived"}, "status_details": words}
        for when, words in events
    ]
    return {"data": {"tracking_number": number, "tracking_history": told}}


def _karrio(number, events):
    told = [
        {"timestamp": when, "status": "in_transit", "description": words} for when, words in events
    ]
    return {"data": {"tracking_number": number, "carrier_name": "usps", "events": told}}


def _yanwen(number, events):
    told = [
        {"time_stamp": when, "tracking_status": "LH20", "message": words} for when, words in events
    ]
    entry = {"tracking_number": number, "checkpoints": told}
    return {"code": 0, "elapsedMilliseconds": 4, "result": [entry]}


def _four_px(number, events):
    told = [
        {"occurDatetime": when, "businessLinkCode": "FPX_M_HA", "trackingContent": words}
        for when, words in events
    ]
    data = {"deliveryOrderNo": number, "trackingList": told}
    return {"result": "1", "errors": [], "data": data}


def _yunexpress(number, events):
    told = [
        {"process_time": when, "track_node_code": "IN_TRANSIT", "process_content": words}
        for when, words in events
    ]
    entry = {"order_number": number, "package_status": "T", "track_Info": {"track_events": told}}
    return {"success": True, "result": [entry]}


def _yunexpress_oms(number, events):
    told = [
        {"ProcessDate": when, "TrackingStatus": "20", "ProcessContent": words}
        for when, words in events
    ]
    item = {"WaybillNumber": number, "TrackingStatus": "20", "OrderTrackingDetails": told}
    return {"Item": item, "Code": "0000", "Message": ""}


def _cainiao(number, events):
    told = [{"timeStr": when, "actionCode": "LH_DEPART", "desc": words} for when, words in events]
    return {"success": True, "module": [{"mailNo": number, "detailList": told}]}


def _sf(number, events):
    told = [{"acceptTime": when, "opCode": "31", "remark": words} for when, words in events]
    inner = {"errorCode": "S0000", "msgData": {"routeResps": [{"mailNo": number, "routes": told}]}}
    data = json.dumps(inner, ensure_ascii=False)
    return {"apiResultCode": "A1000", "apiResultData": data}


def _ups(number, events):
    [(when, words)] = events
    day, _, rest = when.partition("T")
    status = {"type": "I", "code": "AR", "description": words}
    return {
        "trackingNumber": number,
        "localActivityDate": day.replace("-", ""),
        "localActivityTime": rest[:8].replace(":", ""),
        "activityStatus": status,
    }


def _shopify(number, events):
    told = [
        {"created_at": when, "status": "success", "tracking_numbers": [number], "name": words}
        for when, words in events
    ]
    return {"admin_graphql_api_id": "gid://shopify/Order/1", "fulfillments": told}


def _woocommerce(number, events):
    told = [
        {"date_shipped": when, "tracking_number": number, "tracking_provider": words}
        for when, words in events
    ]
    meta = {"key": "_wc_shipment_tracking_items", "value": told}
    return {"order_key": "k", "meta_data": [meta]}


BODIES = {
    "17track": _seventeen_track,
    "4px": _four_px,
    "aftership": _aftership,
    "cainiao": _cainiao,
    "easypost": _easypost,
    "karrio": _karrio,
    "sf-international": _sf,
    "shippo": _shippo,
    "shopify": _shopify,
    "trackingmore": _trackingmore,
    "ups": _ups,
    "woocommerce": _woocommerce,
    "yanwen": _yanwen,
    "yunexpress": _yunexpress,
    "yunexpress-oms": _yunexpress_oms,
}
ONE_AT_A_TIME = {"ups"}
# Their words are the shop's own names, not told as an event's.
WITHOUT_WORDS = {"shopify", "woocommerce"}
BODIES |= carrier_bodies.BODIES
# In XML every value is text, and nesting is a matter of its own reader.
IN_XML = {"canada-post"}
in_json = pytest.mark.parametrize("slug", sorted(set(sources.json_slugs()) - IN_XML))


def body_of(slug, number, *events):
    value = BODIES[slug](number, events)
    return value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()


def parse(slug, number, *events):
    return sources.by_slug(slug).parse(body_of(slug, number, *events), NOW)


def test_every_source_is_sent_bad_payloads():
    assert set(BODIES) == set(sources.json_slugs())


@every_source
def test_a_body_cut_anywhere_is_a_problem(slug):
    body = body_of(slug, NUMBER, ("2026-03-01T10:00:00Z", "words"))
    for cut in range(0, len(body), 5):
        parsed = sources.by_slug(slug).parse(body[:cut], NOW)
        assert [problem.where for problem in parsed.problems] == ["(document)"]


@in_json
@pytest.mark.parametrize("wrong", [True, 7, [], [[]], {}, {"a": 1}], ids=repr)
def test_a_number_of_a_wrong_type_is_noted(slug, wrong):
    parsed = parse(slug, wrong, ("2026-03-01T10:00:00Z", "words"))
    assert parsed.problems or {event.tracking_number for event in parsed.events} == {"7"}


@in_json
def test_nesting_beyond_the_limit_is_a_problem(slug):
    deep = []
    for _ in range(100):
        deep = [deep]
    value = BODIES[slug](NUMBER, [("2026-03-01T10:00:00Z", "words")])
    parsed = sources.by_slug(slug).parse(json.dumps(value | {"note": deep}).encode(), NOW)
    assert [problem.what for problem in parsed.problems] == ["nested deeper than 64"]


@every_source
def test_a_megabyte_of_words_is_kept_whole(slug):
    words = "Delivered to nobody. " * 50_000
    parsed = parse(slug, NUMBER, ("2026-03-01T10:00:00Z", words))
    assert len(parsed.events) == 1
    if slug not in WITHOUT_WORDS:
        assert parsed.events[0].description == words.strip()


@pytest.mark.parametrize("slug", sorted(set(sources.json_slugs()) - ONE_AT_A_TIME))
def test_a_hundred_thousand_events_of_one_parcel_are_all_kept(slug):
    moments = [(f"2026-03-{1 + n % 28:02d}T10:00:00Z", "Arrived") for n in range(MANY)]
    parsed = parse(slug, NUMBER, *moments)
    assert len(parsed.events) == MANY
    assert parsed.problems == ()


@every_source
def test_a_placeholder_of_1970_is_noted_and_its_event_kept_without_time(slug):
    parsed = parse(slug, NUMBER, ("1970-01-01T00:00:00Z", "words"))
    assert [event.occurred_at for event in parsed.events] == [None]
    assert len(parsed.problems) == 1


@every_source
def test_a_far_year_is_kept_as_it_was_told(slug):
    parsed = parse(slug, NUMBER, ("2099-12-31T00:00:00Z", "words"))
    assert [event.occurred_at.local.year for event in parsed.events] == [2099]


@every_source
def test_a_day_stays_a_day(slug):
    parsed = parse(slug, NUMBER, ("2026-03-01", "words"))
    assert [event.occurred_at.kind for event in parsed.events] == [TimeKind.DATE]


@every_source
def test_a_time_without_zone_gets_none(slug):
    parsed = parse(slug, NUMBER, ("2026-03-01T10:00:00", "words"))
    assert [event.occurred_at.kind for event in parsed.events] == [TimeKind.LOCAL]


@every_source
def test_words_in_mixed_scripts_are_kept(slug):
    words = "В пути 运输中 قيد النقل 🚚 Köln"
    parsed = parse(slug, NUMBER, ("2026-03-01T10:00:00Z", words))
    assert len(parsed.events) == 1
    if slug not in WITHOUT_WORDS:
        assert parsed.events[0].description == words


@every_source
def test_a_number_that_became_a_decimal_is_kept_as_written(slug):
    parsed = parse(slug, 420123456.5, ("2026-03-01T10:00:00Z", "words"))
    assert {event.tracking_number for event in parsed.events} == {"420123456.5"}


def test_a_body_about_thousands_of_weighed_parcels_keeps_each():
    # Weights were once looked for among all events, number by number.
    one = {
        "unitOfMeasurements": "metric",
        "totalWeight": 1.5,
        "events": [
            {"date": "2026-03-01", "time": "10:00:00", "GMTOffset": "+08:00", "typeCode": "PU"}
        ],
    }
    weighed = [{**one, "shipmentTrackingNumber": f"{number:010d}"} for number in range(20_000)]
    body = json.dumps({"shipments": weighed}).encode()
    parsed = sources.by_slug("dhl-express").parse(body, NOW)
    assert len(parsed.events) == len(weighed)
    assert {dict(event.facts).get("weight_g") for event in parsed.events} == {"1500"}
