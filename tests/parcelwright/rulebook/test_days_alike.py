"""Days of acceptance that the rule book treats alike."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.days_alike import first_day_alike
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import read_file, shipped_book
from parcelwright.rulebook.narrow import narrowed
from parcelwright.rulebook.rule import ClaimType

_RULE = """
[carrier]
slug = "own"
name = "Own"
kind = "parcel"
[source.terms]
title = "Terms"
url = "https://example.org/terms"
confidence = "high"
[[rule]]
id = "tracked"
title = "Tracked"
regime = "contract"
held_by = "account"
source = "terms"
confidence = "high"
claim_types = ["lost_in_transit"]
valid_from = 2024-03-10
valid_to = 2024-06-30
only = { seasons = [{ first = "02-29", last = "11-15" }] }
"""


def _book():
    carrier, rules, problems = read_file("own.toml", _RULE)
    assert problems == []
    return RuleBook(carriers=(carrier,), rules=tuple(rules))


def test_an_edition_turns_the_day_it_begins_and_the_day_after_it_ends():
    turned = {
        first_day_alike(_book(), date(2024, 1, 1) + (date(2024, 1, 2) - date(2024, 1, 1)) * n)
        for n in range(366)
    }
    assert {date(2024, 3, 10), date(2024, 7, 1)} <= turned


def test_a_season_from_leap_day_begins_on_1_march_of_a_common_year():
    assert first_day_alike(_book(), date(2025, 3, 1)) == date(2025, 3, 1)
    assert first_day_alike(_book(), date(2025, 2, 28)) == date(2025, 1, 1)


def test_the_day_after_a_season_is_not_like_its_last_day():
    assert first_day_alike(_book(), date(2025, 11, 15)) < date(2025, 11, 16)
    assert first_day_alike(_book(), date(2025, 11, 16)) == date(2025, 11, 16)


@settings(max_examples=60, deadline=None)
@given(
    day=st.dates(date(1995, 1, 1), date(2031, 12, 31)),
    claim_type=st.sampled_from(ClaimType),
    destination=st.sampled_from(["", "US", "DE", "CN", "BR", "AU"]),
)
def test_every_rule_holds_alike_on_both_days(day, claim_type, destination):
    book = shipped_book()
    other = first_day_alike(book, day)
    for rule in book.rules:
        keys = [
            Key(
                carrier=rule.payer.slug,
                service=(*rule.services, "")[0],
                claim_type=claim_type,
                destination=destination,
                accepted_on=on,
            )
            for on in (day, other)
        ]
        assert rule.holds_on(day) == rule.holds_on(other)
        assert rule.only.holds(keys[0]) == rule.only.holds(keys[1])
        assert narrowed(rule, keys[0]) == narrowed(rule, keys[1])
