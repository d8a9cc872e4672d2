import re

import posting
import pytest
from django.urls import reverse

from parcelwright import sources
from parcelwright_web.actions import inbound
from parcelwright_web.jobs import project
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.intake import InboundBody, SourceConnection


@pytest.fixture
def connected(member, shop):
    member.post(
        reverse("source_connect"), {"shop": shop.pk, "source": "aftership", "secret": "key one"}
    )
    return SourceConnection.objects.for_tenant(shop.tenant_id).get()


def test_the_address_that_the_page_shows_takes_signed_bodies(client, member, connected, tenant):
    page = member.get(reverse("sources")).content.decode()
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
    assert "key one" not in member.get(reverse("sources")).content.decode()


def test_a_new_secret_leaves_the_old_one_good_for_a_while(member, connected):
    member.post(reverse("source_secret", args=[connected.pk]), {"secret": "key two"})

    connected.refresh_from_db()
    assert (connected.secret, connected.previous_secret) == ("key two", "key one")
    assert "the old secret is good until" in member.get(reverse("sources")).content.decode()


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
    assert "1 unreadable" in member.get(reverse("sources")).content.decode()


def test_connections_of_another_tenant_are_not_found(member, other_tenant):
    shop = Shop.objects.for_tenant(other_tenant).create(name="Other")
    theirs = posting.connect(other_tenant, shop)

    assert member.get(reverse("source_aside", args=[theirs.pk])).status_code == 404
    assert member.post(reverse("source_secret", args=[theirs.pk])).status_code == 404
    assert (
        member.post(reverse("source_connect"), {"shop": shop.pk, "source": "aftership"}).status_code
        == 404
    )


def test_the_page_offers_every_source(member, shop):
    page = member.get(reverse("sources")).content.decode()
    offered = set(re.findall(r'name="source" value="([^"]+)"', page))
    assert offered == set(sources.slugs())


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("shopify", "its signature in X-Shopify-Hmac-Sha256"),
        ("karrio", "its secret, which it sends in X-Event-Id; it signs nothing"),
    ],
)
def test_the_page_says_what_proves_the_sender(member, tenant, shop, source, words):
    posting.connect(tenant, shop, source=source, secret="key one")
    assert words in member.get(reverse("sources")).content.decode()


def test_bodies_with_a_strange_time_of_signing_are_counted(member, tenant, shop):
    connection = posting.connect(tenant, shop, source="shippo")
    headers = {"Shippo-Auth-Signature": "t=1000000000,v1=00"}
    inbound.receive(connection, b'{"n": 1}', headers, posting.NOW)
    inbound.receive(connection, b'{"n": 2}', {}, posting.NOW)

    page = member.get(reverse("sources")).content.decode()
    assert re.search(r"five minutes before or after it came</dt><dd>1</dd>", page)
