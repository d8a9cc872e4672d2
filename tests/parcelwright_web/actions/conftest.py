"""A small shop with parcels in trouble, for the tests of actions."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright_web.actions.opening import open_by_hand
from parcelwright_web.models.parcels import Parcel, TrackingEventRow

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
ACCEPTED = datetime(2025, 12, 10, 4, 0, tzinfo=UTC)


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def letter_shop(shop):
    """A shop that can sign letters and send mail."""
    shop.legal_name = "Lumi Home Trading Co., Ltd."
    shop.address = "88 Keji Road\nShenzhen 518057"
    shop.signatory = "Liang Wei"
    shop.email = "care@lumi.example"
    shop.mail_from = "care@lumi.example"
    shop.smtp_host = "127.0.0.1"
    shop.currency = "CNY"
    shop.save()
    return shop


@pytest.fixture
def make_parcel(tenant, letter_shop):
    """Make a parcel of China Post, registered, accepted on 10 December and silent since."""

    def make(number="RA123456785CN", scans=(), **fields):
        personal = fields.pop(
            "personal", {"buyer_name": "Ana Souza", "buyer_email": "ana@buyer.example"}
        )
        facts = {
            "postage": "35.50",
            "postage_currency": "CNY",
            "contents": "desk lamp",
            **fields.pop("facts", {}),
        }
        values = {
            "tenant": tenant,
            "shop": letter_shop,
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
            "facts": facts,
            "personal": personal,
        }
        row = Parcel.objects.for_tenant(tenant).create(**{**values, **fields})
        for event in scans or (accepted(number), departed(number)):
            TrackingEventRow.of(event, parcel_id=row.pk, tenant_id=tenant.pk).save()
        return row

    return make


def scan(number, milestone, at, **fields):
    return TrackingEvent(
        tracking_number=number,
        carrier="china-post",
        occurred_at=EventTime.at(at, 480),
        received_at=at,
        milestone=milestone,
        source="17track",
        **fields,
    )


def accepted(number):
    return scan(number, Milestone.ACCEPTED, ACCEPTED, place="Shenzhen", country="CN")


def departed(number):
    return scan(
        number, Milestone.DEPARTED, ACCEPTED + timedelta(days=3), place="Guangzhou", country="CN"
    )


@pytest.fixture
def parcel(make_parcel):
    return make_parcel()


@pytest.fixture
def case(parcel, user, now):
    return open_by_hand(parcel, f"user:{user.pk}", now)


@pytest.fixture
def actor(user):
    return f"user:{user.pk}"
