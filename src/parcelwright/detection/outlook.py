"""How the chance to arrive falls if a parcel stays silent, for a page to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from parcelwright.analytics.situations import silent_since
from parcelwright.detection.chances import chances, measured

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from parcelwright.analytics.arrivals import ArrivalTable
    from parcelwright.analytics.columns import Columns
    from parcelwright.detection.silence import Silence


@dataclass(frozen=True, kw_only=True)
class CurvePoint:
    """Chance that the parcel still arrives after so many days of silence, with 90 % range."""

    day: int
    chance: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """The falling chance, and what is usual: days of silence of half and of 95 %."""

    points: tuple[CurvePoint, ...]
    usual_days: float
    late_days: float


def outlook(
    columns: Columns,
    table: ArrivalTable,
    horizon_days: int = 60,
    until_today: tuple[float, Silence] | None = None,
) -> Outlook:
    """Return the chance on each day of silence from 0 to ``horizon_days``.

    Args:
        columns: One parcel; its stage and lane decide the curve.
        table: What was learned.
        horizon_days: Last day to compute.
        until_today: Days of its silence until today, and how that goes on; the curve then runs
            through the chance of today and falls slowly on days announced to be slow. Without,
            each day counts as one at the usual speed.
    """
    days = np.arange(horizon_days + 1, dtype=np.float64)
    known = measured(columns, table)
    # After news of siblings the silence that counts began with these news.
    before = float(silent_since(known)[0] - known.since[0])
    counted = np.maximum(days - before, 0.0)
    if until_today is not None:
        silent, silence = until_today
        past = silence.clock_days / max(silent - before, 1e-9)
        counted = np.where(days < silent, counted * past, _going_on(silence, days - silent))
    found = chances(known.take(np.zeros(len(days), np.intp)), table, counted)
    points = tuple(
        CurvePoint(
            day=day,
            chance=float(found.arrives[day]),
            low=float(found.low[day]),
            high=float(found.high[day]),
        )
        for day in range(len(days))
    )
    return Outlook(points=points, usual_days=float(found.p50[0]), late_days=float(found.p95[0]))


def _going_on(silence: Silence, days: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the silence of one parcel on so many days from today."""
    return np.array([silence.after(np.full(1, day))[0] for day in days], np.float64)


def arrival_curve(
    columns: Columns, table: ArrivalTable, horizon_days: int = 60
) -> tuple[CurvePoint, ...]:
    """Return the points of :func:`outlook` alone."""
    return outlook(columns, table, horizon_days).points
