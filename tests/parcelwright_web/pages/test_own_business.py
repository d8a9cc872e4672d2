"""A seller who tried the sample brings parcels of their own, without a terminal."""

import pytest
from django.urls import reverse

from parcelwright_web.models.accounts import Membership, Role, Shop, Tenant, User
from parcelwright_web.models.parcels import Parcel

OWN = "/start/own/"
FIELDS = {"business": "Ana Crafts", "email": "Ana@Crafts.example", "password": "walk-the-dog-9"}


@pytest.fixture
def sample(member, tenant):
    Tenant.objects.filter(pk=tenant.pk).update(is_sample=True)
    return member


def test_the_owner_is_logged_in_and_can_import_at_once(sample):
    answer = sample.post(OWN, FIELDS, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("start")
    opened = Tenant.objects.get(name="Ana Crafts")
    assert answer.wsgi_request.user.email == "ana@crafts.example"
    assert not opened.is_sample
    shop = Shop.objects.for_tenant(opened).get()
    brought = {"pasted": "tracking_number\nRR100070070NL", "shop": str(shop.pk)}
    assert shop.name == "Ana Crafts"
    assert sample.post("/imports/upload/", brought).url.startswith("/imports/")


def test_a_taken_mail_address_is_named_and_nothing_is_made(sample, user):
    answer = sample.post(OWN, {**FIELDS, "email": user.email.upper()})
    assert "This mail address has an account" in answer.content.decode()
    assert not Tenant.objects.filter(name="Ana Crafts").exists()


def test_an_easy_password_is_refused(sample):
    answer = sample.post(OWN, {**FIELDS, "password": "123"})
    assert "This password is too short" in answer.content.decode()
    assert not User.objects.filter(email="ana@crafts.example").exists()


def test_an_existing_business_of_the_same_name_stays_closed(sample, tenant):
    sample.post(OWN, {**FIELDS, "business": tenant.name})
    assert Membership.objects.filter(tenant=tenant).count() == 1


def test_only_the_sample_offers_it(member):
    assert member.get(OWN).status_code == 404
    assert member.post(OWN, FIELDS).status_code == 404


def test_whoever_has_no_parcels_begins_at_the_start_page(member):
    assert member.get("/").url == reverse("start")


def test_whoever_has_parcels_begins_with_the_first_line_of_the_rail(member, shop):
    Parcel.objects.for_tenant(shop.tenant_id).create(
        shop=shop, tracking_number="A1", created_at="2026-11-01T00:00:00Z"
    )
    assert member.get("/").url == reverse("cases")


def test_an_owner_adds_a_second_shop(member, tenant):
    fields = {"name": "Second", "currency": "EUR", "language": "en", "timezone": "Europe/Madrid"}
    assert member.post("/settings/shops/new/", fields).url == reverse("settings")
    added = Shop.objects.for_tenant(tenant).get(name="Second")
    assert (added.currency, added.timezone) == ("EUR", "Europe/Madrid")


def test_a_second_shop_of_the_same_name_is_refused(member, tenant):
    fields = {"name": "Lumi Home", "currency": "EUR", "language": "en", "timezone": "UTC"}
    answer = member.post("/settings/shops/new/", fields)
    assert "Another shop of yours has this name" in answer.content.decode()
    assert Shop.objects.for_tenant(tenant).count() == 1


def test_a_reader_adds_no_shop(member, user):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert member.post("/settings/shops/new/", {"name": "X"}).status_code == 403
