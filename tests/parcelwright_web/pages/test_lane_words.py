"""Comparisons in words: who is better is said once."""

import pytest

from parcelwright.analytics.columns import LaneKey
from parcelwright.prevention.scorecards.compare import Aspect, Comparison, Verdict
from parcelwright_web.pages.lane_words import compared


def comparison(verdict, aspect, *figures):
    one, other = (
        LaneKey(**dict.fromkeys(LaneKey._fields, "") | {"carrier": carrier})
        for carrier in ("4px", "usps")
    )
    difference, low, high = figures
    return Comparison(
        one=one, other=other, aspect=aspect, verdict=verdict, cells=3, journeys=(430, 800),
        difference=difference, low=low, high=high,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdict", "aspect", "figures", "text", "said"),
    [
        (Verdict.BETTER, Aspect.DAYS, (-4.0, -5.7, -2.3), "4PX is faster than ",
         "Difference 4.0 days (2.3 to 5.7); 430 and 800 journeys"),
        (Verdict.WORSE, Aspect.DAYS, (9.3, 7.3, 11.4), " is faster than 4PX.",
         "Difference 9.3 days (7.3 to 11.4); 430 and 800 journeys"),
        (Verdict.BETTER, Aspect.LOSSES, (-0.02, -0.03, -0.01), "4PX loses less than ",
         "Difference 2.00 of 100 parcels (1.00 to 3.00); 430 and 800 journeys"),
        (Verdict.ALIKE, Aspect.LOSSES, (-0.0164, -0.0534, 0.0207), "cannot be told apart.",
         "Difference −1.64 of 100 parcels (−5.34 to 2.07); 430 and 800 journeys"),
    ],
)  # fmt: skip
def test_a_sign_stands_only_where_words_do_not_say_who_is_better(
    verdict, aspect, figures, text, said
):
    found = compared(comparison(verdict, aspect, *figures))
    assert text in found.text
    assert found.figures == said
