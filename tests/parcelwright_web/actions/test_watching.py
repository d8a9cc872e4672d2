import pytest
from watch_world import START, World, day, same

from parcelwright import sources
from parcelwright_web.actions import connections, watching
from parcelwright_web.models.intake import SourceConnection
from parcelwright_web.models.watches import Watch

pytestmark = pytest.mark.django_db
HOSTED = "https://tracker.lumi.example"


@pytest.fixture
def world(monkeypatch):
    found = World()
    monkeypatch.setattr(
        sources, "_by_slug", lambda: {slug: far.source for slug, far in found.far.items()}
    )
    found.add("tracker")
    return found


@pytest.fixture
def connection(world, shop):
    return connections.connect(shop, "tracker", "", START)


def stored(connection):
    return SourceConnection.objects.for_tenant(connection.tenant_id).get(pk=connection.pk)


def the_watch(tenant):
    return Watch.objects.for_tenant(tenant).get()


def test_credentials_are_sealed_and_looked_at_soon(world, connection):
    watching.set_access(connection, {"key": " k1 "}, START)
    row = stored(connection)
    assert (row.is_asked, row.access, row.check_due_at) == (True, {"key": "k1"}, START)
    world.work()
    row = stored(connection)
    assert (row.last_answer, row.last_answer_ok) == ("It answers, and takes our credentials.", True)
    assert row.check_due_at is None


def test_a_secret_left_empty_stays_as_it_was(connection):
    watching.set_access(connection, {"key": "k1"}, START)
    watching.set_access(connection, {"key": ""}, START, calls_per_day=50)
    row = stored(connection)
    assert (row.access, row.calls_per_day) == ({"key": "k1"}, 50)


def test_a_missing_credential_is_named(connection):
    with pytest.raises(watching.AccessError, match="Key is missing"):
        watching.set_access(connection, {}, START)
    assert not stored(connection).is_asked


@pytest.mark.parametrize("address", ["ftp://x.example", "tracker.lumi.example"])
def test_an_address_must_be_one_of_the_web(connection, address):
    with pytest.raises(watching.AccessError, match="must begin with"):
        watching.set_access(connection, {"key": "k"}, START, base_url=address)


def test_a_source_on_the_sellers_own_server_wants_its_address(world, shop):
    source = world.add("hosted")
    source.TERMS = type(source.TERMS)(base_url="", credentials=(), source="invented")
    hosted = connections.connect(shop, "hosted", "", START)
    with pytest.raises(watching.AccessError, match="runs on your own"):
        watching.set_access(hosted, {}, START)
    watching.set_access(hosted, {}, START, base_url=f"{HOSTED}/")
    assert stored(hosted).base_url == HOSTED


def test_refused_credentials_show_and_new_ones_bring_back_the_numbers(world, shop, tenant):
    world.live(shop, "RV1", [(0, "ACCEPTED")])
    world.far["tracker"].refuses_key = "wrong"
    row = world.connect(shop, "tracker", key="wrong")
    world.work()
    held = stored(row)
    assert same(held.access_refused_at, START)
    assert held.last_answer.startswith("It refuses our credentials (HTTP 401)")
    assert held.last_answer_ok is False
    assert the_watch(tenant).standing == "nobody"
    watching.set_access(held, {"key": "right"}, START)
    world.work()
    assert stored(row).access_refused_at is None
    assert the_watch(tenant).standing == "told"


def test_credentials_that_were_refused_are_looked_at_again_each_day(world, shop):
    world.far["tracker"].refuses_key = "good"
    row = world.connect(shop, "tracker")
    world.work()
    world.far["tracker"].refuses_key = ""
    world.now = day(0.9)
    world.work()
    assert same(stored(row).access_refused_at, START)
    world.now = day(1.01)
    world.work()
    assert stored(row).access_refused_at is None


def test_a_source_no_longer_asked_forgets_its_credentials_and_its_numbers_look_elsewhere(
    world, shop, tenant
):
    world.live(shop, "RV1", [(0, "ACCEPTED")])
    row = world.connect(shop, "tracker")
    world.work()
    world.add("other")
    world.connect(shop, "other")
    watching.stop_asking(row, START)
    assert stored(row).access is None
    world.work()
    assert the_watch(tenant).connection.source == "other"


def test_a_test_of_a_source_waits_for_the_worker(world, shop):
    row = world.connect(shop, "tracker")
    world.work()
    calls = world.far["tracker"].count
    watching.check_access(row, day(1))
    world.now = day(1)
    assert stored(row).check_due_at == day(1)
    world.work()
    assert world.far["tracker"].count == calls + 1
    assert same(stored(row).last_asked_at, day(1))


def test_a_watch_given_up_stays_ended_until_somebody_asks_again(world, shop, tenant):
    world.live(shop, "RV1", [(0, "ACCEPTED")])
    world.connect(shop, "tracker")
    world.work()
    watching.give_up(the_watch(tenant), "Liang", "The buyer has it.", START)
    world.pass_time(day(30) - world.now, sweeps=True)
    watch = the_watch(tenant)
    assert (watch.state, watch.ended_why, watch.ended_by) == ("done", "given_up", "Liang")
    assert watch.why == "The buyer has it."
    assert same(world.asked_at["RV1"], START)
    watching.ask_now(watch, world.now)
    world.work()
    assert same(world.asked_at["RV1"], day(30))
    assert the_watch(tenant).ended_at is None


def test_ask_now_does_not_wait_for_the_pace(world, shop, tenant):
    world.live(shop, "RV1", [(0, "ACCEPTED")])
    world.connect(shop, "tracker")
    world.work()
    world.now = day(0.01)
    world.work()
    assert same(world.asked_at["RV1"], START)
    watching.ask_now(the_watch(tenant), world.now)
    world.work()
    assert same(world.asked_at["RV1"], day(0.01))
