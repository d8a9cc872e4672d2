from dataclasses import replace

import pytest

from paper_samples import REMEDY, letter_facts
from parcelwright.claims.remedy import Confidence
from parcelwright.documents.forms import claim_letter, evidence_list, loss_inquiry
from parcelwright.documents.letter import moment
from parcelwright.documents.text import plain_text
from parcelwright.documents.wording import languages, wording
from parcelwright.errors import DocumentError
from parcelwright.parcels.events import EventTime
from parcelwright.plugins import data_files, modules
from parcelwright.rulebook.rule import Citation


def test_every_form_has_a_template_beside_it():
    forms = set(modules("parcelwright.documents.forms"))
    assert set(data_files("parcelwright.documents.forms", ".typ")) == forms


def test_all_languages_have_the_same_keys():
    keys = {
        tag: {(name, key) for name, texts in wording(tag).sections.items() for key in texts}
        for tag in languages()
    }
    assert keys["en"] == keys["zh-Hans"]


def test_a_claim_without_a_known_sum_is_refused():
    with pytest.raises(DocumentError, match="no sum is known"):
        claim_letter.build(letter_facts(remedy=replace(REMEDY, amount=None)), "en")


def test_a_sum_of_low_confidence_is_never_demanded():
    unsure = replace(REMEDY, confidence=Confidence.LOW)
    with pytest.raises(DocumentError, match="too uncertain to demand"):
        claim_letter.build(letter_facts(remedy=unsure), "en")


def test_a_sum_of_medium_confidence_asks_the_payer_to_name_another_provision():
    unsure = replace(REMEDY, confidence=Confidence.MEDIUM)
    said = plain_text(claim_letter.build(letter_facts(remedy=unsure), "en"))
    assert "If another provision applies" in said


def test_an_inquiry_names_no_rule_of_low_confidence():
    unsure = replace(REMEDY, confidence=Confidence.LOW)
    said = plain_text(loss_inquiry.build(letter_facts(remedy=unsure), "en"))
    assert "Example conditions" not in said


def test_a_letter_without_signatory_is_refused_by_name():
    sender = replace(letter_facts().sender, signatory="", address_lines=())
    with pytest.raises(DocumentError, match="address, the name of who signs is missing"):
        loss_inquiry.build(letter_facts(sender=sender), "en")


def test_an_unknown_language_is_refused_with_the_known_ones():
    with pytest.raises(DocumentError, match='no documents in "fr"; there are en, zh-Hans'):
        loss_inquiry.build(letter_facts(), "fr")


def test_the_evidence_list_shows_the_whole_seal():
    facts = letter_facts()
    rows = evidence_list.build(facts, "en").tables[0].rows
    assert [row[-1].replace(" ", "") for row in rows] == [item.commit for item in facts.enclosures]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2026-11-02", "2026-11-02 (time not given)"),
        ("2026-10-27T02:15:00", "2026-10-27 02:15 (zone unknown)"),
        ("2026-10-24T10:12:00+08:00", "2026-10-24 10:12 UTC+08:00"),
        ("2026-10-24T10:12:00Z", "2026-10-24 10:12 UTC+00:00"),
    ],
)
def test_a_moment_is_shown_no_more_precisely_than_it_is_known(text, shown):
    assert moment(EventTime.parse(text), wording("en")) == shown


def test_a_citation_without_section_stands_alone():
    cited = replace(REMEDY, citation=Citation(title="Terms"))
    facts = loss_inquiry.build(letter_facts(remedy=cited), "en").facts
    assert facts[-1] == ("Basis", "Terms")
