"""A shop with a parcel in trouble and its case, seen through the pages."""

from datetime import timedelta
from decimal import Decimal

import pytest
from case_world import ACCEPTED, NOW, scan

from parcelwright.parcels.events import Milestone
from parcelwright_web import clock
from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.models.accounts import Membership, Role, Shop, User
from parcelwright_web.models.parcels import Parcel, TrackingEventRow


@pytest.fixture(autouse=True)
def _frozen(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def shop(tenant):
    """A shop that can sign letters and send mail."""
    return Shop.objects.for_tenant(tenant).create(
        name="Lumi Home",
        legal_name="Lumi Home Trading Co., Ltd.",
        address="88 Keji Road\nShenzhen 518057",
        signatory="Liang Wei",
        email="care@lumi.example",
        mail_from="care@lumi.example",
        smtp_host="127.0.0.1",
        currency="CNY",
        timezone="Asia/Shanghai",
    )


@pytest.fixture
def make_parcel(tenant, shop):
    """Make a registered packet of China Post, accepted on 10 December and silent since the 13th."""

    def make(number="RA123456785CN", extra=(), **fields):
        facts = {"postage": "35.50", "postage_currency": "CNY", "contents": "desk lamp"}
        values = {
            "shop": shop,
            "tracking_number": number,
            "carrier": "china-post",
            "service": "registered-small-packet",
            "origin_country": "CN",
            "destination_country": "BR",
            "order_number": "LM-1001",
            "carrier_account": "ACC-1",
            "accepted_on": ACCEPTED.date(),
            "value": Decimal(120),
            "currency": "CNY",
            "created_at": ACCEPTED,
            "facts": {**facts, **fields.pop("facts", {})},
            "personal": {"buyer_name": "Ana Souza", "buyer_email": "ana@buyer.example"},
        }
        row = Parcel.objects.for_tenant(tenant).create(**{**values, **fields})
        events = (
            scan(number, Milestone.ACCEPTED, ACCEPTED, place="Shenzhen", country="CN"),
            scan(number, Milestone.DEPARTED, ACCEPTED + timedelta(days=3), place="Guangzhou"),
            *extra,
        )
        for event in events:
            TrackingEventRow.of(event, parcel_id=row.pk, tenant_id=tenant.pk).save()
        return row

    return make


@pytest.fixture
def make_case(make_parcel, user):
    def make(number="RA123456785CN", **fields):
        return open_by_hand(make_parcel(number, **fields), f"user:{user.pk}", NOW)

    return make


@pytest.fixture
def case(make_case):
    return make_case()


@pytest.fixture
def stranger(client, other_tenant):
    """A browser in which a member of another tenant is logged in."""
    person = User.objects.create_user("eve@else.example", "a-long-password", name="Eve")
    Membership.objects.create(user=person, tenant=other_tenant, role=Role.OWNER)
    Shop.objects.for_tenant(other_tenant).create(name="Elsewhere")
    client.force_login(person)
    return client
