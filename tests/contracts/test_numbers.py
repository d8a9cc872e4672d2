"""Every number format accepts and refuses what its file says."""

from __future__ import annotations

import pytest

from parcelwright.parcels.number_formats import number_formats
from parcelwright.parcels.recognize import normalize, recognize

FORMATS = number_formats()
VALID = [(stem, number) for stem, form in FORMATS.items() for number in form.valid]
INVALID = [(stem, number) for stem, form in FORMATS.items() for number in form.invalid]


def test_there_are_formats_to_check():
    assert len(FORMATS) >= 25


@pytest.mark.parametrize(("stem", "number"), VALID)
def test_a_valid_number_fits_its_format(stem, number):
    assert [one for one in recognize(number) if one.format == FORMATS[stem].name and one.valid]


@pytest.mark.parametrize(("stem", "number"), INVALID)
def test_an_invalid_number_does_not_fit_its_format(stem, number):
    assert not FORMATS[stem].fits(normalize(number))


@pytest.mark.parametrize("stem", FORMATS)
def test_a_format_has_a_citation_and_examples_of_both_kinds(stem):
    form = FORMATS[stem]
    assert form.valid
    assert form.invalid
    assert form.citation
    assert form.verified is not form.citation.startswith(("From memory", "Shape from memory")) or (
        "from memory" in form.citation
    )


@pytest.mark.parametrize(("stem", "number"), VALID)
def test_no_number_is_claimed_by_two_formats_unless_declared(stem, number):
    form = FORMATS[stem]
    names = {other.name: other for other in FORMATS.values()}
    for found in recognize(number):
        if found.valid and found.format != form.name:
            declared = found.format in form.shares_with or (
                found.format in names and form.name in names[found.format].shares_with
            )
            assert declared, f"{found.format} also claims {number}"


@pytest.mark.parametrize("stem", FORMATS)
def test_a_shared_format_exists(stem):
    names = {form.name for form in FORMATS.values()} | {"S10"}
    assert set(FORMATS[stem].shares_with) <= names


@pytest.mark.parametrize(
    ("stem", "number"), [(s, n) for s, n in VALID if FORMATS[s].check != "none"]
)
def test_a_changed_last_digit_is_refused(stem, number):
    plain = normalize(number)
    last = "1" if plain[-1] == "0" else str(int(plain[-1], 36) % 9 + 1)
    if last == plain[-1]:
        last = "0"
    assert not FORMATS[stem].fits(plain[:-1] + last)
