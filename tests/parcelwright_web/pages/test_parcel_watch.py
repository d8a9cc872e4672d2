from datetime import timedelta

import pytest
import stock
from django.urls import reverse
from watched import NOW, asked, watch

from parcelwright_web.models.accounts import Membership, Role, Shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(shop):
    return stock.parcel(shop)


@pytest.fixture
def watched(tenant, shop, row):
    why = "17TRACK told what it knows."
    return watch(row, asked(tenant, shop), why=why, last_asked_at=NOW - timedelta(hours=5))


def page_of(member, row):
    return " ".join(member.get(f"/parcels/{row.pk}/").content.decode().split())


def test_the_page_says_who_watches_since_when_and_when_next(member, row, watched):
    page = page_of(member, row)
    assert ">Told what it knows</span>" in page
    assert "<p>17TRACK told what it knows.</p>" in page
    assert f'<a href="/settings/sources/{watched.connection_id}/">17TRACK</a>' in page
    assert "<small>5 hours ago</small>" in page
    assert "<small>in 3 hours</small>" in page


def test_a_parcel_that_nobody_watches_says_so(member, row):
    assert "Nobody yet. The worker looks for a source" in page_of(member, row)


def test_a_number_of_the_last_mile_is_named(member, row, watched):
    watch(row, watched.connection, "not_yet", number="00340434161094042557", role="last_mile")
    page = page_of(member, row)
    assert "<h3>Last mile <bdi" in page
    assert ">Watched, nothing told yet</span>" in page


def test_asking_now_brings_the_next_look_forward(member, row, watched):
    answer = member.post(reverse("watch-ask-now", args=[watched.pk]))
    assert answer.headers["Location"] == f"/parcels/{row.pk}/"
    before = watched.run_at
    watched.refresh_from_db()
    assert watched.run_at < before
    assert "as soon as the source allows" in page_of(member, row)


def test_giving_up_needs_a_reason_and_shows_who_gave_it(member, row, watched):
    address = reverse("watch-give-up", args=[watched.pk])
    member.post(address, {"reason": "   "})
    watched.refresh_from_db()
    assert watched.ended_at is None
    assert "Write why it is no longer watched" in page_of(member, row)

    member.post(address, {"reason": " Sent  again. "})
    page = page_of(member, row)
    assert "Given up by hand. Liang Wei, " in page
    assert "<bdi>Sent again.</bdi>" in page
    assert "Watch it again" in page
    assert "Give up watching" not in page


def test_a_watch_that_was_given_up_starts_again_when_asked(member, row, watched):
    member.post(reverse("watch-give-up", args=[watched.pk]), {"reason": "Sent again."})
    member.post(reverse("watch-ask-now", args=[watched.pk]))
    watched.refresh_from_db()
    assert watched.ended_at is None
    assert "Give up watching" in page_of(member, row)


def test_a_reader_sees_the_watch_and_cannot_act_on_it(member, row, watched, user):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert "Ask now" not in page_of(member, row)
    for name in ("watch-ask-now", "watch-give-up"):
        assert member.post(reverse(name, args=[watched.pk])).status_code == 403


def test_watches_of_another_tenant_are_not_found(member, other_tenant):
    theirs = Shop.objects.for_tenant(other_tenant).create(name="Other")
    found = watch(stock.parcel(theirs))
    for name in ("watch-ask-now", "watch-give-up"):
        assert member.post(reverse(name, args=[found.pk])).status_code == 404
