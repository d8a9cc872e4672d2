from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from parcelwright.simulate.feed import kinds
from parcelwright.simulate.stages import Cause
from parcelwright.simulate.tables import events_table, outcomes_table, parcels_table

if TYPE_CHECKING:
    from parcelwright.simulate.world import Simulated

TRUTH_ONLY = {"outcome", "outcome_at", "cause", "lost_at", "lost_leg"}


def _scanned(world: Simulated, kind: str) -> set[int]:
    return set(world.feed.parcel[world.feed.kind == kinds().index(kind)].tolist())


def test_nothing_was_heard_after_now_or_before_it_happened(world: Simulated) -> None:
    feed, now = world.feed, world.now.timestamp()
    assert feed.received_at.max() <= now
    assert (feed.received_at >= feed.occurred_at).all()


def test_no_scan_lies_before_the_label(world: Simulated) -> None:
    feed = world.feed
    assert (feed.occurred_at >= world.sent.label_at[feed.parcel]).all()


def test_lost_parcel_is_scanned_after_its_loss_only_as_falsely_delivered(world: Simulated) -> None:
    feed, truth = world.feed, world.truth
    after = feed.occurred_at > truth.lost_at[feed.parcel]
    assert set(truth.cause[feed.parcel[after]].tolist()) <= {Cause.FALSE_DELIVERY}


def test_delivery_without_scan_is_never_seen_as_delivered(world: Simulated) -> None:
    silent = set(np.flatnonzero(world.truth.cause == Cause.MISSING_SCAN).tolist())
    assert silent
    assert not silent & _scanned(world, "delivered")


def test_theft_with_a_false_scan_is_seen_as_delivered(world: Simulated) -> None:
    long_ago = world.truth.lost_at < world.now.timestamp() - 20 * 86_400
    false = np.flatnonzero((world.truth.cause == Cause.FALSE_DELIVERY) & long_ago)
    assert len(false)
    assert set(false.tolist()) <= _scanned(world, "delivered")


def test_about_one_scan_in_nine_is_a_repeat(world: Simulated) -> None:
    feed = world.feed
    keys = np.stack([feed.parcel, feed.kind, feed.occurred_at.astype(np.int64)])
    repeats = 1 - np.unique(keys, axis=1).shape[1] / len(feed)
    assert 0.09 < repeats < 0.13


def test_tables_of_the_feed_say_nothing_of_the_truth(world: Simulated) -> None:
    events, parcels = events_table(world), parcels_table(world)
    assert not TRUTH_ONLY & {*events.column_names, *parcels.column_names}
    causes = {cause.name.lower() for cause in Cause}
    for table in (events, parcels):
        for name in table.column_names:
            assert not causes & {str(value) for value in table[name].unique().to_pylist()} - {
                "none"
            }, name


def test_never_handed_over_parcel_has_only_its_label(world: Simulated) -> None:
    never = world.sent.never_handed_over
    assert never.any()
    seen = {kinds()[k] for k in world.feed.kind[never[world.feed.parcel]].tolist()}
    assert seen == {"label"}


def test_outcomes_name_each_parcel_once_with_how_it_ends(world: Simulated) -> None:
    table = outcomes_table(world).to_pydict()
    assert table["tracking_number"] == list(world.sent.numbers)
    assert len(set(table["tracking_number"])) == 20_000
    assert set(table["outcome"]) == {"delivered", "returned", "lost", "seized"}
    lost = [i for i, end in enumerate(table["outcome"]) if end in {"lost", "seized"}]
    assert all(table["cause"][i] and table["lost_leg"][i] for i in lost)


def test_local_number_is_told_only_after_the_handover(world: Simulated) -> None:
    table = parcels_table(world).to_pydict()
    handed = _scanned(world, "last_mile")
    told = {i for i, number in enumerate(table["last_mile_number"]) if number}
    assert told == handed
    assert len({table["last_mile_number"][i] for i in told}) == len(told)
