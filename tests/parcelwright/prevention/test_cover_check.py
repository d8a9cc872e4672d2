"""What a loss would bring is told where it matters, and not of every small order."""

from datetime import date

import pytest

from parcelwright.money import Money
from parcelwright.parcels.draft import Draft
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import shipped_book

KNOWN = Known(on=date(2026, 9, 2), book=shipped_book(), rates=shipped_rates())


def told(carrier, value, currency="USD", service=""):
    draft = Draft(
        order_number="1", carrier=carrier, service=service, weight_g=500,
        sender=Party(country="CN"), recipient=Party(country="DE"),
        value=Money.of(value, currency),
    )  # fmt: skip
    return [each for each in findings_of(draft, KNOWN) if each.check == "cover"]


def codes(*asked, **more):
    return [each.code for each in told(*asked, **more)]


def test_a_carrier_whose_services_pay_differently_is_asked_for_the_service():
    (found,) = told("china-post", "90")
    assert found.code == "cover_by_service"
    assert found.reason == (
        "What China Post owes for a loss depends on the service, and the order names none that "
        "is known of it."
    )
    assert found.fix == "Enter the service, such as registered-small-packet, parcel, ems."
    assert codes("china-post", "90", service="registered") == ["cover_below_value"]


def test_a_carrier_without_any_terms_is_said_to_have_none_here():
    assert codes("nobody-knows", "90") == ["cover_not_known"]


@pytest.mark.parametrize("carrier", ["china-post", "nobody-knows", "yunexpress"])
def test_what_is_not_known_is_said_of_goods_above_twenty_dollars_alone(carrier):
    assert codes(carrier, "20") == []
    assert len(codes(carrier, "21")) == 1


def test_twenty_are_dollars_whatever_the_currency_of_the_order():
    assert codes("china-post", "2500", "JPY") == []
    assert codes("china-post", "6000", "JPY") == ["cover_by_service"]
    # About 41 dollars come back of a registered letter; 15 more than that are no matter.
    assert codes("china-post", "8000", "JPY", service="registered") == []
    assert codes("china-post", "20000", "JPY", service="registered") == ["cover_below_value"]
