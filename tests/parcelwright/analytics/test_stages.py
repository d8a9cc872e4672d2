import io

import numpy as np
import pytest

from feed import delivered, journey, on, parcel, silent
from parcelwright.analytics.arrivals import Width
from parcelwright.analytics.columns import LaneKey
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.storage import printed, read_table, write_table
from parcelwright.parcels.events import Milestone, Stage

LANE = LaneKey("china-post", "FR", "", "CN", "", "epacket")
OTHER = LANE._replace(carrier="usps")


def scanned(number, day, **about):
    """A parcel that leaves the country on day 2, arrives on 8 to 12, is delivered 3 later."""
    haul = 6 + (day * 7) % 5
    said = (
        (day, Milestone.ACCEPTED), (day + 2, Milestone.DEPARTED),
        (day + 2 + haul, Milestone.ARRIVED), (day + 5 + haul, Milestone.DELIVERED),
    )  # fmt: skip
    return parcel(number, accepted=day, **about), journey(*said, number=number)


def stuck(number, day, **about):
    said = ((day, Milestone.ACCEPTED), (day + 2, Milestone.DEPARTED))
    return parcel(number, accepted=day, **about), journey(*said, number=number)


def many(count=200, lost=0):
    pairs = [scanned(f"LX{i}", i / 10) for i in range(count)]
    return pairs + [stuck(f"LOST{i}", i / 10) for i in range(lost)]


def learned(pairs, until=400.0):
    return learn(columns_of(pairs, on(until)), on(until))


def test_a_stage_with_thirty_closed_pauses_is_learned_with_their_number():
    table = learned(many(30))
    found = table.stage_group(Stage.LINE_HAUL, "", LANE)
    assert (found.width, found.key, found.pauses) == (
        Width.CARRIER,
        ("china-post", "epacket"),
        30,
    )


def test_parcels_are_counted_once_however_often_they_paused_in_a_stage():
    twice = [
        (
            parcel(f"T{i}"),
            journey(
                (0, Milestone.ACCEPTED), (1, Milestone.PROCESSED), (2, Milestone.DEPARTED),
                (9, Milestone.DELIVERED), number=f"T{i}",
            ),
        )
        for i in range(40)
    ]  # fmt: skip
    found = learned(twice).stages[(Stage.ORIGIN, "", ())]
    assert (found.pauses, found.parcels) == (80, 40)


def test_a_stage_speaks_for_itself_once_thirty_silences_have_ended_however_young():
    pairs = [delivered(f"OLD{i}", 0, 9) for i in range(50)] + many(300)
    young = learned(pairs, until=25).stage_group(Stage.LINE_HAUL, "", LANE)
    assert (young.matured, young.pauses) == (0.0, 147)
    # No stage loses more than a whole journey: one in a hundred and not the 3.6 of items never closed.
    assert young.never_leaves == pytest.approx(0.01)
    assert learned(pairs, until=40).stage_group(Stage.LINE_HAUL, "", LANE).matured >= 30


def test_a_stage_with_fewer_is_left_to_the_shipped_figures():
    pairs = [delivered(f"LX{i}", 0, 9) for i in range(50)] + many(29)
    assert learned(pairs).stage_group(Stage.LINE_HAUL, "", LANE) is None


def test_the_share_that_never_moves_again_is_shrunk_to_the_shipped_share():
    found = learned(many(180, lost=20)).stages[(Stage.LINE_HAUL, "", ())]
    assert (found.stuck, found.matured) == (20.0, 200.0)
    assert found.never_leaves == pytest.approx((20 + 20 * 0.01) / 220)
    assert found.never_worth == 220.0


def test_silences_not_old_enough_to_tell_are_in_no_share():
    pairs = many(180) + [stuck(f"YOUNG{i}", 380) for i in range(20)]
    found = learned(pairs).stages[(Stage.LINE_HAUL, "", ())]
    assert (found.stuck, found.matured) == (0.0, 180.0)


def test_parcels_that_moved_and_were_lost_later_count_in_the_share_of_the_stage_before():
    table = learned(many(180, lost=20))
    origin = table.stages[(Stage.ORIGIN, "", ())]
    assert (origin.stuck, origin.matured) == (0.0, 200.0)
    assert origin.lost_later == pytest.approx((20 + 20 * 0.01) / 220)
    assert table.stages[(Stage.IMPORT, "", ())].lost_later == pytest.approx(20 * 0.01 / 200)


def test_the_curve_of_a_stage_follows_its_own_silences():
    found = learned(many(2000)).stages[(Stage.LINE_HAUL, "", ())]
    assert found.curve.quantile(0.5) == pytest.approx(8.2, abs=0.4)
    assert found.curve.quantile(0.05) == pytest.approx(10.5, abs=0.5)


def test_a_carrier_with_enough_pauses_speaks_for_itself():
    slow = [
        (
            parcel(f"S{i}"),
            journey(
                (0, Milestone.ACCEPTED), (2, Milestone.DEPARTED), (32, Milestone.ARRIVED),
                (34, Milestone.DELIVERED), number=f"S{i}",
            ),
        )
        for i in range(400)
    ]  # fmt: skip
    slow = [(with_carrier(one, "usps"), found) for one, found in slow]
    table = learned(many(400) + slow)
    fast, own = (table.stage_group(Stage.LINE_HAUL, "", lane) for lane in (LANE, OTHER))
    assert own.pauses == 400
    assert own.curve.quantile(0.5) > fast.curve.quantile(0.5) + 15


def test_a_carrier_with_few_pauses_is_told_from_all():
    few = [(with_carrier(one, "usps"), found) for one, found in many(29)]
    table = learned(many(100) + few)
    assert table.stage_group(Stage.IMPORT, "", OTHER).width is Width.ALL
    assert table.stage_group(Stage.IMPORT, "", OTHER).pauses == 129


def with_carrier(one, carrier):
    return parcel(one.tracking_number).__class__(
        tracking_number=one.tracking_number,
        carrier=carrier,
        service=one.service,
        lane=one.lane,
        accepted_at=one.accepted_at,
    )


def test_a_feed_of_acceptance_and_delivery_knows_no_stages():
    table = learned([delivered(f"LX{i}", i / 10, 9) for i in range(100)] + [silent("LOST", 0)])
    assert table.stages[(Stage.ORIGIN, "", ())].pauses == 101
    assert table.stage_group(Stage.ORIGIN, "", LANE) is None


def test_a_parcel_that_left_is_not_stuck_however_long_it_took():
    late = journey(
        (0, Milestone.ACCEPTED), (2, Milestone.DEPARTED), (202, Milestone.ARRIVED), number="LATE"
    )
    found = learned([*many(300), (parcel("LATE"), late)]).stages[(Stage.LINE_HAUL, "", ())]
    assert (found.stuck, found.matured) == (0.0, 301.0)


def test_the_order_of_parcels_changes_no_stage():
    pairs = many(100, lost=5)
    one, other = learned(pairs), learned(pairs[::-1])
    assert list(one.stages) == list(other.stages)
    for key, group in one.stages.items():
        np.testing.assert_allclose(group.curve.at_risk, other.stages[key].curve.at_risk, rtol=1e-12)
        assert group.never_leaves == other.stages[key].never_leaves


def test_stages_survive_their_file_exactly(tmp_path):
    table = learned(many(100, lost=5))
    write_table(table, tmp_path / "a.parquet")
    again = read_table(tmp_path / "a.parquet")
    assert list(again.stages) == list(table.stages)
    for key, group in table.stages.items():
        np.testing.assert_array_equal(again.stages[key].curve.at_risk, group.curve.at_risk)
        np.testing.assert_array_equal(again.stages[key].curve.delivered, group.curve.delivered)
        assert figures(again.stages[key]) == figures(group)
    write_table(again, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def figures(group):
    return {name: value for name, value in vars(group).items() if name != "curve"}


def test_a_printed_table_names_each_stage_with_its_pauses():
    text = printed(learned(many(180, lost=20)))
    line = next(line for line in text.splitlines() if line.startswith("line haul, all carriers"))
    assert line.split()[4] == "200"
    assert "20 of 200" in line
    assert "stage" not in printed(prior_table())


def test_the_days_from_the_end_of_a_silence_to_the_delivery_are_learned_and_kept():
    pairs = [
        (
            parcel(f"T{i}", accepted=i),
            journey(
                (i, Milestone.ACCEPTED),
                (i + 2, Milestone.DEPARTED),
                (i + 7, Milestone.DELIVERED),
                number=f"T{i}",
            ),
        )
        for i in range(60)
    ]
    table = learned(pairs)
    content = io.BytesIO()
    write_table(table, content)
    for one in (table, read_table(content)):
        days = {
            stage: one.stages[stage, "", ()].days_later for stage in (Stage.ORIGIN, Stage.LINE_HAUL)
        }
        assert days == pytest.approx({Stage.ORIGIN: 5.0, Stage.LINE_HAUL: 0.0})
