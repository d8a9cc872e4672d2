"""What a case file adds for the rules: sums that were granted or paid, and the buyer's word."""

from decimal import Decimal

import pytest
from stock import NOW, case, entry, parcel

from parcelwright.evidence.item import EvidenceKind
from parcelwright.money import Money
from parcelwright.rulebook.rule import ClaimType
from parcelwright_web.actions import evidence
from parcelwright_web.actions.known import known_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(shop):
    return case(parcel(shop))


def paid(tenant, filed):
    return known_of(tenant.pk, [filed])[filed.pk].paid


def test_what_was_paid_counts_once_beside_what_was_granted(tenant, filed):
    entry(filed, "granted", "20.00")
    entry(filed, "paid", "20.00")
    assert paid(tenant, filed) == {"china-post": Money(Decimal("20.00"), "USD")}


def test_two_payments_of_one_payer_are_added(tenant, filed):
    entry(filed, "paid", "12.00")
    entry(filed, "paid", "13.00")
    entry(filed, "granted", "20.00")
    assert paid(tenant, filed) == {"china-post": Money(Decimal("25.00"), "USD")}


def test_what_was_asked_or_refused_counts_for_nothing(tenant, filed):
    entry(filed, "asked", "24.00")
    entry(filed, "refused", "24.00")
    assert paid(tenant, filed) == {}


def test_a_second_currency_of_one_payer_is_kept_apart(tenant, filed):
    entry(filed, "paid", "12.00")
    entry(filed, "paid", "13.00", currency="EUR")
    assert paid(tenant, filed) == {
        "china-post": Money(Decimal("12.00"), "USD"),
        "china-post EUR": Money(Decimal("13.00"), "EUR"),
    }


def test_the_buyers_signed_word_reports_that_nothing_came(tenant, filed):
    assert known_of(tenant.pk, [filed])[filed.pk].reported == frozenset()
    signed = evidence.NewItem(
        kind=EvidenceKind.NON_RECEIPT_DECLARATION,
        payload=b"signed",
        media_type="text/plain",
        title="declaration.txt",
    )
    evidence.append(tenant, signed, actor="user:1", now=NOW, case=filed)
    assert known_of(tenant.pk, [filed])[filed.pk].reported == {ClaimType.DELIVERED_NOT_RECEIVED}
