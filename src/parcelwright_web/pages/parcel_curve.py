"""The arrival curve of one parcel: how its chance falls while it stays silent."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from parcelwright.analytics.gather import columns_of
from parcelwright.detection.hundredths import in_100, range_in_100
from parcelwright.detection.outlook import outlook
from parcelwright_web.svg.curve import Curve, arrival_curve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from parcelwright.detection.outlook import CurvePoint
    from parcelwright_web.actions.situation import Situation

_SHORTEST_DAYS, _LONGEST_DAYS = 40, 365
_TABLE_EVERY = 5


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """The drawing, its numbers every few days out of 100, what is usual, and the days left."""

    svg: SafeString
    table: list[tuple[int, int, int, int]]
    usual_days: int
    late_days: int
    remaining: int | None


def curve_of(found: Situation, now: datetime) -> Drawn | None:
    """Return the curve of a parcel that is still open, else None."""
    stand = found.assessment
    if stand is None:
        return None
    silent = int(stand.silent_days)
    horizon = min(_LONGEST_DAYS, max(_SHORTEST_DAYS, silent + 14))
    learned = found.learned
    columns = learned.beside_siblings(columns_of([(found.parcel, found.journey)], now))
    seen = outlook(columns, learned.table, horizon, learned.going_on(columns, now))
    left = learned.remaining(columns, now)
    chance = in_100(stand.chance_arrives)
    words = _("After %(days)d days of silence, %(chance)d in 100 still arrive.") % {
        "days": silent,
        "chance": chance,
    }
    svg = arrival_curve(_curve(seen.points, stand.silent_days), _("Chance to arrive"), words)
    return Drawn(
        svg=mark_safe(svg),  # noqa: S308  # our own drawing, escaped where it is made
        table=[_line(point) for point in seen.points[::_TABLE_EVERY]],
        usual_days=round(seen.usual_days),
        late_days=round(seen.late_days),
        remaining=None if left is None else math.ceil(left),
    )


def _curve(points: Sequence[CurvePoint], silent: float) -> Curve:
    return Curve(
        days=[point.day for point in points],
        chance=[point.chance * 100 for point in points],
        low=[point.low * 100 for point in points],
        high=[point.high * 100 for point in points],
        today=silent,
        today_label=_("today"),
        axis_label=_("days of silence"),
    )


def _line(point: CurvePoint) -> tuple[int, int, int, int]:
    return point.day, in_100(point.chance), *range_in_100(point.low, point.high)
