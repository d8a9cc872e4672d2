from __future__ import annotations

import numpy as np
import pytest

from parcelwright.simulate.numbers import last_mile_numbers, numbers, s10_check
from parcelwright.simulate.parameters import NumberFormat


def test_s10_check_digit_of_the_published_example_is_9() -> None:
    # The example of the standard: 47312482 has the check digit 9.
    assert s10_check(np.array([47312482])).tolist() == [9]


@pytest.mark.parametrize(("serial", "digit"), [(0, 5), (8, 0), (7, 6)])
def test_s10_remainders_0_and_1_become_5_and_0(serial: int, digit: int) -> None:
    # The last digit weighs 7: remainders 0, 56 % 11 = 1 and 49 % 11 = 5.
    assert s10_check(np.array([serial])).tolist() == [digit]


def test_dhl_express_number_ends_in_its_serial_modulo_seven() -> None:
    made = numbers(NumberFormat(format="dhl-express"), 50, 381_234_567)
    assert all(len(number) == 10 for number in made)
    assert [int(number[:9]) % 7 for number in made] == [int(number[9]) for number in made]


def test_s10_numbers_of_one_route_never_repeat() -> None:
    kind = NumberFormat(format="s10", prefixes=("RA", "RB"), country="CN")
    made = numbers(kind, 10_001, 99_999_000)
    assert len(set(made)) == 10_001
    assert {number[:2] for number in made} == {"RA", "RB"}


@pytest.mark.parametrize(("carrier", "length"), [("usps", 22), ("canada-post", 16)])
def test_local_number_passes_the_modulus_10_check(carrier: str, length: int) -> None:
    for number in last_mile_numbers(carrier, np.arange(100)):
        digits = [int(digit) for digit in reversed(number)]
        assert len(digits) == length
        assert (sum(digits[0::2]) + 3 * sum(digits[1::2])) % 10 == 0


def test_yunexpress_number_is_yt_and_sixteen_digits() -> None:
    assert numbers(NumberFormat(format="yun"), 1, 12) == ["YT2600000000000012"]
