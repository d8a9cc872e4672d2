import re

import posting
import pytest
from django.urls import reverse

from parcelwright import sources
from parcelwright_web.actions import inbound
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Membership, Role, Shop
from parcelwright_web.models.intake import InboundBody, SourceConnection
from parcelwright_web.pages.source_problems import problem_lines


def page_of(member, name, connection=None):
    address = reverse(name, args=[connection.pk] if connection else [])
    return " ".join(member.get(address).content.decode().split())


@pytest.fixture
def connected(member, shop):
    member.post(
        reverse("source_connect"), {"shop": shop.pk, "source": "aftership", "secret": "key one"}
    )
    return SourceConnection.objects.for_tenant(shop.tenant_id).get()


def test_the_address_that_the_page_shows_takes_signed_bodies(client, member, connected, tenant):
    page = page_of(member, "source", connected)
    address = re.search(r"http://testserver(/in/[^/]+/)", page)[1]
    payload = posting.body()
    answer = client.post(
        address,
        payload,
        content_type="application/json",
        headers={"aftership-hmac-sha256": posting.signature(payload, "key one")},
    )

    assert answer.status_code == 200
    assert InboundBody.objects.for_tenant(tenant).count() == 1


def test_the_secret_is_never_shown_again(member, connected):
    for page in (page_of(member, "sources"), page_of(member, "source", connected)):
        assert "key one" not in page


def test_a_new_secret_leaves_the_old_one_good_for_a_while(member, connected):
    member.post(reverse("source_secret", args=[connected.pk]), {"secret": "key two"})

    connected.refresh_from_db()
    assert (connected.secret, connected.previous_secret) == ("key two", "key one")
    assert "the old secret is good until" in page_of(member, "source", connected)


def test_a_new_address_ends_the_old_one(client, member, connected):
    old = connected.token
    member.post(reverse("source_address", args=[connected.pk]))

    assert client.post(f"/in/{old}/", b"{}", content_type="text/json").status_code == 404


def test_bodies_set_aside_are_listed_with_their_reason(member, tenant, shop):
    connection = posting.connect(tenant, shop)
    inbound.receive(connection, b"{", {}, posting.NOW)
    project.run(posting.NOW)

    page = member.get(reverse("source_aside", args=[connection.pk])).content.decode()
    assert "not JSON" in page
    assert "1 payload set aside" in page_of(member, "sources")
    assert "Something was set aside" in page_of(member, "source", connection)


def test_connections_of_another_tenant_are_not_found(member, other_tenant):
    shop = Shop.objects.for_tenant(other_tenant).create(name="Other")
    theirs = posting.connect(other_tenant, shop)

    for name in ("source", "source_aside", "source-problems"):
        assert member.get(reverse(name, args=[theirs.pk])).status_code == 404
    assert member.post(reverse("source_secret", args=[theirs.pk])).status_code == 404
    assert (
        member.post(reverse("source_connect"), {"shop": shop.pk, "source": "aftership"}).status_code
        == 404
    )


def test_the_page_offers_every_source(member, shop):
    page = member.get(reverse("sources")).content.decode()
    offered = set(re.findall(r'name="source" value="([^"]+)"', page))
    assert offered == {*sources.push_slugs(), *sources.pull_slugs()}


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("shopify", "its signature in X-Shopify-Hmac-Sha256"),
        ("karrio", "its secret, which it sends in X-Event-Id; it signs nothing"),
    ],
)
def test_the_page_says_what_proves_the_sender(member, tenant, shop, source, words):
    connection = posting.connect(tenant, shop, source=source, secret="key one")
    assert words in page_of(member, "source", connection)


def test_bodies_with_a_strange_time_of_signing_are_counted(member, tenant, shop):
    connection = posting.connect(tenant, shop, source="shippo")
    headers = {"Shippo-Auth-Signature": "t=1000000000,v1=00"}
    inbound.receive(connection, b'{"n": 1}', headers, posting.NOW)
    inbound.receive(connection, b'{"n": 2}', {}, posting.NOW)

    page = page_of(member, "source", connection)
    assert "five minutes before or after it came</dt><dd>1</dd>" in page


def test_connecting_a_source_goes_on_to_setting_it_up(member, shop):
    answer = member.post(reverse("source_connect"), {"shop": shop.pk, "source": "aftership"})
    made = SourceConnection.objects.for_tenant(shop.tenant_id).get()
    assert answer.headers["Location"] == reverse("source", args=[made.pk])


def test_a_source_from_which_nothing_came_can_be_removed(member, connected, tenant):
    member.post(reverse("source-remove", args=[connected.pk]))
    assert not SourceConnection.objects.for_tenant(tenant).exists()


def test_a_source_that_told_something_stays(member, tenant, shop):
    connection = posting.connect(tenant, shop)
    inbound.receive(connection, b"{}", {}, posting.NOW)
    member.post(reverse("source-remove", args=[connection.pk]))
    assert SourceConnection.objects.for_tenant(tenant).exists()
    assert "its payloads are evidence" in page_of(member, "source", connection)


@pytest.mark.parametrize("name", ["source_secret", "source_address", "source-remove"])
def test_only_an_owner_changes_a_source(member, connected, user, name):
    Membership.objects.filter(user=user).update(role=Role.AGENT)
    assert member.post(reverse(name, args=[connected.pk])).status_code == 403
    assert "An owner of your team can change it." in page_of(member, "source", connected)


def test_a_line_names_no_source_that_is_gone(member, tenant, shop):
    gone = posting.connect(tenant, shop, source="gone")
    assert reverse("source", args=[gone.pk]) not in page_of(member, "sources")
    assert member.get(reverse("source", args=[gone.pk])).status_code == 404


def test_problems_are_listed_by_kind_with_the_last_payload(member, tenant, shop):
    connection = posting.connect(tenant, shop)
    for number, day in (("RV482917305CN", 1), ("LX000000005DE", 2)):
        body = posting.body(number, [("yesterday", "InTransit_001"), ("never", "InTransit_001")])
        inbound.receive(connection, body, {}, posting.NOW.replace(day=day))
    project.run(posting.NOW)

    last = InboundBody.objects.for_tenant(tenant).order_by("-pk").first()
    page = page_of(member, "source-problems", connection)
    assert "<bdi>&#x27;yesterday&#x27; is no usable time by ISO 8601</bdi>" in page
    assert 'translate="no">msg.checkpoints[].checkpoint_time</bdi>' in page
    assert "2 times <small>2 payloads</small>" in page
    assert reverse("source-body", args=[connection.pk, last.pk]) in page
    assert "2 payloads with problems" in page_of(member, "sources")


def test_a_payload_is_shown_as_text_with_its_problems(member, tenant, shop):
    connection = posting.connect(tenant, shop)
    inbound.receive(connection, b"<script>alert(1)</script>", {}, posting.NOW)
    project.run(posting.NOW)
    body = InboundBody.objects.for_tenant(tenant).get()
    page = member.get(reverse("source-body", args=[connection.pk, body.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<bdi>nothing in it that aftership documents</bdi>" in page


def test_a_payload_of_another_source_is_not_found_under_this_one(member, tenant, shop):
    mine = posting.connect(tenant, shop)
    other = posting.connect(tenant, shop, source="easypost", token="other")
    inbound.receive(other, b"{}", {}, posting.NOW)
    body = InboundBody.objects.for_tenant(tenant).get()
    assert member.get(reverse("source-body", args=[mine.pk, body.pk])).status_code == 404


def test_problems_of_many_places_in_a_list_are_one_line():
    wrong = [["a[1].b", "no"], ["a[20].b", "no"], ["a[1].c", "no"]]
    bodies = [InboundBody(pk=2, problems=wrong, received_at=posting.NOW)]
    bodies.append(InboundBody(pk=1, problems=wrong[:1], received_at=posting.NOW))
    found = [
        (each.where, each.times, each.bodies, each.last_body) for each in problem_lines(bodies)
    ]
    assert found == [("a[].b", 3, 2, 2), ("a[].c", 1, 1, 2)]
