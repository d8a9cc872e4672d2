import re

import posting
import pytest
from django.urls import reverse

from parcelwright.parcels.own_meanings import READINGS
from parcelwright_web.actions import inbound
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Membership, Role, Shop
from parcelwright_web.models.own_meanings import OwnMeaning
from parcelwright_web.models.parcels import TrackingEventRow
from parcelwright_web.pages.code_choices import GROUPS, choices

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(tenant, shop):
    connection = posting.connect(tenant, shop)
    moments = ["2026-11-01T08:00:00Z", "2026-11-02T08:00:00Z"]
    payload = posting.body(checkpoints=[(moment, "Teleported_001") for moment in moments])
    inbound.receive(connection, payload, {}, posting.NOW)
    project.run(posting.NOW)
    return TrackingEventRow.objects.for_tenant(tenant).order_by("pk").first()


def page_of(member, name="unknown_codes"):
    return " ".join(member.get(reverse(name)).content.decode().split())


def give(member, event, milestone="DEPARTED", **more):
    values = {"event": event.pk, "milestone": milestone, **more}
    return member.post(reverse("give-meaning"), values)


def test_codes_that_nobody_mapped_are_listed_with_counts_words_and_a_parcel(member, told):
    page = page_of(member)
    assert re.search(r"Teleported_001</bdi></h2>.*?<b>2 events</b> · 1 parcel<", page)
    assert "AfterShip · <bdi>aftership.subtag</bdi> · China Post" in page
    assert ">Teleported_001 said</q>" in page
    assert f'2 times, for example <a href="/parcels/{told.parcel_id}/">' in page


def test_codes_with_many_wordings_are_to_be_read_with_care(member, told):
    TrackingEventRow.across_tenants.filter(pk=told.pk).update(description="Something else")
    assert "2 different wordings: read them before you choose" in page_of(member)


def test_two_carriers_of_one_list_of_the_source_are_one_line(member, told):
    TrackingEventRow.across_tenants.filter(pk=told.pk).update(carrier="ups")
    page = page_of(member)
    assert page.count('class="code-form"') == 1
    assert "China Post, UPS</p>" in page


def test_the_same_code_of_two_carriers_lists_is_two_lines(member, told):
    TrackingEventRow.across_tenants.update(code_table="status")
    TrackingEventRow.across_tenants.filter(pk=told.pk).update(carrier="gls")
    assert page_of(member).count('class="code-form"') == 2


def test_an_event_without_code_and_words_cannot_be_read(member, told):
    TrackingEventRow.across_tenants.update(code="", description="")
    page = page_of(member)
    assert "There is neither a code nor words" in page
    assert 'class="code-form"' not in page


def test_a_code_is_given_a_meaning_in_one_line(member, told, user, tenant):
    answer = give(member, told, reason=" asked  the post ")
    assert answer.headers["Location"] == reverse("own-meanings")
    meaning = OwnMeaning.objects.for_tenant(tenant).get()
    assert (meaning.code, meaning.milestone) == ("Teleported_001", "DEPARTED")
    assert (meaning.reason, meaning.made_by) == ("asked the post", f"user:{user.pk}")

    page = page_of(member, "own-meanings")
    assert "Teleported_001 now means: Departed. 2 events are being read again." in page
    assert "<b>Departed</b>" in page
    assert "Liang Wei" in page
    assert "Being read again" in page


def test_a_meaning_that_is_none_is_not_taken(member, told, tenant):
    for milestone in ("", "NOT_FOUND", "STUCK"):
        give(member, told, milestone)
    assert not OwnMeaning.objects.for_tenant(tenant).exists()
    assert "Choose what the code means." in page_of(member)


def test_a_meaning_is_taken_back_and_stays_in_the_log(member, told, tenant):
    give(member, told)
    meaning = OwnMeaning.objects.for_tenant(tenant).get()
    member.post(reverse("take-back-meaning", args=[meaning.pk]))
    page = page_of(member, "own-meanings")
    assert "<s>Departed</s>" in page
    assert "ended by Liang Wei" in page
    assert "Take back</button>" not in page


def test_a_reader_sees_codes_and_cannot_map_them(member, told, user, tenant):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert 'class="code-form"' not in page_of(member)
    assert give(member, told).status_code == 403


def test_events_and_meanings_of_another_tenant_are_not_found(member, told, other_tenant):
    shop = Shop.objects.for_tenant(other_tenant).create(name="Other")
    inbound.receive(
        posting.connect(other_tenant, shop, token="other"),
        posting.body("LX000000005DE", [("2026-11-01T08:00:00Z", "Levitated_002")]),
        {},
        posting.NOW,
    )
    project.run(posting.NOW)
    theirs = TrackingEventRow.objects.for_tenant(other_tenant).get()
    assert give(member, theirs).status_code == 404
    assert "Levitated_002" not in page_of(member)


@pytest.mark.parametrize("event", ["", "x", "9" * 30, "-1"])
def test_an_event_that_is_none_is_not_found(member, event):
    assert member.post(reverse("give-meaning"), {"event": event}).status_code == 404


def test_every_meaning_stands_in_one_group_under_a_name_of_its_own():
    marks = [mark for _name, marks in GROUPS for mark in marks]
    names = [text for _name, group in choices() for _code, text in group]
    assert sorted(marks) == sorted(READINGS)
    assert len(set(names)) == len(names)
