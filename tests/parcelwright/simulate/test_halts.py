from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest

from parcelwright.simulate.feed import kinds
from parcelwright.simulate.parameters import Parameters, parameters
from parcelwright.simulate.stages import CUSTOMS, OFFICE, Cause
from parcelwright.simulate.tables import outcomes_table
from parcelwright.simulate.world import Simulated, simulate

if TYPE_CHECKING:
    from numpy.typing import NDArray

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def _with(**risks: float) -> Parameters:
    known = parameters()
    return msgspec.structs.replace(known, risks=msgspec.structs.replace(known.risks, **risks))


def _heard(world: Simulated, kind: str) -> NDArray[np.bool_]:
    found = np.zeros(len(world.truth.cause), dtype=bool)
    found[world.feed.parcel[world.feed.kind == kinds().index(kind)]] = True
    return found


@pytest.mark.parametrize(
    ("cause", "kind", "stage", "owner"),
    [
        (Cause.UNPAID_DUTY, "duty_unpaid", CUSTOMS, "owing"),
        (Cause.ADDRESS_PROBLEM, "address_problem", OFFICE, "misaddressed"),
    ],
)
def test_halted_parcels_are_scanned_so_and_stay_longer(
    world: Simulated, cause: Cause, kind: str, stage: int, owner: str
) -> None:
    truth = world.truth
    heard, halted = _heard(world, kind), getattr(truth, owner)
    assert heard.sum() > 40
    assert not (heard & ~halted).any()
    entered, left = truth.entered[:, stage], truth.left[:, stage]
    known = np.isfinite(entered) & np.isfinite(left)
    days = (left[known] - entered[known]) / 86_400
    assert np.median(days[halted[known]]) > 2 * np.median(days[~halted[known]])
    assert (truth.cause == cause).mean() == pytest.approx(0.007, abs=0.003)


def test_every_owing_parcel_goes_back_when_nobody_ever_pays() -> None:
    world = simulate(400, 3, NOW, numbers=_with(unpaid_duty=1.0, unpaid_duty_return=1.0))
    truth = world.truth
    past_customs = np.isfinite(truth.entered[:, CUSTOMS + 1])
    assert not past_customs.any()
    went_back = np.isfinite(truth.returning_at)
    assert went_back.sum() > 350
    # Of the rest customs itself sent some back first.
    named = set(truth.cause[went_back].tolist())
    assert named in ({Cause.UNPAID_DUTY, Cause.CUSTOMS_RETURN}, {Cause.UNPAID_DUTY})


def test_shares_of_zero_change_no_journey() -> None:
    without = simulate(300, 3, NOW, numbers=_with(unpaid_duty=0.0, address_problem=0.0))
    longer = simulate(
        300,
        3,
        NOW,
        numbers=_with(unpaid_duty=0.0, address_problem=0.0, unpaid_duty_median=50.0),
    )
    assert np.array_equal(without.truth.entered, longer.truth.entered)
    assert outcomes_table(without).equals(outcomes_table(longer))


def test_scan_with_a_wrong_clock_is_dated_before_it_happened_but_not_before_the_label() -> None:
    known = parameters()
    noise = msgspec.structs.replace(known.feed, misdated=1.0, misdated_hours=48.0)
    honest = msgspec.structs.replace(known.feed, misdated=0.0)
    replace = msgspec.structs.replace
    plain = simulate(300, 3, NOW, numbers=replace(known, feed=honest)).feed
    slipped = simulate(300, 3, NOW, numbers=replace(known, feed=noise))
    assert len(slipped.feed) == len(plain)
    assert slipped.feed.occurred_at.mean() < plain.occurred_at.mean() - 20 * 3600
    labels = slipped.sent.label_at[slipped.feed.parcel]
    assert (slipped.feed.occurred_at >= labels).all()


def test_carrier_whose_feed_is_down_is_heard_of_at_its_end_only() -> None:
    known = parameters()
    noise = msgspec.structs.replace(
        known.feed, carrier_outages_per_year=8, carrier_outage_days=(3, 4), duplicate=0.0
    )
    world = simulate(4000, 3, NOW, numbers=msgspec.structs.replace(known, feed=noise))
    carrier = np.array([route.carrier for route in world.numbers.routes])[world.sent.route]
    of_event, spells = carrier[world.feed.parcel], world.network.carrier_outages
    silent = 0
    for name, own in spells.items():
        heard = world.feed.received_at[of_event == name]
        for begin, end in own:
            assert not ((heard > begin) & (heard < np.floor(end))).any(), name
            silent += int((heard == np.floor(end)).sum())
    assert silent > 50
