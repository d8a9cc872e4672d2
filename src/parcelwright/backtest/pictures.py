"""Small pictures of a judgment, as SVG in words and lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from parcelwright.backtest.ranking import Reliability

_SIDE, _EDGE = 260, 34
_WIDE = 420
_COLORS = ("#0b6e5f", "#6b7280", "#b45309", "#1d4ed8", "#9d174d", "#4d7c0f")


def reliability_picture(tenths: Sequence[Reliability], title: str) -> str:
    """Return the chances said against the share lost; a true chance lies on the line."""
    inner = _SIDE - 2 * _EDGE
    most = max((tenth.weight for tenth in tenths), default=1.0)
    dots = "".join(
        f'<circle cx="{_EDGE + inner * tenth.said:.1f}"'
        f' cy="{_SIDE - _EDGE - inner * tenth.lost:.1f}"'
        f' r="{3 + 6 * (tenth.weight / most) ** 0.5:.1f}" fill="{_COLORS[0]}" fill-opacity="0.7"/>'
        for tenth in tenths
    )
    return (
        f'<svg viewBox="0 0 {_SIDE} {_SIDE}" width="{_SIDE}" role="img" aria-label="{title}">'
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{inner}" height="{inner}" fill="none"'
        f' stroke="#ccc"/>'
        f'<line x1="{_EDGE}" y1="{_SIDE - _EDGE}" x2="{_SIDE - _EDGE}" y2="{_EDGE}" stroke="#999"'
        f' stroke-dasharray="4 4"/>{dots}'
        f'<text x="{_SIDE / 2}" y="{_SIDE - 8}" text-anchor="middle">chance of loss said</text>'
        f'<text x="12" y="{_SIDE / 2}" text-anchor="middle"'
        f' transform="rotate(-90 12 {_SIDE / 2})">share lost</text>'
        f'<text x="{_SIDE / 2}" y="20" text-anchor="middle" font-weight="600">{title}</text></svg>'
    )


def lines_picture(
    lines: Sequence[tuple[str, Sequence[tuple[float, float]]]], across: str, up: str
) -> str:
    """Return some lines, each with its name, over shares from 0 to 1."""
    points = [point for _, line in lines for point in line]
    most = max((y for _, y in points), default=1.0) or 1.0
    least = min((y for _, y in points), default=0.0)
    least, spread = least - 1, max(most - least, 1.0) + 1
    left = min((x for x, _ in points), default=0.0)
    wide = max(max((x for x, _ in points), default=1.0) - left, 0.1)
    width, height = _WIDE - 2 * _EDGE, _SIDE - 2 * _EDGE
    drawn = []
    for at, (name, line) in enumerate(lines):
        color = _COLORS[at % len(_COLORS)]
        path = " ".join(
            f"{_EDGE + width * (x - left) / wide:.1f},"
            f"{_SIDE - _EDGE - height * (y - least) / spread:.1f}"
            for x, y in line
        )
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>'
            f'<text x="{_WIDE + 8}" y="{_EDGE + 16 * at + 8}" fill="{color}">{name}</text>'
        )
    return (
        f'<svg viewBox="0 0 {_WIDE + 200} {_SIDE}" width="{_WIDE + 200}" role="img"'
        f' aria-label="{up} by {across}"><rect x="{_EDGE}" y="{_EDGE}" width="{width}"'
        f' height="{height}" fill="none" stroke="#ccc"/>{"".join(drawn)}'
        f'<text x="{_WIDE / 2}" y="{_SIDE - 8}" text-anchor="middle">{across},'
        f" {left:g} to {left + wide:g}</text>"
        f'<text x="12" y="{_SIDE / 2}" text-anchor="middle"'
        f' transform="rotate(-90 12 {_SIDE / 2})">{up}, {least:.0f} to {most:.0f}</text></svg>'
    )
