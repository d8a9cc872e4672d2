import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.interchange.cells import clean, is_shortened

ASCII = st.text(st.characters(max_codepoint=126), max_size=12)


@given(ASCII)
def test_blanks_around_a_cell_change_nothing_of_what_it_says(text):
    # A leading blank takes the slow way, so both ways are held to one result.
    assert clean(text) == clean(f" {text}")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("2026-10-09T23:28:00+08:00", "2026-10-09T23:28:00+08:00"),
        ("N/A", ""),
        ("none", ""),
        ("a\r\nb", "a\nb"),
        ("5 ", "5"),
        ("x\u200b", "x"),
        ("a\x01b", "ab"),
    ],
)
def test_a_cell_is_freed_of_what_it_does_not_say(cell, said):
    assert clean(cell) == said


@pytest.mark.parametrize(
    ("text", "is_short"),
    [("4.4E+11", True), ("-1E+12", True), ("1Z999AA10123456784", False), ("E+11", False)],
)
def test_a_rounded_number_is_told_by_its_shape(text, is_short):
    assert is_shortened(text) is is_short
