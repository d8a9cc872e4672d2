"""The arrival curve: chance that a parcel still arrives, by days of silence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

_WIDTH, _HEIGHT = 460, 260
_LEFT, _TOP, _RIGHT, _BOTTOM = 40, 14, 12, 40


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A day on the axis worth a line, such as a deadline, with its words."""

    day: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Curve:
    """Chances in percent (0 to 100) at days of silence, with their band, and today."""

    days: Sequence[float]
    chance: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    today: float
    today_label: str
    axis_label: str
    marks: Sequence[Mark] = ()
    threshold: float | None = None
    threshold_label: str = ""


def arrival_curve(curve: Curve, title: str, description: str) -> str:
    """Return the curve as SVG, 460 by 260 units.

    Raises:
        ValueError: The columns differ in length or hold fewer than two days.
    """
    lengths = {len(curve.days), len(curve.chance), len(curve.low), len(curve.high)}
    if lengths == {0} or len(lengths) != 1 or len(curve.days) < 2:  # noqa: PLR2004  # a line
        msg = "an arrival curve needs columns of one length and at least two days"
        raise ValueError(msg)
    last = max(curve.days)
    return (
        f'<svg class="curve" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f"{_axes(last, curve.axis_label)}{_band(curve, last)}{_lines(curve, last)}"
        f"{_today(curve, last)}</svg>"
    )


def _x(day: float, last: float) -> float:
    return round(_LEFT + (_WIDTH - _LEFT - _RIGHT) * day / last, 1)


def _y(percent: float) -> float:
    return round(_TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - percent / 100), 1)


def _axes(last: float, label: str) -> str:
    end = _WIDTH - _RIGHT
    levels = "".join(
        f'<path class="grid" d="M{_LEFT} {_y(p)}H{end}"/>'
        f'<text class="tick" x="{_LEFT - 8}" y="{_y(p) + 4}" text-anchor="end">{p}</text>'
        for p in (0, 25, 50, 75, 100)
    )
    step = next(s for s in (5, 10, 20, 50, 100, 10**6) if last / s <= 6)  # noqa: PLR2004  # ticks
    ticks = "".join(
        f'<text class="tick" x="{_x(day, last)}" y="{_HEIGHT - 22}" text-anchor="middle">'
        f"{day}</text>"
        for day in range(0, int(last) + 1, step)
    )
    caption = (
        f'<text class="tick" x="{end}" y="{_HEIGHT - 5}" text-anchor="end">{escape(label)}</text>'
    )
    return levels + ticks + caption


def _band(curve: Curve, last: float) -> str:
    upper = [f"{_x(d, last)} {_y(h)}" for d, h in zip(curve.days, curve.high, strict=True)]
    lower = [f"{_x(d, last)} {_y(v)}" for d, v in zip(curve.days, curve.low, strict=True)]
    return f'<path class="band" d="M{"L".join([*upper, *reversed(lower)])}Z"/>'


def _lines(curve: Curve, last: float) -> str:
    points = [f"{_x(d, last)} {_y(c)}" for d, c in zip(curve.days, curve.chance, strict=True)]
    drawn = f'<path class="line" d="M{"L".join(points)}"/>'
    for index, mark in enumerate(curve.marks):
        x = _x(min(mark.day, last), last)
        drawn += (
            f'<path class="mark" d="M{x} {_TOP}V{_y(0)}"/>'
            f"{_beside(x, _TOP + 26 + 14 * index, 'tick', mark.label)}"
        )
    if curve.threshold is not None:
        y = _y(curve.threshold)
        drawn += (
            f'<path class="threshold" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}"/>'
            f'<text class="threshold-label" x="{_WIDTH - _RIGHT}" y="{y - 6}" text-anchor="end">'
            f"{escape(curve.threshold_label)}</text>"
        )
    return drawn


def _today(curve: Curve, last: float) -> str:
    nearest = min(range(len(curve.days)), key=lambda i: abs(curve.days[i] - curve.today))
    x, y = _x(min(curve.today, last), last), _y(curve.chance[nearest])
    return (
        f'<path class="today" d="M{x} {_TOP}V{_y(0)}"/>'
        f'<circle class="today-dot" cx="{x}" cy="{y}" r="4"/>'
        f"{_beside(x, _TOP + 10, 'today-label', curve.today_label)}"
    )


def _beside(x: float, y: float, name: str, text: str) -> str:
    """Return a label beside a line, on the side that has room for it."""
    if x > _LEFT + (_WIDTH - _LEFT - _RIGHT) * 0.6:
        return f'<text class="{name}" x="{x - 5}" y="{y}" text-anchor="end">{escape(text)}</text>'
    return f'<text class="{name}" x="{x + 5}" y="{y}">{escape(text)}</text>'
