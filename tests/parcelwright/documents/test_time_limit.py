"""Letters state the time limit they keep where it is sure, and no other day of the rule book."""

from dataclasses import replace
from datetime import date

import pytest

from claim_factories import entitled, parcel
from paper_samples import REMEDY, letter_facts
from parcelwright.claims.deadlines import spoken_day
from parcelwright.claims.remedy import Act, Confidence, Deadline
from parcelwright.documents.forms import claim_letter, loss_inquiry
from parcelwright.documents.text import plain_text
from parcelwright.rulebook.rule import Citation

LAST = date(2026, 12, 5)
SURE = Deadline(
    act=Act.CLAIM, earliest=None, latest=LAST, zone="Asia/Shanghai", rule=REMEDY.rule,
    citation=Citation(title="The law", section="9"), confidence=Confidence.HIGH,
    explanation="To the end of 5 Dec 2026 in Asia/Shanghai, 30 calendar days after the posting.",
)  # fmt: skip


def letter(deadline, **more):
    facts = letter_facts(remedy=replace(REMEDY, deadlines=(deadline,)), **more)
    return claim_letter.build(facts, "en")


def test_a_claim_letter_states_the_limit_it_keeps_and_where_that_stands():
    facts = letter(SURE).facts
    assert ("Time limit", SURE.explanation) in facts
    assert facts[-1] == ("Basis of the time limit", "The law, 9")


def test_a_limit_of_the_same_source_is_cited_once():
    facts = letter(replace(SURE, citation=REMEDY.citation)).facts
    assert facts[-1] == ("Time limit", SURE.explanation)


@pytest.mark.parametrize("change", [
    {"assumed": True}, {"confidence": Confidence.MEDIUM}, {"confidence": Confidence.LOW},
    {"latest": None}, {"latest": date(2026, 11, 21)}, {"act": Act.APPEAL},
])  # fmt: skip
def test_no_other_day_enters_a_letter(change):
    assert "Time limit" not in dict(letter(replace(SURE, **change)).facts)


def test_a_day_assumed_from_comparable_terms_is_labeled_and_stands_in_no_letter():
    found = entitled(parcel("4PX1", carrier="yunexpress"))
    remedy = next(r for r in found.remedies if any(d.assumed for d in r.deadlines))
    (deadline,) = remedy.deadlines
    assert (remedy.amount, deadline.assumed) == (None, True)
    assert deadline.explanation.startswith(f"Assumed {spoken_day(deadline.latest)} from comparable")
    written = plain_text(loss_inquiry.build(letter_facts(remedy=remedy), "en"))
    for day in (spoken_day(deadline.latest), deadline.latest.isoformat(), "Assumed"):
        assert day not in written
