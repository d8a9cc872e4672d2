"""A simulated time in which sources expire, know nothing, die and forget: nobody falls out."""

from collections import defaultdict
from datetime import timedelta

import pytest
from watch_world import World, day

from parcelwright import sources
from parcelwright.watch.ending import GRACE
from parcelwright.watch.pace import CAP
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.leases import LeaseState
from parcelwright_web.models.parcels import Parcel, TrackingEventRow
from parcelwright_web.models.watches import Watch

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def world(monkeypatch):
    found = World()
    monkeypatch.setattr(
        sources, "_by_slug", lambda: {slug: far.source for slug, far in found.far.items()}
    )
    return found


def shop(tenant, name):
    return Shop.objects.for_tenant(tenant).create(name=name, timezone="Asia/Shanghai")


def number(row, index):
    return f"{row.name.upper()}{index:07d}"


def life(index):
    """The scans of a parcel: most arrive, every tenth is lost, every tenth comes back."""
    start = 1 + index % 5
    scans = [(start, "ACCEPTED"), (start + 2, "DEPARTED"), (start + 6, "ARRIVED")]
    if index % 10 == 4:
        return scans
    if index % 10 == 3:
        return [*scans, (start + 15, "RETURNED")]
    return [*scans, (start + 8 + index * 7 % 26, "DELIVERED")]


def live(world, row, count):
    for index in range(count):
        world.live(row, number(row, index), life(index))


def check(world, tenant):
    """Hold every parcel to the promise of the watch."""
    watches = defaultdict(list)
    for watch in Watch.objects.for_tenant(tenant).select_related("parcel"):
        watches[watch.parcel_id].append(watch)
        if watch.state == LeaseState.READY:
            assert watch.run_at <= world.now + CAP
            assert watch.ended_at is None
            continue
        assert watch.state == LeaseState.DONE
        assert watch.ended_why in {"delivered", "returned"}
        assert watch.parcel.outcome == watch.ended_why.upper()
        if watch.ended_why == "delivered":
            assert watch.ended_at - watch.closed_at >= GRACE
    for parcel in Parcel.objects.for_tenant(tenant):
        mine = watches[parcel.pk]
        wanted = {parcel.tracking_number, parcel.last_mile_number} - {""}
        assert sorted(watch.number for watch in mine) == sorted(wanted)
        if not parcel.outcome:
            assert {watch.state for watch in mine} == {LeaseState.READY}
    for far in world.far.values():
        most = far.source.TERMS.per_day
        assert most is None or all(n <= most for days in far.calls.values() for n in days.values())


def outcomes(tenant):
    return dict(Parcel.objects.for_tenant(tenant).values_list("tracking_number", "outcome"))


def truth(world, number, at):
    """What had become of a parcel by a day, empty while it was under way."""
    last, code = world.lives[number].events[-1]
    return code if code in {"DELIVERED", "RETURNED"} and last <= at else ""


def run(world, tenant, days, late, step=1):
    """Let days pass; on each, every parcel must be watched, and known as it was a while ago.

    ``late`` says by the first letters of the numbers how many days old our knowledge may be.
    """
    while world.now < day(days):
        world.pass_time(timedelta(days=step), sweeps=world.now.day % 7 == 0)
        check(world, tenant)
        known, passed = outcomes(tenant), (world.now - day(0)) / timedelta(days=1)
        for prefix, most in late.items():
            for number in (each for each in world.lives if each.startswith(prefix)):
                outcome = truth(world, number, passed - most)
                assert not outcome or known[number] == outcome, (number, passed)


def stated(tenant, milestone):
    rows = TrackingEventRow.objects.for_tenant(tenant).filter(milestone=milestone)
    return {number[:2] for number in rows.values_list("tracking_number", flat=True)}


def test_no_parcel_falls_out_of_the_watch_in_a_month_of_troubles(world, tenant):
    expiring = {"registers": True, "retracks": 1}
    known_carrier = frozenset({"invented-post"})
    world.add("expiring", terms=expiring, retracks=1, expires_after=timedelta(days=30))
    world.add("choosy", terms={"carriers": known_carrier, "per_day": 200})
    world.add("origin", terms={"carriers": known_carrier})
    world.add("door", terms={"carriers": frozenset({"door-post"})}, last_mile_only=True)
    world.add("fragile", terms={"per_day": 40}, throttles_every=7, dead=[(10, 13)])
    world.add("refusing", terms={"carriers": known_carrier}, refuses_key="good")
    shops = {name: shop(tenant, name) for name in ("ra", "rb", "rc", "rd", "re", "rf")}
    for name, count in {"ra": 50, "rb": 36, "rd": 30, "re": 10, "rf": 10}.items():
        live(world, shops[name], count)
    world.far["choosy"].unknown = {number(shops["rb"], index) for index in range(0, 36, 3)}
    for index in range(24):
        world.live(
            shops["rc"], number(shops["rc"], index), life(index),
            last_mile=f"DOOR{index:08d}", handover=1 + index % 5 + 3,
        )  # fmt: skip
    for name, slugs in {
        "ra": ["expiring"],
        "rb": ["choosy", "expiring"],
        "rc": ["origin", "door"],
        "rd": ["fragile"],
        "re": ["refusing", "expiring"],
    }.items():
        for slug in slugs:
            world.connect(shops[name], slug)
    world.work()

    run(world, tenant, 35, late={"RA": 4, "RB": 4, "RC": 4, "RD": 7, "RE": 4})

    assert stated(tenant, "SOURCE_STOPPED") >= {"RA"}
    assert stated(tenant, "NOT_FOUND") == {"RB"}
    assert stated(tenant, "SOURCE_SILENT") == {"RD"}
    lost = Watch.objects.for_tenant(tenant).filter(parcel__shop=shops["rf"])
    assert {watch.standing for watch in lost} == {"nobody"}
    # How many had a case by then is the model's matter; none of those may have ended.
    ended = Watch.objects.for_tenant(tenant).filter(ended_why="delivered")
    assert ended.count() > 10
    assert not ended.filter(parcel__cases__closed_at=None, parcel__cases__isnull=False).exists()


def test_a_source_that_forgets_after_ninety_days_leaves_no_parcel_unwatched(world, tenant):
    world.add("forgetful", forgets_after=timedelta(days=90))
    world.add("steady", terms={"registers": True})
    alone, helped = shop(tenant, "ra"), shop(tenant, "rb")
    for row in (alone, helped):
        for index in range(6):
            scans = [(1, "ACCEPTED"), (5, "DEPARTED"), (40 + index * 11, "DELIVERED")]
            world.live(row, number(row, index), scans)
        world.connect(row, "forgetful")
    world.connect(helped, "steady")
    world.work()

    run(world, tenant, 84, late={"RB": 7}, step=3)
    run(world, tenant, 102, late={"RB": 4})

    assert stated(tenant, "NOT_FOUND") == {"RA", "RB"}
    open_still = Watch.objects.for_tenant(tenant).filter(parcel__shop=alone, ended_at=None)
    # The last one was delivered when the source no longer knew it.
    assert number(alone, 5) in {watch.number for watch in open_still}
    assert {watch.standing for watch in open_still.filter(parcel__outcome="")} == {"not_found"}
