from dataclasses import replace
from datetime import date

import pytest

from claim_factories import entitled, parcel
from parcelwright.claims.explain import explained, for_letter, source_of
from parcelwright.claims.remedy import Act, Confidence
from parcelwright.rulebook.rule import Citation

(POST,) = entitled(parcel(grams=830)).remedies
INQUIRY = POST.deadline(Act.INQUIRY)


def test_a_deadline_is_told_with_how_it_was_counted_and_its_source():
    told = explained(INQUIRY)
    assert told.words.startswith("To the end of 30 Mar 2026 in Asia/Shanghai, ")
    assert "180 calendar days after the posting on 1 Oct 2025" in told.words
    assert told.source.text == str(INQUIRY.citation)


def test_a_sum_is_told_line_by_line_with_the_source_of_the_sum():
    told = explained(POST)
    assert [line.text for line in told.lines] == [line.text for line in POST.sum_lines]
    assert told.source.text == str(POST.amount_citation)
    assert (told.confidence, told.lines[-1].text) == (
        "confirm",
        "Confirm this sum with the carrier.",
    )


def test_a_weak_rule_shows_no_figure():
    told = explained(replace(POST, confidence=Confidence.LOW))
    assert told.confidence == "check"
    assert all(line.amount is None for line in told.lines)
    bare = replace(POST, confidence=Confidence.LOW, sum_lines=POST.sum_lines[:1])
    assert explained(bare).words == (
        "Check with the carrier: the rule is not sourced well enough for a sum."
    )


@pytest.mark.parametrize(("known", "words"), [
    ({"checked": date(2026, 11, 3)}, "compared with our notes of it on 3 Nov 2026"),
    ({"checked": date(2026, 11, 3), "seen": date(2024, 9, 18)},
     "copy of 18 Sep 2024, compared with our notes of it on 3 Nov 2026"),
    ({"seen": date(2024, 9, 18)}, "copy of 18 Sep 2024, not checked since"),
    ({}, "not checked against the issuer's page"),
    ({"checked": date(2026, 11, 3), "lead": True},
     "compared with our notes of it on 3 Nov 2026; only a copy of the rule was read"),
])  # fmt: skip
def test_a_source_says_how_lately_it_was_compared(known, words):
    assert source_of(Citation(title="Terms", section="4", **known)).checked == words


def test_every_part_is_said_in_the_readers_language():
    told = explained(POST).said(str.upper)
    assert told.lines[0].text == "ACTUAL LOSS 500.00 USD"
    assert told.lines[0].amount == POST.sum_lines[0].amount
    assert told.source.text == str(POST.amount_citation).upper()
    assert told.source.checked == source_of(POST.amount_citation).checked.upper()


def test_only_a_sure_day_that_has_not_passed_enters_a_letter():
    sure = replace(INQUIRY, confidence=Confidence.HIGH)
    assert for_letter(sure, sure.latest) == explained(sure)
    assert for_letter(sure, date(2026, 3, 31)) is None
    assert for_letter(replace(sure, assumed=True), sure.latest) is None
    assert for_letter(replace(sure, confidence=Confidence.MEDIUM), sure.latest) is None
    assert for_letter(replace(sure, latest=None), date(2026, 3, 1)) is None
    assert for_letter(None, date(2026, 3, 1)) is None
