from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.columns import day_number
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.detection.assess import STANDINGS, assess, assess_columns, detectors
from parcelwright.detection.assessment import Standing
from parcelwright.detection.chances import chances
from parcelwright.detection.outlook import arrival_curve, outlook
from parcelwright.parcels.events import Milestone

PRIOR = prior_table()


def many(count):
    pairs = [delivered(f"LX{i}", i % 50, 8.0 + i % 7) for i in range(count)]
    return pairs + [silent(f"LOST{i}", i % 50) for i in range(count // 50)]


OWN = learn(columns_of(many(400), on(300)), on(300))


def look(*said, now, table=PRIOR, **about):
    return assess(parcel(**about), journey(*said), table, on(now))


def reasons(found):
    return [reason.code for reason in found.reasons]


def test_the_chance_is_the_formula_of_loss_share_and_share_under_way():
    found = look((0, Milestone.ACCEPTED), now=45.4)
    plain = 0.99 * 0.05 / (0.01 + 0.99 * 0.05)
    # Pace and share lost are in doubt: the mean lies between the chance at their likeliest
    # and even odds.
    assert plain == pytest.approx(0.832, abs=5e-4)
    assert 0.78 < found.chance_arrives < plain
    assert (found.based_on, found.journeys) == ("prior", 0)


def test_a_stage_with_scans_uses_the_published_dwell_of_that_stage():
    found = look((0, Milestone.ACCEPTED), (3, Milestone.DEPARTED), now=3 + 28.6)
    leaves = 0.964 * 0.05 / (0.036 + 0.964 * 0.05)
    assert found.chance_arrives == pytest.approx(0.99 * leaves, abs=0.01)


def test_a_fresh_parcel_is_on_time_without_reasons():
    found = look((0, Milestone.ACCEPTED), now=5)
    assert (found.standing, found.reasons) == (Standing.ON_TIME, ())


def test_own_journeys_are_named_with_their_width_and_number():
    found = look((100, Milestone.ACCEPTED), now=105, table=OWN, accepted=100)
    assert (found.based_on, found.journeys) == ("lane", 408)


def test_a_parcel_far_behind_its_lane_is_presumed_lost():
    found = look((100, Milestone.ACCEPTED), now=160, table=OWN, accepted=100)
    assert found.standing is Standing.PRESUMED_LOST
    assert reasons(found) == ["silent_longer_than_99", "may_be_lost"]


@pytest.mark.parametrize(
    "end", [Milestone.DELIVERED, Milestone.RETURNED, Milestone.CANCELLED, Milestone.SEIZED]
)
def test_a_closed_journey_is_not_assessed(end):
    assert look((0, Milestone.ACCEPTED), (9, end), now=30) is None


def test_a_declared_loss_is_presumed_lost_with_no_chance():
    found = look((0, Milestone.ACCEPTED), (9, Milestone.DECLARED_LOST), now=10)
    assert (found.standing, found.chance_arrives) == (Standing.PRESUMED_LOST, 0.0)
    assert reasons(found) == ["declared_lost"]


def test_a_disputed_delivery_is_at_least_stalled():
    found = look(
        (0, Milestone.ACCEPTED), (9, Milestone.DELIVERED), (10, Milestone.REPORTED_NOT_RECEIVED),
        now=10.5,
    )  # fmt: skip
    assert (found.standing, reasons(found)) == (Standing.STALLED, ["delivery_disputed"])


def test_a_label_alone_is_late_after_a_week_and_never_presumed_lost():
    early = look((0, Milestone.LABEL_CREATED), now=6, accepted=None)
    late = look((0, Milestone.LABEL_CREATED), now=300, accepted=None)
    assert (early.standing, late.standing) == (Standing.ON_TIME, Standing.STALLED)
    assert "label_only" in reasons(late)


def test_silence_counts_only_while_the_source_watched():
    said = ((0, Milestone.ACCEPTED), (10, Milestone.SOURCE_STOPPED))
    found = look(*said, now=90)
    assert found.chance_arrives == look((0, Milestone.ACCEPTED), now=10).chance_arrives
    assert (found.standing, found.silent_days) == (Standing.LATE, 90.0)
    assert "source_stopped" in reasons(found)


def test_a_passed_promise_makes_a_parcel_late():
    found = look((0, Milestone.ACCEPTED), now=9.5, promised=8)
    assert (found.standing, reasons(found)) == (Standing.LATE, ["past_promise"])
    assert found.reasons[0].figures == (("days", "1.5"),)


def test_a_customs_hold_stalls_after_the_published_p90():
    said = ((0, Milestone.ACCEPTED), (5, Milestone.HELD_BY_CUSTOMS))
    assert look(*said, now=5 + 10).standing is Standing.ON_TIME
    held = look(*said, now=5 + 11)
    assert (held.standing, reasons(held)[0]) == (Standing.STALLED, "customs_hold")


def test_a_return_under_way_is_late_not_lost():
    found = look((0, Milestone.ACCEPTED), (20, Milestone.RETURNING), now=22)
    assert (found.standing, reasons(found)) == (Standing.LATE, ["returning"])


def test_a_parcel_waiting_for_the_buyer_is_stalled_but_never_presumed_lost():
    found = look((0, Milestone.ACCEPTED), (20, Milestone.READY_FOR_PICKUP), now=120)
    assert found.standing is Standing.STALLED


def test_a_parcel_of_which_nothing_is_known_is_not_assessed():
    assert look(now=10, accepted=None) is None


def test_at_most_three_reasons_are_given():
    found = look(
        (0, Milestone.ACCEPTED), (5, Milestone.HELD_BY_CUSTOMS), (6, Milestone.SOURCE_STOPPED),
        (200, Milestone.NOTICE), now=300, promised=8,
    )  # fmt: skip
    assert len(found.reasons) <= 3


SCANS = [Milestone.ACCEPTED, Milestone.DEPARTED, Milestone.ARRIVED, Milestone.HELD_BY_CUSTOMS,
         Milestone.CUSTOMS_CLEARED, Milestone.OUT_FOR_DELIVERY, Milestone.RETURNING]  # fmt: skip
feeds = st.lists(st.tuples(st.integers(0, 30), st.sampled_from(SCANS)), min_size=1, max_size=5)


@settings(max_examples=200, deadline=None)
@given(feeds, st.floats(0, 300), st.floats(0, 100), st.booleans())
def test_an_assessment_never_gets_better_while_a_parcel_stays_silent(feed, start, more, own):
    table = OWN if own else PRIOR
    first = look(*feed, now=30 + start, table=table, promised=60)
    later = look(*feed, now=30 + start + more, table=table, promised=60)
    assert later.chance_arrives <= first.chance_arrives + 1e-12
    assert STANDINGS.index(later.standing) >= STANDINGS.index(first.standing)


@settings(max_examples=100, deadline=None)
@given(feeds, st.integers(0, 30), st.sampled_from([Milestone.UNKNOWN, Milestone.NOTICE]))
def test_words_that_prove_nothing_change_no_assessment(feed, day, word):
    plain = look(*feed, now=60, table=OWN)
    assert look(*feed, (day, word), now=60, table=OWN) == plain


@settings(max_examples=100, deadline=None)
@given(feeds)
def test_scans_heard_twice_change_no_assessment(feed):
    assert look(*feed, *feed, now=60) == look(*feed, now=60)


@settings(max_examples=50, deadline=None)
@given(st.lists(feeds, min_size=1, max_size=6), st.floats(31, 200))
def test_one_by_one_and_in_columns_give_the_same(drawn, now):
    pairs = [(parcel(f"LX{i}"), journey(*feed, number=f"LX{i}")) for i, feed in enumerate(drawn)]
    together = assess_columns(columns_of(pairs, on(now)), OWN, on(now))
    apart = [assess(*pair, OWN, on(now)) for pair in pairs]
    assert [together.assessment(entry) for entry in range(len(together))] == apart


def test_the_range_holds_the_chance_and_narrows_with_more_journeys():
    small = learn(columns_of(many(100), on(300)), on(300))
    large = learn(columns_of(many(3000), on(300)), on(300))
    widths = []
    for table in (small, large):
        found = look((100, Milestone.ACCEPTED), now=112, table=table, accepted=100)
        assert found.chance_low <= found.chance_arrives <= found.chance_high
        widths.append(found.chance_high - found.chance_low)
    assert widths[1] < widths[0] / 1.4


def test_detectors_have_their_own_codes_and_ranks():
    found = detectors()
    assert len({one.CODE for one in found}) == len({one.RANK for one in found}) == len(found) == 11


def test_a_lanes_own_losses_count_while_the_parcel_is_young():
    risky = [delivered(f"B{i}", i % 50, 10, destination="BR") for i in range(400)]
    risky += [silent(f"BL{i}", i % 50, destination="BR") for i in range(40)]
    table = learn(columns_of(many(400) + risky, on(300)), on(300))
    one = columns_of([silent("X", 0, destination="BR")], on(1))
    other = columns_of([silent("X", 0)], on(1))
    young = [float(chances(each, table, np.ones(1)).arrives[0]) for each in (one, other)]
    assert young[0] < young[1] - 0.02


def test_the_curve_gives_the_chance_of_every_day_of_silence():
    columns = columns_of([(parcel(), journey((0, Milestone.ACCEPTED)))], on(0))
    points = arrival_curve(columns, PRIOR, 60)
    assert (len(points), points[0].day, points[60].day) == (61, 0, 60)
    later = look((0, Milestone.ACCEPTED), now=60)
    assert points[60].chance == pytest.approx(later.chance_arrives)
    assert points[60].low == pytest.approx(later.chance_low)


def test_the_outlook_names_usual_and_late_days():
    columns = columns_of([(parcel(), journey((0, Milestone.ACCEPTED)))], on(0))
    found = outlook(columns, PRIOR)
    assert (found.usual_days, found.late_days) == (12.2, pytest.approx(45.4, abs=0.2))


def test_days_are_counted_from_1970():
    assert day_number(on(0) + timedelta(hours=6)) == 20454.25
