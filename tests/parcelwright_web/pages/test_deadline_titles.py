"""Headings of deadlines."""

from dataclasses import replace

import pytest

from parcelwright.claims.remedy import Deadline
from parcelwright.rulebook.rule import Act, Citation, Confidence
from parcelwright_web.pages.deadline_titles import deadline_title

APPEAL = Deadline(
    act=Act.APPEAL,
    earliest=None,
    latest=None,
    zone="America/New_York",
    rule="usps/priority",
    citation=Citation(title="Manual"),
    confidence=Confidence.MEDIUM,
)


@pytest.mark.parametrize(
    ("level", "to", "title"),
    [
        (1, "", "USPS: last day to appeal"),
        (1, "Consumer Advocate", "USPS: last day to appeal (goes to Consumer Advocate)"),
        (2, "", "USPS: last day to appeal, step 2"),
        (2, "Cainiao", "USPS: last day to appeal, step 2 (goes to Cainiao)"),
    ],
)
def test_a_deadline_names_its_step_and_who_gets_it(level, to, title):
    assert deadline_title(replace(APPEAL, level=level, to=to), "USPS") == title
