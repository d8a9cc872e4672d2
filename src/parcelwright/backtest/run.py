"""A whole backtest: walked, judged, and told as tables, plain data and one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from parcelwright.analytics.columns import day_number
from parcelwright.backtest.cost import Prices
from parcelwright.backtest.doubts import doubts
from parcelwright.backtest.history import truth_of
from parcelwright.backtest.judge import judge
from parcelwright.backtest.plain import plain_judgment
from parcelwright.backtest.report import report
from parcelwright.backtest.walk import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from parcelwright.analytics.published import Calendar
    from parcelwright.backtest.history import History
    from parcelwright.backtest.judge import Judgment
    from parcelwright.backtest.span import Span
    from parcelwright.backtest.walk import Walk

USUAL_TARGETS = (0.5, 0.6, 0.7, 0.8, 0.9)
USUAL_PRICES = tuple(Prices(resend=resend) for resend in (30.0, 60.0, 120.0))


@dataclass(frozen=True, kw_only=True, eq=False)
class Backtest:
    """What was said of a history, and how good that was.

    Args:
        span: From when to when it was judged.
        warnings: What is doubtful about the history, as sentences.
    """

    span: Span
    history: History
    walked: Walk
    found: Judgment
    warnings: tuple[str, ...]

    def summary(self) -> dict[str, object]:
        """Return all figures as plain data."""
        return {
            "train_until": self.span.train_until.isoformat(),
            "until": self.span.until.isoformat(),
            "doubts": list(self.warnings),
            **plain_judgment(self.found),
        }

    def page(self) -> str:
        """Return the report as HTML."""
        title = f"Backtest, {self.span.train_until} to {self.span.until}"
        return report(self.found, self.warnings, title)

    def daily(self) -> pa.Table:
        """Return each chance said, by the day known to its end."""
        walked, first = self.walked, _begins(self.span.train_until)
        said = ~np.isnan(walked.lost) & (walked.accepted >= first)[:, None]
        row, sweep = np.nonzero(said)
        day = walked.first_sweep[row] + sweep - 1
        order = np.lexsort((row, day))
        rows = pa.array(walked.rows[row[order]])
        return pa.table(
            {
                "day": _dates(day[order]),
                "tracking_number": self.history.numbers.take(rows),
                "carrier": self.history.carriers.take(rows),
                "chance_arrives": pa.array(1 - walked.lost[row[order], sweep[order]], pa.float32()),
            }
        )

    def alerts(self) -> pa.Table:
        """Return each alert with the threshold set beforehand, by rule, target and day."""
        parts = []
        for alerts in self.found.alerts:
            raised = np.flatnonzero(~np.isnan(alerts.days))
            day = np.ceil(alerts.days[raised] - 1e-6).astype(np.int64) - 1
            order = np.lexsort((raised, day))
            rows = pa.array(self.walked.rows[self.found.rows[raised[order]]])
            parts.append(
                pa.table(
                    {
                        "rule": pa.array([alerts.rule] * len(raised), pa.string()),
                        "target": pa.array([alerts.target] * len(raised), pa.float64()),
                        "tracking_number": self.history.numbers.take(rows),
                        "carrier": self.history.carriers.take(rows),
                        "day": _dates(day[order]),
                    }
                )
            )
        return pa.concat_tables(parts)


def backtest(
    history: History,
    span: Span,
    *,
    outcomes: pa.Table | None = None,
    targets: Sequence[float] = USUAL_TARGETS,
    prices: Sequence[Prices] = USUAL_PRICES,
    calendar: Calendar | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Backtest:
    """Walk through a history day by day and judge what would have been said.

    Args:
        history: The parcels.
        span: From when to when; a day is known to its end.
        outcomes: What became of the parcels, where more is known than the history tells.
        targets: Precisions at which the rules are compared.
        prices: What errors cost.
        calendar: What was announced of the networks.
        progress: Told the number of days done and of all.
    """
    first, last = _begins(span.train_until), _begins(span.until)
    walked = walk(history, last, progress, calendar=calendar)
    truth = truth_of(history, outcomes, last)
    found = judge(walked, truth, first, last, targets=targets, prices=prices)
    return Backtest(
        span=span,
        history=history,
        walked=walked,
        found=found,
        warnings=doubts(history.known(last), truth, found.unpromised),
    )


def _begins(day: date) -> int:
    """Return the day number of the morning on which a day is known to its end."""
    return int(day_number(day)) + 1


def _dates(days: np.ndarray[tuple[int], np.dtype[np.int64]]) -> pa.Array:
    return pa.array(days.astype(np.int32), pa.int32()).cast(pa.date32())
