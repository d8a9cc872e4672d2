from __future__ import annotations

import pytest

from label_verdicts import verdicts
from labels_bad import BAD
from labels_good import GOOD
from labels_unjudged import unjudged
from parcelwright.prevention.finding import Severity

FAULTS = (Severity.STOP, Severity.WARN)


@pytest.mark.parametrize("group", GOOD)
def test_a_label_that_is_fit_to_ship_passes(group):
    cases = list(GOOD[group]())
    assert verdicts(cases, FAULTS) == {one.name: set() for one in cases}


@pytest.mark.parametrize("group", BAD)
def test_a_label_that_is_not_is_caught_for_its_own_reason(group):
    cases = {one.name: one for one in BAD[group]()}
    found = verdicts(cases.values(), FAULTS)
    assert {name: codes - cases[name].allowed for name, codes in found.items()} == {
        name: set(one.expected) for name, one in cases.items()
    }


def test_what_cannot_be_judged_is_said_and_nothing_is_made_up():
    cases = list(unjudged())
    assert verdicts(cases, FAULTS) == {one.name: set() for one in cases}
    unchecked = verdicts(cases, [Severity.NOT_CHECKED])
    assert all(one.expected <= unchecked[one.name] for one in cases)
