"""A promised date held against the shop's own parcels, on the page and from a program."""

from datetime import UTC, datetime

import pytest
from stored_history import store

from parcelwright_web import clock
from parcelwright_web.actions import scorecards
from parcelwright_web.models.drafts import OrderDraft

pytestmark = pytest.mark.django_db
NOW = datetime(2025, 9, 1, 9, tzinfo=UTC)
ORDERS = (
    "order_number,carrier,origin_country,destination_country,ship_on,promised_by\n"
    "A1,china-post,CN,BR,2025-09-01,2025-09-04\n"
)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def told(shop):
    row = OrderDraft.objects.for_tenant(shop.tenant).get(shop=shop)
    (found,) = [each for each in row.findings if each["check"] == "promised_date"]
    return found["code"], found["figures"], row


def test_the_page_says_in_both_languages_how_many_of_the_shops_own_parcels_were_as_fast(
    member, shop, user
):
    store(shop, service="S")
    scorecards.count_for(shop.tenant_id, NOW)
    member.post("/checks/", {"shop": shop.pk, "pasted": ORDERS})
    code, figures, row = told(shop)
    assert (code, figures["lane"]) == ("promise_unlikely", "China Post, CN - BR")
    text = member.get(f"/checks/{row.pk}/").content.decode()
    assert f"about {figures['chance'].replace('<', '&lt;')} come in time" in text
    type(user).objects.filter(pk=user.pk).update(language="zh-hans")
    assert "能按时送达" in member.get(f"/checks/{row.pk}/").content.decode()


def test_before_anything_was_counted_only_the_published_figure_is_told(member, shop):
    member.post("/checks/", {"shop": shop.pk, "pasted": ORDERS})
    assert told(shop)[0] == "promise_unlikely_by_post"
