"""Periods and replies of a rule in words."""

from dataclasses import replace

import pytest

from parcelwright.rulebook.load import shipped_book
from parcelwright.rulebook.rule import Act, EarlyFiling
from parcelwright.rulebook.scope import Scope, Season
from parcelwright_web.pages.rule_figures import amount_views, reply_lines, window_views
from parcelwright_web.pages.rule_scopes import rule_scope, scope_lines

RULE = next(rule for rule in shipped_book().rules if rule.replies and rule.windows)


def test_what_the_payers_silence_means_stands_beside_its_days():
    reply = replace(RULE.replies[0], n=10, means="the claim is granted")
    line = reply_lines(replace(RULE, replies=(reply,)))[0]
    assert "answer within 10 " in line
    assert line.endswith("; no answer by then means: the claim is granted")


def test_a_reply_clock_of_which_silence_means_nothing_known_ends_with_its_days():
    reply = replace(RULE.replies[0], means="")
    assert "no answer" not in reply_lines(replace(RULE, replies=(reply,)))[0]


@pytest.mark.parametrize(
    ("early", "words"),
    [
        (EarlyFiling.REFUSED, "Filed before the first day, it is refused"),
        (EarlyFiling.HELD, "Filed before the first day, it is held until then"),
        (EarlyFiling.ACCEPTED, "Filed before the first day, it is accepted"),
    ],
)
def test_a_window_says_what_becomes_of_an_early_claim(early, words):
    window = replace(RULE.windows[0], early=early, note="")
    assert window_views([window])[0].notes == (words,)


def test_a_second_appeal_names_its_step_and_who_gets_it():
    window = replace(RULE.windows[0], act=Act.APPEAL, level=2, to="Consumer Advocate", note="")
    view = window_views([window])[0]
    assert view.name == "Appeal, step 2"
    assert view.notes == ("goes to Consumer Advocate",)


def test_a_period_after_one_of_the_same_act_holds_where_that_does_not():
    claim = replace(RULE.windows[0], act=Act.CLAIM, level=1)
    windows = [claim, replace(claim, act=Act.APPEAL), claim, replace(claim, level=2)]
    assert [view.otherwise for view in window_views(windows)] == [False, False, True, False]


def test_the_sum_for_the_other_parcels_comes_after_those_for_some():
    rule = next(rule for rule in shipped_book().rules if len(rule.amounts) == 1 and rule.amount)
    views = amount_views(rule)
    assert [view.otherwise for view in views] == [False, True]
    assert views[0].only != ()


def test_each_condition_of_a_scope_is_a_line():
    scope = Scope(
        services=frozenset({"epacket", "eub", "ems"}),
        not_programmes=frozenset({"shippo"}),
        order_seasons=(Season(first=(11, 1), last=(1, 31)),),
        domestic=False,
    )
    assert scope_lines(scope) == (
        "services: EMS, e-packet (EUB)",
        "not bought through: Shippo",
        "ordered from November 1 to January 31 of a year",
        "across a border",
    )


def test_a_rule_says_first_what_it_pays_for_then_whom_it_binds():
    upu = next(rule for rule in shipped_book().rules if rule.s10)
    lines = rule_scope(upu)
    assert lines[0].startswith(upu.claim_types[0].spoken)
    assert any(line.startswith("postal numbers beginning with ") for line in lines[1:])
