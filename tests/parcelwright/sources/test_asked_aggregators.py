"""What aggregators say about one number, and what they are told."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from parcelwright import sources
from parcelwright.asking.calls import Access, Answer, Asked, Purpose
from parcelwright.asking.replies import Standing, TroubleKind

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
N = "LX123456785CN"
ACCESS = Access(base_url="https://a.example", values={"api_key": "k", "api_token": "k"})
FULL = Asked(
    number=N, carrier="usps", origin_country="CN", destination_country="US", postal_code="10001",
    phone_tail="1234", shipped_on=date(2026, 5, 4), reference="77",
)  # fmt: skip
S, T = Standing, TroubleKind


def call_of(slug, purpose, asked=FULL):
    source = sources.pull_by_slug(slug)
    makers = {
        Purpose.READ: lambda: source.read_calls([asked], ACCESS),
        Purpose.REGISTER: lambda: source.register_calls([asked], ACCESS),
        Purpose.RETRACK: lambda: source.retrack_calls([asked], ACCESS),
        Purpose.STOP: lambda: source.stop_calls([asked], ACCESS),
        Purpose.CHECK: lambda: (source.check_call(ACCESS),),
    }
    [call] = makers[purpose]()
    assert call.purpose is purpose
    return call


def reply(slug, purpose, value, status=200, **headers):
    answer = Answer(
        status=status, received_at=NOW, body=json.dumps(value).encode(), headers=headers
    )
    return sources.pull_by_slug(slug).reply_of(call_of(slug, purpose), answer)


def standing(slug, purpose, value, status=200):
    found = reply(slug, purpose, value, status)
    assert found.trouble is None
    return found.numbers[N].standing


# 17TRACK


def rejected(code):
    error = {"code": code, "message": "words"}
    return {"code": 0, "data": {"accepted": [], "rejected": [{"number": N, "error": error}]}}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (-18010011, S.REFUSED), (-18010012, S.REFUSED), (-18010016, S.REFUSED),
        (-18010018, S.NEEDS_MORE), (-18010019, S.NEEDS_MORE), (-18010020, S.NEEDS_MORE),
        (-18019901, S.REGISTERED), (-18019902, S.UNREGISTERED), (-18019903, S.NEEDS_MORE),
        (-18019904, S.REGISTERED), (-18019905, S.STOPPED), (-18019906, S.STOPPED),
        (-18019909, S.NOT_YET), (-18019910, S.NEEDS_MORE), (-18019911, S.REFUSED),
    ],
)  # fmt: skip
def test_17track_refuses_a_number_for_a_reason(code, expected):
    assert standing("17track", Purpose.REGISTER, rejected(code)) is expected
    why = reply("17track", Purpose.READ, rejected(code)).numbers[N].why
    assert why.endswith(f"(17TRACK {code} words)")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (-18010001, T.BAD_ACCESS), (-18010002, T.BAD_ACCESS), (-18010003, T.DOWN),
        (-18010004, T.BAD_ACCESS), (-18010005, T.BAD_ACCESS), (-18010013, T.BAD_REQUEST),
        (-18010014, T.BAD_REQUEST), (-18019907, T.BUDGET_SPENT), (-18019908, T.BUDGET_SPENT),
        (-18099999, T.BAD_REQUEST),
    ],
)  # fmt: skip
def test_17track_troubles_concern_the_whole_answer(code, kind):
    whole = {"code": code, "data": {"errors": [{"code": code, "message": "words"}]}}
    inside = {"code": 0, "data": {"errors": [{"code": code, "message": "words"}]}}
    for value in (whole, inside):
        found = reply("17track", Purpose.READ, value)
        assert (found.numbers, found.trouble.kind) == ({}, kind)


def test_17track_says_number_by_number_that_the_quota_is_gone():
    assert reply("17track", Purpose.REGISTER, rejected(-18019908)).trouble.kind is T.BUDGET_SPENT


def test_17track_leaves_out_what_the_quota_did_not_reach():
    value = rejected(-18019908)
    value["data"]["rejected"][0]["number"] = "OTHER12345"
    value["data"]["accepted"] = [{"number": N, "carrier": 3011}]
    found = reply("17track", Purpose.REGISTER, value)
    assert found.trouble is None
    assert {n: told.standing for n, told in found.numbers.items()} == {N: S.REGISTERED}
    assert found.numbers[N].reference == "3011"


@pytest.mark.parametrize(
    ("left", "kind"), [(1, None), (0, T.BUDGET_SPENT), (-3, T.BUDGET_SPENT), (None, T.NONSENSE)]
)
def test_17track_checks_what_is_left(left, kind):
    found = reply("17track", Purpose.CHECK, {"code": 0, "data": {"quota_remain": left}})
    assert (found.trouble and found.trouble.kind) == kind


@pytest.mark.parametrize(
    ("status", "events", "expected"),
    [
        ("NotFound", [], S.NOT_FOUND), ("NotFound", [{}], S.TOLD), ("InTransit", [], S.TOLD),
        ("", [], S.NOT_YET), ("Expired", [{}], S.STOPPED), ("Delivered", [{}], S.TOLD),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_beside", [True, False])
def test_17track_tells_how_it_stands_to_a_number(status, events, expected, is_beside):
    info = {"tracking": {"providers": [{"provider": {"name": "x"}, "events": events}]}}
    latest = {"latest_status": {"status": status}}
    item = {"number": N, "track_info": info if is_beside else info | latest}
    value = {"code": 0, "data": {"accepted": [item | (latest if is_beside else {})]}}
    assert standing("17track", Purpose.READ, value) is expected


def test_17track_is_told_all_that_a_carrier_may_want():
    [entry] = json.loads(call_of("17track", Purpose.REGISTER).body)
    assert entry == {
        "number": N,
        "origin_country": "CN",
        "destination_country": "US",
        "destination_postal_code": "10001",
        "phone_number_last_4": "1234",
        "ship_date": "2026-05-04",
    }
    [bare] = json.loads(call_of("17track", Purpose.REGISTER, Asked(number=N)).body)
    assert bare == {"number": N}


def test_17track_starts_and_stops_by_its_key_of_the_carrier():
    for purpose, method in ((Purpose.RETRACK, "retrack"), (Purpose.STOP, "stoptrack")):
        call = call_of("17track", purpose)
        assert call.url == f"https://a.example/{method}"
        assert json.loads(call.body) == [{"number": N, "carrier": 77}]
        odd = call_of("17track", purpose, Asked(number=N, reference="²"))
        assert json.loads(odd.body) == [{"number": N}]


# AfterShip


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        (4003, 400, S.REGISTERED), (4005, 400, S.REFUSED), (4010, 400, S.NEEDS_MORE),
        (4011, 400, S.NEEDS_MORE), (4012, 400, S.NEEDS_MORE), (4017, 400, S.REFUSED),
    ],
)  # fmt: skip
def test_aftership_says_why_it_creates_no_tracking(code, status, expected):
    value = {"meta": {"code": code, "message": "words"}, "data": {"id": "abc"}}
    found = reply("aftership", Purpose.REGISTER, value, status).numbers[N]
    assert (found.standing, found.reference) == (expected, "abc")
    assert found.why.endswith(f"(AfterShip {code} words)")


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [(4004, 404, S.UNREGISTERED), (404, 404, S.UNREGISTERED), (4013, 400, S.REGISTERED), (4016, 400, S.STOPPED)],
)  # fmt: skip
def test_aftership_says_why_it_does_not_start_again(code, status, expected):
    value = {"meta": {"code": code, "message": "words"}, "data": {}}
    assert standing("aftership", Purpose.RETRACK, value, status) is expected


@pytest.mark.parametrize(
    ("code", "kind"),
    [(4001, T.BAD_REQUEST), (401, T.BAD_ACCESS), (403, T.BAD_ACCESS), (429, T.THROTTLED), (503, T.DOWN)],
)  # fmt: skip
def test_aftership_tells_trouble_in_its_meta_code(code, kind):
    value = {"meta": {"code": code, "message": "words"}, "data": {}}
    assert reply("aftership", Purpose.READ, value).trouble.kind is kind


def test_aftership_says_when_to_come_again_in_unix_time():
    soon = str(int((NOW + timedelta(seconds=7)).timestamp()))
    found = reply(
        "aftership", Purpose.READ, {"meta": {"code": 429}}, 429, **{"x-ratelimit-reset": soon}
    )
    assert found.trouble.wait == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"tag": "Pending"}, S.NOT_YET),
        ({"tag": "Pending", "checkpoints": [{}]}, S.TOLD),
        ({"tag": "InfoReceived"}, S.TOLD),
        ({"tag": "Expired", "checkpoints": [{}]}, S.STOPPED),
        ({"tag": "InTransit", "active": False}, S.STOPPED),
        ({"tag": "InTransit", "active": True}, S.TOLD),
        ({"tag": "Delivered", "active": False}, S.TOLD),
    ],
)
def test_aftership_tells_how_it_stands_to_a_number(item, expected):
    tracking = {"id": "abc", "tracking_number": N} | item
    value = {"meta": {"code": 200}, "data": {"trackings": [tracking]}}
    assert standing("aftership", Purpose.READ, value) is expected


def test_aftership_leaves_open_what_a_full_page_may_have_cut_off():
    others = [{"tracking_number": "X", "tag": "InTransit"}] * 200
    value = {"meta": {"code": 200}, "data": {"trackings": others}}
    assert reply("aftership", Purpose.READ, value).numbers == {}
    value["data"]["trackings"] = others[:199]
    assert standing("aftership", Purpose.READ, value) is S.UNREGISTERED


def test_aftership_is_told_carrier_postcode_and_day():
    assert json.loads(call_of("aftership", Purpose.REGISTER).body) == {
        "tracking_number": N,
        "slug": "usps",
        "destination_postal_code": "10001",
        "tracking_ship_date": "20260504",
    }
    bare = call_of("aftership", Purpose.REGISTER, Asked(number=N, carrier="china-post"))
    assert json.loads(bare.body) == {"tracking_number": N}


def test_aftership_lists_numbers_in_one_address():
    call = call_of("aftership", Purpose.READ)
    assert call.url == f"https://a.example/trackings?tracking_numbers={N}&limit=200"
    assert ("as-api-key", "k") in call.headers


def test_aftership_starts_again_by_its_own_id_only():
    assert call_of("aftership", Purpose.RETRACK).url == "https://a.example/trackings/77/retrack"
    aftership = sources.pull_by_slug("aftership")
    assert aftership.retrack_calls([Asked(number=N)], ACCESS) == ()
    assert aftership.stop_calls([FULL], ACCESS) == ()


def test_aftership_reads_the_wrapped_answers_of_older_versions():
    value = {"meta": {"code": 201}, "data": {"tracking": {"id": "abc", "tracking_number": N}}}
    found = reply("aftership", Purpose.REGISTER, value, 201).numbers[N]
    assert (found.standing, found.reference) == (S.REGISTERED, "abc")


# TrackingMore


def batch(code):
    error = {"errorCode": code, "errorMessage": "words", "tracking_number": N}
    return {"meta": {"code": 200}, "data": {"success": [], "error": [error]}}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (4101, S.REGISTERED), (4102, S.UNREGISTERED), (4110, S.REFUSED), (4111, S.REFUSED),
        (4112, S.REFUSED), (4120, S.NEEDS_MORE), (4121, S.NEEDS_MORE), (4122, S.NEEDS_MORE),
        (4130, S.REFUSED), (4999, S.REFUSED),
    ],
)  # fmt: skip
def test_trackingmore_refuses_a_number_of_a_batch_for_a_reason(code, expected):
    assert standing("trackingmore", Purpose.REGISTER, batch(code)) is expected


def test_trackingmore_has_a_quota():
    for value in (batch(4190), {"meta": {"code": 4190}, "data": []}):
        assert reply("trackingmore", Purpose.REGISTER, value).trouble.kind is T.BUDGET_SPENT


@pytest.mark.parametrize(("code", "expected"), [(4102, S.UNREGISTERED), (4113, S.REGISTERED)])
def test_trackingmore_says_why_it_does_not_start_again(code, expected):
    value = {"meta": {"code": code, "message": "words"}, "data": []}
    assert standing("trackingmore", Purpose.RETRACK, value, 400) is expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("pending", S.NOT_YET), ("notfound", S.NOT_FOUND), ("expired", S.STOPPED), ("transit", S.TOLD)],
)  # fmt: skip
def test_trackingmore_tells_how_it_stands_to_a_number(status, expected):
    item = {"id": "9a", "tracking_number": N, "delivery_status": status}
    value = {"meta": {"code": 200}, "data": [item]}
    assert standing("trackingmore", Purpose.READ, value) is expected


def test_trackingmore_knows_nothing_of_what_it_leaves_out():
    assert (
        standing("trackingmore", Purpose.READ, {"meta": {"code": 200}, "data": []})
        is S.UNREGISTERED
    )


def test_trackingmore_wants_two_minutes_of_silence_where_it_names_no_time():
    for body in ({"meta": {"code": 429}}, "slow down"):
        assert reply("trackingmore", Purpose.READ, body, 429).trouble.wait == timedelta(minutes=2)
    named = reply("trackingmore", Purpose.READ, {}, 429, **{"retry-after": "5"})
    assert named.trouble.wait == timedelta(seconds=5)


def test_trackingmore_is_told_the_courier_by_its_own_code():
    dhl = Asked(number=N, carrier="dhl-express", destination_country="US")
    [entry] = json.loads(call_of("trackingmore", Purpose.REGISTER, dhl).body)
    assert entry == {"tracking_number": N, "courier_code": "dhl", "destination_country_iso2": "US"}


@pytest.mark.parametrize(("number", "carrier"), [("N1", ""), (N, "sunyou"), ("1", "yodel")])
def test_no_registration_is_left_out_for_want_of_a_carrier(number, carrier):
    asked = Asked(number=number, carrier=carrier)
    for slug, name in (("trackingmore", "courier_code"), ("karrio", "carrier_name")):
        call = call_of(slug, Purpose.REGISTER, asked)
        [entry] = value if isinstance(value := json.loads(call.body), list) else [value]
        assert entry == {"tracking_number": number, name: ""}
        assert call.asked == (asked,)


# EasyPost


@pytest.mark.parametrize(
    ("tracker", "expected"),
    [
        ({"status": "unknown"}, S.NOT_FOUND),
        ({"status": "pre_transit"}, S.NOT_YET),
        ({"status": "error"}, S.NOT_YET),
        ({"status": "in_transit", "tracking_details": [{}]}, S.TOLD),
        ({"status": "in_transit", "status_detail": "expired", "tracking_details": [{}]}, S.STOPPED),
    ],
)
def test_easypost_tells_how_it_stands_to_a_number(tracker, expected):
    value = {"trackers": [{"tracking_code": N, "id": "trk_1"} | tracker], "has_more": False}
    assert standing("easypost", Purpose.READ, value) is expected


def test_easypost_leaves_open_what_a_further_page_may_hold():
    assert reply("easypost", Purpose.READ, {"trackers": [], "has_more": True}).numbers == {}
    assert standing("easypost", Purpose.READ, {"trackers": [], "has_more": False}) is S.UNREGISTERED


@pytest.mark.parametrize(
    ("status", "kind"), [(401, T.BAD_ACCESS), (402, T.BUDGET_SPENT), (429, T.THROTTLED), (404, T.BAD_REQUEST)]
)  # fmt: skip
def test_easypost_tells_trouble_by_its_status(status, kind):
    value = {"error": {"code": "X", "message": "words"}}
    assert reply("easypost", Purpose.READ, value, status).trouble.kind is kind


def test_easypost_says_why_it_makes_no_tracker():
    value = {"error": {"code": "TRACKER.CREATE.ERROR", "message": "No such carrier"}}
    found = reply("easypost", Purpose.REGISTER, value, 422).numbers[N]
    assert (found.standing, found.why) == (S.REFUSED, "it makes no tracker: No such carrier")


def test_easypost_is_told_the_carrier_by_its_own_name():
    call = call_of("easypost", Purpose.REGISTER)
    assert json.loads(call.body) == {"tracker": {"tracking_code": N, "carrier": "USPS"}}
    assert ("Authorization", "Basic azo=") in call.headers
    other = call_of("easypost", Purpose.REGISTER, Asked(number=N, carrier="sunyou"))
    assert json.loads(other.body) == {"tracker": {"tracking_code": N}}


# Shippo


@pytest.mark.parametrize(
    ("track", "expected"),
    [
        ({"tracking_status": None, "tracking_history": []}, S.NOT_FOUND),
        ({"tracking_status": {"status": "UNKNOWN"}, "tracking_history": []}, S.NOT_FOUND),
        ({"tracking_status": {"status": "PRE_TRANSIT"}, "tracking_history": []}, S.TOLD),
        ({"tracking_status": None, "tracking_history": [{}]}, S.TOLD),
    ],
)
def test_shippo_tells_how_it_stands_to_a_number(track, expected):
    assert standing("shippo", Purpose.READ, {"tracking_number": N} | track) is expected


def test_shippo_says_why_it_does_not_take_a_number():
    found = reply("shippo", Purpose.READ, {"detail": "Not valid"}, 400).numbers[N]
    assert (found.standing, found.why) == (S.REFUSED, "it does not take the number: Not valid")


def test_shippo_is_asked_by_carrier_and_number():
    call = call_of("shippo", Purpose.READ, Asked(number=N, carrier="australia-post"))
    assert call.url == f"https://a.example/tracks/australia_post/{N}"
    assert ("Authorization", "ShippoToken k") in call.headers
    by_number = call_of("shippo", Purpose.READ, Asked(number="9205590164917312751089"))
    assert by_number.url == "https://a.example/tracks/usps/9205590164917312751089"
    strange = Asked(number="RB123456785GB", carrier="yanwen")
    assert sources.pull_by_slug("shippo").read_calls([strange], ACCESS) == ()


# Karrio


@pytest.mark.parametrize(
    ("status", "events", "expected"),
    [
        ("unknown", [], S.NOT_FOUND), ("unknown", [{}], S.STOPPED), ("pending", [], S.NOT_YET),
        ("in_transit", [{}], S.TOLD), ("delivered", [{}], S.TOLD),
    ],
)  # fmt: skip
def test_karrio_tells_how_it_stands_to_a_number(status, events, expected):
    value = {"id": "trk_1", "tracking_number": N, "status": status, "events": events}
    assert standing("karrio", Purpose.READ, value) is expected


@pytest.mark.parametrize(
    ("purpose", "status", "body", "expected"),
    [
        (Purpose.READ, 404, {"errors": [{"message": "m"}]}, S.UNREGISTERED),
        (Purpose.REGISTER, 404, {"errors": [{"message": "m"}]}, S.REFUSED),
        (Purpose.REGISTER, 424, {"messages": [{"message": "m"}]}, S.REFUSED),
    ],
)
def test_karrio_says_why_it_has_no_tracker(purpose, status, body, expected):
    assert standing("karrio", purpose, body, status) is expected


def test_a_page_that_is_not_there_says_nothing_of_a_number():
    # A wrong address of the server, not a number that it does not know.
    assert reply("karrio", Purpose.READ, {"detail": "Not Found"}, 404).trouble.kind is T.BAD_REQUEST


def test_karrio_is_asked_by_its_own_id_where_known():
    assert call_of("karrio", Purpose.READ).url == "https://a.example/v1/trackers/77"
    bare = call_of("karrio", Purpose.READ, Asked(number=N))
    assert bare.url == f"https://a.example/v1/trackers/{N}"


def test_karrio_adds_trackers_before_the_carrier_knows_them():
    call = call_of("karrio", Purpose.REGISTER)
    assert call.url == "https://a.example/v1/trackers?pending_pickup=true"
    assert json.loads(call.body) == {"tracking_number": N, "carrier_name": "usps"}
    assert ("Authorization", "Token k") in call.headers
