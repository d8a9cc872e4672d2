"""Laws that hold for every parcel, whatever the rule book says today."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_parcels import BOOK, drawn_parcels
from parcelwright.claims.known import Known
from parcelwright.claims.remedy import RemedyStatus
from parcelwright.claims.stacking import shares_of
from parcelwright.money import Money

OPEN, EARLY = RemedyStatus.OPEN, RemedyStatus.TOO_EARLY
PASSED = {RemedyStatus.EXPIRED, RemedyStatus.CHECK_WITH_CARRIER}
# Where each status may go as days pass: time ends rights and waiting, and starts nothing else.
LATER = {
    EARLY: {EARLY, OPEN, *PASSED},
    OPEN: {OPEN, *PASSED},
    RemedyStatus.EXPIRED: {RemedyStatus.EXPIRED},
    RemedyStatus.EXCLUDED: {RemedyStatus.EXCLUDED},
    RemedyStatus.CHECK_WITH_CARRIER: PASSED,
}
_PLUS = st.integers(min_value=1, max_value=2_000)
_laws = settings(max_examples=150)


def by_rule(found):
    return {(remedy.payer, remedy.rule): remedy for remedy in found.remedies}


def more(money, by):
    return None if money is None else Money(money.amount + by, money.currency)


def never_less(before, after):
    """Return whether each sum known before is as high afterwards."""
    sums = by_rule(after)
    return all(
        sums[key].amount is not None and sums[key].amount.amount >= remedy.amount.amount
        for key, remedy in by_rule(before).items()
        if remedy.amount is not None
    )


@_laws
@given(drawn_parcels())
def test_no_payer_is_asked_for_more_than_the_loss_with_the_postage(drawn):
    found = drawn.entitled()
    for remedy in found.remedies:
        if found.most is not None and remedy.amount is not None:
            assert not found.most.rounded() < remedy.amount


@_laws
@given(drawn_parcels(), st.integers(min_value=0, max_value=300))
def test_all_payers_in_turn_never_pay_more_than_what_is_left_of_the_loss(drawn, paid):
    first = drawn.entitled()
    if first.most is None:
        return
    payer = next((remedy.payer for remedy in first.remedies if remedy.amount), "")
    known = Known(paid={payer: Money.of(paid, first.most.currency)} if payer and paid else {})
    found = drawn.entitled(known=known)
    sums = [share.in_turn.amount for share in shares_of(found) if share.in_turn is not None]
    assert sum(sums) <= found.left.rounded().amount
    assert found.left.amount == max(first.most.amount - (paid if payer else 0), 0)
    for share in shares_of(found):
        if share.if_others_first is not None:
            assert share.if_others_first.amount <= share.alone.rounded().amount


@_laws
@given(drawn_parcels(), _PLUS)
def test_a_later_day_ends_rights_and_waiting_and_gives_back_nothing(drawn, days):
    now = by_rule(drawn.entitled())
    then = by_rule(drawn.entitled(on=drawn.on + timedelta(days=days)))
    assert now.keys() == then.keys()
    for key, remedy in now.items():
        assert then[key].status in LATER[remedy.status], key


@_laws
@given(drawn_parcels(), _PLUS)
def test_days_do_not_depend_on_the_day_asked_about(drawn, days):
    now = by_rule(drawn.entitled())
    then = by_rule(drawn.entitled(on=drawn.on + timedelta(days=days)))
    for key, remedy in now.items():
        assert remedy.deadlines == then[key].deadlines


@_laws
@given(drawn_parcels(), _PLUS)
def test_goods_worth_more_never_bring_less(drawn, by):
    contents = drawn.parcel.contents
    grown = {name: more(getattr(contents, name), by) for name in ("value", "cost", "declared")}
    assert never_less(drawn.entitled(), drawn.entitled(**grown))


@_laws
@given(drawn_parcels(), _PLUS)
def test_a_heavier_parcel_never_brings_less(drawn, by):
    if drawn.parcel.contents.weight_g is None:
        return
    heavier = drawn.entitled(weight_g=drawn.parcel.contents.weight_g + by)
    assert never_less(drawn.entitled(), heavier)


@_laws
@given(drawn_parcels())
def test_every_day_names_a_rule_of_the_book_and_where_it_stands(drawn):
    for remedy in drawn.entitled().remedies:
        for deadline in remedy.deadlines:
            assert deadline.rule == remedy.rule
            assert deadline.citation.title
            assert deadline.explanation.endswith(".")
            # An assumed day names the terms of another that it was taken from.
            comparable = deadline.assumed and any(
                f"({rule})" in deadline.explanation for rule in BOOK.by_id
            )
            assert comparable or deadline.rule in BOOK.by_id


@_laws
@given(drawn_parcels())
def test_a_sum_above_nothing_shows_how_it_came_about(drawn):
    for remedy in drawn.entitled().remedies:
        assert remedy.amount is None or any(line.amount for line in remedy.sum_lines)
