from __future__ import annotations

import pytest

from parcelwright.parcels.number_formats import read_format

FILE = """
format = "Test"
carrier = "ups"
lengths = ["3-4", "6"]
starts = ["A", "C-E"]
pattern = '[A-E](?P<body>[0-9]{1,4})(?P<check>[0-9])'
check = { kind = "luhn" }
verified = true
citation = "own"
valid = ["A18"]
invalid = ["A17"]
"""


def test_spans_of_lengths_and_starts_are_spelled_out():
    form = read_format("test", FILE)
    assert form.lengths == {3, 4, 6}
    assert form.starts == {"A", "C", "D", "E"}


@pytest.mark.parametrize(("number", "fits"), [("A18", True), ("A17", False), ("F18", None)])
def test_a_number_fits_fails_its_check_digit_or_is_of_another_shape(number, fits):
    assert read_format("test", FILE).fits(number) is fits


def test_a_prefix_is_counted_before_a_body_that_lacks_it():
    with_prefix = FILE.replace('kind = "luhn"', 'kind = "luhn", prefix = "7"')
    form = read_format("test", with_prefix)
    # Luhn of 71 is 1; a body that begins with 7 is taken as it is.
    assert [form.fits(number) for number in ("A11", "A711", "A18")] == [True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('carrier = "ups"', "", "test.toml: key carrier is missing"),
        ('carrier = "ups"', 'carrier = "ups"\nweight = 1', "test.toml: unknown key weight"),
        ("luhn", "mod12", "test.toml: no such check digit: 'mod12'"),
        ("[0-9])", "[0-9]", "test.toml: missing ), unterminated subpattern"),
        ('["3-4", "6"]', '["three"]', "test.toml: invalid literal for int"),
        ("verified", "=", "test.toml: Invalid statement"),
    ],
)
def test_a_faulty_file_is_named_with_its_fault(old, new, message):
    with pytest.raises(ValueError, match=r"test\.toml") as error:
        read_format("test", FILE.replace(old, new, 1))
    assert str(error.value).startswith(message)
