import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tracks import START, Made, lose_bag, season
from parcelwright.diagnosis.incidents.find import LEARN_BEFORE_DAYS, find_incidents
from parcelwright.diagnosis.incidents.incident import IncidentKind, SuspectedCause, stake
from parcelwright.diagnosis.incidents.usual import learn_usual
from parcelwright.money import Money
from parcelwright.parcels.events import Milestone

NOW = START + 118


def found_in(made, now=NOW, order=None):
    tracks = made.tracks(order)
    return find_incidents(tracks, learn_usual(tracks, now - LEARN_BEFORE_DAYS), now)


def test_a_season_without_trouble_has_no_incident():
    assert found_in(season()) == ()


def test_a_bag_that_was_never_seen_again_is_one_incident_with_its_parcels_and_start():
    made = season()
    rows = lose_bag(made, 60)
    (one,) = found_in(made)
    assert (one.kind, one.rows, one.group) == (IncidentKind.DEPARTURE, tuple(rows), 6)
    assert (one.started, one.cause) == (START + 60.75, SuspectedCause.TRANSPORT_ACCIDENT)
    assert one.what[:4] == ("post", "", "CN", "DE")
    assert one.chance > 0.8


def test_four_parcels_are_no_incident():
    made = season()
    lose_bag(made, 60, size=4)
    assert found_in(made) == ()


def test_a_bag_that_is_as_late_as_others_were_is_no_incident():
    made = season()
    lose_bag(made, 112)
    assert found_in(made) == ()


def test_reasons_tell_how_many_are_silent_for_how_long_and_what_is_usual():
    made = season()
    lose_bag(made, 60)
    (one,) = found_in(made)
    told = {reason.code: dict(reason.figures) for reason in one.reasons}
    assert told["silent_together"] == {"silent": "6", "group": "6", "days": "57", "usual": "8.4"}
    moved = told["later_ones_moved"]
    # Bags of the last days are still under way.
    assert (moved["later"], int(moved["moved"]) >= 290) == ("342", True)


def test_a_parcel_that_moved_on_ends_its_part_in_it():
    made = season()
    rows = lose_bag(made, 60, size=9)
    made.steps.append(
        (rows[0], NOW - 1, NOW - 1, Milestone.ARRIVED, "post", "Frankfurt", "DE", "file", "")
    )
    (one,) = found_in(made)
    assert (one.rows, one.group) == (tuple(rows[1:]), 9)


def test_a_scan_that_nobody_has_heard_of_yet_changes_nothing():
    made = season()
    rows = lose_bag(made, 60)
    before = found_in(made)
    made.steps.append(
        (rows[0], NOW - 9, NOW + 1, Milestone.ARRIVED, "post", "Frankfurt", "DE", "file", "")
    )
    assert found_in(made) == before


def test_a_bag_that_the_source_names_is_called_by_its_name():
    made = season(named=True)
    for each in range(6):
        departed = START + 60.75 + each / 100
        made.parcel((departed, Milestone.DEPARTED, "CN", "Canton", ("bag", "CNCANADEFRA77")))
    (one,) = found_in(made)
    assert (one.kind, one.what[-1], one.size) == (IncidentKind.BAG, "CNCANADEFRA77", 6)


def test_a_hub_in_which_everything_stands_is_one_incident_however_many_days_it_lasts():
    made = season()
    stuck = []
    for day in range(104, 112):
        for each in range(6):
            at = START + day + each / 20
            stuck.append(
                made.parcel(
                    (at - 6, Milestone.ACCEPTED, "CN", "Canton"),
                    (at, Milestone.ARRIVED, "DE", "Leipzig"),
                )
            )
    (one,) = [each for each in found_in(made) if each.kind is not IncidentKind.OUTAGE]
    assert set(one.rows) <= set(stuck)
    assert one.size >= 40
    assert (one.kind, one.cause) == (IncidentKind.HUB, SuspectedCause.STUCK_AT_HUB)
    assert one.what == ("post", "DE", "Leipzig")


def test_complaints_of_buyers_make_a_silent_bag_an_incident_sooner():
    def history():
        made = season()
        # Late bags came in the end without a word of their buyers; lost ones did not.
        for each in range(8):
            made.parcel(
                (START + each, Milestone.DEPARTED, "CN", "Canton"),
                (START + each + 25, Milestone.ARRIVED, "DE", "Frankfurt"),
                (START + each + 28, Milestone.DELIVERED, "DE", "Berlin"),
            )
        for each in range(8):
            at = START + each / 2 + 0.1
            made.parcel((at, Milestone.DEPARTED, "CN", "Canton"), complained=at + 30)
        return made

    silent, told = history(), history()
    lose_bag(silent, 96)
    lose_bag(told, 96, complained=(NOW - 2, NOW - 1, NOW - 1))
    assert found_in(silent) == ()
    (one,) = found_in(told)
    assert ("buyers", "3") in {figure for reason in one.reasons for figure in reason.figures}


def test_no_parcel_is_in_two_incidents():
    made = season(carriers=("post", "courier"))
    lose_bag(made, 60)
    lose_bag(made, 61, size=9)
    found = found_in(made)
    rows = [row for one in found for row in one.rows]
    assert (len(found), len(rows)) == (2, len(set(rows)))
    assert [one.size for one in found] == [9, 6]


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_parcels_changes_nothing(random):
    made = season(days=60)
    lose_bag(made, 20)
    now = START + 58
    order = list(range(len(made.complained)))
    random.shuffle(order)
    plain, shuffled = found_in(made, now), found_in(made, now, order)
    assert [(one.kind, one.what, one.started) for one in plain] == [
        (one.kind, one.what, one.started) for one in shuffled
    ]
    assert [one.rows for one in plain] == [
        tuple(sorted(order[row] for row in one.rows)) for one in shuffled
    ]
    assert [one.chance for one in plain] == pytest.approx([one.chance for one in shuffled])


@pytest.mark.parametrize("made", [Made(), season(days=1)])
def test_an_empty_or_young_history_has_no_incident_and_no_fault(made):
    assert found_in(made) == ()


def test_a_history_in_which_everything_is_lost_raises_no_confident_nonsense():
    made = Made()
    for day in range(30):
        lose_bag(made, day)
    found = [one for one in found_in(made) if one.kind is not IncidentKind.OUTAGE]
    assert found == []


def test_money_at_stake_is_added_up_by_currency_without_what_is_unknown():
    values = (Money.of("5", "USD"), None, Money.of("7.50", "EUR"), Money.of("1.25", "USD"))
    assert stake(values) == (Money.of("7.50", "EUR"), Money.of("6.25", "USD"))


def test_without_history_a_complaint_says_nothing():
    assert learn_usual(Made().tracks(), START).complaint == 1.0


def test_beyond_what_was_watched_the_share_falls_by_the_cube_of_the_days():
    usual = learn_usual(season().tracks(), NOW).kinds[IncidentKind.DEPARTURE]
    slow, slower = usual.silent(("post", "", "CN", "DE"), np.array([80.0, 160.0]))
    assert slow / slower == pytest.approx(8.0)
    assert slow < 1 / (usual.worth + 1)
