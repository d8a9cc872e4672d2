"""What event texts tell, per language: with their own words, and with doubt around them."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.parcels.event_texts import LONGEST, milestone_of_text
from parcelwright.parcels.events import Milestone as M  # noqa: N817 - tables of nothing else
from parcelwright.parcels.phrase_tables import languages

CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "event_texts").glob("*.toml"))
}
TOLD = [
    (code, M(name), text)
    for code, cases in CASES.items()
    for name, texts in cases["told"].items()
    for text in texts
]
SILENT = [(code, text) for code, cases in CASES.items() for text in cases["silent"]]
EIGHT = {"ar", "de", "en", "es", "fr", "pt", "ru", "zh"}


def test_eight_languages_have_phrases_and_cases():
    assert set(languages()) == set(CASES) == EIGHT


@pytest.mark.parametrize("code", CASES)
def test_each_language_has_25_texts_that_tell_and_25_that_do_not(code):
    assert sum(map(len, CASES[code]["told"].values())) >= 25
    assert len(CASES[code]["silent"]) >= 25


@pytest.mark.parametrize(("code", "milestone", "text"), TOLD)
def test_a_text_in_a_known_language_tells_its_milestone(code, milestone, text):
    assert milestone_of_text(text, code) is milestone


@pytest.mark.parametrize(("code", "text"), SILENT)
def test_a_text_with_doubt_or_without_news_tells_nothing(code, text):
    assert milestone_of_text(text, code) is None


@pytest.mark.parametrize(("code", "text"), SILENT)
def test_a_text_that_tells_nothing_tells_nothing_without_its_language_either(code, text):
    assert milestone_of_text(text) is None


@pytest.mark.parametrize(("code", "milestone", "text"), TOLD)
def test_without_its_language_a_text_tells_the_same_or_nothing(code, milestone, text):
    assert milestone_of_text(text) in {milestone, None}


def test_without_a_language_most_texts_still_tell_their_milestone():
    told = [milestone_of_text(text) is milestone for _code, milestone, text in TOLD]
    assert told.count(True) / len(told) > 0.9


@pytest.mark.parametrize(
    ("text", "milestone"),
    [
        ("Will not be delivered today. Refused by recipient", M.REFUSED),
        ("Delivery attempted. Will be redelivered tomorrow", M.DELIVERY_ATTEMPTED),
        ("Delivered; refused by recipient", None),
        ("DELIVERED - FRONT DOOR", M.DELIVERED),
        ("undelivered", None),
        ("deliveredX", None),
    ],
)
def test_sentences_are_judged_apart_and_disagreement_tells_nothing(text, milestone):
    assert milestone_of_text(text, "en") is milestone


def test_capitals_accents_and_blanks_do_not_matter():
    assert milestone_of_text("  LIVRÉ  ", "fr") is M.DELIVERED
    assert milestone_of_text("livre", "fr") is M.DELIVERED


def test_a_region_after_the_language_does_not_matter():
    assert (
        milestone_of_text("已签收", "zh-CN")
        is milestone_of_text("已签收", "zh_Hans")
        is M.DELIVERED
    )


def test_a_language_without_phrases_tells_nothing():
    assert milestone_of_text("delivered", "xx") is None


def test_a_word_of_one_language_is_not_read_in_another():
    assert milestone_of_text("entregue", "es") is None
    assert milestone_of_text("entregue", "pt") is M.DELIVERED


def test_a_text_too_long_for_an_event_is_not_judged():
    assert milestone_of_text("Delivered" + " " * LONGEST, "en") is None


@given(st.text(max_size=60), st.sampled_from(["", *sorted(EIGHT), "xx"]))
def test_any_text_gives_a_milestone_or_none(text, language):
    found = milestone_of_text(text, language)
    assert found is None or found in M


@given(st.sampled_from(TOLD), st.sampled_from(TOLD))
def test_two_texts_together_tell_no_third_thing(first, second):
    found = milestone_of_text(f"{first[2]}. {second[2]}")
    assert found in {first[1], second[1], None}
