"""How the parcels of checked orders ended, and what the checks came to."""

from decimal import Decimal

import pytest
from case_world import NOW

from parcelwright.money import Money
from parcelwright_web.actions.hindsight import hindsight_of
from parcelwright_web.models.accounts import Shop
from parcelwright_web.models.drafts import OrderDraft
from parcelwright_web.models.parcels import Parcel

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(tenant):
    return Shop.objects.for_tenant(tenant).create(name="Lumi Home", currency="USD")


@pytest.fixture
def flagged(tenant, shop):
    """Make an order that one check warned of, released all the same, with parcels that ended."""

    def make(number, *outcomes):
        OrderDraft.objects.for_tenant(tenant).create(
            shop=shop, order_number=number, number_key=number, origin="page", checked_at=NOW,
            findings=[{"check": "postal_code", "severity": "warn"}], warnings=1, released_at=NOW,
        )  # fmt: skip
        for place, outcome in enumerate(outcomes):
            Parcel.objects.for_tenant(tenant).create(
                shop=shop, tracking_number=f"R{number}{place}", carrier="china-post",
                origin_country="CN", destination_country="BR", order_number=number,
                order_key=number, outcome=outcome, value=Decimal(20), currency="USD",
                created_at=NOW,
            )  # fmt: skip

    return make


def counts(tenant):
    (score,) = hindsight_of(tenant, NOW).scores or (None,)
    return None if score is None else (score.found, score.failed)


def test_an_order_is_lost_when_any_of_its_parcels_is_and_counts_what_was_lost(tenant, flagged):
    flagged("A", "DECLARED_LOST", "DELIVERED")
    flagged("B", "DELIVERED", "DELIVERED")
    assert counts(tenant) == (2, 1)
    (month,) = hindsight_of(tenant, NOW).months
    assert (month.released, month.lost_released) == (2, 1)
    assert month.lost_value == (Money.of("20.00", "USD"),)


def test_coming_back_and_being_seized_are_failures_and_no_losses(tenant, flagged):
    flagged("A", "RETURNED")
    flagged("B", "SEIZED")
    assert counts(tenant) == (2, 2)
    (month,) = hindsight_of(tenant, NOW).months
    assert (month.lost_released, month.lost_value) == (0, ())


def test_an_order_counts_once_all_its_parcels_have_ended_without_those_called_off(tenant, flagged):
    flagged("A", "DELIVERED", "")
    flagged("B", "CANCELLED")
    flagged("C", "DELIVERED", "CANCELLED")
    assert counts(tenant) == (1, 0)
