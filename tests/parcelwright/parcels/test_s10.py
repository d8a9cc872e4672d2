from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.check_digits import s10_check_digit
from parcelwright.parcels.s10 import Family, liability_in_words, s10

KNOWN = [
    ("47312482", 9), ("00071761", 8), ("00071758", 1), ("96633102", 0), ("76129403", 8),
    ("12345678", 5), ("47110815", 1), ("28704377", 5), ("00000008", 0), ("00000015", 5),
]  # fmt: skip


@pytest.mark.parametrize(("serial", "digit"), KNOWN)
def test_the_check_digit_of_a_known_number(serial, digit):
    assert s10_check_digit(serial) == digit


@pytest.mark.parametrize(
    ("letters", "family", "liability", "bilateral"),
    [
        ("RB", Family.REGISTERED, "registered", False),
        ("RZ", Family.REGISTERED, "registered", True),
        ("VV", Family.INSURED, "insured", False),
        ("CP", Family.PARCEL, "parcel", False),
        ("CV", Family.PARCEL, "insured_if_declared", False),
        ("CZ", Family.PARCEL, "parcel", True),
        ("EE", Family.EMS, "ems", False),
        ("EX", Family.EMS, "ems", True),
        ("LM", Family.TRACKED, "none", False),
        ("UA", Family.UNTRACKED, "none", False),
        ("HA", Family.E_COMMERCE, "ask", False),
        ("MA", Family.M_BAG, "ask", False),
        ("QM", Family.BUSINESS_REPLY, "none", False),
        ("QN", Family.UNASSIGNED, "ask", False),
        ("GA", Family.DOMESTIC, "national", True),
        ("AV", Family.DOMESTIC, "ask", True),
    ],
)
def test_service_letters_tell_family_and_liability(letters, family, liability, bilateral):
    facts = s10(f"{letters}123456785DE")
    assert (facts.family, facts.liability, facts.bilateral) == (family, liability, bilateral)


@pytest.mark.parametrize("first", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
def test_every_pair_of_service_letters_has_a_meaning_and_liability_in_words(first):
    for second in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        words = liability_in_words(s10(f"{first}{second}123456785DE").liability)
        assert words.endswith(".")


@pytest.mark.parametrize("first", "JKSTW")
def test_reserved_letters_are_never_valid(first):
    assert s10(f"{first}A123456785DE").valid is False


def test_unassigned_letters_do_not_make_a_number_invalid():
    assert s10("QN123456785DE").valid is True


def test_a_country_that_does_not_exist_has_no_post():
    facts = s10("RB123456785QQ")
    assert (facts.posts, facts.valid) == ((), False)


def test_a_post_without_slug_of_its_own_is_named_by_its_country():
    assert s10("RB123456785UA").posts == ("post-ua",)


@pytest.mark.parametrize(
    "number", ["RB12345678GB", "R1123456785GB", "RB1234567855GB", "", "RB12345678５GB"]
)
def test_another_shape_is_no_s10_number(number):
    assert s10(number) is None


@given(st.from_regex(r"[A-Z]{2}", fullmatch=True), st.integers(0, 99_999_999), st.integers(0, 9))
def test_a_valid_number_ends_in_the_digit_its_serial_calls_for(letters, serial, digit):
    facts = s10(f"{letters}{serial:08d}{digit}CN")
    assert facts.valid is (facts.check_digit == digit and facts.family is not Family.RESERVED)


@given(st.integers(0, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_mistyped_digit_changes_the_check_digit_unless_it_is_five(serial, place, step):
    text = f"{serial:08d}"
    other = text[:place] + str((int(text[place]) + step) % 10) + text[place + 1 :]
    one, two = s10_check_digit(text), s10_check_digit(other)
    # Of the eleven remainders only 0 and 6 share a digit.
    assert one != two or one == 5
