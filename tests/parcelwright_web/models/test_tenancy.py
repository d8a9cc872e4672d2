import pytest

from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.tenancy import TenantRequired

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["all", "count", "exists", "first", "filter", "create"])
def test_a_query_without_a_tenant_is_refused_and_says_what_to_write(query):
    with pytest.raises(TenantRequired, match=r"Shop\.objects\.for_tenant\(tenant\)"):
        getattr(Shop.objects, query)()


def test_a_tenant_sees_its_own_rows_only(shop, tenant, other_tenant):
    assert list(Shop.objects.for_tenant(tenant)) == [shop]
    assert list(Shop.objects.for_tenant(other_tenant)) == []


def test_what_a_tenants_rows_create_belongs_to_the_tenant(tenant):
    shop = Shop.objects.for_tenant(tenant).filter(name="x").create(name="Second")
    assert shop.tenant_id == tenant.pk


def test_bulk_rows_of_another_tenant_are_refused(tenant, other_tenant):
    with pytest.raises(TenantRequired, match="among rows of another"):
        Shop.objects.for_tenant(tenant).bulk_create([Shop(name="x", tenant=other_tenant)])


def test_the_escape_sees_every_tenant(shop, other_tenant):
    other = Shop.objects.for_tenant(other_tenant).create(name="Other")
    assert set(Shop.across_tenants.all()) == {shop, other}
