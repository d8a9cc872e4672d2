"""Figures that hold by who carries, who sold the label, and when the buyer ordered."""

from datetime import date

import pytest

from parcelwright.rulebook.key import Key
from parcelwright.rulebook.scope import Scope, Season


def key(**known):
    return Key(carrier="swift-post", service="", **known)


@pytest.mark.parametrize(
    ("scope", "known", "holds"),
    [
        ({"carriers": frozenset({"swift-post"})}, {}, True),
        ({"carriers": frozenset({"evri"})}, {}, False),
        ({"not_carriers": frozenset({"swift-post"})}, {}, False),
        ({"not_programmes": frozenset({"boxtal"})}, {"programme": "boxtal"}, False),
        ({"not_programmes": frozenset({"boxtal"})}, {"programme": "packlink"}, True),
        ({"not_programmes": frozenset({"boxtal"})}, {}, None),
    ],
)
def test_a_scope_tells_who_carries_and_through_whom_the_label_was_bought(scope, known, holds):
    assert Scope(**scope).holds(key(**known)) is holds


@pytest.mark.parametrize(
    ("ordered_on", "holds"),
    [(date(2025, 10, 31), False), (date(2025, 11, 1), True), (date(2025, 12, 31), True),
     (date(2026, 1, 1), False), (None, None)],
)  # fmt: skip
def test_a_season_of_orders_looks_at_the_order_not_at_the_acceptance(ordered_on, holds):
    scope = Scope(order_seasons=(Season(first=(11, 1), last=(12, 31)),))
    asked = key(ordered_on=ordered_on, accepted_on=date(2025, 11, 3))
    assert scope.holds(asked) is holds
