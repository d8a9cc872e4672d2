"""Every table of phrases keeps the promise of its folder."""

import tomllib
from itertools import product

import pytest

from parcelwright import plugins
from parcelwright.parcels.event_texts import milestone_of_text
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - tables of nothing else

FILES = {
    code: tomllib.loads(entry.read_text(encoding="utf-8"))
    for code, entry in plugins.data_files("parcelwright.parcels.phrases", ".toml").items()
}


@pytest.mark.parametrize("code", FILES)
def test_no_word_of_doubt_leaves_a_phrase_that_ends_a_journey_its_milestone(code):
    """Said before or after it in the same sentence, every word of doubt silences it."""
    table = FILES[code]
    ends = [(M(name), each) for name, group in table["phrases"].items() for each in group]
    listed = {phrase for _milestone, phrase in ends}
    blank = " " if table["words_have_blanks"] else ""
    believed = [
        (word, phrase)
        for word, (milestone, phrase) in product(table["doubt"], ends)
        if milestone in {M.DELIVERED, M.RETURNED, M.DECLARED_LOST, M.CUSTOMS_CLEARED}
        for text in (f"{word}{blank}{phrase}", f"{phrase}{blank}{word}")
        if "..." not in text
        and text.replace("*", "") not in listed
        and milestone_of_text(text.replace("*", ""), code) is milestone
    ]
    assert believed == []


@pytest.mark.parametrize("code", FILES)
def test_what_was_brought_to_a_place_on_the_way_was_not_delivered(code):
    table = FILES[code]
    blank = " " if table["words_have_blanks"] else ""
    believed = [
        (phrase, word)
        for phrase, word in product(table["phrases"]["DELIVERED"], table["not_the_recipient"])
        if milestone_of_text(f"{phrase}{blank}{word.replace('*', '')}", code) is M.DELIVERED
    ]
    assert believed == []


@pytest.mark.parametrize("code", FILES)
def test_every_phrase_alone_tells_the_milestone_it_stands_under(code):
    wrong = [
        (name, phrase)
        for name, group in FILES[code]["phrases"].items()
        for phrase in group
        if milestone_of_text(phrase.replace(" ...", "").replace("*", ""), code) is not M(name)
    ]
    assert wrong == []


@pytest.mark.parametrize("code", FILES)
def test_no_phrase_stands_twice_in_one_language(code):
    groups = [FILES[code]["hides"], *FILES[code]["phrases"].values()]
    phrases = [phrase for group in groups for phrase in group]
    assert len(phrases) == len(set(phrases))


@pytest.mark.parametrize("code", FILES)
def test_a_table_has_only_fields_that_are_read(code):
    assert set(FILES[code]) == {
        "words_have_blanks",
        "doubt",
        "not_the_recipient",
        "hides",
        "phrases",
    }
