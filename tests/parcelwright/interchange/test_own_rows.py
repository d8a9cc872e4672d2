from __future__ import annotations

from parcelwright.interchange.own_rows import orders_of_rows, parcels_of_rows
from parcelwright.money import Money


def test_rows_of_one_order_are_one_order_with_all_its_goods():
    found = orders_of_rows(
        [
            {"order_number": "#1", "value": "9.50", "currency": "EUR", "contents": "Lamp"},
            {"order_number": "#1", "contents": "Bulb"},
            {"order_number": "#2", "contents": "Lamp"},
        ]
    )
    assert [order.order_number for order in found.rows] == ["#1", "#2"]
    assert found.rows[0].value == Money.of("9.50", "EUR")
    assert [line.contents for line in found.rows[0].lines] == ["Lamp", "Bulb"]
    assert found.problems == ()


def test_a_row_without_an_order_number_is_a_problem():
    found = orders_of_rows([{"contents": "Lamp"}])
    assert (found.rows, [each.column for each in found.problems]) == ((), ["order_number"])


def test_a_parcel_has_its_carrier_by_our_name_and_its_order():
    found = parcels_of_rows(
        [{"tracking_number": "ug100000001yp", "carrier": "燕文", "order_number": "#1"}]
    )
    [parcel] = found.rows
    assert (parcel.tracking_number, parcel.carrier) == ("UG100000001YP", "yanwen")
    assert parcel.order_number == "#1"


def test_a_cell_that_cannot_be_read_is_a_problem_and_the_row_is_kept():
    found = orders_of_rows([{"order_number": "#1", "destination_country": "Atlantis"}])
    assert [order.order_number for order in found.rows] == ["#1"]
    assert [each.column for each in found.problems] == ["destination_country"]
