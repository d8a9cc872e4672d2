"""What a payer asks of a paper is said in full sentences."""

from datetime import date

import pytest

from parcelwright.claims.facts import Facts
from parcelwright.claims.remedies import Case, remedy_of
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.load import read_file

FILE = """
[carrier]
slug = "own-post"
name = "Own Post"
kind = "post"
[source.page]
title = "Own Post, terms"
url = "https://post.example/terms"
confidence = "high"
[[rule]]
id = "a"
title = "T"
regime = "contract"
held_by = "account"
source = "page"
confidence = "high"
claim_types = ["lost_in_transit"]
papers = [{ code = "non_receipt_declaration", PAPER }]
"""


def terms(paper):
    _, (rule,), wrong = read_file("own.toml", FILE.replace("PAPER", paper))
    assert wrong == []
    case = Case(facts=Facts(), on=date(2025, 12, 23), rates=shipped_rates())
    return remedy_of(rule, case).documents[0].terms


@pytest.mark.parametrize(("paper", "said"), [
    ('dated_after = "inquiry_answered"', "Dated after the answer to the inquiry."),
    ('dated_before = "claim_filed"', "Dated before the filing of the claim."),
    (
        'dated_within = { n = 10, unit = "days", since = "delivered_scan" }',
        "Dated within 10 calendar days after the delivered scan.",
    ),
    (
        ('dated_within = { first_known_of = [{ n = 1, unit = "weeks", since = "discovery" }, '
        '{ n = 2, unit = "weeks", since = "posting" }] }'),
        ("Dated within 1 week after the discovery, or where that day is not known 2 weeks after "
        "the posting."),
    ),
])  # fmt: skip
def test_the_day_a_paper_must_bear_is_said(paper, said):
    assert terms(paper) == (said,)


def test_a_period_for_a_paper_without_unit_is_a_fault():
    broken = FILE.replace("PAPER", 'dated_within = { n = 10, since = "posting" }')
    (line,) = read_file("own.toml", broken)[2]
    assert "papers[0].dated_within: needs n, unit and since" in line


@pytest.mark.parametrize(("signed", "said"), [
    ("wet", "Signed by hand."),
    ("electronic", "Signed electronically or by hand."),
    ("somehow", "Signed; of what kind is not stated, so by hand is safe."),
])  # fmt: skip
def test_a_signature_is_of_the_kind_that_the_source_names(signed, said):
    assert terms(f'signed = "{signed}"') == (said,)
