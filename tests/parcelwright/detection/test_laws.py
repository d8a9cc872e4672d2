"""What must hold of every history: nothing but evidence changes what is said."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.bags import bags_of, with_bags
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn
from parcelwright.detection.assess import STANDINGS, assess_columns
from parcelwright.parcels.events import EventTime, Milestone
from parcelwright.parcels.journey import journey_of

NOW = 200.0
WAY = (Milestone.ACCEPTED, Milestone.DEPARTED, Milestone.ARRIVED, Milestone.OUT_FOR_DELIVERY)


def travelled(number, start, pace, steps, carrier="china-post", destination="FR"):
    """A parcel silent for ``pace`` to ``pace + 2`` days after each step; delivered after four."""
    said, day = [], float(start)
    for place, mark in enumerate((*WAY, Milestone.DELIVERED)[:steps]):
        said.append((day, mark))
        day += pace + (start + place) % 3
    return replace(
        parcel(number, accepted=start, destination=destination), carrier=carrier
    ), journey(*said, number=number)


# Each parcel: when it starts, how slow it is, how far it gets, who carries it, where to.
drawn_parcels = st.lists(
    st.tuples(
        st.integers(0, 150), st.integers(1, 4), st.integers(1, 5),
        st.sampled_from(["china-post", "usps"]), st.sampled_from(["FR", "DE"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
BASE = [travelled(f"B{i}", i % 140, 1 + i % 4, 5) for i in range(160)] + [
    travelled(f"S{i}", 3 * i, 2, 1 + i % 4) for i in range(40)
]


def told(pairs, now=NOW):
    """Learn from parcels and assess them: chances and ranges by tracking number."""
    pairs = list(pairs)
    columns = columns_of(pairs, on(now))
    columns = with_bags(columns, bags_of(columns, day_number(on(now))))
    clock = clock_of(columns, on(now))
    found = assess_columns(columns, learn(columns, on(now), clock), on(now), clock)
    numbers = [pairs[row][0].tracking_number for row in found.rows]
    values = np.stack((found.chance_arrives, found.chance_low, found.chance_high), axis=1)
    return dict(zip(numbers, values, strict=True))


def those(drawn):
    return [travelled(f"P{i}", *about) for i, about in enumerate(drawn)]


def assert_same(one, other):
    assert one.keys() == other.keys()
    for number, values in one.items():
        np.testing.assert_allclose(other[number], values, rtol=1e-9, atol=1e-12)


@settings(max_examples=12, deadline=None)
@given(drawn_parcels, st.randoms(use_true_random=False))
def test_the_order_of_parcels_changes_nothing(drawn, random):
    pairs = BASE + those(drawn)
    mixed = list(pairs)
    random.shuffle(mixed)
    assert_same(told(pairs), told(mixed))


@settings(max_examples=12, deadline=None)
@given(drawn_parcels)
def test_other_names_for_lanes_change_nothing(drawn):
    # Reversed order of names, so that sorting by name would show.
    names = {"china-post": "zz", "usps": "aa", "FR": "ZA", "DE": "AD", "CN": "MM"}
    pairs = BASE + those(drawn)
    renamed = [
        (
            replace(
                one,
                carrier=names[one.carrier],
                lane=replace(
                    one.lane,
                    origin_country="MM",
                    destination_country=names[one.lane.destination_country],
                ),
            ),
            way,
        )
        for one, way in pairs
    ]
    assert_same(told(pairs), told(renamed))


def shifted(pair, weeks):
    one, way = pair
    by = timedelta(weeks=weeks)
    events = [
        replace(event, occurred_at=EventTime.at(event.occurred_at.utc + by)) for event in way.events
    ]
    return replace(one, accepted_at=EventTime.at(one.accepted_at.utc + by)), journey_of(events)


@settings(max_examples=12, deadline=None)
@given(drawn_parcels, st.integers(-200, 200))
def test_a_history_some_whole_weeks_later_says_the_same(drawn, weeks):
    pairs = BASE + those(drawn)
    later = [shifted(pair, weeks) for pair in pairs]
    assert_same(told(pairs), told(later, now=NOW + 7 * weeks))


COLUMNS = columns_of(BASE, on(NOW))
CLOCK = clock_of(COLUMNS, on(NOW))
TABLE = learn(COLUMNS, on(NOW), CLOCK)
BAGS = bags_of(COLUMNS, day_number(on(NOW)))


def assessed(pairs, now):
    columns = with_bags(columns_of(pairs, on(now)), BAGS)
    return assess_columns(columns, TABLE, on(now), CLOCK)


@settings(max_examples=60, deadline=None)
@given(drawn_parcels, st.floats(0, 250), st.floats(0, 100))
def test_more_silence_never_lowers_the_chance_of_loss(drawn, start, more):
    sent = [one for one in those(drawn) if one[1].outcome is None]
    first, later = assessed(sent, 200 + start), assessed(sent, 200 + start + more)
    assert first.rows.tolist() == later.rows.tolist()
    assert (later.chance_arrives <= first.chance_arrives + 1e-9).all()
    worse = [STANDINGS[code] for code in later.standing], [STANDINGS[c] for c in first.standing]
    assert all(STANDINGS.index(a) >= STANDINGS.index(b) for a, b in zip(*worse, strict=True))


@settings(max_examples=40, deadline=None)
@given(drawn_parcels, st.integers(0, 100))
def test_a_delivered_scan_ends_it(drawn, days):
    sent = [one for one in those(drawn) if one[1].outcome is None]
    ended = [
        (one, journey_of([*way.events, *journey((199, Milestone.DELIVERED),
                                                number=one.tracking_number).events]))
        for one, way in sent
    ]  # fmt: skip
    assert len(assessed(sent, 200 + days)) == len(sent)
    assert len(assessed(ended, 200 + days)) == 0


@settings(max_examples=40, deadline=None)
@given(drawn_parcels, st.floats(151, 400))
def test_one_parcel_and_many_are_told_alike(drawn, now):
    pairs = those(drawn)
    together = assessed(pairs, now)
    apart = [assessed([pair], now) for pair in pairs]
    alone = [one.assessment(0) for one in apart if len(one)]
    assert [together.assessment(entry) for entry in range(len(together))] == alone


def test_a_sibling_that_moved_on_makes_a_silent_parcel_more_suspect():
    # Fifty bags of three that travel together, and one of each fourth bag that never comes.
    def bag(i, kept):
        start = 2.0 * i
        haul = 6 + 3 * (i % 5)
        out = []
        for place in range(3):
            number, said = f"G{i}-{place}", [(start, WAY[0]), (start + 1, WAY[1])]
            if place or kept:
                said += [(start + 1 + haul + place / 4, WAY[2]),
                         (start + 6 + haul, Milestone.DELIVERED)]  # fmt: skip
            out.append((parcel(number, accepted=start), journey(*said, number=number)))
        return out

    history = [one for i in range(60) for one in bag(i, kept=i % 4 != 0)]
    fresh = [delivered("X", 0, 9), silent("Y", 0)]
    young = [(parcel(f"N{i}", accepted=185), journey((185, WAY[0]), (186, WAY[1]), number=f"N{i}"))
             for i in range(2)]  # fmt: skip
    alike = told([*history, *fresh, *young])
    seen = (young[1][0], journey((185, WAY[0]), (186, WAY[1]), (188, WAY[2]), number="N1"))
    news = told([*history, *fresh, young[0], seen])
    assert news["N0"][0] < alike["N0"][0]
