from dataclasses import replace
from datetime import date

import pytest

from paper_samples import REMEDY, insured_facts, item, letter_facts
from parcelwright.claims.remedy import Act, Confidence, Deadline
from parcelwright.documents.forms import claim_letter, evidence_list, loss_inquiry, notice_letter
from parcelwright.documents.letter import moment
from parcelwright.documents.matter import Matter, matter_of
from parcelwright.documents.text import plain_text
from parcelwright.documents.wording import languages, wording
from parcelwright.errors import DocumentError
from parcelwright.evidence.item import EvidenceKind
from parcelwright.parcels.events import EventTime, Milestone
from parcelwright.plugins import data_files, modules
from parcelwright.rulebook.rule import Citation, ClaimType


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


def test_a_letter_is_about_what_was_found_to_have_gone_wrong():
    found = {kind: matter_of(kind, None) for kind in ClaimType}
    assert found == {
        ClaimType.NOT_ACCEPTED: Matter.NOT_ACCEPTED,
        ClaimType.LOST_IN_WAREHOUSE: Matter.LOST,
        ClaimType.LOST_IN_TRANSIT: Matter.LOST,
        ClaimType.DELIVERED_NOT_RECEIVED: Matter.NOT_RECEIVED,
        ClaimType.DAMAGED: Matter.DAMAGED,
        ClaimType.PARTLY_LOST: Matter.PARTLY_LOST,
        ClaimType.DELAYED: Matter.DELAYED,
        ClaimType.RETURNED_WITHOUT_REASON: Matter.RETURNED,
    }


@pytest.mark.parametrize(("claim_type", "outcome", "matter"), [
    (ClaimType.LOST_IN_TRANSIT, Milestone.SEIZED, Matter.SEIZED),
    (ClaimType.LOST_IN_TRANSIT, Milestone.DESTROYED, Matter.DESTROYED),
    (ClaimType.LOST_IN_TRANSIT, Milestone.DECLARED_LOST, Matter.LOST),
    (ClaimType.DAMAGED, Milestone.DESTROYED, Matter.DAMAGED),
])  # fmt: skip
def test_a_loss_by_seizure_or_destruction_is_called_that(claim_type, outcome, matter):
    assert matter_of(claim_type, outcome) is matter


@pytest.mark.parametrize("form", [loss_inquiry, claim_letter, notice_letter])
@pytest.mark.parametrize("tag", languages())
@pytest.mark.parametrize("matter", Matter)
def test_only_a_letter_about_a_loss_calls_the_parcel_lost(form, tag, matter):
    document = form.build(letter_facts(matter=matter, answer=None, inquiry_sent_on=None), tag)
    said = " ".join((document.title, document.subject, *document.opening)).casefold()
    words = {"en": ("loss", "lost"), "zh-Hans": ("丢失", "丢件")}[tag]
    calls_it_lost = any(word in said for word in words)
    # An inquiry in Chinese asks where the parcel is without calling it lost.
    wanted = matter is Matter.LOST and (form is not loss_inquiry or tag == "en")
    assert calls_it_lost is wanted


def test_every_word_for_a_matter_stands_for_one_that_all_letters_have():
    for tag in languages():
        sections = wording(tag).sections
        endings = {each for matter in Matter for each in matter.sections}
        for name, texts in sections.items():
            form, dot, ending = name.partition(".")
            if dot:
                assert ending in endings
                assert texts.keys() <= sections[form].keys()


def test_only_a_letter_about_harm_says_when_it_was_reported():
    told = {
        matter: "2026-11-20"
        in plain_text(
            loss_inquiry.build(letter_facts(matter=matter, reported_on=date(2026, 11, 20)), "en")
        )
        for matter in Matter
    }
    assert [matter for matter, is_told in told.items() if is_told] == [
        Matter.DAMAGED, Matter.PARTLY_LOST,
    ]  # fmt: skip


def test_an_insurer_reads_of_its_notice_and_of_the_carrier_as_of_another():
    said = plain_text(claim_letter.build(insured_facts(), "en"))
    assert "We gave you notice on 2026-11-15." in said
    assert "asked the carrier to trace it" in said
    assert "asked you" not in said


@pytest.mark.parametrize("tag", languages())
def test_every_kind_of_evidence_has_a_name_in_every_language(tag):
    names = wording(tag).sections["evidence_kind"]
    assert names.keys() == {kind.value for kind in EvidenceKind}


def test_an_inquiry_about_a_seizure_asks_for_its_record_and_claims_only_under_a_condition():
    said = plain_text(loss_inquiry.build(letter_facts(matter=Matter.SEIZED, remedy=None), "en"))
    assert "a copy of the order or notice of seizure" in said
    assert "where and by when its release can be applied for" in said
    assert "If no authority ordered the seizure" in said
    lost = plain_text(loss_inquiry.build(letter_facts(remedy=None), "en"))
    assert "claim indemnity" not in lost


def test_a_notice_keeps_its_day_and_names_no_sum():
    notice = Deadline(
        act=Act.NOTICE,
        earliest=None,
        latest=date(2026, 12, 31),
        zone="Asia/Shanghai",
        rule=REMEDY.rule,
        citation=replace(REMEDY.citation, confidence=Confidence.HIGH),
        confidence=Confidence.HIGH,
        explanation="To the end of 31 Dec 2026 in Asia/Shanghai.",
    )
    remedy = replace(REMEDY, confidence=Confidence.HIGH, deadlines=(notice,))
    said = plain_text(notice_letter.build(letter_facts(remedy=remedy), "en"))
    assert "Time limit: To the end of 31 Dec 2026 in Asia/Shanghai." in said
    assert str(REMEDY.amount) not in said


def test_a_notice_under_no_sure_rule_names_none():
    facts = letter_facts(remedy=replace(REMEDY, confidence=Confidence.LOW))
    document = notice_letter.build(facts, "en")
    assert "Basis" not in dict(document.facts)


@pytest.mark.parametrize(
    ("language", "decided", "answered"),
    [
        ("en", "Decision: claim sent", "Answer of the buyer: it did not arrive"),
        ("zh-Hans", "处理决定：索赔已提交", "买家答复：没有收到"),
    ],
)
def test_the_list_of_evidence_says_codes_in_words(language, decided, answered):
    items = (
        item(31, EvidenceKind.DECISION, "claim sent"),
        item(32, EvidenceKind.BUYER_ANSWER, "not_arrived"),
    )
    text = plain_text(evidence_list.build(letter_facts(enclosures=items), language))
    assert decided in text
    assert answered in text
