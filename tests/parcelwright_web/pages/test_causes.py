from types import SimpleNamespace

import pytest

from parcelwright.diagnosis.diagnosis import CauseKind, Likely
from parcelwright_web.pages.causes import disagree


def told(moving):
    return SimpleNamespace(likely=[Likely(kind=CauseKind.NONE, chance=moving)])


@pytest.mark.parametrize(
    ("moving", "arrives", "apart"),
    [(0.86, 0.23, True), (0.06, 0.36, True), (0.40, 0.23, False), (None, 0.23, False)],
)
def test_scans_and_count_disagree_where_they_tell_quite_different_chances(moving, arrives, apart):
    assert disagree(told(moving), SimpleNamespace(chance_arrives=arrives)) is apart


def test_nothing_disagrees_with_an_assessment_that_is_not_there():
    assert not disagree(told(0.86), None)
