import numpy as np
import pytest

from feed import delivered, event, journey, on, parcel, silent
from parcelwright.analytics.arrivals import Width
from parcelwright.analytics.columns import LaneKey
from parcelwright.analytics.gather import columns_of
from parcelwright.analytics.learn import learn, prior_table
from parcelwright.analytics.storage import printed, read_table, write_table
from parcelwright.errors import TableError
from parcelwright.parcels.events import Milestone, Stage
from parcelwright.parcels.journey import journey_of

LANE = LaneKey("china-post", "FR", "", "CN", "", "epacket")


def many(count=200, days=10.0, first=0, **about):
    return [delivered(f"LX{first + i}", i / 10, days + i % 5, **about) for i in range(count)]


def learned(pairs, until=400.0):
    return learn(columns_of(pairs, on(1000)), on(until))


def test_with_few_closed_journeys_only_shipped_figures_are_used():
    assert list(learned(many(29)).groups) == [(Width.PRIOR, ())]


def test_thirty_closed_journeys_make_a_table_of_ones_own():
    assert learned(many(30)).whole.journeys == 30


def test_the_share_lost_counts_only_parcels_old_enough_to_tell():
    pairs = many(180) + [silent(f"LOST{i}", 0) for i in range(20)] + [silent("YOUNG", 390)]
    whole = learned(pairs).whole
    assert (whole.lost, whole.matured) == (20.0, 200.0)
    assert whole.loss_share == pytest.approx((20 + 20 * 0.01) / 220)


def test_a_delivery_after_the_last_known_day_is_still_under_way():
    pairs = [*many(100), delivered("LATE", 0, 350)]
    assert learned(pairs, until=300).whole.lost == 1.0
    assert learned(pairs, until=360).whole.lost == 0.0


def test_a_source_that_stopped_says_nothing_about_loss():
    stopped = journey((0, Milestone.ACCEPTED), (20, Milestone.SOURCE_STOPPED), number="S")
    whole = learned([*many(100), (parcel("S"), stopped)]).whole
    assert (whole.lost, whole.matured) == (0.0, 100.0)


def test_a_returned_parcel_is_neither_lost_nor_arrived_but_closed():
    back = journey((0, Milestone.ACCEPTED), (40, Milestone.RETURNED), number="R")
    whole = learned([*many(100), (parcel("R"), back)]).whole
    assert (whole.lost, whole.matured, whole.journeys) == (0.0, 100.0, 101)


def test_a_cancelled_parcel_is_left_out():
    gone = journey((0, Milestone.ACCEPTED), (1, Milestone.CANCELLED), number="C")
    assert learned([*many(100), (parcel("C"), gone)]).whole.journeys == 100


def test_weights_count_parcels_not_rows():
    heavy = [(parcel(f"W{i}", weight=3.0), journey((0, Milestone.ACCEPTED))) for i in range(10)]
    assert learned([*many(100), *heavy]).whole.lost == 30.0


def test_a_slow_lane_has_a_later_usual_time_than_the_whole():
    table = learned(many(200, 8.0) + many(200, 30.0, first=200, destination="BR"))
    slow = table.narrowest(LANE._replace(destination_country="BR"))
    assert slow.usual_days == pytest.approx(32.5, abs=0.7)
    assert table.narrowest(LANE).usual_days == pytest.approx(10.5, abs=0.7)


def test_an_unknown_lane_falls_back_to_its_carrier_then_to_all():
    table = learned(many(60))
    assert table.based_on(LANE._replace(destination_country="ZA")).width is Width.CARRIER
    assert table.based_on(LaneKey("usps")).width is Width.ALL


def test_a_lane_with_few_journeys_is_named_by_its_wider_group():
    table = learned(many(60) + many(5, first=60, destination="BR"))
    found = table.based_on(LANE._replace(destination_country="BR"))
    assert (found.width, found.journeys) == (Width.CARRIER, 65)


def test_the_order_of_parcels_changes_nothing():
    pairs = many(100) + [silent(f"LOST{i}", 0) for i in range(5)]
    one, other = learned(pairs), learned(pairs[::-1])
    assert one.groups == other.groups
    np.testing.assert_allclose(one.curve.at_risk, other.curve.at_risk, rtol=1e-12)


def test_what_was_heard_later_is_learned_later():
    late = [
        (
            parcel(f"H{i}"),
            journey_of(
                [
                    event(f"H{i}", 0, Milestone.ACCEPTED),
                    event(f"H{i}", 10, Milestone.DELIVERED, heard=200),
                ]
            ),
        )
        for i in range(40)
    ]
    assert learned(late, until=60).groups == prior_table().groups
    assert learned(late, until=200).whole.journeys == 40


def test_a_table_survives_its_file(tmp_path):
    table = learned([*many(100), silent("LOST", 0)])
    write_table(table, tmp_path / "a.parquet")
    again = read_table(tmp_path / "a.parquet")
    assert (again.groups, again.until, again.mature_days) == (
        table.groups, table.until, table.mature_days,
    )  # fmt: skip
    np.testing.assert_array_equal(again.curve.at_risk, table.curve.at_risk)
    write_table(again, tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_the_shipped_table_survives_its_file(tmp_path):
    write_table(prior_table(), tmp_path / "a.parquet")
    assert read_table(tmp_path / "a.parquet").groups == prior_table().groups


def test_a_file_that_is_no_table_is_refused_with_advice(tmp_path):
    (tmp_path / "a.parquet").write_text("no")
    with pytest.raises(TableError, match="run learn again"):
        read_table(tmp_path / "a.parquet")


def test_a_printed_table_names_group_and_share():
    text = printed(learned(many(180) + [silent(f"LOST{i}", 0) for i in range(20)]))
    assert "Journeys known until 2027-02-05 00:00 UTC." in text
    assert "20 of 200" in text


def undated(count):
    """Parcels that were delivered, nobody knows when."""
    return [
        (parcel(f"U{i}", accepted=i / 10),
         journey((i / 10, Milestone.ACCEPTED), (None, Milestone.DELIVERED), number=f"U{i}"))
        for i in range(count)
    ]  # fmt: skip


def test_parcels_that_came_nobody_knows_when_count_in_shares_and_in_no_time():
    lost = [silent(f"LOST{i}", i) for i in range(20)]
    without, found = learned(many(180) + lost), learned(many(180) + lost + undated(200))
    assert (without.whole.matured, found.whole.matured) == (200.0, 400.0)
    assert (without.whole.lost, found.whole.lost) == (20.0, 20.0)
    assert found.mature_days == without.mature_days
    assert found.whole.usual_days == pytest.approx(without.whole.usual_days)
    assert found.whole.usual_variance == without.whole.usual_variance
    # The curve differs only by the smaller share that never comes.
    assert found.curve.delivered.sum() == pytest.approx(without.curve.delivered.sum())


def test_a_silence_that_ended_nobody_knows_when_is_not_one_that_never_ends():
    lost = [silent(f"LOST{i}", i) for i in range(20)]
    found = learned(many(180) + lost + undated(200)).stages[Stage.ORIGIN, "", ()]
    assert found.matured == 400.0
    assert found.stuck == pytest.approx(20.0, abs=0.1)


def test_where_no_end_has_a_time_the_shipped_times_stay():
    found = learned(undated(200))
    assert found.whole.usual_days == pytest.approx(prior_table().whole.usual_days)
    assert np.isfinite(found.curve.at_risk).all()
