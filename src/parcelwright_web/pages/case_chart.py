"""The arrival curve of one case, its sentence, its dots and its table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from parcelwright.analytics.gather import columns_of
from parcelwright.detection.outlook import outlook
from parcelwright.parcels.events import Milestone
from parcelwright_web.pages.chances import Chance, chance_of
from parcelwright_web.pages.labels import WIDTHS, label
from parcelwright_web.pages.sentences import short_day
from parcelwright_web.svg.curve import Curve, Mark, arrival_curve
from parcelwright_web.svg.dots import dots

if TYPE_CHECKING:
    from datetime import date

    from django.utils.safestring import SafeString

    from parcelwright.cases.step import NextStep
    from parcelwright.detection.outlook import CurvePoint, Outlook
    from parcelwright_web.actions.situation import Situation

_SHORTEST, _LONGEST = 45, 365
_TABLE_STEP = 5


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What the card "Will it still arrive?" shows. Days are days of silence."""

    curve: SafeString
    dots: SafeString
    chance: Chance
    based_on: str
    usual_days: int
    late_days: int
    remaining: int | None
    table: list[tuple[int, Chance]]


def chart_of(found: Situation, step: NextStep, today: date) -> Chart | None:
    """Return the chart of a case, or None where nothing is assessed."""
    now, assessed = found.now, found.assessment
    if assessed is None or found.journey.outcome is Milestone.DECLARED_LOST:
        return None
    silent = assessed.silent_days
    horizon = int(min(max(_SHORTEST, silent * 1.4), _LONGEST))
    learned = found.learned
    columns = learned.beside_siblings(columns_of([(found.parcel, found.journey)], now))
    seen = outlook(columns, learned.table, horizon, learned.going_on(columns, now))
    left = learned.remaining(columns, now)
    chance = chance_of(
        assessed.chance_arrives, assessed.chance_low, assessed.chance_high, assessed.journeys
    )
    title = _("Chance that the parcel still arrives, by days of silence")
    words = _("Today, after %(days)d days of silence: %(n)d in 100.") % {
        "days": silent, "n": chance.in_100 or 0,
    }  # fmt: skip
    drawn = arrival_curve(
        _curve(seen, silent, chance, _marks(step, today, silent, horizon)), title, words
    )
    return Chart(
        curve=mark_safe(drawn),  # noqa: S308  # our own drawing, escaped where it is made
        dots=mark_safe(dots(chance.in_100 or 0, words)),  # noqa: S308  # as above
        chance=chance,
        based_on=label(WIDTHS, assessed.based_on),
        usual_days=math.ceil(seen.usual_days),
        late_days=math.ceil(seen.late_days),
        remaining=None if left is None else math.ceil(left),
        table=[(point.day, _point(point)) for point in seen.points[::_TABLE_STEP]],
    )


def _curve(seen: Outlook, silent: float, chance: Chance, marks: list[Mark]) -> Curve:
    points = seen.points
    return Curve(
        days=[point.day for point in points],
        chance=[100 * point.chance for point in points],
        low=[100 * point.low for point in points],
        high=[100 * point.high for point in points],
        today=silent,
        today_label=_("Today: %(n)d in 100") % {"n": chance.in_100 or 0},
        axis_label=_("days without a scan"),
        marks=marks,
    )


def _marks(step: NextStep, today: date, silent: float, horizon: int) -> list[Mark]:
    if step.deadline is None:
        return []
    day = step.deadline.day
    place = silent + (day - today).days
    text = _("%(day)s: last day") % {"day": short_day(day)}
    return [Mark(day=place, label=text)] if place <= horizon else []


def _point(point: CurvePoint) -> Chance:
    return chance_of(point.chance, point.low, point.high, None)
