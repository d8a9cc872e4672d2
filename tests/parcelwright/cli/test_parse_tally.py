from __future__ import annotations

from parcelwright.cli._parse_tally import Tally
from parcelwright.parcels.events import Problem, TrackingEvent


def test_a_thousand_unknown_codes_are_named_and_the_rest_counted():
    tally = Tally()
    for code in range(1005):
        tally.count(TrackingEvent(tracking_number="A", code=str(code), code_table="t"))
    assert (len(tally.unknown), tally.unnamed_codes) == (1000, 5)
    assert tally.counts()["unknown"] == 1005


def test_a_hundred_problems_are_listed_and_all_counted():
    tally = Tally()
    tally.note([Problem("here", "what")] * 130)
    assert (len(tally.problems), tally.unlisted_problems) == (100, 30)
    assert tally.counts()["problems"] == 130


def test_a_problem_that_stands_for_several_counts_as_many():
    tally = Tally()
    tally.note([Problem("column a", "3 cells")], 3)
    assert (len(tally.problems), tally.problem_count) == (1, 3)
