"""The report of a backtest says first what was gained, and nothing that nobody knows."""

import numpy as np

from parcelwright.backtest.alerts import Quality
from parcelwright.backtest.judge import Compared, Gain, Judgment
from parcelwright.backtest.report import report
from parcelwright.backtest.rules import OURS


def quality(days_from_loss=float("nan")):
    return Quality(
        threshold=0.5, precision=0.5, recall=1.0, mean_days=35.3, median_days=36.4,
        days_from_loss=days_from_loss, false_alarms=8.2, worst_week=26.0, alerts=400.0,
    )  # fmt: skip


def page(at_target, set_before):
    compared = Compared(rule=OURS, target=0.5, at_target=at_target, set_before=set_before)
    found = Judgment(
        parcels=1000.0, lost=10.0, rows=np.arange(0), unpromised=0.0, compared=(compared,),
        gains=(Gain(target=0.5, ratio=0.86, low=0.82, high=0.93),), rankings={OURS: ()},
        reliabilities={}, priced=(), alerts=(),
    )  # fmt: skip
    return report(found, (), "Backtest")


def test_what_was_gained_stands_before_the_tables():
    text = page(quality(), quality())
    assert text.index("noticed in 86 % of the days") < text.index("<table>")


def test_days_from_the_loss_have_a_column_where_records_tell_them():
    assert "Days from loss" not in page(quality(), quality())
    assert "<td>12.5</td>" in page(quality(12.5), quality(12.5))


def test_a_precision_that_is_not_reached_takes_the_whole_row():
    text = page(None, quality())
    assert f"<tr class=ours><td>{OURS}</td><td colspan=6>not reached</td></tr>" in text
