"""Bars: one share, and a stack of amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape

if TYPE_CHECKING:
    from collections.abc import Sequence


def share_bar(in_100: int, tone: str) -> str:
    """Return a thin bar filled to ``in_100`` percent; decoration beside words."""
    filled = max(0, min(100, in_100))
    return (
        '<svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="share-all" width="100" height="8" rx="4"/>'
        f'<rect class="fill-{tone}" width="{filled}" height="8" rx="4"/></svg>'
    )


def stack_bar(parts: Sequence[tuple[str, str, float]], title: str) -> str:
    """Return one bar cut into parts of (tone, label, amount); zero amounts are left out."""
    total = sum(amount for _, _, amount in parts)
    start, pieces, words = 0.0, [], []
    for tone, label, amount in parts:
        width = 100 * amount / total if total > 0 else 0.0
        if width <= 0:
            continue
        pieces.append(f'<rect class="fill-{tone}" x="{start:.2f}" width="{width:.2f}" height="8"/>')
        words.append(f"{escape(label)}: {width:.0f} %")
        start += width
    return (
        '<svg class="stack" viewBox="0 0 100 8" preserveAspectRatio="none" role="img">'
        f"<title>{escape(title)}</title><desc>{'; '.join(words)}</desc>{''.join(pieces)}</svg>"
    )
