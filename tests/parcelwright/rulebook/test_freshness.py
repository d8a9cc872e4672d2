"""What wants another look is found, and what is sound is left alone."""

from dataclasses import replace
from datetime import date

from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.freshness import Doubt, findings
from parcelwright.rulebook.load import read_file

ON = date(2026, 11, 22)
FILE = """
[carrier]
slug = "swift-post"
name = "Swift Post"
kind = "parcel"

[source.terms]
title = "Swift Post, conditions"
url = "https://swift.example/conditions"
confidence = "high"
seen = 2026-05-01
checked = 2026-06-01

[[rule]]
id = "parcel"
title = "Parcel"
regime = "contract"
held_by = "account"
source = "terms"
confidence = "high"
claim_types = ["lost_in_transit"]

[rule.amount]
term = { fixed = "50.00 GBP" }

[[rule.window]]
act = "claim"
latest = { n = 14, unit = "days", since = "handover" }
"""


def read(text=FILE):
    carrier, rules, faults = read_file("carriers/swift-post.toml", text)
    assert faults == []
    return RuleBook(carriers=(carrier,), rules=tuple(rules))


def doubts(book, on=ON):
    return [(each.doubt, each.why, each.since) for each in findings(book, (), on)]


def test_a_sound_rule_wants_no_look():
    assert doubts(read()) == []


def test_a_source_that_nobody_compared_is_named():
    assert doubts(read(FILE.replace("checked = 2026-06-01\n", ""))) == [
        (Doubt.NEVER_COMPARED, "Nobody compared the rule with this source.", None)
    ]


def test_a_rule_compared_with_an_old_copy_is_known_for_the_day_of_the_copy():
    book = read(FILE.replace("seen = 2026-05-01", "seen = 2025-11-21"))
    assert doubts(book) == [
        (Doubt.OLD_COPY, "The copy that was read is older than a year.", date(2025, 11, 21))
    ]


def test_a_copy_of_a_year_ago_to_the_day_is_not_old():
    assert doubts(read(FILE.replace("seen = 2026-05-01", "seen = 2025-11-22"))) == []


def test_a_copy_without_a_day_is_named():
    assert doubts(read(FILE.replace("seen = 2026-05-01\n", ""))) == [
        (Doubt.UNDATED_COPY, "The day of the copy that was read is not known.", None)
    ]


def test_a_comparison_of_long_ago_is_named_where_the_copy_has_no_day():
    text = FILE.replace("seen = 2026-05-01\n", "").replace("2026-06-01", "2025-06-01")
    assert doubts(read(text)) == [
        (Doubt.OLD_COPY, "It was compared more than a year ago.", date(2025, 6, 1))
    ]


def test_a_law_known_to_change_is_named_until_the_rule_has_a_last_day():
    said = "The text is known to change by then, and the rule names no last day."
    text = FILE.replace('title = "Parcel"', 'title = "Parcel"\nreview_by = 2029-12-28')
    assert doubts(read(text)) == [(Doubt.LAW_CHANGES, said, date(2029, 12, 28))]
    ended = text.replace("review_by", "valid_to = 2029-12-31\nreview_by")
    assert doubts(read(ended)) == []


def test_sources_that_disagree_are_quoted():
    text = FILE.replace(
        'title = "Parcel"', 'title = "Parcel"\nconflicts = ["One says 14, one 15."]'
    )
    assert doubts(read(text)) == [(Doubt.CONFLICT, "One says 14, one 15.", None)]


def test_a_rule_without_last_day_and_sum_has_two_gaps():
    text = FILE[: FILE.index("[rule.amount]")]
    assert [why for doubt, why, _ in doubts(read(text)) if doubt is Doubt.GAP] == [
        "No last day for inquiry or claim is known.",
        "No sum is known.",
    ]


def test_editions_that_do_not_meet_leave_a_gap_and_one_that_ended_is_named():
    (rule,) = read().rules
    older = replace(rule, valid_to=date(2024, 12, 31))
    newer = replace(rule, valid_from=date(2025, 1, 2), valid_to=date(2025, 12, 31))
    book = RuleBook(carriers=(rule.payer,), rules=(newer, older))
    assert [(each.why, each.since) for each in findings(book, (), ON)] == [
        ("No edition is known for parcels accepted between two known ones.", date(2024, 12, 31)),
        ("The last known edition has ended, and none after it is known.", date(2025, 12, 31)),
    ]
    met = replace(newer, valid_from=date(2025, 1, 1), valid_to=None)
    assert findings(RuleBook(carriers=(rule.payer,), rules=(met, older)), (), ON) == ()


def test_a_carrier_without_any_rule_is_a_gap():
    (rule,) = read().rules
    found = findings(RuleBook(carriers=(rule.payer,), rules=()), (), ON)
    assert [(each.doubt, each.payer) for each in found] == [(Doubt.GAP, "swift-post")]
