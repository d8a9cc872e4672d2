"""People that the command line adds can begin to work."""

import pytest
from click.testing import CliRunner

from parcelwright.errors import ParcelwrightError
from parcelwright_web import sample_shop
from parcelwright_web.commands.user import command
from parcelwright_web.models.accounts import Membership, Shop, Tenant

pytestmark = pytest.mark.django_db


def add(email, *more):
    arguments = ["add", email, "--tenant", "Ana Crafts", "--password", "walk-the-dog-9", *more]
    return CliRunner().invoke(command, arguments, catch_exceptions=True)


def test_the_first_person_of_a_business_finds_a_shop():
    assert add("ana@crafts.example").output == "ana@crafts.example is owner of Ana Crafts\n"
    tenant = Tenant.objects.get(name="Ana Crafts")
    assert Shop.objects.for_tenant(tenant).count() == 1


def test_the_second_person_joins_and_makes_no_shop():
    add("ana@crafts.example")
    add("bea@crafts.example", "--role", "reader")
    tenant = Tenant.objects.get(name="Ana Crafts")
    assert Shop.objects.for_tenant(tenant).count() == 1
    assert sorted(Membership.objects.values_list("role", flat=True)) == ["owner", "reader"]


def test_a_taken_address_is_refused_whatever_its_case():
    add("ana@crafts.example")
    refused = add("Ana@Crafts.example")
    assert isinstance(refused.exception, ParcelwrightError)
    assert Membership.objects.count() == 1


def test_a_removed_sample_stays_removed_when_a_business_is_there():
    add("ana@crafts.example")
    assert sample_shop.begin_when_empty() is None
    assert not Tenant.objects.filter(is_sample=True).exists()
