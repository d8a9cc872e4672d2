"""One deadline and one sum read the same on a page, in a letter, in a terminal and in JSON."""

import html
import re
from datetime import date

import pytest
from django.utils.translation import override
from stock import NOW, event, parcel

from paper_samples import letter_facts
from parcelwright.claims.explain import explained
from parcelwright.claims.plain import plain_entitlement
from parcelwright.claims.remedy import Act
from parcelwright.claims.told import told_entitlement
from parcelwright.documents.forms import claim_letter
from parcelwright.documents.text import plain_text
from parcelwright_web import clock
from parcelwright_web.actions.situation import situation
from parcelwright_web.core_texts import spoken

pytestmark = pytest.mark.django_db
RULE = "dhl-express/contract"


@pytest.fixture
def row(shop, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    found = parcel(
        shop, "1234567890", carrier="dhl-express", accepted_on=date(2026, 11, 1),
        facts={"weight_g": "500"},
    )  # fmt: skip
    event(found, "ACCEPTED")
    return found


@pytest.fixture
def found(row):
    return situation(row, NOW).entitlement


@pytest.fixture
def remedy(found):
    return next(each for each in found.remedies if each.rule == RULE)


def text_of(page):
    text = html.unescape(re.sub(r"<[^>]+>", "", page.content.decode()))
    return re.sub(r"\s+", " ", text)


def words_of(remedy):
    """Every line that must be the same wherever the remedy is shown."""
    return [explained(remedy.deadline(Act.CLAIM)).words, *_lines(remedy)]


def _lines(remedy):
    return [line.text for line in explained(remedy).lines if line.amount is not None]


def test_the_claim_has_a_day_and_a_sum_to_tell(remedy):
    day, *lines = words_of(remedy)
    assert day.startswith("To the end of ")
    assert lines


def test_page_letter_terminal_and_json_show_the_same_words(member, row, found, remedy):
    page = text_of(member.get(f"/parcels/{row.pk}/"))
    letter = plain_text(claim_letter.build(letter_facts(remedy=remedy, written_on=found.on), "en"))
    terminal = "\n".join(told_entitlement(found))
    told = next(each for each in plain_entitlement(found)["remedies"] if each["rule"] == RULE)
    (claim,) = (each for each in told["deadlines"] if each["act"] == "claim")
    assert words_of(remedy)[0] == claim["explanation"] == claim["explained"]["lines"][0]
    assert set(_lines(remedy)) <= set(told["explained"]["lines"])
    for words in words_of(remedy):
        assert words in page
        assert words in letter
        assert words in terminal


def test_page_and_letter_cite_the_same_source(member, row, found, remedy):
    source = explained(remedy.deadline(Act.CLAIM)).source
    assert source.text in text_of(member.get(f"/parcels/{row.pk}/"))
    letter = claim_letter.build(letter_facts(remedy=remedy, written_on=found.on), "en")
    assert ("Basis", source.text) in letter.facts


def test_in_chinese_page_and_letter_say_the_same_as_well(member, row, found, remedy):
    member.cookies["django_language"] = "zh-hans"
    page = text_of(member.get(f"/parcels/{row.pk}/", headers={"accept-language": "zh-hans"}))

    def say(text):
        with override("zh-hans"):
            return spoken(text)

    letter = plain_text(
        claim_letter.build(letter_facts(remedy=remedy, written_on=found.on, say=say), "zh-Hans")
    )
    assert say(words_of(remedy)[0]).startswith("到")
    for words in words_of(remedy):
        assert say(words) in page
        assert say(words) in letter
