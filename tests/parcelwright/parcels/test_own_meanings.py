from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parcelwright.errors import OwnMeaningError
from parcelwright.parcels.events import EventTime, Milestone, TrackingEvent
from parcelwright.parcels.own_meanings import (
    READINGS,
    CodeKey,
    OwnMeaning,
    by_key,
    code_key,
    code_key_of,
    read_own,
)

EVENT = TrackingEvent(
    tracking_number="RR123456785GB",
    carrier="royal-mail",
    occurred_at=EventTime.at(datetime(2026, 3, 1, 8, tzinfo=UTC)),
    milestone=Milestone.UNKNOWN,
    code="Teleported_001",
    code_table="aftership.subtag",
    description="Teleported",
    source="aftership",
)
texts = st.sampled_from(["", "a", "a.b", "b"])
keys = st.builds(code_key, source=texts, carrier=texts, code_table=texts, code=texts, words=texts)
events = st.builds(
    TrackingEvent,
    tracking_number=st.just("RR1"),
    milestone=st.sampled_from(Milestone),
    source=texts,
    carrier=texts,
    code_table=texts,
    code=texts,
    description=texts,
)


def meaning(milestone=Milestone.DEPARTED, **parts):
    return OwnMeaning(key=code_key(**parts), milestone=milestone)


def test_a_code_of_the_sources_own_list_means_the_same_for_every_carrier():
    key = code_key_of(EVENT)
    assert key == CodeKey("aftership", "", "aftership.subtag", "Teleported_001", "")


def test_a_code_of_a_carriers_list_means_something_for_that_carrier_alone():
    one = code_key(source="file", carrier="gls", code_table="status", code="34")
    other = code_key(source="file", carrier="ups", code_table="status", code="34")
    assert one != other
    assert one.digest != other.digest


def test_words_tell_events_apart_only_where_there_is_no_code():
    assert code_key(source="file", code="34", words="One") == code_key(source="file", code="34")
    assert code_key(source="file", words="One") != code_key(source="file", words="Two")


def test_an_unknown_event_is_read_as_the_seller_says_and_marked():
    own = by_key(
        [meaning(source="aftership", code_table="aftership.subtag", code="Teleported_001")]
    )
    read = read_own(EVENT, own)
    assert (read.milestone, read.own_meaning) == (Milestone.DEPARTED, True)
    assert (read.code, read.description) == (EVENT.code, EVENT.description)


def test_a_code_that_a_book_knows_is_never_read_otherwise():
    known = TrackingEvent(tracking_number="RR1", milestone=Milestone.DELIVERED, code="34")
    assert read_own(known, by_key([meaning(source="", code="34")])) is known


@pytest.mark.parametrize(
    "mark", [Milestone.UNKNOWN, Milestone.NOT_FOUND, Milestone.REPORTED_RECEIVED]
)
def test_a_code_cannot_mean_what_only_sources_and_buyers_say(mark):
    assert mark not in READINGS
    with pytest.raises(OwnMeaningError, match=f"^{mark.value} is nothing that a code can mean"):
        meaning(mark, source="file", code="34")


def test_neither_code_nor_words_is_nothing_to_read():
    with pytest.raises(OwnMeaningError, match="neither a code nor words"):
        meaning(source="file", code_table="status")


@given(events, st.dictionaries(keys, st.sampled_from(READINGS)))
def test_reading_never_changes_which_statement_it_is(event, own):
    read = read_own(event, own)
    assert read.digest == event.digest
    assert read.own_meaning == (read.milestone is not event.milestone)


@given(events, st.dictionaries(keys, st.sampled_from(READINGS)))
def test_reading_twice_is_reading_once(event, own):
    once = read_own(event, own)
    assert read_own(once, own) == once


@given(keys, keys)
def test_keys_have_one_digest_exactly_when_they_are_equal(one, other):
    assert (one.digest == other.digest) == (one == other)
