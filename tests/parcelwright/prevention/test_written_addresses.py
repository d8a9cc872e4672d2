"""What stands in the wrong cell or in a wrong form is put right by one click."""

from datetime import date

import pytest

from parcelwright.money import Money
from parcelwright.parcels.draft import Draft, Line
from parcelwright.parcels.parcel import Party
from parcelwright.prevention.known import Known
from parcelwright.prevention.run import findings_of

KNOWN = Known(on=date(2026, 9, 2))
CN = Party(country="CN")


def repairs(country, *lines, city="", postal_code="", region=""):
    buyer = Party(
        name="A. Roe", country=country, address_lines=lines, city=city, postal_code=postal_code
    )
    draft = Draft(order_number="1", recipient=buyer, sender=CN, region=region)
    return {
        (each.code, each.repair.value)
        for each in findings_of(draft, KNOWN)
        if each.repair is not None
    }


def told(check, **about):
    draft = Draft(order_number="1", sender=CN, **about)
    found = findings_of(draft, KNOWN)
    return [(each.code, each.severity.value) for each in found if each.check == check]


def test_town_and_code_in_the_street_lines_are_offered_for_their_cells():
    assert repairs("DE", "Torstraße 140, 10119 Berlin, Germany") == {
        ("city_in_lines", "Berlin"), ("postal_code_in_lines", "10119"),
    }  # fmt: skip
    assert ("city_in_lines", "Reno") in repairs("US", "12 High St, Reno, NV 89501")


def test_a_street_with_two_numbers_like_codes_offers_neither():
    assert repairs("US", "10234 Main St", "Reno NV 89501") == set()


def test_a_code_with_a_point_and_a_zero_is_a_number_of_a_spreadsheet():
    assert repairs("US", "12 High St", city="Seattle", postal_code="98101.0", region="WA") == {
        ("postal_code_misspelled", "98101")
    }


def names(name, lines, city, country="US"):
    buyer = Party(name=name, country=country, address_lines=lines, city=city)
    return told("address_script", recipient=buyer)


@pytest.mark.parametrize(
    ("name", "lines", "city", "said"),
    [
        (
            "Wei Zhang",
            ("11 Wall Street, Apt 5C", "华尔街11号"),
            "New York",
            ("script_beside", "hint"),
        ),
        ("张伟", ("11 Wall Street",), "New York", ("name_unread", "warn")),
        ("Wei Zhang", ("华尔街11号",), "New York", ("script_unread", "stop")),
        ("Wei Zhang", ("Apt 5C", "华尔街11号"), "New York", ("script_unread", "stop")),
        ("Wei Zhang", ("11 Wall Street",), "纽约", ("script_unread", "stop")),
    ],
)
def test_what_the_post_cannot_read_is_as_grave_as_what_is_left_without_it(name, lines, city, said):
    assert names(name, lines, city) == [said]


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("4.93023E+11", "phone_shortened"),
        ("+1 206-***-0142", "phone_hidden"),
        ("206xxxx142", "phone_hidden"),
        ("1234", "phone_invalid"),
    ],
)
def test_a_phone_number_is_told_by_what_happened_to_it(phone, code):
    buyer = Party(country="US", phone=phone)
    assert told("phone", recipient=buyer) == [(code, "warn")]


def test_words_before_a_tariff_code_are_taken_off_and_the_code_is_judged_without_them():
    line = Line(description="scarf", hs_code="HS code: 6117.10")
    draft = Draft(order_number="1", sender=CN, recipient=Party(country="DE"), lines=(line,))
    found = [each for each in findings_of(draft, KNOWN) if each.check == "hs_code"]
    assert [(each.code, each.repair.value, each.repair.line) for each in found] == [
        ("hs_misspelled", "611710", 0)
    ]


def usd(amount):
    return Money.of(amount, "USD")


def test_of_a_value_in_cents_one_check_tells_and_the_others_see_what_was_meant():
    line = Line(description="scarf", hs_code="611710", quantity=2, unit_value=usd("9"))
    draft = Draft(
        order_number="1", sender=CN, recipient=Party(country="DE"), lines=(line,),
        value=usd("1800"), declared=usd("1800"), form="cn22",
    )  # fmt: skip
    found = findings_of(draft, KNOWN)
    assert {each.check for each in found if "1800" in each.reason} == {"customs_value"}
    assert {each.code for each in found if each.check == "customs_value"} == {
        "declared_in_cents", "lines_add_up_otherwise",
    }  # fmt: skip
    assert [each for each in found if each.check == "customs_form"] == []
