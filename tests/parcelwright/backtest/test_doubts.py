import numpy as np
import pyarrow as pa

from histories import FIRST, tables
from parcelwright.backtest.doubts import doubts
from parcelwright.backtest.history import history_of, truth_of


def said(keep=lambda number: True, parcels=700):
    few, events = tables(parcels=parcels)
    chosen = np.array([bool(keep(at)) for at in range(parcels)])
    numbers = {f"P{at}" for at in np.flatnonzero(chosen)}
    mine = [number in numbers for number in events["tracking_number"].to_pylist()]
    history = history_of(few.filter(pa.array(chosen)), events.filter(pa.array(mine)))
    until = FIRST + 240
    return doubts(history.known(until), truth_of(history, None, until))


def test_a_history_without_a_single_loss_is_called_what_it_is():
    (text,) = said(keep=lambda at: at % 12)
    assert text.startswith("Not one of these parcels is missing.")


def test_few_losses_are_said():
    (text,) = said(keep=lambda at: at % 12 or at < 60)
    assert text.startswith("Parcels that never came: 5.")


def test_a_sound_history_raises_no_doubt():
    assert said() == ()


def undated(events, share=3):
    """Return the events, every third delivery without its time."""
    times = [
        None if mark == "DELIVERED" and at % share == 0 else time
        for at, (mark, time) in enumerate(
            zip(events["milestone"].to_pylist(), events["occurred_at"].to_pylist(), strict=True)
        )
    ]
    return events.set_column(1, "occurred_at", pa.array(times, events["occurred_at"].type))


def test_parcels_whose_end_has_no_time_are_counted_and_not_judged():
    parcels, events = tables(parcels=700)
    history, until = history_of(parcels, undated(events)), FIRST + 240
    truth = truth_of(history, None, until)
    assert np.count_nonzero(~truth.told) == 213
    assert not (truth.lost & ~truth.told).any()
    (text,) = doubts(history.known(until), truth)
    assert text.startswith("Parcels whose end has no time: 213.")
