"""The seller's own tariff: brought, shown, handed out, and what orders are told by it."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from parcelwright_web import clock
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.own_tariff import OwnTariff

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)
HEAD = "hs_prefix,destination,origin,percent,valid_from,valid_to,source\n"
TARIFF = HEAD + "6109.10,US,CN,42.0,2026-07-01,,broker Lee\n69,EU,,12,2026-01-01,2026-12-31,TARIC\n"
ORDERS = (
    "order_number,origin_country,destination_country,contents,quantity,unit_value,unit_currency,"
    "hs_code,goods_origin\nA1,CN,US,cotton T-shirt,2,20.00,USD,6109100012,CN\n"
)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def bring(member, text):
    file = SimpleUploadedFile("tariff.csv", text.encode())
    return member.post(reverse("own-tariff"), {"file": file}, follow=True)


def duty(member, shop):
    member.post("/checks/", {"shop": shop.pk, "pasted": ORDERS})
    row = OrderDraft.objects.for_tenant(shop.tenant).get(shop=shop)
    return [each["figures"] for each in row.findings if each["code"] == "duty_by_tariff"]


def test_an_order_is_told_its_duty_by_the_tariff_that_was_brought(member, shop):
    assert duty(member, shop) == []
    shown = bring(member, TARIFF).content.decode()
    assert "Tariff with 2 rows read." in shown
    assert "broker Lee" in shown
    (figures,) = duty(member, shop)
    assert figures == {"sum": "16.80 USD", "rates": "610910 42.0 % (broker Lee, 2026-07-01)"}


def test_a_newer_tariff_counts_in_place_of_the_older_which_stays_on_record(member, shop):
    bring(member, TARIFF)
    bring(member, TARIFF.replace("42.0", "10"))
    (figures,) = duty(member, shop)
    assert figures["sum"] == "4.00 USD"
    assert OwnTariff.across_tenants.count() == 2


def test_what_is_handed_out_is_read_back_alike(member):
    bring(member, TARIFF)
    first = OwnTariff.across_tenants.get().to_domain()
    file = member.get(reverse("own-tariff-file", args=["tariff", "csv"])).getvalue().decode()
    bring(member, file)
    assert OwnTariff.across_tenants.order_by("-pk").first().to_domain() == first


def test_the_example_can_be_brought_as_it_is(member):
    file = member.get(reverse("own-tariff-file", args=["example", "csv"])).getvalue().decode()
    bring(member, file)
    assert len(OwnTariff.across_tenants.get().to_domain().rates) == 2


def test_every_broken_row_is_named_and_nothing_is_kept(member):
    shown = bring(member, HEAD + "6,US,,5,2026-01-01,,x\n61,US,,5,,,x\n").content.decode()
    assert "row 2, hs_prefix" in shown
    assert "row 3, valid_from" in shown
    assert not OwnTariff.across_tenants.exists()


def test_a_broken_row_is_named_in_chinese(member, user):
    type(user).objects.filter(pk=user.pk).update(language="zh-hans")
    shown = bring(member, HEAD + "6,US,,5,2026-01-01,,x\n").content.decode()
    assert "“6”不是税则编码；请写 2 至 10 位数字" in shown


def test_a_reader_brings_no_tariff(member, user):
    Membership.objects.filter(user=user).update(role=Role.READER)
    assert bring(member, TARIFF).status_code == 403
    assert member.get(reverse("own-tariff")).status_code == 200


def test_the_tariff_of_another_tenant_counts_for_nobody_else(member, shop, other_tenant):
    OwnTariff.objects.for_tenant(other_tenant).create(
        name="x",
        brought_at=NOW,
        rates=[
            {"hs_prefix": "61", "destination": "US", "percent": "9", "valid_from": "2026-01-01",
             "source": "x", "origin": "", "valid_to": None},
        ],
    )  # fmt: skip
    assert duty(member, shop) == []


def test_columns_without_a_known_name_are_told(member, shop):
    text = ORDERS.replace("contents", "Stuff")
    answer = member.post("/checks/", {"shop": shop.pk, "pasted": text}, follow=True)
    assert "their names are not known here: Stuff" in answer.content.decode()
