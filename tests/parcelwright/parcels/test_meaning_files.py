from __future__ import annotations

import pytest

from parcelwright.errors import OwnMeaningError
from parcelwright.parcels.events import Milestone
from parcelwright.parcels.meaning_files import read_meanings
from parcelwright.parcels.own_meanings import OwnMeaning, code_key

CODE = """
[[meaning]]
source = "aftership"
code_table = "aftership.subtag"
code = "Teleported_001"
milestone = "DEPARTED"
"""
WORDS = """
[[meaning]]
source = "file"
carrier = "gls"
words = "Parcel pondered"
milestone = "HELD"
"""


def test_a_file_holds_codes_and_words_in_its_order():
    assert read_meanings(CODE + WORDS) == (
        OwnMeaning(
            key=code_key(source="aftership", code_table="aftership.subtag", code="Teleported_001"),
            milestone=Milestone.DEPARTED,
        ),
        OwnMeaning(
            key=code_key(source="file", carrier="gls", words="Parcel pondered"),
            milestone=Milestone.HELD,
        ),
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[meaning", "^not TOML: "),
        ("", r"^expected \[\[meaning\]\] entries and nothing else$"),
        ("meaning = 3", r"^expected \[\[meaning\]\]"),
        (CODE + "[more]\n", r"^expected \[\[meaning\]\]"),
        (CODE + WORDS.replace("HELD", "STUCK"), '^meaning 2: milestone is "STUCK"; expected one'),
        (CODE.replace("DEPARTED", "UNKNOWN"), '^meaning 1: milestone is "UNKNOWN"'),
        (CODE.replace('"Teleported_001"', "34"), "^meaning 1: code is not a text"),
        (CODE.replace("code =", "kode ="), "^meaning 1: kode is no part of a meaning"),
        (CODE.replace('source = "aftership"', ""), "^meaning 1: source is missing"),
        (CODE.replace("Teleported_001", ""), "^meaning 1: there is neither a code nor words"),
    ],
)
def test_a_file_that_cannot_be_used_says_where_and_what(text, why):
    with pytest.raises(OwnMeaningError, match=why):
        read_meanings(text)
