from datetime import UTC, datetime

import pytest

from parcelwright.simulate.sample_shop import sample_shop
from parcelwright_web import blobs
from parcelwright_web.actions import sample
from parcelwright_web.models.accounts import Membership, Shop, Tenant, User
from parcelwright_web.models.intake import Import, InboundBody
from parcelwright_web.models.parcels import Order, Parcel, TrackingEventRow

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
PARCELS = 90


@pytest.fixture
def sample_tenant(db):
    return Tenant.objects.create(name="Lumi Home (sample)", is_sample=True)


@pytest.fixture
def filled(sample_tenant):
    shop = Shop.objects.for_tenant(sample_tenant).create(name="Lumi Home")
    sample.fill(shop, NOW, PARCELS)
    return shop


def test_the_sample_comes_through_the_same_doors_as_a_sellers_data(filled):
    tenant_id = filled.tenant_id
    made = sample_shop(sample.SEED, NOW, PARCELS)
    files = Import.objects.for_tenant(tenant_id)
    bodies = InboundBody.objects.for_tenant(tenant_id)

    assert {(row.kind, row.state) for row in files} == {
        (kind, "done") for kind in ("orders", "parcels", "events", "reports")
    }
    assert sum(row.summary["written"]["refused"] for row in files) == 0
    assert sum(bodies.values_list("hits", flat=True)) == sum(map(len, made.deliveries.values()))
    assert set(bodies.values_list("verdict", flat=True)) == {"projected"}
    assert Parcel.objects.for_tenant(tenant_id).count() == PARCELS
    assert not Parcel.objects.for_tenant(tenant_id).filter(event_count=0, outcome="DELIVERED")


def test_the_sample_is_removed_in_one_act_and_nothing_else_is(
    filled, tenant, shop, user, django_capture_on_commit_callbacks
):
    guest = User.objects.create_user("sample@x.example", "a-long-password")
    Membership.objects.create(user=guest, tenant=filled.tenant)
    Parcel.objects.for_tenant(tenant).create(
        shop=shop, tracking_number="RV482917305CN", created_at=NOW
    )
    gone = filled.tenant_id
    folder = blobs.path_of(gone, "00").parents[1]
    with django_capture_on_commit_callbacks(execute=True):
        sample.remove(filled.tenant)

    for table in (Parcel, Order, TrackingEventRow, Import, InboundBody):
        assert not table.across_tenants.filter(tenant=gone).exists()
    assert not Tenant.objects.filter(pk=gone).exists()
    assert not User.objects.filter(pk=guest.pk).exists()
    assert User.objects.filter(pk=user.pk).exists()
    assert Parcel.objects.for_tenant(tenant).count() == 1
    assert not folder.exists()


def test_a_tenant_that_is_no_sample_is_not_removed(tenant):
    with pytest.raises(ValueError, match="only a sample"):
        sample.remove(tenant)
    assert Tenant.objects.filter(pk=tenant.pk).exists()
