"""Numbers in running text: sure ones and labelled ones, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.labelled_numbers import numbers_in


def found(text):
    return [(each.number, each.is_labelled) for each in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Tracking number: 123456789012", "123456789012"),
        ("TRACKING NO. 1234 5678 9012", "123456789012"),
        ("Tracking ID\n\n  A1B2C3D45678", "A1B2C3D45678"),
        ("Your tracking number is 123456789012.", "123456789012"),
        ("Sendungsnummer 00340434161094042557", "00340434161094042557"),
        ("Paket-Nr.: 12345678901234", "12345678901234"),
        ("N° de suivi : 6A12345678901", "6A12345678901"),
        ("numéro de colis 12345678901", "12345678901"),
        ("Número de seguimiento: PK1234567890", "PK1234567890"),
        ("código de rastreio NX123456789BR", "NX123456789BR"),
        ("Трек-номер: 80112345678901", "80112345678901"),
        ("运单号：YT2606112345678901", "YT2606112345678901"),
        ("您的快递单号 773012345678901 已发出", "773012345678901"),
        ("رقم الشحنة: 12345678901", "12345678901"),
    ],
)
def test_a_label_in_eight_languages_names_a_number(text, number):
    assert found(text) == [(number, True)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Parcel RR123456785CN arrived", "RR123456785CN"),
        ("Parcel RR 123 456 785 CN arrived", "RR123456785CN"),
        ("see https://www.ups.com/track?tracknum=1Z999AA10123456784&x=1", "1Z999AA10123456784"),
        ("1Z 999 AA1 01 2345 6784", "1Z999AA10123456784"),
    ],
)
def test_a_number_whose_form_is_sure_needs_no_label(text, number):
    assert found(text) == [(number, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Order 123456789012",
        "Call +49 30 1234 5678 90",
        "RR123456784CN has a wrong check digit",
        "1Z999AA10123456785 too",
        "Invoice RE-2026-00012345",
        "Tracking number: see below",
        "Tracking number: soon",
        "Backtracking number 123456789012",
        "ABCDEFGHIJKLM",
        "",
    ],
)
def test_anything_else_is_no_tracking_number(text):
    assert found(text) == []


def test_each_number_counts_once_in_the_order_it_stands():
    text = "RR123456785CN, tracking number LX123456785CN, again RR123456785CN"
    assert found(text) == [("RR123456785CN", False), ("LX123456785CN", True)]


@given(text=st.text(max_size=200))
def test_any_text_gives_numbers_with_five_digits_at_least(text):
    for each in numbers_in(text):
        assert sum(letter.isdigit() for letter in each.number) >= 5
