from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.asking.replies import Standing
from parcelwright.parcels.events import Milestone
from parcelwright.watch.pace import CAP
from parcelwright.watch.standing import EndedWhy, WatchStanding
from parcelwright.watch.step import Step, StepKind, next_step
from watch_facts import candidate, on, subject, tried, watched

NOW = on(5)


def step(*candidates, watch=None, about=None, now=NOW):
    return next_step(about or subject(), watch or watched(), candidates, now)


def test_a_number_that_nobody_watches_yet_is_read():
    assert step(candidate(7)) == Step(kind=StepKind.READ, key=7)


def test_a_source_that_wants_numbers_registered_gets_it_registered_first_and_then_reads():
    selling = candidate(7, registers=True)
    assert step(selling).kind is StepKind.REGISTER
    assert step(selling, watch=watched(key=7, registered_at=on(1))).kind is StepKind.READ


def test_a_registration_with_another_source_does_not_count():
    both = (candidate(7, "A", registers=True), candidate(8, "B", registers=True))
    watch = watched(key=7, registered_at=on(1), tried={7: tried(until=on(9))})
    assert step(*both, watch=watch) == Step(kind=StepKind.REGISTER, key=8)


def test_a_stopped_number_is_started_again_as_often_as_the_source_allows():
    source = candidate(7, registers=True, retracks=1)
    stopped = {"key": 7, "stopped_at": on(4)}
    assert step(source, watch=watched(**stopped)).kind is StepKind.RETRACK
    assert step(source, watch=watched(**stopped, retracks=1)).kind is StepKind.REGISTER


def test_a_number_stopped_for_good_goes_to_another_source():
    gone = candidate(7, "A", registers=True, retracks=1)
    blocked = {7: tried(Standing.STOPPED, until=on(6))}
    watch = watched(key=7, stopped_at=on(4), retracks=1, tried=blocked)
    assert step(gone, candidate(8, "B"), watch=watch) == Step(kind=StepKind.READ, key=8)


def test_while_a_source_posts_nobody_is_asked_and_three_days_after_it_fell_silent_somebody_is():
    posting = subject(pushed_at=on(4))
    found = step(candidate(7), about=posting, watch=watched(key=7))
    assert (found.kind, found.at) == (StepKind.WAIT, on(7))
    assert found.standing is WatchStanding.PUSHED
    assert step(candidate(7), about=posting, now=on(7)).kind is StepKind.READ


def test_without_anybody_to_ask_the_watch_stays_open_and_looks_again_tomorrow():
    found = step()
    assert (found.kind, found.at, found.key) == (StepKind.WAIT, on(6), None)
    assert found.standing is WatchStanding.NOBODY
    assert found.why == "No source that you have connected can be asked about it."


def test_when_all_refuse_our_credentials_there_is_nobody_to_ask():
    found = step(candidate(7, is_refused=True), watch=watched(key=7))
    assert (found.standing, found.key) == (WatchStanding.NOBODY, None)
    assert found.why == "Every source that knows this carrier refuses our credentials."


@pytest.mark.parametrize(
    ("standings", "shown"),
    [
        ([Standing.NOT_FOUND, Standing.REFUSED], WatchStanding.NOT_FOUND),
        ([Standing.NEEDS_MORE, Standing.REFUSED], WatchStanding.NEEDS_MORE),
        ([Standing.STOPPED, Standing.REFUSED], WatchStanding.NOBODY),
    ],
)
def test_when_nobody_could_help_it_waits_for_the_first_that_may_be_asked_again(standings, shown):
    blocked = {key: tried(each, until=on(5, hours=key)) for key, each in enumerate(standings, 7)}
    found = step(candidate(7, "A"), candidate(8, "B"), watch=watched(key=7, tried=blocked))
    assert (found.kind, found.at, found.standing) == (StepKind.WAIT, on(5, hours=7), shown)


@pytest.mark.parametrize("shut", [{"quiet_until": on(6)}, {"is_spent": True}])
def test_a_number_keeps_its_place_in_line_while_its_only_source_is_quiet_or_spent(shut):
    found = step(candidate(7, **shut), watch=watched(key=7))
    assert found == Step(kind=StepKind.WAIT, key=7)


def test_a_source_silent_for_a_day_shows_and_is_still_tried():
    silent = candidate(7, failing_since=on(3))
    assert step(silent, watch=watched(key=7)).kind is StepKind.READ
    waiting = candidate(7, failing_since=on(3), quiet_until=on(6))
    found = step(waiting, watch=watched(key=7))
    assert found.standing is WatchStanding.SILENT
    assert found.why == "Tracker has not answered since 5 Mar 2026."


def test_what_is_over_ends_with_its_reason():
    over = subject(outcome=Milestone.RETURNED, closed_at=on(4))
    found = step(candidate(7), about=over)
    assert (found.kind, found.ended) == (StepKind.END, EndedWhy.RETURNED)
    assert found.why == "Returned to the sender."


moments = st.floats(min_value=-100, max_value=100).map(on)
maybe = st.none() | moments
candidates = st.lists(
    st.builds(
        candidate, key=st.integers(1, 3), quiet_until=maybe, failing_since=maybe,
        is_refused=st.booleans(), is_spent=st.booleans(), registers=st.booleans(),
        retracks=st.integers(0, 2),
        carriers=st.sampled_from([frozenset(), frozenset({"china-post"}), frozenset({"dhl"})]),
    ), max_size=3, unique_by=lambda each: each.key,
)  # fmt: skip
blocks = st.dictionaries(
    st.integers(1, 3), st.builds(tried, standing=st.sampled_from(Standing), until=moments)
)
watches = st.builds(
    watched, key=st.none() | st.integers(1, 3), registered_at=maybe, stopped_at=maybe,
    retracks=st.integers(0, 3), tried=blocks,
)  # fmt: skip
subjects = st.builds(
    subject, outcome=st.none() | st.sampled_from(Milestone), closed_at=maybe, pushed_at=maybe,
    deadline_at=maybe, case_is_open=st.booleans(), case_is_settled=st.booleans(),
)  # fmt: skip


@given(subjects, watches, candidates, moments)
def test_there_is_always_a_next_step_within_three_days_and_only_with_whom_may_be_asked(
    about, watch, found, now
):
    after = next_step(about, watch, found, now)
    if after.kind is StepKind.END:
        assert after.ended is not None
    elif after.kind is StepKind.WAIT:
        assert after.at is None or now < after.at <= now + CAP
        # To stay in line without a time of its own, there must be a line.
        assert after.at is not None or after.key is not None
    else:
        asked = next(each for each in found if each.key == after.key)
        assert asked.is_open(now)
        assert after.key not in watch.tried or watch.tried[after.key].again_at <= now


@given(subjects, watches, candidates, moments)
def test_only_what_may_end_ends(about, watch, found, now):
    after = next_step(about, watch, found, now)
    closed = about.outcome in {
        Milestone.DELIVERED, Milestone.REPORTED_RECEIVED, Milestone.RETURNED,
    }  # fmt: skip
    may_end = not about.case_is_open and (about.case_is_settled or closed)
    assert after.kind is not StepKind.END or may_end


def test_a_wait_for_nobody_is_a_day():
    assert step().at == NOW + timedelta(days=1)
