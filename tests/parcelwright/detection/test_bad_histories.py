"""Histories that no model should be fooled by: no crash, and no confident nonsense."""

import numpy as np
import pytest

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.clock import clock_of
from parcelwright.analytics.doubts import NONE_MISSING, doubts_of
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.detection.assess import assess_columns
from parcelwright.parcels.events import Milestone

NOW = on(400)


def judged(history, *asked, now=NOW):
    """Learn from a history, then assess other parcels; return (learned table, assessments)."""
    known = columns_of(history, now)
    clock = clock_of(known, now)
    table = learn(known, now, clock)
    found = assess_columns(columns_of(asked or [silent("ASK", 380)], now), table, now, clock)
    for values in (found.chance_arrives, found.chance_low, found.chance_high):
        assert np.isfinite(values).all()
        assert ((values >= 0) & (values <= 1)).all()
    assert (found.chance_low <= found.chance_arrives + 1e-12).all()
    assert (found.chance_arrives <= found.chance_high + 1e-12).all()
    return table, [found.assessment(entry) for entry in range(len(found))]


def few(count, days=9.0, **about):
    return [delivered(f"D{i}", i % 300, days + i % 7, **about) for i in range(count)]


def test_an_empty_history_leaves_the_shipped_figures():
    table, (found,) = judged([])
    assert (table.whole, found.based_on, found.journeys) == (prior_table().whole, "prior", 0)


def test_one_lane_alone_speaks_for_itself():
    _, (found,) = judged(few(300))
    assert found.based_on == "lane"


def test_a_lane_never_seen_is_told_from_wider_ones():
    there = (parcel("ASK", accepted=380, destination="BR"), silent("ASK", 380)[1])
    _, (found,) = judged(few(300), there)
    assert found.based_on in ("carrier", "all")


def test_where_all_came_the_shipped_share_lost_stays():
    table, _ = judged(few(600))
    assert table.whole.loss_share == pytest.approx(prior_table().whole.loss_share)
    assert table.whole.matured == 0.0


def test_where_all_came_a_long_silence_is_still_a_likely_loss():
    _, (found,) = judged(few(600), silent("ASK", 300))
    assert found.chance_arrives < 0.06


def test_only_survivors_are_called_so():
    assert doubts_of(columns_of(few(600), NOW), NOW) == (NONE_MISSING,)
    with_losses = few(600) + [silent(f"L{i}", i) for i in range(6)]
    assert doubts_of(columns_of(with_losses, NOW), NOW) == ()
    assert doubts_of(columns_of(few(400), NOW), NOW) == ()


def test_where_all_are_lost_nothing_is_certain():
    table, (found,) = judged([silent(f"L{i}", i % 300) for i in range(300)])
    assert table.whole.loss_share > 0.9
    assert found.chance_arrives > 0.0


def test_all_lost_in_a_stage_leave_a_chance_there():
    gone = [
        (parcel(f"L{i}", accepted=i % 300),
         journey((i % 300, Milestone.ACCEPTED), (i % 300 + 2, Milestone.DEPARTED), number=f"L{i}"))
        for i in range(300)
    ]  # fmt: skip
    _, (found,) = judged(gone, gone[299], now=on(302))
    assert found.chance_high > 0


def test_clocks_running_backwards_and_negative_durations_do_no_harm():
    backwards = [
        (parcel(f"B{i}", accepted=50 + i % 200),
         journey((40 + i % 200, Milestone.DELIVERED), (45 + i % 200, Milestone.DEPARTED),
                 number=f"B{i}"))
        for i in range(200)
    ]  # fmt: skip
    judged(few(300) + backwards, silent("ASK", 380), backwards[0])
    (text,) = doubts_of(columns_of(backwards, NOW), NOW)
    assert text == "Parcels that ended before they were accepted: 200. Their clocks are wrong."


def test_what_is_dated_in_the_future_is_not_known_yet():
    ahead = [
        (parcel(f"F{i}", accepted=500 + i), journey((500 + i, Milestone.DELIVERED), number=f"F{i}"))
        for i in range(100)
    ]
    assert judged(few(300) + ahead)[1] == judged(few(300))[1]


def test_a_parcel_accepted_five_years_ago_hardly_ever_comes():
    _, (found,) = judged([*few(300), silent("L", 0)], silent("ASK", 400 - 5 * 365))
    assert found.chance_arrives < 0.01


def scanned(number, start, *later):
    said = ((start, Milestone.ACCEPTED), (start + 1, Milestone.DEPARTED), *later)
    return parcel(number, accepted=start), journey(*said, number=number)


def test_a_chance_years_beyond_what_was_seen_of_a_stage_stays_within_its_range():
    history = [scanned(f"D{i}", i, (i + 3 + i % 9, Milestone.DELIVERED)) for i in range(300)]
    _, (found,) = judged([*history, scanned("L", 0)], silent("ASK", 400 - 5 * 365))
    assert found.based_on == "carrier"
    assert found.chance_arrives < 0.01


def test_arrivals_that_nobody_can_time_do_not_make_lost_parcels_look_slow():
    dated_before = [
        (parcel(f"B{i}", accepted=50 + i % 200),
         journey((40 + i % 200, Milestone.DELIVERED), number=f"B{i}"))
        for i in range(400)
    ]  # fmt: skip
    _, (found,) = judged([*dated_before, *(silent(f"L{i}", i) for i in range(12))], silent("A", 50))
    assert found.chance_arrives < 0.2


def test_a_thousand_lanes_of_one_parcel_share_one_figure():
    lanes = [
        delivered(f"D{i}", i % 300, 9 + i % 7, destination=f"{chr(65 + i // 26 % 26)}{i % 26:02d}")
        for i in range(1000)
    ]
    table, _ = judged(lanes)
    usual = {round(group.usual_days, 6) for group in table.groups.values()}
    assert max(usual) - min(usual) < 2.0


def test_an_assessed_parcel_without_any_date_is_left_out():
    _, found = judged(few(50), (parcel("NONE", accepted=None), journey(number="NONE")))
    assert found == []
