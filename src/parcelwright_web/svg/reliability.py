"""Chances said against what became of the parcels: true chances lie on the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIDE, _EDGE = 240, 32


@dataclass(frozen=True, kw_only=True)
class Tenth:
    """Parcels of which like chances were said: the mean chance, the share lost, how many."""

    said: float
    lost: float
    parcels: int


def reliability(tenths: Sequence[Tenth], *, title: str, across: str, up: str) -> str:
    """Return a square picture with a dot for each tenth, larger for more parcels.

    Args:
        tenths: At least one.
        title: What stands above it.
        across: Name of the axis of chances.
        up: Name of the axis of shares.
    """
    inner, end = _SIDE - 2 * _EDGE, _SIDE - _EDGE
    most = max(tenth.parcels for tenth in tenths)
    dots = "".join(
        f'<circle class="dot-on" cx="{_EDGE + inner * tenth.said:.1f}" '
        f'cy="{end - inner * tenth.lost:.1f}" '
        f'r="{3 + 6 * (tenth.parcels / most) ** 0.5:.1f}"/>'
        for tenth in tenths
    )
    words = "; ".join(f"{tenth.said:.2f}: {tenth.lost:.2f}" for tenth in tenths)
    middle = _SIDE / 2
    return (
        f'<svg class="curve" viewBox="0 0 {_SIDE} {_SIDE}" role="img">'
        f"<title>{escape(title)}</title><desc>{words}</desc>"
        f'<rect class="grid" x="{_EDGE}" y="{_EDGE}" width="{inner}" height="{inner}"/>'
        f'<line class="threshold" x1="{_EDGE}" y1="{end}" x2="{end}" y2="{_EDGE}"/>{dots}'
        f'<text x="{middle}" y="20" text-anchor="middle">{escape(title)}</text>'
        f'<text x="{middle}" y="{_SIDE - 8}" text-anchor="middle">0 – {escape(across)} – 1</text>'
        f'<text x="16" y="{middle}" text-anchor="middle" '
        f'transform="rotate(-90 16 {middle})">0 – {escape(up)} – 1</text></svg>'
    )
