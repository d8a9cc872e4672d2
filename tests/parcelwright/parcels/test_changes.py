from dataclasses import replace
from datetime import timedelta

from parcelwright.parcels.changes import ChangeKind, changes_of
from scan_journeys import START, journey, scan

OLD = scan("DELIVERED", 5, "DE", code="D", description="Delivered", told_at=START)
LATER = START + timedelta(days=9)


def told_now(day=5.0, **more):
    kept = {"code": "D", "description": "Delivered", "told_at": LATER, **more}
    return scan("DELIVERED", day, "DE", **kept)


def changed(*standing):
    return changes_of(replace(journey(*standing), withdrawn=(OLD,)))


def test_a_statement_without_a_successor_is_withdrawn():
    [change] = changed(told_now(code="E", day=6))
    assert (change.kind, change.old, change.new) == (ChangeKind.WITHDRAWN, OLD, None)


def test_the_same_words_for_another_time_are_a_correction_of_the_time():
    new = told_now(5.5)
    [change] = changed(new)
    assert (change.kind, change.new) == (ChangeKind.RETIMED, new)


def test_the_nearest_time_is_the_corrected_one():
    near, far = told_now(5.5), told_now(7)
    assert [each.new for each in changed(far, near)] == [near]


def test_the_same_words_a_week_later_are_another_scan():
    [change] = changed(told_now(12))
    assert change.kind is ChangeKind.WITHDRAWN


def test_other_words_for_the_same_time_are_a_correction_of_the_words():
    new = told_now(description="Handed to a neighbor")
    [change] = changed(new)
    assert (change.kind, change.new) == (ChangeKind.REWORDED, new)


def test_what_was_told_before_or_by_another_source_corrects_nothing():
    before = told_now(5.5, told_at=START)
    elsewhere = told_now(5.5, source="17track")
    assert [each.kind for each in changed(before, elsewhere)] == [ChangeKind.WITHDRAWN]


def test_one_statement_replaces_one_other():
    first = replace(journey(told_now(5.5)), withdrawn=(OLD, replace(OLD, place="Berlin")))
    assert [each.kind for each in changes_of(first)] == [
        ChangeKind.RETIMED, ChangeKind.WITHDRAWN,
    ]  # fmt: skip


def test_undated_statements_are_only_withdrawn():
    state = replace(OLD, occurred_at=None)
    way = replace(journey(told_now(occurred_at=None, code="X")), withdrawn=(state,))
    assert [each.kind for each in changes_of(way)] == [ChangeKind.WITHDRAWN]
