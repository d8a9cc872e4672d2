from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from parcelwright.money import Money
from parcelwright.rulebook.exchange import convert
from parcelwright_web import clock
from parcelwright_web.actions.rates import rates_of
from parcelwright_web.models.accounts import Membership, Role
from parcelwright_web.models.rates import FetchedRates, OwnRate

NOW = datetime(2026, 1, 12, 9, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)


def enter(member, **values):
    told = {"day": "2026-01-09", "base": "usd", "units": "7.79", "currency": "hkd", "note": "HKMA"}
    return member.post(reverse("rates"), told | values)


def page(member):
    return " ".join(member.get(reverse("rates")).content.decode().split())


def dollars_in(tenant, currency, amount=100):
    return convert(Money.of(amount, "USD"), currency, NOW.date(), rates_of(tenant.pk))


def test_an_entered_rate_counts_from_then_on_and_says_who_entered_it(member, tenant):
    assert enter(member).status_code == 302
    found = dollars_in(tenant, "HKD")
    assert (str(found.money), found.as_of) == ("779.00 HKD", date(2025, 12, 22))
    shown = page(member)
    assert "<bdi>1 USD = 7.79 HKD</bdi>" in shown
    assert "<bdi>HKMA</bdi>" in shown
    assert "Liang Wei" in shown


def test_a_rate_against_the_xdr_is_taken_as_it_is(member, tenant):
    enter(member, base="XDR", units="10.65", day="2026-01-12")
    found = convert(Money.of(2, "XDR"), "HKD", NOW.date(), rates_of(tenant.pk))
    assert (str(found.money), found.as_of) == ("21.30 HKD", date(2026, 1, 12))


def test_a_rate_that_was_taken_back_counts_no_more_and_stays_in_the_list(member, tenant):
    enter(member)
    rate = OwnRate.objects.for_tenant(tenant).get()
    member.post(reverse("take-back-rate", args=[rate.pk]))
    assert "HKD" not in rates_of(tenant.pk).tables[-1].units
    assert "<s><bdi>1 USD = 7.79 HKD</bdi></s>" in page(member)


def test_a_second_rate_of_the_day_replaces_the_first(member, tenant):
    enter(member)
    enter(member, units="7.80")
    assert str(dollars_in(tenant, "HKD").money) == "780.00 HKD"
    assert OwnRate.objects.for_tenant(tenant).count() == 2


def test_a_rate_that_is_hard_to_believe_is_asked_about_and_kept_when_confirmed(member, tenant):
    refused = enter(member, currency="EUR", units="8.51").content.decode()
    assert "Hard to believe: EUR went from 1.16405 to 11.63" in refused
    assert not OwnRate.objects.for_tenant(tenant).exists()
    assert enter(member, currency="EUR", units="8.51", sure="on").status_code == 302


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"day": "2026-01-13"}, "That day has not come yet."),
        ({"currency": "USD"}, "Name another currency than the one before; not XDR."),
        ({"currency": "XDR"}, "Name another currency than the one before; not XDR."),
        ({"base": "VND"}, "No rate of this currency is known up to that day; take USD or EUR."),
        ({"units": "0"}, "greater than or equal to"),
        ({"currency": "H$D"}, "Enter a valid value."),
    ],
)
def test_a_rate_that_cannot_be_used_is_refused_beside_its_field(member, tenant, values, said):
    assert said in enter(member, **values).content.decode()
    assert not OwnRate.objects.for_tenant(tenant).exists()


def test_rates_of_one_business_are_not_those_of_another(member, other_tenant):
    enter(member)
    assert "HKD" not in {code for t in rates_of(other_tenant.pk).tables for code in t.units}


def test_a_reader_sees_the_rates_and_cannot_enter_any(member, tenant):
    Membership.objects.update(role=Role.READER)
    assert enter(member).status_code == 403
    assert "Enter a rate" not in page(member)


def test_rates_older_than_thirty_days_are_marked(member, monkeypatch):
    assert "The newest rates are from" not in page(member)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 1, 22, 9, tzinfo=UTC))
    assert "The newest rates are from 22 Dec 2025." in page(member)


def test_fetched_rates_are_those_of_everybody(member, tenant):
    FetchedRates.objects.create(
        day=date(2026, 1, 8), units={"USD": "1.3670"}, url="https://example.org", fetched_at=NOW
    )
    found = convert(Money.of(1, "XDR"), "USD", NOW.date(), rates_of(tenant.pk))
    assert (str(found.rate), found.as_of) == ("1.3670", date(2026, 1, 8))
