from datetime import timedelta

import pytest
import stock
from django.urls import reverse
from watched import ASKED, NOW, asked, watch

from parcelwright import sources
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.intake import SourceConnection

pytestmark = pytest.mark.django_db
SECRET = next(e.name for e in sources.pull_by_slug(ASKED).TERMS.credentials if e.is_secret)


def page_of(member, name, connection=None):
    address = reverse(name, args=[connection.pk] if connection else [])
    return " ".join(member.get(address).content.decode().split())


@pytest.fixture
def connection(tenant, shop):
    return asked(tenant, shop)


def save(member, connection, secret="key two", **more):
    values = {f"credential-{SECRET}": secret, **more}
    return member.post(reverse("source", args=[connection.pk]), values)


def test_credentials_are_stored_asked_at_once_and_never_shown(member, tenant, shop):
    answer = member.post(reverse("source_connect"), {"shop": shop.pk, "source": ASKED})
    connection = SourceConnection.objects.for_tenant(tenant).get()
    assert answer.headers["Location"] == reverse("source", args=[connection.pk])
    save(member, connection, calls_per_day="500")

    connection.refresh_from_db()
    assert (connection.is_asked, connection.calls_per_day) == (True, 500)
    assert connection.access[SECRET] == "key two"
    page = page_of(member, "source", connection)
    assert "key two" not in page
    assert "Saved. It is asked now" in page
    assert "Asked, waiting" in page


def test_a_secret_left_empty_stays_as_it_was(member, connection):
    save(member, connection, secret="", calls_per_day="7")
    connection.refresh_from_db()
    assert (connection.access[SECRET], connection.calls_per_day) == ("a key", 7)


def test_a_missing_credential_is_asked_for_beside_its_field(member, tenant, shop):
    member.post(reverse("source_connect"), {"shop": shop.pk, "source": ASKED})
    connection = SourceConnection.objects.for_tenant(tenant).get()
    page = save(member, connection, secret="").content.decode()
    assert "There is a problem" in page
    assert f'href="#id_credential-{SECRET}"' in page
    connection.refresh_from_db()
    assert connection.is_asked is False


@pytest.mark.parametrize(
    ("name", "value"),
    [("base_url", "not an address"), ("calls_per_day", "0"), ("calls_per_day", "many")],
)
def test_an_address_or_budget_that_is_none_is_refused(member, connection, name, value):
    page = save(member, connection, **{name: value}).content.decode()
    assert f'href="#id_{name}"' in page


def test_a_test_waits_for_its_answer_and_then_shows_it(member, connection):
    member.post(reverse("source-check", args=[connection.pk]))
    connection.refresh_from_db()
    assert connection.check_due_at is not None
    assert "Asked, waiting" in page_of(member, "source", connection)

    connection.check_due_at = None
    connection.last_answer, connection.last_answer_ok = "It answered.", True
    connection.last_asked_at = NOW
    connection.save()
    page = page_of(member, "source", connection)
    assert "<bdi>It answered.</bdi>" in page
    assert "Asked, waiting" not in page


def test_a_source_that_is_not_asked_cannot_be_tested(member, tenant, shop):
    member.post(reverse("source_connect"), {"shop": shop.pk, "source": ASKED})
    connection = SourceConnection.objects.for_tenant(tenant).get()
    assert member.post(reverse("source-check", args=[connection.pk])).status_code == 404


def test_asking_no_more_forgets_the_credentials(member, connection):
    member.post(reverse("source-stop-asking", args=[connection.pk]))
    connection.refresh_from_db()
    assert (connection.is_asked, connection.access) == (False, None)
    assert "Not asked: enter credentials" in page_of(member, "sources")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"access_refused_at": NOW, "failing_since": NOW}, "Refuses the credentials"),
        ({"failing_since": NOW}, "Does not answer"),
        ({"quiet_until": NOW + timedelta(days=1)}, "Left alone for a while"),
        ({"quiet_until": NOW - timedelta(days=1)}, "Not asked yet"),
        ({"last_answer": "Fine.", "last_answer_ok": True}, "Works"),
    ],
)
def test_the_worst_that_is_known_of_a_source_stands_in_its_pill(member, connection, fields, words):
    SourceConnection.objects.for_tenant(connection.tenant_id).update(**fields)
    page = page_of(member, "sources")
    assert f'">{words}</span></header>' in page


def test_calls_of_today_stand_beside_what_is_allowed(member, connection):
    rows = SourceConnection.objects.for_tenant(connection.tenant_id)
    rows.update(calls_on=NOW.date(), calls_made=1200, calls_per_day=5000)
    assert "1,200 of 5,000 calls today" in page_of(member, "sources")
    rows.update(calls_on=NOW.date() - timedelta(days=1))
    assert "0 of 5,000 calls today" in page_of(member, "sources")


def test_parcels_are_counted_by_standing_and_lead_to_their_list(member, connection, shop):
    for number, standing in (("RV1CN", "told"), ("RV2CN", "told"), ("RV3CN", "not_found")):
        watch(stock.parcel(shop, number), connection, standing)
    watch(stock.parcel(shop, "RV4CN"), connection, "ended", ended_at=NOW, ended_why="delivered")

    page = page_of(member, "sources")
    link = f'href="/parcels/?watch=told&amp;source={connection.pk}">Told what it knows: 2</a>'
    assert link in page
    assert "Not found: 1</a>" in page
    assert "Watch ended" not in page
    listed = member.get(f"/parcels/?watch=told&source={connection.pk}").content.decode()
    assert ("RV1CN" in listed, "RV3CN" in listed) == (True, False)


def test_open_parcels_that_nobody_watches_are_counted_and_listed(member, connection, shop):
    watch(stock.parcel(shop, "RV1CN"), connection)
    watch(stock.parcel(shop, "RV2CN"), None, "nobody")
    stock.parcel(shop, "RV3CN")
    stock.parcel(shop, "RV4CN", outcome="DELIVERED")
    given_up = {"ended_at": NOW, "ended_why": "given_up", "state": "done"}
    watch(stock.parcel(shop, "RV5CN"), None, "ended", **given_up)

    assert "2 open parcels are watched by nobody." in page_of(member, "sources")
    listed = member.get("/parcels/?watch=nobody").content.decode()
    assert [n for n in range(1, 6) if f"RV{n}CN" in listed] == [2, 3]


@pytest.mark.parametrize("query", ["watch=never", "watch=told&source=" + "9" * 25, "source=x"])
def test_a_filter_that_nobody_knows_breaks_nothing(member, query):
    assert member.get(f"/parcels/?{query}").status_code == 200


def test_an_agent_tests_and_only_an_owner_enters_credentials(member, connection, user):
    Membership.objects.filter(user=user).update(role=Role.AGENT)
    assert member.post(reverse("source-check", args=[connection.pk])).status_code == 302
    assert save(member, connection).status_code == 403
    assert member.post(reverse("source-stop-asking", args=[connection.pk])).status_code == 403
