from datetime import UTC, datetime

import pytest
import stock
from django.urls import reverse
from django.utils import translation

from parcelwright_web import clock
from parcelwright_web.actions import assessing
from parcelwright_web.models.cases import Case, CaseLogEntry
from parcelwright_web.models.parcels import Parcel
from parcelwright_web.models.snapshots import SnapshotRow


@pytest.fixture(autouse=True)
def _in_the_year_of_the_events(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: stock.NOW)


@pytest.fixture
def delivered_abroad(shop):
    row = stock.parcel(shop, assess_due=True, outcome="DELIVERED")
    stock.event(row, "ACCEPTED", country="CN", digest="a")
    stock.event(
        row, "DELIVERED", country="FR", place="Lyon", digest="b",
        occurred_local=datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    return row


@pytest.fixture
def withdrawn(shop):
    row = stock.parcel(shop, assess_due=True)
    at = datetime(2026, 11, 2, tzinfo=UTC)
    stock.event(row, "ACCEPTED", country="CN", digest="a")
    stock.event(
        row, "DELIVERED", code="Delivered_001", place="Berlin", country="DE", digest="b",
        received_at=at, occurred_local=datetime(2026, 11, 1, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    SnapshotRow.objects.for_tenant(shop.tenant).create(
        source="aftership", number=row.tracking_number, told_at=stock.NOW, digest="s",
        oldest_at=datetime(2026, 10, 1, tzinfo=UTC), newest_at=stock.NOW, in_order=True,
    )  # fmt: skip
    return row


def page(member, row):
    return member.get(reverse("parcel", args=[row.pk])).content.decode()


def test_a_delivery_in_another_country_stands_on_the_parcels_page(member, delivered_abroad):
    shown = page(member, delivered_abroad)
    assert "It was delivered in France, and its address is in Germany." in shown
    assert "Ask the buyer before you rely on it." in shown
    assert "Likely" in shown
    assert "Lyon, FR" in shown


def test_it_stands_there_in_chinese_too(member, delivered_abroad, user):
    with translation.override("zh-hans"):
        member.cookies["django_language"] = "zh-hans"
        user.language = "zh-hans"
        user.save()
        assert "妥投地点在法国，而收件地址在德国。" in page(member, delivered_abroad)


def test_a_parcel_without_contradictions_shows_no_such_card(member, shop):
    row = stock.parcel(shop)
    stock.event(row, "ACCEPTED", country="CN")
    assert "Contradictions" not in page(member, row)


def test_a_contradicted_delivery_opens_a_case_that_asks_the_buyer(member, tenant, delivered_abroad):
    assessing.assess_due(10, stock.NOW)
    case = Case.objects.for_tenant(tenant).get()
    opened = CaseLogEntry.objects.for_tenant(tenant).filter(case=case, act="opened").get()
    assert opened.facts["reason"] == {
        "code": "delivered_in_other_country", "figures": {"country": "FR", "expected": "DE"},
    }  # fmt: skip
    assert case.step_code == "ask_buyer_to_check"
    shown = member.get(reverse("case", args=[case.number])).content.decode()
    assert shown.count("It was delivered in France, and its address is in Germany.") >= 2


def test_a_delivered_parcel_without_contradiction_opens_no_case(tenant, shop):
    row = stock.parcel(shop, assess_due=True, outcome="DELIVERED")
    stock.event(row, "DELIVERED", country="DE", digest="b")
    assessing.assess_due(10, stock.NOW)
    assert not Case.objects.for_tenant(tenant).exists()


def test_a_contradiction_opens_no_case_for_goods_worth_nothing(tenant, delivered_abroad):
    Parcel.objects.for_tenant(tenant).update(value=0)
    assessing.assess_due(10, stock.NOW)
    assert not Case.objects.for_tenant(tenant).exists()


def test_a_withdrawn_delivery_is_struck_through_with_when_it_was_last_told(member, withdrawn):
    shown = page(member, withdrawn)
    assert "<s>Delivered, says the carrier</s>" in shown
    assert "No longer told; counts for nothing. Last told 2 Nov 00:00 UTC." in shown
    assert "A source said that it was delivered and no longer says so." in shown


def test_a_re_timed_event_shows_its_new_time(member, withdrawn):
    stock.event(
        withdrawn, "DELIVERED", code="Delivered_001", place="Berlin", country="DE", digest="c",
        occurred_local=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    shown = page(member, withdrawn)
    assert "Told for another time since: 2026-11-02 09:30:00." in shown
    assert "no longer says so" not in shown


def test_a_withdrawn_event_stands_on_the_cases_timeline_too(member, tenant, withdrawn):
    assessing.assess_due(10, stock.NOW)
    case = Case.objects.for_tenant(tenant).get()
    shown = member.get(reverse("case", args=[case.number])).content.decode()
    assert "<s>Delivered, says the carrier</s>" in shown
    assert case.step_code == "ask_buyer_to_check"


def test_what_changed_is_listed_with_old_and_new(member, withdrawn):
    stock.event(
        withdrawn, "DELIVERED", code="Delivered_001", place="Berlin", country="DE", digest="c",
        occurred_local=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    )  # fmt: skip
    shown = page(member, withdrawn)
    assert "<b>Another time</b> · by AfterShip, last told 2 Nov 00:00 UTC" in shown
    old = "2026-11-01 09:30:00 · Delivered, says the carrier · Berlin, DE"
    assert f'<s dir="auto">{old}</s>' in shown
    assert f'<p dir="auto">{old.replace("11-01", "11-02")}</p>' in shown


def test_a_parcel_whose_history_stands_shows_no_changes(member, shop):
    row = stock.parcel(shop)
    stock.event(row, "ACCEPTED", country="CN")
    assert "What changed" not in page(member, row)
