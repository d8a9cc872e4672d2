"""The sample is made in two parts, of which the second may be broken off."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import IntegrityError
from django.urls import reverse

from parcelwright_web import sample_shop
from parcelwright_web.actions import sample
from parcelwright_web.models.accounts import Making, Shop, Tenant

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def filled(monkeypatch, db):
    """Names of fillers, in the order in which they filled; a filler may be told to do more."""

    def filler(name):
        def fill(shop, now):
            order.names.append(name)
            order.more.get(name, lambda shop: None)(shop)

        return SimpleNamespace(fill=fill)

    order = SimpleNamespace(names=[], more={})
    names = ("step1_terms", "step2_intake", "step3_casework", "step6_backtest", "step7_orders")
    found = {name: filler(name) for name in names}
    monkeypatch.setattr(sample_shop, "modules", lambda package: found)
    return order


def made():
    return Tenant.objects.get(is_sample=True)


def test_what_is_begun_holds_parcels_and_cases_and_leaves_what_looks_back_on_them(filled):
    sample_shop.begin(NOW)
    assert filled.names == ["step1_terms", "step2_intake", "step3_casework"]
    assert made().making == Making.BEGUN
    assert Shop.across_tenants.filter(tenant=made()).count() == 1


def test_what_was_begun_is_finished_once_with_a_sign_of_life_before_each_filler(filled):
    sample_shop.begin(NOW)
    alive = []
    assert sample_shop.finish(NOW, lambda: alive.append(len(filled.names)))
    assert filled.names[3:] == ["step6_backtest", "step7_orders"]
    assert alive == [3, 4]
    assert made().making == Making.DONE
    assert not sample_shop.finish(NOW)
    assert len(filled.names) == 5


def test_a_sample_that_is_whole_is_neither_made_nor_finished_again(filled):
    sample_shop.ensure(NOW)
    before = made().pk
    assert sample_shop.begin_when_empty() == sample_shop.LOGIN
    assert made().pk == before
    assert len(filled.names) == 5


def test_of_two_workers_one_makes_the_rest(filled):
    sample_shop.begin(NOW)
    others = []
    filled.more["step6_backtest"] = lambda shop: others.append(sample_shop.finish(NOW))
    assert sample_shop.finish(NOW)
    assert others == [False]


def test_a_sample_broken_off_is_made_anew_at_the_next_start(filled):
    def fail(shop):
        raise RuntimeError("killed")

    sample_shop.begin(NOW)
    broken_off = made().pk
    filled.more["step7_orders"] = fail
    with pytest.raises(RuntimeError, match="killed"):
        sample_shop.finish(NOW)
    assert made().making == Making.GOING_ON

    filled.more.clear()
    assert sample_shop.begin_when_empty() == sample_shop.LOGIN
    assert made().pk != broken_off
    assert sample_shop.finish(NOW)
    assert made().making == Making.DONE


def test_a_sample_removed_while_it_is_made_stops_no_worker(filled):
    def remove(shop):
        sample.remove(shop.tenant)
        raise IntegrityError("no such tenant")

    sample_shop.begin(NOW)
    filled.more["step6_backtest"] = remove
    assert not sample_shop.finish(NOW)
    assert not Tenant.objects.filter(is_sample=True).exists()


def test_a_filler_that_fails_for_another_reason_is_not_hushed_up(filled):
    def fail(shop):
        raise IntegrityError("twice the same")

    sample_shop.begin(NOW)
    filled.more["step6_backtest"] = fail
    with pytest.raises(IntegrityError, match="twice the same"):
        sample_shop.finish(NOW)


@pytest.mark.parametrize(("making", "says"), [(Making.GOING_ON, True), (Making.DONE, False)])
def test_pages_say_that_the_sample_is_still_being_filled(member, tenant, making, says):
    Tenant.objects.filter(pk=tenant.pk).update(is_sample=True, making=making)
    page = member.get(reverse("samples")).content.decode()
    assert ("It is still being filled" in page) == says
