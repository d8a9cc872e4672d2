import pytest

from parcelwright.rulebook.contradictions import contradictions, overlaps
from parcelwright.rulebook.load import read_book, read_file

HEAD = """
[carrier]
slug = "own-post"
name = "Own Post"
kind = "post"

[source.page]
title = "Own Post, terms"
url = "https://post.example/terms"
confidence = "high"
"""


def rule(name, days, more="", amount="40.00 EUR"):
    return f"""
[[rule]]
id = "{name}"
title = "T"
regime = "contract"
held_by = "account"
source = "page"
confidence = "high"
claim_types = ["lost_in_transit"]
{more}
[[rule.window]]
act = "claim"
latest = {{ n = {days}, unit = "days", since = "posting" }}
[rule.amount]
term = {{ fixed = "{amount}" }}
"""


def rules(*texts):
    _, found, wrong = read_file("own.toml", HEAD + "".join(texts))
    assert wrong == []
    return found


def test_two_rules_with_other_days_for_the_same_parcels_are_named_with_what_follows():
    (line,) = contradictions(rules(rule("a", 30), rule("b", 60)))
    assert line == (
        "own/a and own/b: both answer for the same parcels on every day, with another period for "
        "the claim; tell them apart with services, only or dates, or remove one. Until then both "
        "are shown, and the earlier last day and the lower sum are the safe reading"
    )


def test_another_sum_contradicts_as_another_day_does():
    (line,) = contradictions(rules(rule("a", 30), rule("b", 30, amount="50.00 EUR")))
    assert ", with another sum; " in line


def test_the_days_on_which_both_hold_are_named():
    older = rule("a", 30, "valid_to = 2025-06-30")
    newer = rule("b", 60, "valid_from = 2025-06-01")
    (line,) = contradictions(rules(older, newer))
    assert "the same parcels from 2025-06-01 to 2025-06-30, with" in line


@pytest.mark.parametrize("apart", [
    'services = ["express"]',
    "only = { domestic = true }",
    'only = { transports = ["air"] }',
    'origins = ["DE"]',
    's10 = ["R"]',
])  # fmt: skip
def test_rules_for_other_parcels_do_not_contradict(apart):
    assert contradictions(rules(rule("a", 30), rule("b", 60, apart))) == []


def test_rules_that_follow_on_each_other_do_not_contradict():
    older = rule("a", 30, "valid_to = 2025-06-30")
    newer = rule("b", 60, "valid_from = 2025-07-01")
    assert contradictions(rules(older, newer)) == []


def test_rules_that_say_the_same_do_not_contradict():
    assert contradictions(rules(rule("a", 30), rule("b", 30))) == []


def test_editions_of_one_rule_that_overlap_say_when_and_what_to_do():
    older = rule("a", 30, "valid_to = 2025-06-30")
    newer = rule("a", 60, "valid_from = 2025-06-30")
    assert overlaps(rules(older, newer)) == [
        (
            "own/a: two editions hold from 2025-06-30 to 2025-06-30; end the older with valid_to "
            "on the day before the newer begins, or for those days both are shown and the earlier "
            "last day is the safe one"
        )
    ]


def test_a_sellers_own_contradiction_is_a_fault_of_the_folder(tmp_path):
    (tmp_path / "own.toml").write_text(HEAD + rule("a", 30) + rule("b", 60), "utf-8")
    (line,) = read_book(tmp_path)[1]
    assert line.startswith("own/a and own/b: both answer for the same parcels")
