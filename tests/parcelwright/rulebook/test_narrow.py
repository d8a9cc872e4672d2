"""Of the figures in a rule those count that hold for the parcel, else the safe reading."""

from datetime import date

import pytest

from parcelwright.claims.examples import run_examples
from parcelwright.rulebook.exchange import shipped_rates
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import read_file
from parcelwright.rulebook.narrow import narrowed
from parcelwright.rulebook.rule import Act, ClaimType, EarlyFiling
from parcelwright.rulebook.scope import Scope, Season
from parcelwright.rulebook.spans import EarliestOf

FILE = """
[carrier]
slug = "swift-post"
name = "Swift Post"
kind = "parcel"
country = "GB"

[zone.europe]
countries = ["DE", "FR"]

[source.terms]
title = "Swift Post, conditions"
url = "https://swift.example/conditions"
confidence = "high"

[[rule]]
id = "parcel"
title = "Parcel"
regime = "contract"
held_by = "account"
source = "terms"
confidence = "high"
claim_types = ["lost_in_transit", "damaged"]
needs_any = [["trace_closed", "carrier_denial"]]
only = { customers = ["business"] }

[[rule.window]]
act = "claim"
latest = { n = 14, unit = "days", since = "handover" }
only = { zones = ["europe"], claim_types = ["lost_in_transit"] }

[[rule.window]]
act = "claim"
latest = { n = 30, unit = "days", since = "handover" }
earliest = { n = 5, unit = "days", since = "handover" }
early = "held"
only = { not_zones = ["europe"], claim_types = ["lost_in_transit"] }

[[rule.window]]
act = "claim"
latest = { n = 7, unit = "days", since = "delivered_scan" }
only = { claim_types = ["damaged"] }

[[rule.window]]
act = "appeal"
latest = { n = 30, unit = "days", since = "denied" }

[[rule.window]]
act = "appeal"
level = 2
to = "The ombudsman"
latest = { n = 60, unit = "days", since = "denied" }

[rule.amount]
term = { after = { lowest = [{ of = "cost" }, { fixed = "100.00 GBP" }] }, deductible = "10.00 GBP" }

[[rule.amount_for]]
only = { destinations = ["FR"] }
term = { per_item = "20.00 GBP" }

[[rule.example]]
given = { handed_over_at = 2026-01-01, destination = "DE", cost = "80.00 GBP", on = 2026-01-10 }
expect = { claim_latest = 2026-01-15, amount = "70.00 GBP", status = "open" }

[[rule.example]]
given = { handed_over_at = 2026-01-01, destination = "US", cost = "5.00 GBP", on = 2026-01-02 }
expect = { claim_latest = 2026-01-31, claim_earliest = 2026-01-06, amount = "0.00 GBP", status = "open" }

[[rule.example]]
given = { destination = "FR", items = 3, claim_type = "damaged", delivered_at = 2026-01-05, on = 2026-01-13 }
expect = { claim_latest = 2026-01-12, amount = "60.00 GBP", status = "expired" }

[[rule.example]]
given = { denied_on = 2026-02-01, destination = "DE", on = 2026-02-02 }
expect = { appeal_latest = 2026-03-03, "appeal#2_latest" = 2026-04-02 }

[[rule.example]]
given = { handed_over_at = 2026-01-01, cost = "80.00 GBP", items = 1, on = 2026-01-10 }
expect = { claim_latest = 2026-01-15, claim_earliest = 2026-01-06, amount = "20.00 GBP" }
"""


def read():
    carrier, rules, problems = read_file("carriers/swift-post.toml", FILE)
    assert problems == []
    assert carrier is not None
    return rules[0]


def key(**known):
    return Key(carrier="swift-post", service="", **known)


def test_parcels_of_which_the_same_scopes_hold_share_one_rule():
    rule = read()
    there = narrowed(rule, key(destination="US"))
    assert narrowed(rule, key(destination="BR")) is there
    assert narrowed(rule, key(destination="DE")) is not there


def test_every_example_of_the_file_comes_out():
    assert run_examples(read(), shipped_rates()) == []


def test_of_several_windows_for_one_act_the_first_that_holds_counts():
    found = narrowed(read(), key(destination="FR"))
    claim = [window for window in found.windows if window.act is Act.CLAIM]
    assert [window.latest.n for window in claim] == [14]


def test_where_the_destination_is_unknown_the_safe_reading_is_taken_and_said():
    claim = next(window for window in narrowed(read(), key()).windows if window.act is Act.CLAIM)
    assert isinstance(claim.latest, EarliestOf)
    assert claim.note == (
        "it is not known which of several cases holds, so the safe one for you is taken"
    )


def test_of_several_possible_windows_with_the_same_last_day_it_is_said_once():
    text = FILE.replace(
        'latest = { n = 30, unit = "days", since = "handover" }',
        'latest = { n = 14, unit = "days", since = "handover" }',
    )
    (rule,) = read_file("swift-post.toml", text)[1]
    claim = next(window for window in narrowed(rule, key()).windows if window.act is Act.CLAIM)
    assert (claim.latest.n, claim.earliest.n) == (14, 5)


def test_appeals_of_two_levels_stand_side_by_side():
    found = narrowed(read(), key(destination="DE"))
    assert [(w.level, w.to) for w in found.windows if w.act is Act.APPEAL] == [
        (1, ""),
        (2, "The ombudsman"),
    ]


def test_a_claim_that_is_held_until_its_first_day_says_so():
    held = narrowed(read(), key(destination="US")).windows[0]
    assert held.early is EarlyFiling.HELD


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 11, 1), True),
        (date(2025, 12, 31), True),
        (date(2026, 1, 15), True),
        (date(2026, 1, 16), False),
        (date(2026, 10, 31), False),
    ],
)
def test_a_season_may_reach_over_the_end_of_the_year(day, holds):
    assert Season(first=(11, 1), last=(1, 15)).holds_on(day) is holds


@pytest.mark.parametrize(
    ("known", "holds"),
    [
        ({"destination": "DE"}, True),
        ({"destination": "US"}, False),
        ({}, None),
        ({"destination": "DE", "claim_type": ClaimType.DAMAGED}, False),
    ],
)
def test_a_scope_holds_does_not_hold_or_cannot_be_told(known, holds):
    scope = Scope(
        destinations=frozenset({"DE"}), claim_types=frozenset({ClaimType.LOST_IN_TRANSIT})
    )
    assert scope.holds(key(**known)) is holds


@pytest.mark.parametrize(
    ("known", "holds"),
    [
        ({"origin": "US", "destination": "US"}, True),
        ({"origin": "CN", "destination": "US"}, False),
        ({"destination": "US"}, None),
        ({"origin": "US"}, None),
    ],
)
def test_a_figure_for_domestic_parcels_holds_when_both_countries_are_one(known, holds):
    assert Scope(domestic=True).holds(key(**known)) is holds
    assert Scope(domestic=False).holds(key(**known)) is (None if holds is None else not holds)


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ('zones = ["asia"]', 'names "asia"; the file has these zones: europe'),
        (
            'seasons = [{ first = "13-01", last = "01-01" }]',
            'only.seasons[0].first: is "13-01": month must be in 1..12',
        ),
        (
            'seasons = [{ first = "1 May", last = "01-01" }]',
            'only.seasons[0].first: is "1 May"; expected month and day, such as "11-01"',
        ),
    ],
)
def test_a_scope_with_a_typo_is_named_with_its_field(wrong, fault):
    text = FILE.replace('customers = ["business"]', wrong)
    problems = read_file("swift-post.toml", text)[2]
    assert len(problems) == 1
    assert fault in problems[0]


@pytest.mark.parametrize(("origin", "destination", "holds"), [
    ("DE", "US", True), ("US", "DE", True), ("DE", "", True), ("", "DE", True),
    ("US", "MX", False), ("US", "", None), ("", "", None),
])  # fmt: skip
def test_a_treaty_holds_where_either_end_is_a_party(origin, destination, holds):
    scope = Scope(touches=frozenset({"DE", "FR"}))
    assert scope.holds(Key(carrier="", service="", origin=origin, destination=destination)) is holds


@pytest.mark.parametrize(("origin", "destination", "holds"), [
    ("CN", "DE", False), ("DE", "CN", False), ("", "CN", False), ("DE", "FR", True),
    ("DE", "", None), ("", "", None),
])  # fmt: skip
def test_a_country_left_out_is_left_out_at_either_end(origin, destination, holds):
    scope = Scope(not_touches=frozenset({"CN"}))
    assert scope.holds(Key(carrier="", service="", origin=origin, destination=destination)) is holds


@pytest.mark.parametrize(("transport", "holds"), [("air", True), ("sea", False), ("", None)])
def test_the_way_it_travelled_may_be_asked_for(transport, holds):
    scope = Scope(transports=frozenset({"air", "multimodal"}))
    assert scope.holds(Key(carrier="", service="", transport=transport)) is holds


WITHOUT_FRANCE = """
[[rule.excluded_for]]
text = "The gold label does not reach France."
only = { programmes = ["gold"], destinations = ["FR"] }
source = "forum"
confidence = "low"
"""
FORUM = """
[source.forum]
title = "Talk of sellers"
url = "https://forum.example/gold"
confidence = "low"
"""


def excluding():
    text = FILE.replace("[[rule.window]]", f"{WITHOUT_FRANCE}\n[[rule.window]]", 1)
    _, (rule,), problems = read_file(
        "swift-post.toml", text.replace("[[rule]]", f"{FORUM}[[rule]]")
    )
    assert problems == []
    return rule


def test_an_exclusion_of_some_parcels_takes_the_rule_from_them_on_its_own_source():
    found = narrowed(excluding(), key(programme="gold", destination="FR"))
    assert found.excluded == "The gold label does not reach France."
    assert (found.citation.title, found.confidence) == ("Talk of sellers", "low")


@pytest.mark.parametrize("known", [
    {"programme": "gold", "destination": "DE"}, {"programme": "silver", "destination": "FR"},
])  # fmt: skip
def test_an_exclusion_of_some_parcels_spares_the_others(known):
    found = narrowed(excluding(), key(**known))
    assert (found.excluded, found.exclusions) == ("", ())
    assert (found.citation.title, found.confidence) == ("Swift Post, conditions", "high")


@pytest.mark.parametrize("known", [{"programme": "gold"}, {"destination": "FR"}])
def test_an_exclusion_of_which_nobody_can_tell_may_bite(known):
    found = narrowed(excluding(), key(**known))
    assert (found.excluded, found.exclusions) == ("", ("The gold label does not reach France.",))


def test_an_exclusion_of_some_parcels_without_a_condition_is_a_fault():
    text = FILE.replace(
        "[[rule.window]]", '[[rule.excluded_for]]\ntext = "T"\nonly = {}\n[[rule.window]]', 1
    )
    (line,) = read_file("swift-post.toml", text)[2]
    assert "excluded_for[0].only: has no condition" in line


def test_an_example_of_a_platforms_rule_says_who_carries_the_parcel():
    insurer = FILE.replace('title = "Parcel"', 'title = "Parcel"\nkind = "insurer"')
    bound = insurer.replace('only = { destinations = ["FR"] }', 'only = { carriers = ["dhl"] }')
    given = 'handed_over_at = 2026-01-01, destination = "US", items = 3, cost = "80.00 GBP", on = 2026-01-10'
    head = bound.partition("[[rule.example]]")[0]

    def faults(carrier, amount):
        example = f'[[rule.example]]\ngiven = {{ {given}{carrier} }}\nexpect = {{ amount = "{amount}" }}\n'
        (rule,) = read_file("swift-post.toml", head + example)[1]
        return run_examples(rule, shipped_rates())

    assert faults(', carrier = "dhl"', "60.00 GBP") == []
    assert faults(', carrier = "ups"', "70.00 GBP") == []
    assert faults("", "60.00 GBP") == []
    assert faults(', carrier = "ups"', "60.00 GBP") == [
        "swift-post/parcel, example 1: amount is 70.00 GBP, expected 60.00 GBP"
    ]
