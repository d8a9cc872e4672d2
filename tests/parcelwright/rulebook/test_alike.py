"""Parcels that the rule book treats alike."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from parcelwright.rulebook.alike import asked_by_carrier
from parcelwright.rulebook.book import RuleBook
from parcelwright.rulebook.key import Key
from parcelwright.rulebook.load import read_file, shipped_book
from parcelwright.rulebook.rule import ClaimType
from parcelwright.rulebook.select import (
    carrier_of,
    covering,
    covering_rules,
    own_rules,
    rules_for,
)

RULE = """
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
s10 = ["R", "LX"]
only = { seasons = [{ first = "02-29", last = "11-15" }] }
"""


def first_day(day, text=RULE):
    return standing_for(text, accepted_on=day).accepted_on


def standing_for(text=RULE, **more):
    carrier, rules, problems = read_file("own.toml", text)
    assert problems == []
    book = RuleBook(carriers=(carrier,), rules=tuple(rules))
    key = Key(carrier="own", service="", **more)
    return asked_by_carrier(book, carrier, "").alike(key, "own")


def test_an_edition_turns_the_day_it_begins_and_the_day_after_it_ends():
    turned = {first_day(date(2024, 1, 1) + timedelta(days=n)) for n in range(366)}
    assert {date(2024, 3, 10), date(2024, 7, 1)} <= turned


def test_a_season_from_leap_day_begins_on_1_march_of_a_common_year():
    assert first_day(date(2025, 3, 1)) == date(2025, 3, 1)
    assert first_day(date(2025, 2, 28)) == date(2025, 1, 1)


def test_the_day_after_a_season_is_not_like_its_last_day():
    assert first_day(date(2025, 11, 15)) < date(2025, 11, 16)
    assert first_day(date(2025, 11, 16)) == date(2025, 11, 16)


def test_a_lane_is_kept_only_where_a_rule_asks_for_it():
    assert standing_for(origin="CN", destination="US").destination == ""
    by_zone = RULE.replace("only = { ", 'only = { destinations = ["US"], ')
    assert standing_for(by_zone, origin="CN", destination="US").destination == "US"
    assert standing_for(by_zone, origin="CN", destination="DE").destination == "?"
    at_home = RULE.replace("only = { ", "only = { domestic = true, ")
    assert standing_for(at_home, origin="CN", destination="US").origin == "CN"


def test_a_day_of_order_is_kept_only_where_a_rule_asks_for_its_season():
    day = date(2025, 12, 1)
    assert standing_for(ordered_on=day).ordered_on is None
    asking = RULE.replace("only = { seasons", "only = { order_seasons")
    assert standing_for(asking, ordered_on=day).ordered_on == day


def test_a_second_letter_is_kept_only_where_a_rule_names_the_pair():
    assert [standing_for(s10=letters).s10 for letters in ("RA", "LX", "LY", "")] == [
        "R", "LX", "?", "",
    ]  # fmt: skip


def test_kinds_of_loss_stand_for_each_other_where_no_rule_tells_them_apart():
    both = RULE.replace('["lost_in_transit"]', '["lost_in_transit", "delayed"]')
    kinds = (ClaimType.LOST_IN_TRANSIT, ClaimType.DELAYED, ClaimType.NOT_ACCEPTED)
    assert [standing_for(both, claim_type=kind).claim_type for kind in kinds] == [
        ClaimType.LOST_IN_TRANSIT, ClaimType.LOST_IN_TRANSIT, ClaimType.NOT_ACCEPTED,
    ]  # fmt: skip
    apart = both.replace("only = { ", 'only = { claim_types = ["delayed"], ')
    assert standing_for(apart, claim_type=ClaimType.DELAYED).claim_type is ClaimType.DELAYED


NAMES = sorted(shipped_book().by_slug)
PLACES = st.sampled_from(["", "CN", "US", "DE", "GB", "BR", "AU", "CH"])


@st.composite
def keys_near(draw):
    """Draw a parcel that one rule is about or nearly about: its names, and days at its edges."""
    rule = draw(st.sampled_from(shipped_book().rules))
    edges = [day for day in (rule.valid_from, rule.valid_to) if day is not None]
    days = st.none() | st.dates(date(1995, 1, 1), date(2031, 12, 31))
    if edges:
        days |= st.builds(
            lambda day, off: day + timedelta(days=off), st.sampled_from(edges), st.integers(-1, 1)
        )
    return Key(
        carrier=draw(st.sampled_from(["", rule.payer.slug, *rule.carriers])),
        service=draw(st.sampled_from(["", "unheard-of", *rule.services])),
        claim_type=draw(st.sampled_from([*rule.claim_types, *ClaimType])),
        s10=draw(st.sampled_from(["", "RA", "CP", "EE", "LX", "UM", "VZ"])),
        s10_country=draw(st.sampled_from(["CN", "DE", "ZZ"])),
        origin=draw(PLACES | st.sampled_from(["", *rule.origins])),
        destination=draw(PLACES | st.sampled_from(["", *rule.destinations])),
        accepted_on=draw(days),
        ordered_on=draw(st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))),
        programme=draw(st.sampled_from(["", rule.payer.slug, *NAMES])),
        insurer=draw(st.sampled_from(["", rule.payer.slug, *NAMES])),
    )


@settings(max_examples=800, deadline=None)
@given(key=keys_near())
def test_the_rules_of_a_parcel_are_those_of_the_key_that_stands_for_it(key):
    book = shipped_book()
    carrier = carrier_of(book, key)
    name = carrier.slug if carrier else key.carrier
    whole = own_rules.__wrapped__(book, key)
    for payer in covering(book, key.insurer, key.programme, name):
        whole += covering_rules.__wrapped__(book, payer, key._replace(carrier=name))
    assert rules_for(book, key) == whole
