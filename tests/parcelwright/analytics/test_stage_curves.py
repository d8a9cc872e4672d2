import numpy as np
import pytest

from parcelwright.analytics.pauses import Ending, Pauses
from parcelwright.analytics.stage_curves import settled
from parcelwright.analytics.stage_parts import Fates, Told
from parcelwright.analytics.transit import BIN_DAYS, BINS, FIRST_DAY, curve_of

EDGES = FIRST_DAY + BIN_DAYS * np.arange(BINS + 1)
START = curve_of(20.0, np.exp(-np.maximum(EDGES, 0.0) / 5), from_scan=True)


def told(days, ended, until=400.0):
    count = len(days)
    days = np.asarray(days, np.float64)
    pauses = Pauses(
        row=np.arange(count, dtype=np.intp),
        stage=np.zeros(count, np.int8),
        situation=np.zeros(count, np.int8),
        start=np.zeros(count),
        calendar_days=days,
        days=days,
        ended=np.asarray(ended, np.int8),
        weight=np.ones(count),
    )
    nobody = np.zeros(count, np.bool_)
    fates = Fates(told=nobody, lost=nobody, delivered_at=np.full(count, np.nan))
    return Told.of(pauses, fates, until, tells_losses=True)


def found(days, ended):
    return settled(told(days, ended), never=0.02, stuck=0.0, parent=0.01, worth=20.0, start=START)


MOVED = np.tile(np.arange(1, 11, dtype=np.float64), 40)


def test_silences_far_beyond_those_that_end_are_stuck_to_the_last_of_them():
    days = np.append(MOVED, [160.0] * 8)
    ended = [Ending.MOVED] * 400 + [Ending.OPEN] * 8
    assert found(days, ended).stuck == pytest.approx(8.0, abs=0.01)


def test_the_share_stuck_is_counted_beside_the_wider_groups():
    days = np.append(MOVED, [160.0] * 8)
    ended = [Ending.MOVED] * 400 + [Ending.OPEN] * 8
    assert found(days, ended).never == pytest.approx((8 + 20 * 0.01) / (408 + 20), rel=1e-3)


def test_of_silences_that_others_still_ended_a_part_counts_as_going_on():
    long = np.append(np.tile(MOVED, 5), [32.0, 36.0, 40.0, 45.0, 50.0, 60.0])
    days = np.append(long, [35.0] * 8)
    ended = [Ending.MOVED] * 2006 + [Ending.OPEN] * 8
    assert 0.5 < found(days, ended).stuck < 7.0


def test_a_declared_loss_is_a_whole_one_however_short():
    days = np.append(MOVED, [2.0] * 4)
    ended = [Ending.MOVED] * 400 + [Ending.LOST] * 4
    assert found(days, ended).stuck == 4.0


def test_where_every_silence_ended_nothing_is_stuck_and_the_share_stays():
    result = found(MOVED, [Ending.MOVED] * 400)
    assert (result.stuck, result.never) == (0.0, 0.02)
