from dataclasses import replace
from datetime import timedelta

import posting
import pytest
from watch_world import START, World, day, same

from parcelwright import sources
from parcelwright.asking.calls import Answer, Token
from parcelwright.asking.replies import Trouble, TroubleKind
from parcelwright_web.actions import connections, inbound, watch_planning, watch_settling
from parcelwright_web.jobs import project
from parcelwright_web.jobs._rounds import ask_round, carry_out
from parcelwright_web.models.cases import Case
from parcelwright_web.models.intake import InboundBody, SourceConnection
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.watches import Watch

pytestmark = pytest.mark.django_db
ACCEPTED = [(0, "ACCEPTED")]


@pytest.fixture
def world(monkeypatch):
    found = World()
    real = sources.by_slug("aftership")
    monkeypatch.setattr(
        sources,
        "_by_slug",
        lambda: {"aftership": real, **{slug: far.source for slug, far in found.far.items()}},
    )
    return found


@pytest.fixture
def tracker(world, shop):
    world.add("tracker")
    return world.connect(shop, "tracker")


def watch_of(tenant, number="RV1"):
    return Watch.objects.for_tenant(tenant).get(number=number)


def stored(connection):
    return SourceConnection.objects.for_tenant(connection.tenant_id).get(pk=connection.pk)


def bodies(tenant, auth="poll"):
    return list(InboundBody.objects.for_tenant(tenant).filter(auth=auth).order_by("pk"))


def milestones(tenant, number="RV1"):
    rows = TrackingEventRow.objects.for_tenant(tenant).filter(parcel__tracking_number=number)
    return [row.milestone for row in rows.order_by("occurred_local", "pk")]


def test_what_a_source_tells_becomes_events_by_the_way_that_posts_take(
    world, shop, tenant, tracker
):
    world.live(shop, "RV1", [*ACCEPTED, (2, "DEPARTED")])
    world.work()
    assert milestones(tenant) == ["ACCEPTED"]
    [body] = bodies(tenant)
    assert (body.asked, body.news_of, body.state) == (["RV1"], ["RV1"], "done")
    assert (body.verdict, body.source) == ("projected", "tracker")
    world.now = day(3)
    world.work()
    assert milestones(tenant) == ["ACCEPTED", "DEPARTED"]
    assert stored(tracker).last_received_at is None


def test_the_same_answer_is_not_stored_again_and_news_of_one_number_only_for_that_one(
    world, shop, tenant, tracker
):
    world.live(shop, "RV1", ACCEPTED)
    world.live(shop, "RV2", [*ACCEPTED, (2.5, "DEPARTED")])
    world.work()
    for at in (1, 2):
        world.now = day(at)
        world.work()
    assert [body.news_of for body in bodies(tenant)] == [["RV1", "RV2"]]
    world.now = day(3)
    world.work()
    [_, body] = bodies(tenant)
    assert (sorted(body.asked), body.news_of) == (["RV1", "RV2"], ["RV2"])


def test_a_history_that_goes_back_to_what_it_was_is_the_newest_word_again(
    world, shop, tenant, tracker
):
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    for at, events in ((1, [*ACCEPTED, (0.5, "DEPARTED")]), (2, ACCEPTED)):
        world.lives["RV1"].events = events
        world.now = day(at)
        world.work()
    found = bodies(tenant)
    assert len(found) == 3
    assert found[0].digest == found[2].digest
    assert {body.verdict for body in found} == {"projected"}


def test_an_answer_that_asks_for_patience_quiets_the_source_and_moves_no_number(
    world, shop, tenant, tracker
):
    world.work()
    world.live(shop, "RV1", ACCEPTED)
    world.far["tracker"].throttles_every = 1
    world.work()
    row, watch = stored(tracker), watch_of(tenant)
    assert same(row.quiet_until, world.now + timedelta(minutes=10))
    assert row.last_answer == "It asks us to slow down (HTTP 429)"
    assert (watch.standing, watch.state, watch.last_asked_at) == ("new", "ready", None)
    world.far["tracker"].throttles_every = 0
    calls = world.far["tracker"].count
    world.now += timedelta(minutes=9)
    world.work()
    assert world.far["tracker"].count == calls
    world.now += timedelta(minutes=1)
    world.work()
    assert watch_of(tenant).standing == "told"
    assert stored(tracker).quiet_until is None


def test_a_source_that_is_down_is_tried_ever_less_and_its_silence_is_stated_once(
    world, shop, tenant, tracker
):
    world.live(shop, "RV1", ACCEPTED)
    world.far["tracker"].dead = [(0, 3)]
    while world.now < day(4):
        world.now += timedelta(hours=1)
        world.work()
    # 5, 10, 20 ... 320 minutes, then each six hours for three days.
    assert world.far["tracker"].count < 30
    assert milestones(tenant) == ["ACCEPTED", "SOURCE_SILENT"]
    [note] = TrackingEventRow.objects.for_tenant(tenant).filter(milestone="SOURCE_SILENT")
    assert (note.source, note.facts) == ("watch", [["source", "tracker"]])
    assert watch_of(tenant).standing == "told"
    assert stored(tracker).failing_since is None


def test_numbers_of_a_source_that_refuses_us_go_to_another_at_once(world, shop, tenant):
    world.add("cheap", terms={"carriers": frozenset({"invented-post"})})
    world.add("other")
    world.live(shop, "RV1", ACCEPTED)
    for slug in ("cheap", "other"):
        world.connect(shop, slug)
    world.work()
    assert watch_of(tenant).connection.source == "cheap"
    world.far["cheap"].refuses_key = "good"
    world.now = day(1)
    world.work()
    watch = watch_of(tenant)
    assert (watch.connection.source, watch.standing) == ("other", "told")
    assert same(watch.last_told_at, day(1))


def test_a_number_not_found_is_stated_and_asked_of_another(world, shop, tenant):
    world.add("cheap", terms={"carriers": frozenset({"invented-post"})}, unknown={"RV1"})
    world.add("other")
    world.live(shop, "RV1", ACCEPTED)
    for slug in ("cheap", "other"):
        world.connect(shop, slug)
    world.work()
    assert milestones(tenant) == ["ACCEPTED", "NOT_FOUND"]
    watch = watch_of(tenant)
    assert (watch.connection.source, watch.standing) == ("other", "told")


def test_the_number_of_the_last_mile_is_watched_with_its_own_carrier(world, shop, tenant):
    world.add("origin", terms={"carriers": frozenset({"invented-post"})})
    world.add("door", terms={"carriers": frozenset({"door-post"})}, last_mile_only=True)
    for slug in ("origin", "door"):
        world.connect(shop, slug)
    events = [*ACCEPTED, (2, "OUT_FOR_DELIVERY"), (3, "DELIVERED")]
    world.live(shop, "RV1", events, last_mile="DOOR00000001", handover=1)
    while world.now < day(6):
        world.pass_time(timedelta(hours=12), sweeps=True)
    door = watch_of(tenant, "DOOR00000001")
    assert (door.role, door.connection.source) == ("last_mile", "door")
    assert watch_of(tenant).role == "main"
    assert Parcel.objects.for_tenant(tenant).get().outcome == "DELIVERED"


def test_no_day_sees_more_calls_than_the_seller_allows(world, shop, tenant):
    world.add("tracker", terms={"batch": 1})
    row = world.connect(shop, "tracker", calls_per_day=5)
    for index in range(12):
        world.live(shop, f"RV{index}", ACCEPTED)
    for _ in range(8):
        world.pass_time(timedelta(hours=6), sweeps=False)
    counts = world.far["tracker"].calls["good"]
    assert max(counts.values()) <= 5
    assert stored(row).calls_made == counts[stored(row).calls_on]
    assert Watch.objects.for_tenant(tenant).filter(last_told_at=None).count() <= 2


def test_a_question_not_understood_is_asked_again_number_by_number(
    world, shop, tenant, tracker, monkeypatch
):
    def strict(call, told=world.carry):
        if b"RV2" in call.body:
            return Answer(status=400, received_at=world.now, body=b"bad number")
        return told(call)

    monkeypatch.setattr(world, "carry", strict)
    for number in ("RV1", "RV2", "RV3"):
        world.live(shop, number, ACCEPTED)
    world.work()
    found = {watch.number: watch.standing for watch in Watch.objects.for_tenant(tenant)}
    assert found == {"RV1": "told", "RV2": "nobody", "RV3": "told"}
    watch = watch_of(tenant, "RV2")
    assert watch.why.startswith("Tracker does not take this number: it does not understand")


def test_a_number_that_a_source_has_no_question_for_is_moved_on_and_said_so(
    world, shop, tenant, tracker, monkeypatch
):
    source = world.far["tracker"].source
    real = source.read_calls
    monkeypatch.setattr(
        source,
        "read_calls",
        lambda asked, access: real([one for one in asked if one.number != "RV2"], access),
    )
    for number in ("RV1", "RV2"):
        world.live(shop, number, ACCEPTED)
    world.work()
    watch = watch_of(tenant, "RV2")
    assert watch.standing == "needs_more"
    assert watch.why == "Tracker wants more than the number: a carrier that it has a name for."
    assert watch.run_at > world.now + timedelta(hours=12)
    assert watch_of(tenant, "RV1").standing == "told"


def test_an_answer_that_breaks_our_code_leaves_its_numbers_in_line(
    world, shop, tenant, tracker, monkeypatch
):
    def broken(self, call, answer):
        raise KeyError("number")

    world.add("other")
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    monkeypatch.setattr(type(world.far["tracker"].source), "reply_of", broken)
    world.now = day(1)
    world.work()
    watch, row = watch_of(tenant), stored(tracker)
    assert (watch.state, watch.error) == ("ready", "KeyError: 'number'")
    assert world.now < watch.run_at < world.now + timedelta(hours=7)
    assert row.last_answer_ok is False
    monkeypatch.undo()


def test_numbers_of_a_worker_that_died_are_claimed_again_however_often(
    world, shop, tenant, tracker
):
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    for turn in range(1, 9):
        world.now = day(turn)
        errands, _ = watch_planning.plan(world.now)
        assert [len(errand.questions) for errand in errands] == [1]
    world.now += watch_planning.LEASE + timedelta(seconds=1)
    world.work()
    assert same(watch_of(tenant).last_told_at, world.now)


def test_an_answer_that_comes_after_the_lease_ran_out_changes_nothing(world, shop, tenant, tracker):
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    world.now = day(1)
    late, _ = watch_planning.plan(world.now)
    world.now += watch_planning.LEASE + timedelta(seconds=1)
    ask_round(replace(world.outside(), now=lambda: day(1.5)), world.now)
    before = watch_of(tenant)
    watch_settling.settle(late[0], carry_out(late[0], world.outside()), world.now)
    after = watch_of(tenant)
    assert (after.attempt, after.run_at, after.state) == (before.attempt, before.run_at, "ready")


class TokenSource:
    """What an invented source does as well that sells tokens."""

    def __init__(self, source):
        self.__dict__.update(source.__dict__)
        self._source = source

    def __getattr__(self, name):
        return getattr(self._source, name)

    def token_call(self, access):
        return replace(self._source.check_call(access), url=f"{access.base_url}/token")

    def token_of(self, answer):
        return Token(value="t1", seconds=3600)

    def read_calls(self, asked, access):
        calls = self._source.read_calls(asked, access)
        return tuple(replace(call, headers=(("key", access.token),)) for call in calls)

    reply_of = property(lambda self: self._source.reply_of)


def test_a_token_is_bought_once_and_again_when_it_has_ended(world, shop, tenant, tracker):
    selling = TokenSource(world.far["tracker"].source)
    bought = []

    def carry(call, told=world.carry):
        if call.url.endswith("/token"):
            bought.append(world.now)
            return Answer(status=200, received_at=world.now, body=b"{}")
        if call.url.endswith("/read") and dict(call.headers)["key"] != "t1":
            return Answer(status=401, received_at=world.now, body=b"")
        return told(call)

    world.carry = carry
    world.far["tracker"].source = selling
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    assert (len(bought), stored(tracker).bearer) == (1, "t1")
    assert same(stored(tracker).bearer_until, world.now + timedelta(minutes=59))
    world.now = day(1)
    world.work()
    assert len(bought) == 2
    assert watch_of(tenant).standing == "told"


def test_a_token_withdrawn_before_its_time_is_bought_anew_without_blaming_the_credentials(
    world, shop, tenant, tracker
):
    world.far["tracker"].source = TokenSource(world.far["tracker"].source)
    world.live(shop, "RV1", ACCEPTED)
    row = stored(tracker)
    row.bearer, row.bearer_until = "old", day(9)
    row.save(update_fields=["bearer", "bearer_until"])

    def carry(call, told=world.carry):
        if call.url.endswith("/token"):
            return Answer(status=200, received_at=world.now, body=b"{}")
        if call.url.endswith("/read") and dict(call.headers)["key"] == "old":
            return Answer(status=401, received_at=world.now, body=b"")
        return told(call)

    world.carry = carry
    world.work()
    assert stored(tracker).access_refused_at is None
    assert stored(tracker).bearer == "t1"
    assert watch_of(tenant).standing == "told"


def test_while_a_source_posts_nobody_is_asked_until_it_falls_silent(world, shop, tenant, tracker):
    posting_one = connections.connect(shop, "aftership", "", START)
    payload = posting.body("RV1", [("2026-01-05T08:00:00Z", "InTransit_002")])
    inbound.receive(posting_one, payload, {}, START)
    project.run(START)
    world.live_known("RV1", ACCEPTED)
    world.work()
    watch = watch_of(tenant)
    assert (watch.standing, same(watch.run_at, day(3))) == ("pushed", True)
    assert "RV1" not in world.asked_at
    world.now = day(3.01)
    world.work()
    assert same(world.asked_at["RV1"], day(3.01))


def test_a_closed_case_ends_the_watch_and_an_open_one_keeps_it(world, shop, tenant, tracker):
    world.live(shop, "RV1", [*ACCEPTED, (1, "DELIVERED")])
    world.work()
    world.now = day(2)
    world.work()
    parcel = Parcel.objects.for_tenant(tenant).get()
    case = Case.objects.for_tenant(tenant).create(
        number=1, parcel=parcel, state="watch", opened_at=world.now, opened_by="Liang"
    )
    while world.now < day(20):
        world.pass_time(timedelta(days=1), sweeps=True)
    assert watch_of(tenant).ended_at is None
    case.closed_at, case.closed_as, case.state = world.now, "paid", "closed"
    case.save()
    # Nothing assesses a parcel that arrived and has no open case.
    world.pass_time(timedelta(days=3), sweeps=True)
    watch = watch_of(tenant)
    assert (watch.ended_why, watch.why) == ("settled", "The case is closed.")


def test_a_delivery_that_the_buyer_denies_opens_the_watch_again(world, shop, tenant, tracker):
    world.live(shop, "RV1", [*ACCEPTED, (1, "DELIVERED")])
    while world.now < day(16):
        world.pass_time(timedelta(days=1), sweeps=True)
    assert watch_of(tenant).ended_why == "delivered"
    world.lives["RV1"].events.append((15, "RETURNING"))
    Parcel.objects.for_tenant(tenant).update(outcome="", assess_due=True)
    world.work()
    watch = watch_of(tenant)
    assert (watch.ended_at, watch.state) == (None, "ready")
    assert milestones(tenant)[-1] == "RETURNING"


def test_a_parcel_that_arrived_long_ago_is_not_watched(world, shop, tenant, tracker):
    old = connections.connect(shop, "aftership", "", START)
    payload = posting.body("RV1", [("2025-11-01T08:00:00Z", "Delivered_001")])
    inbound.receive(old, payload, {}, START)
    project.run(START)
    world.work()
    assert not Watch.objects.for_tenant(tenant).exists()


def test_a_source_that_posts_that_it_stopped_is_started_again(world, shop, tenant):
    world.add("seller", terms={"registers": True, "retracks": 1}, retracks=1)
    world.connect(shop, "seller")
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    world.now = day(0.2)
    world.work()
    parcel = Parcel.objects.for_tenant(tenant).get()
    TrackingEventRow.objects.for_tenant(tenant).create(
        parcel=parcel, digest="stop", received_at=world.now, milestone="SOURCE_STOPPED",
        source="seller", tracking_number="RV1",
    )  # fmt: skip
    Parcel.objects.for_tenant(tenant).update(assess_due=True)
    world.work()
    assert world.far["seller"].restarted["RV1"] == 1
    assert watch_of(tenant).stopped_at is None


def test_an_unreachable_source_keeps_no_other_waiting(world, shop, tenant, tracker, monkeypatch):
    world.add("direct", terms={"carriers": frozenset({"invented-post"})})
    world.connect(shop, "direct")

    def carry(call, told=world.carry):
        if "tracker" in call.url:
            return Trouble(kind=TroubleKind.UNREACHABLE, what="it was not reached")
        return told(call)

    monkeypatch.setattr(world, "carry", carry)
    world.live(shop, "RV1", ACCEPTED)
    world.work()
    assert watch_of(tenant).standing == "told"
    assert stored(tracker).last_answer == "It was not reached"
