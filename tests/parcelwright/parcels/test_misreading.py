from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.check_digits import s10_check_digit
from parcelwright.parcels.misreading import Slip, correct, corrections
from parcelwright.parcels.recognize import recognize


@pytest.mark.parametrize(
    "number", ["RBI23456785GB", "R8123456785GB", "RB123456785G8", "RB1234S6785GB", "RBI2345678SGB"]
)
def test_a_look_alike_in_a_number_of_a_post_is_put_right(number):
    found = correct(number)
    assert (found.number, found.slip) == ("RB123456785GB", Slip.LOOK_ALIKE)


@pytest.mark.parametrize(
    ("number", "meant", "slip"),
    [
        ("1Z5R8939O357567127", "1Z5R89390357567127", Slip.LOOK_ALIKE),
        ("LTN7420762ON1", "LTN74207620N1", Slip.LOOK_ALIKE),
        ("1Y5R89390357567127", "1Z5R89390357567127", Slip.WRONG_CHARACTER),
        ("YX2229521272164446", "YT2229521272164446", Slip.WRONG_CHARACTER),
        ("TY2229521272164446", "YT2229521272164446", Slip.SWAPPED),
        ("RR473214829CN", "RR473124829CN", Slip.SWAPPED),
        ("RR4731A4829CN", "RR473124829CN", Slip.WRONG_CHARACTER),
        ("3071790000523483741", "03071790000523483741", Slip.LOST_ZEROS),
    ],
)
def test_the_one_likeliest_slip_is_told(number, meant, slip):
    found = correct(number)
    assert (found.number, found.slip) == (meant, slip)


@pytest.mark.parametrize(
    "number",
    ["RB123456785GB", "RB12345678GB", "JJD0099999999", "", "SF12345678901234", "9" * 200, "é" * 13],
    ids=["right", "short", "another-format", "empty", "loose-shape-only", "long", "no-letters"],
)
def test_nothing_is_guessed(number):
    assert correct(number) is None


def test_of_several_equally_likely_numbers_none_is_chosen_but_all_are_told():
    found = corrections("RB123456786GB")
    assert correct("RB123456786GB") is None
    assert [one.number for one in found if one.slip is Slip.SWAPPED] == [
        "RB123546786GB", "RB123456768GB",
    ]  # fmt: skip
    assert "RB123456785GB" in [one.number for one in found if one.slip is Slip.WRONG_CHARACTER]


def test_lost_zeros_are_possible_even_where_the_rest_fits_a_shape_of_digits():
    assert correct("73938000549297") is None
    found = {one.number: one.slip for one in corrections("73938000549297")}
    assert found["0073938000549297"] is Slip.LOST_ZEROS
    assert set(found.values()) == {Slip.LOST_ZEROS}


def test_a_number_with_its_check_digit_is_never_questioned():
    assert corrections("1Z5R89390357567127") == ()


SERIALS = st.integers(0, 99_999_999).map(lambda serial: f"{serial:08d}")


@given(SERIALS, st.integers(2, 9))
def test_a_swap_that_the_check_digit_shows_is_among_the_corrections(serial, place):
    meant = f"RB{serial}{s10_check_digit(serial)}HK"
    given_ = meant[:place] + meant[place + 1] + meant[place] + meant[place + 2 :]
    shown = not any(found.valid for found in recognize(given_))
    assert (meant in {one.number for one in corrections(given_)}) is shown


@given(SERIALS, st.integers(2, 10), st.sampled_from("0123456789AKX"))
def test_a_wrong_character_that_shows_is_among_the_corrections(serial, place, other):
    meant = f"RB{serial}{s10_check_digit(serial)}HK"
    given_ = meant[:place] + other + meant[place + 1 :]
    shown = not any(found.valid for found in recognize(given_))
    assert (meant in {one.number for one in corrections(given_)}) is shown


@given(st.text(alphabet="0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. ", max_size=24))
def test_every_correction_is_valid_and_likelier_ones_come_first(text):
    found = corrections(text)
    assert all(any(each.valid for each in recognize(one.number)) for one in found)
    assert [one.rank for one in found] == sorted(one.rank for one in found)
