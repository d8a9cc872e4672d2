from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.asking.calls import Purpose
from parcelwright.asking.replies import NumberReply, Standing
from parcelwright.watch.hearing import Question, hear, hear_nothing
from parcelwright.watch.notes import Note
from parcelwright.watch.pace import CAP, next_look
from parcelwright.watch.standing import WatchStanding
from parcelwright.watch.step import StepKind, next_step
from watch_facts import START, candidate, on, subject, tried, watched

NOW = on(5)
NUMBER = subject().number


def question(purpose=Purpose.READ, source=None, at=NOW):
    return Question(
        subject=subject(),
        candidate=source or candidate(7),
        source="tracker",
        purpose=purpose,
        at=at,
    )


def heard(standing, watch=None, *, purpose=Purpose.READ, source=None, digest=None, why="", at=NOW):
    reply = NumberReply(standing=standing, why=why)
    return hear(question(purpose, source, at), watch or watched(key=7), reply, digest)


def test_news_is_remembered_and_sets_the_pace():
    found = heard(Standing.TOLD, digest="new")
    assert found.watched == watched(
        key=7, last_asked_at=NOW, last_told_at=NOW, last_digest="new", changed_at=NOW
    )
    assert found.standing is WatchStanding.TOLD
    assert found.at == next_look(subject(), found.watched, NOW)


def test_the_same_again_is_no_news():
    before = watched(key=7, last_digest="same", changed_at=on(1))
    found = heard(Standing.TOLD, before, digest="same")
    assert found.watched.changed_at == on(1)


def test_a_source_that_knows_the_number_clears_what_spoke_against_it():
    before = watched(
        key=7, misses=3, not_found_since=on(1), stopped_at=on(2), tried={7: tried(), 8: tried()}
    )
    after = heard(Standing.TOLD, before, digest="x").watched
    assert (after.misses, after.not_found_since, after.stopped_at) == (0, None, None)
    assert set(after.tried) == {8}


def test_the_first_time_a_source_knows_nothing_is_stated_once():
    first = heard(Standing.NOT_FOUND)
    assert first.note == Note(
        number=NUMBER,
        code="not_found",
        source="tracker",
        why="Tracker knows no parcel with this number.",
    )
    second = heard(Standing.NOT_FOUND, first.watched, at=on(6))
    assert second.note is None
    assert (second.watched.misses, second.watched.not_found_since) == (2, NOW)
    assert second.at == on(6)


def test_a_stop_is_stated_once_and_blocks_only_what_cannot_start_again():
    restartable = candidate(7, registers=True, retracks=1)
    first = heard(Standing.STOPPED, watched(key=7, registered_at=on(1)), source=restartable)
    assert first.note is not None
    assert first.note.code == "stopped"
    assert (first.watched.stopped_at, first.watched.registered_at) == (NOW, None)
    assert first.watched.tried == {}
    again = heard(
        Standing.REGISTERED, first.watched, purpose=Purpose.RETRACK, source=restartable
    ).watched
    assert (again.stopped_at, again.retracks, again.registered_at) == (None, 1, NOW)
    last = heard(Standing.STOPPED, again, source=restartable, at=on(40))
    assert last.watched.tried[7].standing is Standing.STOPPED
    assert last.note is not None


def test_a_source_that_refuses_to_start_again_has_stopped():
    restartable = candidate(7, registers=True, retracks=1)
    before = watched(key=7, stopped_at=on(4))
    found = heard(Standing.REFUSED, before, purpose=Purpose.RETRACK, source=restartable)
    assert found.standing is WatchStanding.STOPPED
    assert found.note is None
    assert found.watched.tried[7].standing is Standing.STOPPED


def test_a_registered_number_is_read_an_hour_later():
    found = heard(Standing.REGISTERED, purpose=Purpose.REGISTER)
    assert found.at == NOW + timedelta(hours=1)
    assert found.watched.registered_at == NOW


def test_an_answer_of_another_source_makes_it_the_present_one():
    before = watched(key=3, reference="old", registered_at=on(1), stopped_at=on(2), retracks=1)
    after = heard(Standing.NOT_YET, before).watched
    assert (after.key, after.reference, after.registered_at) == (7, "", None)
    assert (after.stopped_at, after.retracks) == (None, 0)


def test_more_than_the_number_is_asked_for_in_the_words_of_the_source():
    found = heard(Standing.NEEDS_MORE, why="a postcode.")
    assert found.standing is WatchStanding.NEEDS_MORE
    assert found.why == "Tracker wants more than the number: a postcode."


def test_a_number_left_out_three_times_counts_as_not_known():
    found = hear_nothing(question(), watched(key=7))
    assert (found.standing, found.watched.misses) == (WatchStanding.NOT_YET, 1)
    found = hear_nothing(question(), found.watched)
    found = hear_nothing(question(), found.watched)
    assert found.standing is WatchStanding.NOT_FOUND


def test_a_number_left_out_of_a_registration_was_not_taken():
    found = hear_nothing(question(Purpose.REGISTER), watched(key=7))
    assert found.watched.tried[7].standing is Standing.REFUSED


terms = st.fixed_dictionaries({"registers": st.booleans(), "retracks": st.integers(0, 2)})
answers = st.lists(st.none() | st.sampled_from(Standing), min_size=1, max_size=40)


@given(terms, answers)
def test_no_answers_lead_in_circles(about, said):
    """However a source answers, a number is asked about a few times an hour at most."""
    source, watch, now, asked = candidate(7, **about), watched(), START, []
    for standing in said * 3:
        step = next_step(subject(), watch, [source], now)
        assert step.kind is not StepKind.END
        if step.kind is StepKind.WAIT:
            assert step.at is not None
            assert now < step.at <= now + CAP
            now = step.at
            continue
        asked.append(now)
        asking = question(Purpose(step.kind.value), source, now)
        if standing is None:
            found = hear_nothing(asking, watch)
        else:
            found = hear(asking, watch, NumberReply(standing=standing))
        assert now <= found.at <= now + CAP
        watch, now = found.watched, found.at
    for first, fifth in zip(asked, asked[4:], strict=False):
        assert fifth - first >= timedelta(minutes=30)


@pytest.mark.parametrize("standing", sorted(Standing))
@pytest.mark.parametrize("purpose", [Purpose.READ, Purpose.REGISTER, Purpose.RETRACK])
def test_every_standing_says_what_it_means_in_a_sentence(standing, purpose):
    found = heard(standing, purpose=purpose)
    assert found.why.startswith("Tracker ")
    assert found.why.endswith(".")
    assert found.watched.last_asked_at == NOW
